import type { ScenarioCode } from '../core/finding-codes.ts'
import type { Text } from '../core/text.ts'
import { municipalityByNis } from '../municipality/register.ts'
import { quoted } from '../runbook/finding.ts'
import type { Path } from '../runbook/tree.ts'
import { unknownFactValue } from './lint-values.ts'
import type { PlanNames } from './plan-names.ts'
import type { Change, Scenario } from './scenario.ts'
import { type PathFinding, unknownThing } from './scenario-finding.ts'
import { type Members, namesAt } from './scenario-names.ts'

/** Roles, objectives, steps and things of the world that are named and do not exist where they are named. */
export function referenceFindings(scenario: Scenario, plan: PlanNames | null): readonly PathFinding[] {
  return [
    ...municipalityFindings(scenario),
    ...changeFindings(scenario, plan),
    ...roleFindings(scenario, plan),
    ...objectiveFindings(scenario),
    ...(plan === null ? [] : teamFindings(scenario, plan)),
  ]
}

function municipalityFindings({ municipality }: Scenario): readonly PathFinding[] {
  if (municipality === null || municipalityByNis(municipality) !== null) return []
  return [
    {
      path: ['municipality'],
      finding: {
        code: 'scenario.unknown-municipality',
        message: {
          en: `no municipality has the NIS code ${quoted(municipality)}`,
          nl: `geen gemeente heeft NIS-code ${quoted(municipality)}`,
        },
        hint: {
          en: 'cyber-respond municipality list shows the codes',
          nl: 'cyber-respond municipality list toont de codes',
        },
      },
    },
  ]
}

/** The things that a change names by its keys: the code when one is unknown, where it is looked for, and its words. */
const things: { readonly [key: string]: readonly [ScenarioCode, string, Pick<Text, 'en' | 'nl'>] } = {
  link: ['scenario.unknown-link', 'links', { en: 'link', nl: 'verbinding' }],
  hosts: ['scenario.unknown-hosts', 'hosts', { en: 'group of machines', nl: 'groep toestellen' }],
  service: ['scenario.unknown-service', 'services', { en: 'service', nl: 'dienst' }],
  backup: ['scenario.unknown-backup', 'backups', { en: 'backup', nl: 'back-up' }],
  person: ['scenario.unknown-person', 'people', { en: 'person', nl: 'persoon' }],
}

function changeFindings(scenario: Scenario, plan: PlanNames | null): readonly PathFinding[] {
  const levels = scenario.levels.map(({ id }) => ({ id, names: namesAt(scenario, id, plan) }))
  const sites = [
    ...scenario.events.map((event, index) => ({ ...event, path: ['events', index, 'change'] })),
    ...scenario.world.commands.map((command, index) => ({ ...command, path: ['world', 'commands', index, 'change'] })),
  ]
  return sites.flatMap(({ change, level, path }) => {
    const mine = levels.filter(({ id }) => level === undefined || level === id)
    return change.flatMap((one, index) => {
      const found = mine.map(({ names }) => unknownIn(one, names, [...path, index])).find((it) => it !== null)
      return found === undefined || found === null ? [] : [found]
    })
  })
}

function unknownIn(change: Change, names: Members, path: Path): PathFinding | null {
  for (const [key, [code, root, words]] of Object.entries(things)) {
    const named = (change as { readonly [key: string]: unknown })[key]
    const known = names[root] ?? null
    if (typeof named !== 'string' || known === null || known.includes(named)) continue
    return { path: [...path, key], finding: unknownThing(code, words, named, known) }
  }
  return null
}

/** A message goes to a role of the scenario, or to one that the steps of the plan name. */
function roleFindings({ injects, roles }: Scenario, plan: PlanNames | null): readonly PathFinding[] {
  if (plan === null) return []
  const known = [...new Set([...roles.map(({ id }) => id), ...plan.roles])]
  return injects.flatMap(({ to }, index) => {
    if (known.includes(to)) return []
    const finding = unknownThing('scenario.unknown-role', { en: 'role', nl: 'rol' }, to, known)
    return [{ path: ['injects', index, 'to'], finding }]
  })
}

function objectiveFindings({ injects, objectives, levels }: Scenario): readonly PathFinding[] {
  return injects.flatMap(({ points, level }, at) => {
    const mine = levels.map(({ id }) => id).filter((id) => level === undefined || level === id)
    return points.flatMap(({ objective }, index) => {
      const known = (id: string): readonly string[] =>
        objectives.filter((one) => one.level === undefined || one.level === id).map((one) => one.id)
      const missing = mine.find((id) => !known(id).includes(objective))
      if (missing === undefined) return []
      const words = { en: 'objective', nl: 'doelstelling' }
      const finding = unknownThing('scenario.unknown-objective', words, objective, known(missing))
      return [{ path: ['injects', at, 'points', index, 'objective'], finding }]
    })
  })
}

function teamFindings({ teams }: Scenario, plan: PlanNames): readonly PathFinding[] {
  return teams.flatMap(({ skips, first, facts }, at) => [
    ...Object.entries({ skips, first }).flatMap(([key, steps]) =>
      steps.flatMap((step, index) => {
        if (plan.steps.includes(step)) return []
        const finding = unknownThing('scenario.unknown-step', { en: 'step', nl: 'stap' }, step, plan.steps)
        return [{ path: ['teams', at, key, index], finding }]
      }),
    ),
    ...Object.entries(facts).flatMap(([fact, value]) => {
      if (plan.facts.includes(fact)) {
        const wrong = value.includes('{{') ? null : unknownFactValue(fact, value, plan.values)
        return wrong === null ? [] : [{ path: ['teams', at, 'facts', fact], finding: wrong }]
      }
      const finding = unknownThing('scenario.unknown-fact', { en: 'fact', nl: 'feit' }, fact, plan.facts)
      return [{ path: ['teams', at, 'facts', fact], finding, part: 'key' as const }]
    }),
  ])
}
