import type { DrillState, Message } from './drill-state.ts'

/** The answers to the messages of a script, by the lines at which these came. */
export interface AnswerTimes {
  readonly answered: number
  readonly unanswered: readonly number[]
  /**
   * The lines of messages that were not answered either, but the exercise was over, or the clock jumped, before there
   * was time for it.
   */
  readonly open: readonly number[]
  /** The minutes within which half of the answers came. */
  readonly medianMinutes: number | null
}

/**
 * The messages of the script that were answered, and how fast. What the facilitator made up, or the coach said, doesn't
 * count. `isOpen`: there was no time to answer it.
 */
export function answerTimes(drill: Pick<DrillState, 'messages'>, isOpen: (message: Message) => boolean): AnswerTimes {
  const messages = drill.messages.filter(({ inject }) => inject !== null)
  const times = messages.flatMap(({ minute, answer }) => (answer === null ? [] : [answer.minute - minute]))
  const unanswered = messages.filter(({ answer }) => answer === null)
  return {
    answered: times.length,
    unanswered: unanswered.filter((message) => !isOpen(message)).map(({ seq }) => seq),
    open: unanswered.filter(isOpen).map(({ seq }) => seq),
    medianMinutes: median(times),
  }
}

/** The value in the middle, or halfway between the two that are. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[half - 1], sorted[half]]
  if (high === undefined) return null
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2
}
