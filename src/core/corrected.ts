import type { Json, LogEvent } from './event.ts'

/** An answer that was put right: both of its values stand. */
export interface Correction {
  /** The line that says so, and the one in which the answer stood. */
  readonly seq: number
  readonly of: number
  readonly at: string
  readonly by: string
  readonly step: string
  readonly fact: string
  readonly was: Json
  readonly value: Json
  readonly reason: string
}

/** The place of an answer that counts now. */
export interface GivenAt {
  readonly seq: number
  readonly step: string
}

export function correctionOf(
  { seq, t: at, actor: by, step = '', data }: Extract<LogEvent, { type: 'fact.corrected' }>,
  was: Json,
): Correction {
  const { fact, value, of, reason } = data
  return { seq, of, at, by, step, fact, was, value, reason }
}
