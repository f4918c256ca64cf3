import { nearest } from '../core/nearest.ts'
import { partsOf } from '../runbook/cel.ts'
import type { PlanNames } from './plan-names.ts'
import { type ScenarioFinding, unknownThing } from './scenario-finding.ts'

type Part = ReturnType<typeof partsOf>

/** The values that an expression can have, as far as scenario and plan tell. */
export interface KnownValues {
  readonly facts: PlanNames['values']
  /** Roles that a contact can have; a profile may have more. */
  readonly roles: readonly string[]
}

/**
 * The states that the things of the world and the steps can have, by the path under which an expression sees them; `*`
 * is any member.
 */
const states: { readonly [path: string]: readonly string[] } = {
  'links.*': ['open', 'closed'],
  'services.*': ['up', 'down', 'minimal'],
  'backups.*.state': ['clean', 'poisoned', 'destroyed'],
  'people.*': ['answers', 'busy', 'silent', 'hostile'],
  'steps.*.status': [
    ...['waiting', 'ready', 'doing', 'done', 'failed', 'unknown', 'skipped', 'blocked', 'not-applicable', 'open'],
  ],
}

/** The members of what has some; where none are named it is a plain value. */
const membersOf: { readonly [path: string]: readonly string[] } = {
  'hosts.*': ['total', 'encrypted'],
  'backups.*': ['state', 'attached'],
  'steps.*': ['status'],
  ...Object.fromEntries(['links', 'services', 'people'].map((root) => [`${root}.*`, []])),
  ...Object.fromEntries(timesRoots().map((root) => [`${root}.*`, []])),
  municipality: ['nis', 'name', 'province', 'police_zone'],
}

function timesRoots(): readonly string[] {
  return ['done', 'sent', 'closed', 'injects', 'answered', 'events']
}

/**
 * Values and members that there are not: `links.internet == "opened"`, `facts.extortion == "maybe"`, `hosts.pc.encripted`,
 * a time that is compared with a text. Each would be false for ever, without a word.
 */
export function valueFindings(expression: string, known: KnownValues): readonly ScenarioFinding[] {
  const whole = partsOf(expression)
  const all = partsIn(whole)
  return [
    ...all.flatMap(compared).flatMap(([one, other]) => comparisonFindings(one, other, known)),
    ...all.flatMap(alwaysFindings),
    ...all.flatMap(memberFindings),
    ...all.flatMap((part) => contactFindings(part, known.roles)),
  ]
}

/** A value that a fact can't have, or null. */
export function unknownFactValue(fact: string, value: string, values: PlanNames['values']): ScenarioFinding | null {
  const known = Object.hasOwn(values, fact) ? values[fact] : undefined
  if (known === undefined || known.includes(value)) return null
  return { ...unknownThing('scenario.unknown-value', { en: 'answer', nl: 'antwoord' }, value, known), ...listed(known) }
}

function comparisonFindings(one: Part, other: Part, known: KnownValues): readonly ScenarioFinding[] {
  if (other.op !== 'value') return []
  const value = other.args
  const path = pathOf(one)
  if (isTime(path) && (typeof value === 'string' || typeof value === 'boolean')) return [noTime(String(value))]
  if (typeof value !== 'string' || path === null) return []
  if (path[0] === 'facts' && path.length === 2 && typeof path[1] === 'string') {
    const found = unknownFactValue(path[1], value, known.facts)
    return found === null ? [] : [found]
  }
  const possible = states[formOf(path)]
  if (possible === undefined || possible.includes(value)) return []
  return [unknownThing('scenario.unknown-name', { en: 'state', nl: 'toestand' }, value, possible)]
}

function memberFindings(part: Part): readonly ScenarioFinding[] {
  const path = pathOf(part)
  const last = path?.at(-1)
  if (path === null || path.length < 2 || typeof last !== 'string') return []
  const known = membersOf[formOf(path.slice(0, -1))]
  if (known === undefined || known.includes(last)) return []
  return [unknownThing('scenario.unknown-name', { en: 'member', nl: 'onderdeel' }, last, known)]
}

/** `done["isolate/declare"] <= never` holds for who never did it, too. */
function alwaysFindings(part: Part): readonly ScenarioFinding[] {
  if (part.op !== '<=' && part.op !== '>=') return []
  const [left, right] = part.args
  const latest = part.op === '<=' ? right : left
  return latest.op === 'id' && latest.args === 'never' ? [always] : []
}

const always: ScenarioFinding = {
  code: 'scenario.always',
  message: {
    en: 'this is always true: what never happened is at most never, too',
    nl: 'dit is altijd waar: ook wat nooit gebeurde, is ten laatste never',
  },
  hint: { en: 'write < never for "it happened"', nl: 'schrijf < never voor "het is gebeurd"' },
}

/** A profile may name any role, so only what looks like a slip of the pen is told. */
function contactFindings(part: Part, roles: readonly string[]): readonly ScenarioFinding[] {
  if (part.op !== 'call' || part.args[0] !== 'contact') return []
  const [role] = part.args[1]
  if (role?.op !== 'value' || typeof role.args !== 'string' || roles.includes(role.args)) return []
  if (nearest(role.args, roles) === null) return []
  return [unknownThing('scenario.unknown-role', { en: 'role', nl: 'rol' }, role.args, roles)]
}

/** Every two parts of a comparison, both ways round; of `x in ["a", "b"]` each item. */
function compared(part: Part): readonly (readonly [Part, Part])[] {
  if (part.op === 'in') {
    const [one, list] = part.args
    return list.op === 'list' ? list.args.map((item) => [one, item] as const) : []
  }
  if (!['==', '!=', '<', '<=', '>', '>='].includes(part.op)) return []
  const [left, right] = part.args as readonly [Part, Part]
  return [
    [left, right],
    [right, left],
  ]
}

function partsIn(part: Part): readonly Part[] {
  const args: readonly unknown[] = Array.isArray(part.args) ? part.args.flat(2) : [part.args]
  return [part, ...args.flatMap((arg) => (isPart(arg) ? partsIn(arg) : []))]
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && 'op' in value
}

/** `backups["tape"].state` as its names; a key that is not fixed is null. Null: it is no path. */
function pathOf(part: Part): readonly [string, ...(string | null)[]] | null {
  if (part.op === 'id') return [part.args]
  if (part.op !== '.' && part.op !== '[]') return null
  const [owner, key] = part.args
  const path = pathOf(owner)
  if (path === null) return null
  const name = typeof key === 'string' ? key : key.op === 'value' && typeof key.args === 'string' ? key.args : null
  return [...path, name]
}

/** `backups.*.state`, `municipality`. */
function formOf(path: readonly (string | null)[]): string {
  return path.map((name, index) => (index === 1 ? '*' : name)).join('.')
}

function isTime(path: ReturnType<typeof pathOf>): boolean {
  if (path === null) return false
  return (path.length === 2 && timesRoots().includes(path[0])) || (path.length === 1 && path[0] === 'minutes')
}

/** A close one is named by itself; the whole list says more. */
function listed(known: readonly string[]): Pick<ScenarioFinding, 'hint'> {
  const all = known.join(', ')
  return { hint: { en: `known: ${all}`, nl: `bekend: ${all}` } }
}

function noTime(value: string): ScenarioFinding {
  return {
    code: 'scenario.unknown-value',
    message: { en: `a time is never "${value}"`, nl: `een tijdstip is nooit "${value}"` },
    hint: {
      en: 'times are whole minutes since the beginning, or never without quotes',
      nl: 'tijdstippen zijn hele minuten sinds het begin, of never zonder aanhalingstekens',
    },
  }
}
