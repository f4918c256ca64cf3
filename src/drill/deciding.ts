import type { LogEvent } from '../core/event.ts'
import type { Evidence } from './evidence.ts'
import type { Score } from './score.ts'

/** A line that decided how an objective was rated, or (`line` is null) what never happened. */
export interface Deciding {
  /** The name of the thing in an expression: `done["isolate/declare"]`. */
  readonly about: string
  /** Counts from 1. */
  readonly line: number | null
  /** The time of the exercise (RFC 3339), and its minute. */
  readonly at: string | null
  readonly minute: number | null
  /** The words of the line, by its id: `message care-home`, `isolate/declare done`. */
  readonly what: string | null
}

/**
 * The lines that decided the rating of an objective: what the first condition that was not met looks at, or what made
 * it the best.
 */
export function decidingLines(
  { unmet, evidence }: Pick<Score, 'unmet' | 'evidence'>,
  events: readonly LogEvent[],
): readonly Deciding[] {
  const start = Date.parse(events[0]?.t ?? '')
  return (unmet?.evidence ?? evidence).map((found) => {
    const event = found.seq === null ? undefined : events[found.seq]
    const about = aboutOf(found)
    if (event === undefined) return { about, line: null, at: null, minute: null, what: null }
    const minute = Math.floor((Date.parse(event.t) - start) / 60_000)
    return { about, line: event.seq + 1, at: event.t, minute, what: whatOf(event, events) }
  })
}

function aboutOf({ name, member }: Evidence): string {
  return member === null ? name : `${name}[${JSON.stringify(member)}]`
}

function whatOf(event: LogEvent, events: readonly LogEvent[]): string {
  switch (event.type) {
    case 'step.outcome':
      return `${event.step} ${event.data.result}`
    case 'step.decided':
      return `${event.step} ${event.data.decision}`
    case 'inject.sent':
      return `message ${event.data.inject ?? '-'}`
    case 'inject.answered': {
      const sent = events[event.data.seq]
      return `answer ${sent?.type === 'inject.sent' ? sent.data.inject : '-'}`
    }
    case 'notice.sent':
      return `notice ${event.data.obligation}`
    case 'world.changed':
      return `world ${event.data.cause}`
    default:
      return event.type
  }
}
