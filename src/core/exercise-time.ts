import type { LogEvent } from './event.ts'

/** The clock of an exercise: it showed `at` when the wall clock showed `wall`, both in epoch milliseconds. */
export interface ExerciseClock {
  readonly at: number
  readonly wall: number
  /** The speed as a multiple of time; 0: it stands still. */
  readonly speed: number
}

/** The time of the exercise, in epoch milliseconds, when the wall clock shows `wall`. It never goes back by itself. */
export function exerciseNow({ at, wall: since, speed }: ExerciseClock, wall: number): number {
  return at + Math.max(0, wall - since) * speed
}

/**
 * Gives the events of a record, which must come in order, in the time that counts: in a drill that of the exercise, with
 * the real one beside it; in an incident the events as they are. The clock of the exercise runs only as long as the
 * process that set it: between two sessions, and after a crash, it stands where the last line left it. While the session that
 * set it is open and shared, it goes on whoever writes.
 */
export interface ExerciseTimes {
  (event: LogEvent): LogEvent
  /** Null: this is no exercise. */
  clock(): ExerciseClock | null
}

export function exerciseTimes(): ExerciseTimes {
  let clock: ExerciseClock | null = null
  let run = ''
  /** The process that set the clock, whether others could be open beside it, and those that are. */
  let setter = ''
  let isTeam = false
  const shared = new Set<string>()
  const times = (event: LogEvent): LogEvent => {
    const set = settingOf(event)
    if (set === null && clock === null) return event
    const wall = epochOf(event.t) ?? clock?.wall ?? 0
    // Nobody knows since when whoever is gone without a word is gone.
    if (event.type === 'session.started' && event.data.shared !== true) shared.clear()
    if (event.type === 'session.lost') shared.delete(event.data.run)
    const goesOn = isTeam ? shared.has(setter) : event.run === run
    clock = set === null ? moved(clock as ExerciseClock, event, wall, goesOn) : { ...set, wall }
    if (event.type === 'session.started' && event.data.shared === true) shared.add(event.run)
    if (event.type === 'session.ended') shared.delete(event.run)
    if (set !== null) {
      setter = event.run
      isTeam = shared.has(event.run)
    }
    run = event.run
    return { ...event, t: instantText(clock.at), wall: event.t }
  }
  times.clock = (): ExerciseClock | null => clock
  return times
}

/** The setting that an event gives the clock. A log from anywhere can say anything: what is no time sets nothing. */
function settingOf(event: LogEvent): Pick<ExerciseClock, 'at' | 'speed'> | null {
  if (event.type !== 'drill.clock' && event.type !== 'incident.opened') return null
  const { at, speed } = event.type === 'drill.clock' ? event.data : { at: event.data.exercise?.start, speed: 0 }
  const epoch = epochOf(at)
  return epoch === null || !Number.isSafeInteger(speed) || speed < 0 ? null : { at: epoch, speed }
}

/** The clock as it goes on until this event. A jump of the machine's clock is no time that passed. */
function moved(clock: ExerciseClock, event: LogEvent, wall: number, goesOn: boolean): ExerciseClock {
  if (!goesOn) return { ...clock, wall, speed: 0 }
  const jumped = event.type === 'clock.jump' ? event.data.wallMs - event.data.monoMs : 0
  const at = exerciseNow({ ...clock, wall: clock.wall + (Number.isSafeInteger(jumped) ? jumped : 0) }, wall)
  return { at, wall, speed: clock.speed }
}

/** The moment that a text says (RFC 3339), in epoch milliseconds; null when it says none. */
export function epochOf(text: unknown): number | null {
  try {
    return typeof text === 'string' ? Temporal.Instant.from(text).epochMilliseconds : null
  } catch {
    return null
  }
}

/** RFC 3339 UTC with milliseconds, within what a log can say. */
export function instantText(epochMilliseconds: number): string {
  const most = 8.64e15
  const at = Math.round(Math.min(Math.max(epochMilliseconds, -most), most))
  return Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'millisecond' })
}
