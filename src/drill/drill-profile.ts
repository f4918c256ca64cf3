import { exerciseMark } from '../core/exercise-mark.ts'
import { type Lang, pick } from '../core/text.ts'
import type { Scenario } from './scenario.ts'

/**
 * The program that cuts and opens a link of a scenario's own world, and takes a backup off the network. No such program
 * exists.
 */
export const exerciseCommand = 'exercise'

/**
 * A profile for a municipality that has none, or for a scenario that brings its own world: as the text of a profile file
 * (JSON is YAML), so that it is pinned and read like any other. `checked` is a day, YYYY-MM-DD. A profile has each name
 * in one language only: that of whoever begins the drill. `printed` is what the text says.
 */
export function scenarioProfile(
  { world }: Scenario,
  municipality: { readonly nis: string; readonly name: string },
  checked: string,
  lang: Lang,
): { readonly text: string; readonly printed: object } {
  const printed = {
    format: 'cyber-respond/profile@1',
    municipality: municipality.nis,
    checked,
    organisation: { name: `${exerciseMark} ${municipality.name}` },
    contacts: unlessEmpty(
      world.people.flatMap(({ role, name, phone }) => (role === null ? [] : [{ role, name, phone }])),
    ),
    links: unlessEmpty(
      world.links.map(({ id, name, kind }) => ({
        ...{ id, name: pick(name, lang), kind },
        cut: [exerciseCommand, 'cut', id],
        restore: [exerciseCommand, 'restore', id],
        probe: `${id}.exercise.invalid:443`,
      })),
    ),
    partners: unlessEmpty(world.partners.map(reachable)),
    suppliers: unlessEmpty(
      world.suppliers.map((one) => ({
        ...reachable(one),
        ...(one.links === undefined
          ? {}
          : { links: one.links.filter((id) => world.links.some((link) => link.id === id)) }),
      })),
    ),
    neighbours: unlessEmpty(world.neighbours.map(reachable)),
    services: unlessEmpty(world.services.map(({ id, tier, owner }) => ({ id, tier, owner }))),
    backups: unlessEmpty(
      world.backups.map(({ id, name }) => ({
        ...{ id, name: pick(name, lang) },
        detach: [exerciseCommand, 'detach', id],
        probe: `${id}.exercise.invalid:443`,
      })),
    ),
  }
  return { text: `${JSON.stringify(printed, null, 2)}\n`, printed }
}

function reachable({ id, name, phone }: { readonly id: string; readonly name: string; readonly phone: string }) {
  return { id, name, phone }
}

function unlessEmpty<T>(items: readonly T[]): readonly T[] | null {
  return items.length === 0 ? null : items
}
