import { basename, dirname, resolve } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { incidentsFolder } from '../../adapters/home/incident-files.ts'
import { liveRecords } from '../../adapters/home/live-records.ts'
import type { LogEvent } from '../../core/event.ts'
import { epochOf, exerciseNow } from '../../core/exercise-time.ts'
import type { Host } from './host.ts'

/** The time that it is for a record: the time of day, and in a drill that of the exercise. `events` are all it has. */
export function recordNow(host: Host, folder: string, events: readonly LogEvent[]): Temporal.Instant {
  const clock = startRecordClock()
  for (const event of events) clock.take(event)
  return clock.now(host, folder)
}

/** The same for who gets its events one by one. */
export function startRecordClock(): {
  take(event: LogEvent): void
  now(host: Host, folder: string): Temporal.Instant
} {
  let first: LogEvent | null = null
  let last: LogEvent | null = null
  let speed = 0
  return {
    take(event) {
      first ??= event
      last = event
      if (event.type === 'drill.clock') speed = speedOf(event.data.speed)
    },
    now(host, folder) {
      const isDrill = first?.type === 'incident.opened' && first.data.exercise !== undefined
      return isDrill ? exerciseTime(last, isPlayed(host, folder) ? speed : 0) : wallClock.now()
    },
  }
}

/** Somebody plays the drill in this folder at this moment. */
export function isPlayed(host: Host, folder: string): boolean {
  const own = resolve(incidentsFolder(host.home, 'drill'))
  return dirname(resolve(folder)) === own && liveRecords(host.home, 'drill').includes(basename(folder))
}

/** Behind the last line the clock runs on as it was set, as long as its process is there; else it stands there. */
function exerciseTime(last: LogEvent | null, speed: number): Temporal.Instant {
  const at = epochOf(last?.t) ?? 0
  const wall = epochOf(last?.wall) ?? Date.now()
  return Temporal.Instant.fromEpochMilliseconds(Math.round(exerciseNow({ at, wall, speed }, Date.now())))
}

function speedOf(set: number): number {
  return Number.isSafeInteger(set) ? Math.max(0, set) : 0
}
