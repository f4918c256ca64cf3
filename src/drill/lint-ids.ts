import type { Path } from '../runbook/tree.ts'
import type { Scenario } from './scenario.ts'
import { type PathFinding, type ScenarioFinding, unknownThing } from './scenario-finding.ts'

interface Item {
  readonly id: string
  readonly level?: string
}

/** Ids that stand twice at one level, and levels that do not exist. */
export function idFindings(scenario: Scenario): readonly PathFinding[] {
  const { world, levels, roles, questions, teams, objectives, events, injects } = scenario
  const { commands, ...named } = world
  const inWorld = Object.entries(named).map(([key, items]): readonly [Path, readonly Item[]] => [['world', key], items])
  const lists: readonly (readonly [Path, readonly Item[]])[] = [
    ...Object.entries({ levels, roles, questions, teams }).map(([key, items]) => [[key], items] as const),
    ...Object.entries({ objectives, events, injects }).map(([key, items]) => [[key], items] as const),
    ...inWorld,
  ]
  const known = levels.map(({ id }) => id)
  const leveled = [...lists, [['world', 'commands'], commands] as const]
  return [
    ...lists.flatMap(([path, items]) => repeated(path, items)),
    ...leveled.flatMap(([path, items]) => unknownLevels(path, items, known)),
  ]
}

/** The same id may stand once for each level, as a variant. */
function repeated(path: Path, items: readonly Item[]): readonly PathFinding[] {
  const everywhere = new Set<string>()
  const seen = new Map<string, Set<string>>()
  return items.flatMap(({ id, level }, index) => {
    const levels = seen.get(id) ?? new Set()
    const taken = everywhere.has(id) || (level === undefined ? levels.size > 0 : levels.has(level))
    if (level === undefined) everywhere.add(id)
    else seen.set(id, levels.add(level))
    return taken ? [{ path: [...path, index, 'id'], finding: duplicate(id) }] : []
  })
}

function unknownLevels(
  path: Path,
  items: readonly { readonly level?: string }[],
  known: readonly string[],
): readonly PathFinding[] {
  return items.flatMap(({ level }, index) => {
    if (level === undefined || known.includes(level)) return []
    const finding = unknownThing('scenario.unknown-level', { en: 'level', nl: 'niveau' }, level, known)
    return [{ path: [...path, index, 'level'], finding }]
  })
}

function duplicate(id: string): ScenarioFinding {
  return {
    code: 'scenario.duplicate-id',
    message: { en: `the id ${id} stands twice at one level`, nl: `de id ${id} staat twee keer op één niveau` },
    hint: {
      en: 'give each its own id, or each its own level',
      nl: 'geef elk een eigen id, of elk een eigen niveau',
    },
  }
}
