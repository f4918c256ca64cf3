import { basename, dirname, resolve } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { incidentsFolder } from '../../adapters/home/incident-files.ts'
import { liveRecords } from '../../adapters/home/live-records.ts'
import type { LogEvent } from '../../core/event.ts'
import { epochOf, exerciseNow } from '../../core/exercise-time.ts'
import type { Host } from './host.ts'

/** What time it is for a record: the time of day, and in a drill that of the exercise. `events` are all it has. */
export function recordNow(host: Host, folder: string, events: readonly LogEvent[]): Temporal.Instant {
  const [first] = events
  const isDrill = first?.type === 'incident.opened' && first.data.exercise !== undefined
  return isDrill ? exerciseTime(events, isPlayed(host, folder)) : wallClock.now()
}

/** Somebody plays the drill in this folder at this moment. */
export function isPlayed(host: Host, folder: string): boolean {
  const own = resolve(incidentsFolder(host.home, 'drill'))
  return dirname(resolve(folder)) === own && liveRecords(host.home, 'drill').includes(basename(folder))
}

/** Behind the last line the clock runs on as it was set, as long as its process is there; else it stands there. */
function exerciseTime(events: readonly LogEvent[], runs: boolean): Temporal.Instant {
  const last = events.at(-1)
  const at = epochOf(last?.t) ?? 0
  const wall = epochOf(last?.wall) ?? Date.now()
  const speed = runs ? speedOf(events) : 0
  return Temporal.Instant.fromEpochMilliseconds(Math.round(exerciseNow({ at, wall, speed }, Date.now())))
}

function speedOf(events: readonly LogEvent[]): number {
  const set = events.findLast(({ type }) => type === 'drill.clock')
  return set?.type === 'drill.clock' && Number.isSafeInteger(set.data.speed) ? Math.max(0, set.data.speed) : 0
}
