import type { ApprovedAct, LogEvent } from './event.ts'
import { unlistedIn } from './second-person.ts'

/** An act that went on without a second person, and what one said of it afterwards. */
export interface AloneAct {
  /** The line that says so. */
  readonly seq: number
  readonly step: string
  readonly actor: string
  readonly at: string
  /** The role that would have approved, and that judges. */
  readonly role: string
  readonly reason: string
  readonly act: ApprovedAct
  /** Null: nobody has judged it yet. */
  readonly judged: Judged | null
}

interface Judged {
  readonly at: string
  readonly decision: 'ratified' | 'refused'
  readonly approver: string
  readonly reason: string
  readonly unlisted?: true
}

/** The act of a line that says that it goes on without a second person. */
export function aloneActOf({
  seq,
  step = '',
  actor,
  t: at,
  data,
}: Extract<LogEvent, { type: 'step.alone' }>): AloneAct {
  const { role, reason, bound } = data
  const act = bound.acts[0] ?? { act: step, title: step, what: '', attempts: 1 }
  return { seq, step, actor, at, role, reason, act, judged: null }
}

/** The acts of a record with what was said of one. The first judgement stands. */
export function judgedLater(
  acts: readonly AloneAct[],
  { t: at, data }: Extract<LogEvent, { type: 'alone.decided' }>,
): readonly AloneAct[] {
  const { of, decision, approver, reason } = data
  const judged = { at, decision, approver, reason, ...unlistedIn(data) }
  return acts.map((one) => (one.seq === of && one.judged === null ? { ...one, judged } : one))
}

/** The numbers of acts without a second person: all, those that one ratified or refused later, and those that nobody judged. */
export function countAlone(acts: readonly AloneAct[]): {
  readonly all: number
  readonly ratified: number
  readonly refused: number
  readonly open: number
} {
  const of = (decision: string | undefined): number => acts.filter(({ judged }) => judged?.decision === decision).length
  return { all: acts.length, ratified: of('ratified'), refused: of('refused'), open: of(undefined) }
}
