import { harmlessLine } from '../core/harmless.ts'
import type { Text } from '../core/text.ts'
import type { partsOf } from './cel.ts'
import { inZone, momentParts } from './cel-calendar.ts'
import { CelError } from './cel-error.ts'
import { kindOf } from './cel-kinds.ts'
import { maxInt } from './cel-numbers.ts'
import { partsIn } from './cel-parts.ts'
import { celText } from './cel-text.ts'
import { Timestamp } from './cel-times.ts'

type Part = ReturnType<typeof partsOf>

/** What is not CEL in an expression although it can be evaluated, or can only fail when it is. */
export interface CelFinding {
  readonly message: Pick<Text, 'en' | 'nl'>
  readonly hint: Pick<Text, 'en' | 'nl'>
}

const none: readonly CelFinding[] = []
const orders = new Set(['<', '<=', '>', '>='])

/** What can be seen of a part by its form. `names`: what the expression takes from outside. */
export function formFindings(part: Part, parent: Part | null, names: ReadonlySet<string>): readonly CelFinding[] {
  const { op } = part
  if (op === 'value') return literalFindings(part, parent)
  if (op === '.' || op === '[]') return memberFindings(part, names)
  if (op === 'call' || op === 'rcall') return [...commaFindings(part), ...zoneFindings(part)]
  if (op === 'map') return keyFindings(part)
  return orders.has(op) ? orderFindings(part) : none
}

function literalFindings(part: Extract<Part, { op: 'value' }>, parent: Part | null): readonly CelFinding[] {
  const text = part.input.slice(part.range.start, part.range.end)
  const value: unknown = part.args
  if (value instanceof Uint8Array) {
    const said = {
      en: 'stands for bytes, which are not used here',
      nl: 'staat voor bytes: die worden hier niet gebruikt',
    }
    return [finding(text, said, { en: 'leave out the b', nl: 'laat de b weg' })]
  }
  if (typeof value === 'object' && value !== null) {
    const said = { en: 'is of the kind uint, which is not used here', nl: 'is een uint: die wordt hier niet gebruikt' }
    return [finding(text, said, { en: 'leave out the u', nl: 'laat de u weg' })]
  }
  const most = parent?.op === '-_' ? maxInt + 1n : maxInt
  if (typeof value === 'bigint' && value > most) {
    return [finding(text, { en: 'is too big', nl: 'is te groot' }, { en: `at most ${most}`, nl: `hoogstens ${most}` })]
  }
  // A backslash means nothing in a raw text, so the quote behind it ends the text; cel-js reads on.
  const quote = /^[rR](["'])(?!\1\1)/.exec(text)?.[1]
  if (quote === undefined || !text.includes(`\\${quote}`)) return none
  const said = { en: 'ends at the quote behind the backslash', nl: 'eindigt bij het aanhalingsteken na de backslash' }
  return [finding(text, said, { en: 'leave out the r, and write \\\\', nl: 'laat de r weg, en schrijf \\\\' })]
}

/** What holds no members gives null, as what is unknown does; its author sees no difference. */
function memberFindings(part: Extract<Part, { op: '.' | '[]' }>, names: ReadonlySet<string>): readonly CelFinding[] {
  const [left, right] = part.args
  const name = typeof right === 'string' ? right : right.op === 'value' ? right.args : null
  const isFact = left.op === 'id' && names.has(left.args)
  if (name === 'length' && !isFact && left.op !== 'map') {
    const said = { en: 'is no member of a list or a text', nl: 'is geen lid van een lijst of een tekst' }
    const size = `size(${celText(left)})`
    return [finding('length', said, { en: `write ${size}`, nl: `schrijf ${size}` })]
  }
  const kind = kindOf(left)
  if (kind === null || kind === 'map' || (kind === 'list' && typeof right !== 'string')) return none
  const said = { en: 'has no members', nl: 'heeft geen leden' }
  return [
    finding(celText(left), said, {
      en: 'take a member of a map, or an item of a list',
      nl: 'neem een lid van een map, of een item van een lijst',
    }),
  ]
}

function commaFindings(part: Extract<Part, { op: 'call' | 'rcall' }>): readonly CelFinding[] {
  const last = (part.op === 'call' ? part.args[1] : part.args[2]).at(-1)
  if (last === undefined) return none
  const behind = part.input.slice(last.range.end, part.range.end).replaceAll(/\/\/[^\n]*/g, '')
  if (!behind.includes(',')) return none
  const said = { en: 'has a comma behind its last argument', nl: 'heeft een komma na het laatste argument' }
  return [finding(`${part.args[0]}()`, said, { en: 'take the comma away', nl: 'haal de komma weg' })]
}

function zoneFindings(part: Extract<Part, { op: 'call' | 'rcall' }>): readonly CelFinding[] {
  if (part.op !== 'rcall' || !Object.hasOwn(momentParts, part.args[0])) return none
  const zone: unknown = part.args[2][0]?.args
  if (typeof zone !== 'string' || part.args[2][0]?.op !== 'value') return none
  try {
    inZone(new Timestamp(0n), zone)
    return none
  } catch (error) {
    if (!(error instanceof CelError)) throw error
    const hint = { en: 'without a zone its parts are in UTC', nl: 'zonder tijdzone zijn de delen in UTC' }
    return [{ message: error.text, hint }]
  }
}

function keyFindings(part: Extract<Part, { op: 'map' }>): readonly CelFinding[] {
  const keys = part.args.flatMap(([key]) => (key.op === 'value' ? [key.args as unknown] : []))
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice === undefined) return none
  const said = { en: 'stands twice in a map', nl: 'staat twee keer in een map' }
  return [finding(`${twice}`, said, { en: 'keep one of them', nl: 'behoud er één' })]
}

function orderFindings(part: Part): readonly CelFinding[] {
  const kinds = partsIn(part).map(kindOf)
  const known = kinds.filter((kind) => kind !== null && kind !== 'null')
  const isBare = known.some((kind) => kind === 'list' || kind === 'map')
  if (!isBare && (known.length < 2 || known[0] === known[1])) return none
  const said = { en: 'compares what has no order', nl: 'vergelijkt wat geen volgorde heeft' }
  return [
    finding(celText(part), said, {
      en: 'compare two numbers, texts, moments or durations',
      nl: 'vergelijk twee getallen, teksten, tijdstippen of duren',
    }),
  ]
}

function finding(what: string, said: CelFinding['message'], hint: CelFinding['hint']): CelFinding {
  const shown = harmlessLine(what, 60)
  return { message: { en: `${shown} ${said.en}`, nl: `${shown} ${said.nl}` }, hint }
}
