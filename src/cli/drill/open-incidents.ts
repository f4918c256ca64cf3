import { join } from 'node:path'
import { incidentNames, incidentsFolder } from '../../adapters/home/incident-files.ts'
import { readLog } from '../../adapters/log/files.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Text } from '../../core/text.ts'

/** The real incidents of this home that nobody closed, by name. One whose record can't be read may be open. */
async function openIncidents(home: string): Promise<readonly string[]> {
  const open: string[] = []
  for (const name of incidentNames(home)) {
    const events = await readLog(join(incidentsFolder(home), name)).then(
      (read) => read.events,
      () => null,
    )
    if (events === null || (events.length > 0 && !events.some(({ type }) => type === 'incident.closed')))
      open.push(name)
  }
  return open
}

/** A note before an exercise that real incidents are open, though nobody works on them now; null: there are none. */
export async function openIncidentNote(home: string): Promise<Text | null> {
  const open = await openIncidents(home)
  const [first] = open
  if (first === undefined) return null
  const names = harmlessLine(open.join(', '), 200)
  const command = `cyber-respond resume ${harmlessLine(first, 100)}`
  return open.length === 1
    ? {
        en: `NO EXERCISE: the incident ${names} is still open; go on with it with ${command}`,
        nl: `GEEN OEFENING: het incident ${names} loopt nog; ga ermee verder met ${command}`,
      }
    : {
        en: `NO EXERCISE: these incidents are still open: ${names}; go on with one with ${command}`,
        nl: `GEEN OEFENING: deze incidenten lopen nog: ${names}; ga met een ervan verder met ${command}`,
      }
}
