import type { Text } from '../../core/text.ts'
import type { World } from '../../drill/world.ts'
import { stepOfInstance } from './by-hand.ts'
import { exerciseText } from './exercise-stamp.ts'

/**
 * The contents of a file that nobody has: its description, and what the simulated world looked like when it was taken.
 */
export function simulatedFile(description: string, world: World, instance: string): string {
  const { links, hosts, services, backups } = world
  const states = (name: string, entries: readonly string[]): readonly string[] =>
    entries.length === 0 ? [] : ['', `${name}:`, ...entries.map((entry) => `  ${entry}`)]
  return exerciseText(
    [
      `Simulated file / gesimuleerd bestand: ${description}`,
      ...(instance === '' ? [] : [`Step / stap: ${instance}`]),
      ...states(
        'Scan report / scanverslag',
        scanReport(world, instance).map(({ en }) => en),
      ),
      ...states(
        'Machines',
        Object.entries(hosts).map(
          ([id, { total, encrypted }]) => `${id}: ${encrypted} / ${total} encrypted / versleuteld`,
        ),
      ),
      ...states(
        'Links / verbindingen',
        Object.entries(links).map(([id, { state }]) => `${id}: ${state}`),
      ),
      ...states(
        'Services / diensten',
        Object.entries(services).map(([id, state]) => `${id}: ${state}`),
      ),
      ...states(
        'Backups / back-ups',
        Object.entries(backups).map(
          ([id, { attached, state }]) => `${id}: ${attached ? 'attached' : 'detached'}, ${state}`,
        ),
      ),
    ].join('\n'),
  )
}

/**
 * The findings of a scan of the backups, in a step that is about them (its id says so); in another one nobody scans.
 */
export function scanReport({ backups }: World, instance: string): readonly Text[] {
  if (!/backup|restore/.test(stepOfInstance(instance))) return []
  return Object.entries(backups).map(([id, { state }]) => {
    const { en, nl } = found[state]
    return { en: `EXERCISE: ${en} ${id}`, nl: `OEFENING: ${nl} ${id}` }
  })
}

const found = {
  clean: { en: '0 indicators found in', nl: '0 sporen gevonden in' },
  poisoned: { en: '1 indicator found in', nl: '1 spoor gevonden in' },
  destroyed: { en: "can't be read:", nl: 'niet leesbaar:' },
} as const
