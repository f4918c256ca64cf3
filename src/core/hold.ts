import type { State, StepRecord } from './state.ts'
import type { Text } from './text.ts'
import { wallClockTime } from './wall-time.ts'

/** Who has a step: the person, in which process, since when. */
export interface Hold {
  readonly run: string
  readonly actor: string
  readonly since: string
}

/** Who does a step now, or took it up; null: nobody. */
export function holdOf(record: StepRecord | null | undefined): Hold | null {
  if (record === null || record === undefined) return null
  if (record.claim !== undefined) return record.claim
  const { status, run, actor, at } = record
  return status === 'doing' && run !== null ? { run, actor: actor ?? '', since: at ?? '' } : null
}

/** Who has a step, where it is not this process. */
export function holdOfOther(record: StepRecord | null | undefined, run: string): Hold | null {
  const hold = holdOf(record)
  return hold === null || hold.run === run ? null : hold
}

/** Whether others are at work beside this process: then it says which steps it takes up. Who is alone says nothing. */
export function isBesideOthers({ sessions }: Pick<State, 'sessions'>, run: string): boolean {
  if (sessions[run]?.shared !== true) return false
  for (const other in sessions) if (other !== run) return true
  return false
}

/** A step whose act, which changes something, is being done by anybody; null: none. Closing waits for what comes of it. */
export function doneNow({ steps }: Pick<State, 'steps'>): string | null {
  for (const [instance, { status }] of steps) if (status === 'doing') return instance
  return null
}

/** The words for who has a step. */
export function holdText({ actor, since }: Hold): Text {
  const time = wallClockTime(since)
  return { en: `${actor} does this since ${time}`, nl: `${actor} doet dit sinds ${time}` }
}
