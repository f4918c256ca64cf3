import { roots } from '../runbook/known-names.ts'
import type { PlanNames } from './plan-names.ts'
import { atLevel, type Scenario } from './scenario.ts'
import type { drillNames } from './scenario-scope.ts'

/** The names that an expression can use, each with the members that it has (null: it is not known which). */
export type Members = { readonly [root: string]: readonly string[] | null }

/**
 * The names that the expressions of a scenario see at one level: the members of scenario-scope.ts, as far as the file can
 * know them.
 */
export function namesAt(scenario: Scenario, level: string, plan: PlanNames | null): Members {
  const { world, events, injects } = atLevel(scenario, level)
  const ids = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id)
  // Where the scenario names no links or backups, those of the profile stand there.
  const orAny = (found: readonly string[]): readonly string[] | null => (found.length === 0 ? null : found)
  const links = orAny(ids(world.links))
  const own: { readonly [name in (typeof drillNames)[number]]: readonly string[] | null } = {
    minutes: null,
    never: null,
    done: plan?.steps ?? null,
    sent: plan?.obligations ?? null,
    closed: links,
    links,
    hosts: ids(world.hosts),
    services: ids(world.services),
    backups: orAny(ids(world.backups)),
    people: ids(world.people),
    injects: ids(injects),
    answered: ids(injects),
    events: ids(events),
  }
  return { ...roots, facts: plan?.facts ?? null, steps: plan?.steps ?? null, ...own }
}
