import { appendFacts } from '../../core/append-facts.ts'
import { parseDuration } from '../../core/duration.ts'
import { type End, type EngineParts, run } from '../../core/engine.ts'
import type { LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault, isFault } from '../../core/fault.ts'
import type { ClockPort, LogPort, OperatorPort } from '../../core/ports.ts'
import { progressText } from '../../core/seen-text.ts'
import type { State } from '../../core/state.ts'
import { pick } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { renderEvent } from '../../ui/event.ts'
import { createProgress } from '../../ui/progress.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { clearBefore } from './clear-before.ts'
import type { Host } from './host.ts'
import type { Incident } from './incident.ts'
import type { listenForSignals } from './signals.ts'
import type { RunWorld } from './world.ts'

interface Driving {
  readonly host: Host
  readonly incident: Incident
  readonly log: LogPort
  readonly state: State
  readonly world: RunWorld
  readonly operator: OperatorPort
  readonly clock: ClockPort
  readonly signals: Pick<ReturnType<typeof listenForSignals>, 'signal' | 'exitCode'>
  /** The person in whose name the session ends. */
  readonly actor: string
  /** Whether the process of a run has the log open. Left out: nobody else works at this incident. */
  isAlive?(run: string): boolean
  /** The number of acts that go on at once; left out: one after another. */
  readonly places?: number | undefined
  /** Whether the operator is told an event. Default: all. */
  shows?(event: LogEvent): boolean
}

/** The end of a run. `code` is the exit code of the signal that ended it. */
type Driven = { readonly end: End; readonly state: State } | { readonly end: 'interrupted'; readonly code: number }

/** The milliseconds after which somebody who chooses hears what others wrote. */
const every = 500

/** Looks now and then whether others wrote in a log, and whether one of them is gone. */
function lookingAt({ log, isAlive }: Driving): NonNullable<EngineParts['others']> {
  return (heard, runs) => {
    const looking = setInterval(() => {
      if (log.isBehind?.() === true || (isAlive !== undefined && !runs().every(isAlive))) heard()
    }, every).unref()
    return () => clearInterval(looking)
  }
}

/** Drives an incident with the engine, tells each event once it is durable, and puts on record how the session ended. */
export async function drive(driving: Driving): Promise<Driven> {
  const { host, incident, log, world, clock, signals, state } = driving
  const terminal = createTerminal(host.process, host)
  const progress = createProgress(terminal, host.process.stderr)
  const operator = clearBefore(progress, driving.operator)
  const say = (line: string, code?: string): void =>
    line === ''
      ? progress.clear()
      : progress.say(`${code === undefined ? '' : `${code}  `}${pick(progressText(line), host.lang)}`)
  const told = (events: readonly LogEvent[], view: () => View): void => {
    progress.clear()
    for (const event of events) {
      if (driving.shows?.(event) === false) continue
      host.stderr(`${renderEvent(event, view(), terminal, host.lang)}\n`)
    }
  }
  const close = async (why: 'left' | 'interrupted' | 'finished' | 'stopped'): Promise<void> => {
    await appendFacts(log, [{ type: 'session.ended', actor: driving.actor, data: { why } }])
  }
  try {
    const parts = { ...world, book: incident.book, log, clock, operator, told, expressions: incident.expressions }
    const { places, isAlive } = driving
    const how = {
      ...{ signal: signals.signal, duration: parseDuration, progress: say, others: lookingAt(driving) },
      ...(places === undefined ? {} : { places }),
      ...(isAlive === undefined ? {} : { isAlive }),
    }
    const ended = await run({ ...parts, ...how }, state)
    await close(ended.end)
    return ended
  } catch (error) {
    // Of a session that was recorded as gone nothing more is written.
    if (!(error instanceof Fault) || error.exit === exit.log || isFault(error, 'session.lost')) throw error
    const isInterrupted = isFault(error, 'interrupted')
    await close(isInterrupted ? 'interrupted' : 'stopped')
    const code = signals.exitCode()
    if (code !== null && isInterrupted) return { end: 'interrupted', code }
    throw error
  } finally {
    progress.clear()
  }
}
