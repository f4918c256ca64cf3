import { Fault, isFault } from '../core/fault.ts'
import { compile, typeNames } from '../runbook/cel.ts'
import { celFindings } from '../runbook/cel-findings.ts'
import type { Reference } from '../runbook/cel-rewrite.ts'
import { didYouMean } from '../runbook/finding.ts'
import { templateParts } from '../runbook/template-parts.ts'
import { valueFindings } from './lint-values.ts'
import type { PlanNames } from './plan-names.ts'
import type { Scenario } from './scenario.ts'
import { type PathFinding, type ScenarioFinding, unknownThing } from './scenario-finding.ts'
import { type Members, namesAt } from './scenario-names.ts'
import { type ScenarioSite, scenarioSites } from './scenario-sites.ts'

/** Expressions and templates that can't be read, or that name what is not there at a level at which they are played. */
export function nameFindings(scenario: Scenario, plan: PlanNames | null): readonly PathFinding[] {
  const { roles, world } = scenario
  const known = {
    facts: plan?.values ?? {},
    roles: [
      ...new Set([
        ...roles.map(({ id }) => id),
        ...world.people.flatMap(({ role }) => (role === null ? [] : [role])),
        ...(plan?.roles ?? []),
      ]),
    ],
  }
  const levels = scenario.levels.map(({ id }) => ({ id, names: namesAt(scenario, id, plan) }))
  return scenarioSites(scenario).flatMap((site): readonly PathFinding[] => {
    const { path } = site
    const { sources, refused } = celOf(site)
    if (refused !== null) return [{ path, finding: refused }]
    const mine = levels.filter(({ id }) => site.level === undefined || site.level === id)
    const subtracted = mine.flatMap(({ names }) => sources.flatMap((source) => subtraction(source, names)))[0]
    if (subtracted !== undefined) return [{ path, finding: subtracted }]
    const wrong = sources.flatMap((source) => valueFindings(source, known))
    const references = sources.flatMap((source) => compile(source).references)
    const unknown = references.flatMap((reference): readonly PathFinding[] => {
      // What is missing at several levels is told once.
      const level = mine.find(({ names }) => !has(names, reference))
      if (level === undefined) return []
      const others = levels.filter(({ names }) => has(names, reference)).map(({ id }) => id)
      return [{ path, finding: unknownReference(reference, level, others) }]
    })
    return [...unknown, ...wrong.map((finding) => ({ path, finding }))]
  })
}

/** The expressions of a site, or what is wrong with them. */
function celOf({ kind, source }: ScenarioSite): {
  readonly sources: readonly string[]
  readonly refused: ScenarioFinding | null
} {
  try {
    const parts = kind === 'cel' ? [{ cel: source }] : templateParts(source)
    const sources = parts.flatMap((part) => ('cel' in part ? [part.cel] : []))
    const found = sources.flatMap(celFindings)[0]
    return { sources, refused: found === undefined ? null : { code: 'scenario.expression', ...found } }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const code = isFault(error, 'runbook.template') ? 'scenario.template' : 'scenario.expression'
    const hint = error.hint === undefined ? {} : { hint: error.hint }
    return { sources: [], refused: { code, message: error.text, ...hint } }
  }
}

function has(names: Members, { name, member }: Reference): boolean {
  if (typeNames.has(name)) return true
  if (!Object.hasOwn(names, name)) return false
  const members = names[name] ?? null
  return member === null || members === null || members.includes(stepOf(name, member))
}

/** An instance of a step with `each` carries its item between brackets. */
function stepOf(root: string, member: string): string {
  return root === 'done' || root === 'steps' ? member.replace(/\[.*\]$/s, '') : member
}

/** A name that is not there at a level. `others` are the levels at which it is. */
function unknownReference(
  { name, member: found }: Reference,
  { id: level, names }: { readonly id: string; readonly names: Members },
  others: readonly string[],
): ScenarioFinding {
  if (!Object.hasOwn(names, name)) return unknownName(name, Object.keys(names))
  const member = stepOf(name, found ?? '')
  const members = names[name] ?? []
  if (others.length > 0) return otherLevel(`${name}["${member}"]`, level, others)
  if (name === 'done' || name === 'steps') {
    return unknownThing('scenario.unknown-step', { en: 'step', nl: 'stap' }, member, members)
  }
  if (name === 'facts') return unknownThing('scenario.unknown-fact', { en: 'fact', nl: 'feit' }, member, members)
  return unknownName(`${name}.${member}`, members, member)
}

function unknownName(full: string, candidates: readonly string[], word = full): ScenarioFinding {
  const known = candidates.length === 0 ? '-' : candidates.join(', ')
  return {
    code: 'scenario.unknown-name',
    message: { en: `unknown name ${full}`, nl: `onbekende naam ${full}` },
    hint: { en: `known: ${known}`, nl: `bekend: ${known}` },
    ...didYouMean(word, candidates),
  }
}

function otherLevel(name: string, level: string, others: readonly string[]): ScenarioFinding {
  const where = others.join(', ')
  return {
    code: 'scenario.unknown-name',
    message: { en: `${name} is not there at the level ${level}`, nl: `${name} is er niet op het niveau ${level}` },
    hint: {
      en: `it stands only at ${where}: give this part that level too`,
      nl: `het staat alleen op ${where}: geef dit onderdeel ook dat niveau`,
    },
  }
}

/** The findings on names with a dash: in CEL `injects.care-home` is `injects.care` less `home`. */
function subtraction(source: string, names: Members): readonly ScenarioFinding[] {
  if (!source.includes('-')) return []
  for (const [root, members] of Object.entries(names)) {
    const id = members?.find((one) => one.includes('-') && source.includes(`${root}.${one}`))
    if (id === undefined) continue
    const message = {
      en: `${root}.${id} is read as a subtraction`,
      nl: `${root}.${id} wordt gelezen als een aftrekking`,
    }
    const hint = { en: `write ${root}["${id}"]`, nl: `schrijf ${root}["${id}"]` }
    return [{ code: 'scenario.unknown-name', message, hint }]
  }
  return []
}
