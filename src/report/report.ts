import type { Verification } from '../audit/verification.ts'
import type { AloneAct } from '../core/alone-act.ts'
import type { Clock } from '../core/clocks.ts'
import type { Correction } from '../core/corrected.ts'
import type { Blob, Contradicted, EventData, EventType, ProofRecord } from '../core/event.ts'
import type { Strength } from '../core/proof-strength.ts'
import type { State, StepRecord } from '../core/state.ts'
import type { Text } from '../core/text.ts'
import type { StepStatus } from '../core/view.ts'
import type { toldJson } from '../ui/stated.ts'
import type { Tally } from '../ui/tally.ts'

/**
 * The report: all that a record says about an incident, in the order in which a reader asks for it. This is also what
 * `--format json` prints: `cyber-respond/report@1`. Times are RFC 3339 UTC as the record has them, spans are
 * milliseconds, texts have both languages, `line` counts from 1 over the whole log. Members may be added, never
 * renamed.
 */
export interface Report {
  readonly format: 'cyber-respond/report@1'
  readonly madeAt: string
  readonly madeWith: string
  /** The versions that wrote the record, in the order in which they came. */
  readonly writtenWith: readonly string[]
  readonly incident: IncidentLine
  /** The verdict on the record, with what it does not rule out. Only its first `lines` lines are in this report. */
  readonly record: Verification
  readonly counts: Tally
  readonly clocks: readonly ClockLine[]
  readonly phases: readonly Phase[]
  readonly people: readonly Person[]
  /** The steps in the order of the runbooks. */
  readonly steps: readonly StepLine[]
  /** Approvals, refusals, choices, what was skipped, blocked or decided after a crash, hand-overs. */
  readonly decisions: readonly Happening[]
  /** The acts that went on without a second person; absent where there is none. */
  readonly alone?: readonly AloneLine[]
  /** Answers that were put right, with both values; absent where there is none. */
  readonly corrections?: readonly CorrectionLine[]
  /** Attempts that failed or were put off. */
  readonly setbacks: readonly Happening[]
  readonly notices: readonly NoticeLine[]
  readonly evidence: readonly EvidenceLine[]
  /** The files that stood among evidence and were left where they were. */
  readonly notTaken: readonly NotTakenLine[]
  /** Other files that the record knows by hash: proofs, outputs, notices, pinned runbooks. */
  readonly files: readonly FileLine[]
  readonly notes: readonly Happening[]
  /** Everything that a person stated with a time, in the order of the record. */
  readonly stated: readonly StatedLine[]
  /**
   * The statements of `stated` that were written down more than a minute after their time, or stand in an order that
   * can't be.
   */
  readonly writtenAfterwards: readonly StatedLine[]
  /** The events that happened to the record and its machine: crashes, restarts, clock jumps, drift, erasures. */
  readonly disturbances: readonly Happening[]
  /** The keys that vouch for the record and for people, from their line on. */
  readonly keys: readonly KeyLine[]
  /** Every line. */
  readonly timeline: readonly Happening[]
}

/** An act without a second person, and what one said of it later (null: nobody has). */
export interface AloneLine extends Omit<AloneAct, 'seq'> {
  readonly line: number
}

/** `line` says so, `of` is the line in which the answer stood. `said`: both values in words. */
export interface CorrectionLine extends Omit<Correction, 'seq'> {
  readonly line: number
  readonly said: Text
}

export interface IncidentLine {
  readonly name: string
  readonly municipality: EventData['incident.opened']['municipality']
  readonly plan: string
  readonly planTitle: Text
  readonly nis2: string
  readonly openedAt: string
  readonly openedBy: string
  readonly openedWith: string
  readonly closedAt: string | null
  readonly closing: Text | null
  /** Only where it was closed as a false alarm: by whom, who agreed, and why. */
  readonly falseAlarm?: NonNullable<NonNullable<State['closed']>['falseAlarm']>
}

/** One line of the record in words. `code` and `title` are of its step. */
export interface Happening {
  readonly line: number
  readonly at: string
  readonly actor: string
  readonly type: EventType
  readonly step: string | null
  readonly code: string | null
  readonly title: Text | null
  readonly said: Text
}

/**
 * A time that `by` stated: `at` is when it happened, as stated, `written` the time of the line that says so.
 * `writtenLaterMs` is negative where it lay ahead. `remarks`: why it can't be right, held against the time `at` of something else.
 */
export type StatedLine = ReturnType<typeof toldJson>

/**
 * `lateMs`: met after it was due, or overdue now by so much; null when it is neither. `leftMs` only while it runs.
 * `writtenLateMs`: that it was met was written down so long after it was due; null when it wasn't.
 */
export interface ClockLine extends Omit<Clock, 'obligation' | 'leftMs'> {
  readonly id: string
  readonly title: Text
  readonly source: Text
  readonly leftMs: number | null
  readonly lateMs: number | null
  readonly writtenLateMs: number | null
}

/** A runbook as a whole. It ended when its last step was settled; until then `endedAt` and `lastedMs` are null. */
export interface Phase {
  readonly runbook: string
  readonly title: Text
  readonly steps: number
  readonly settled: number
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly lastedMs: number | null
}

/**
 * `how`: named for the role in an answer, acted in steps of the role, approved in it, or took it over. `unlisted`: approved, and the
 * profile names people, but not this one.
 */
export interface HeldRole {
  readonly role: string
  readonly how: 'named' | 'acted' | 'approved' | 'took-over'
  readonly line: number
  readonly unlisted?: true
}

export interface Person {
  readonly name: string
  readonly firstAt: string
  readonly lastAt: string
  /** The number of lines that this person is behind. */
  readonly lines: number
  readonly roles: readonly HeldRole[]
}

/** `form` signed: with the approver's own key, whose public half is `key`. */
export interface Approval {
  readonly line: number
  readonly at: string
  readonly approver: string
  readonly role: string
  readonly reason: string
  readonly form: 'asserted' | 'signed'
  readonly key: string | null
  /** The profile names people, and the approver is none of them. */
  readonly unlisted?: true
}

/** `startedAt` is the first line about the step, `endedAt` the last; both null when the record holds none. */
export interface StepLine {
  readonly id: string
  readonly runbook: string
  readonly code: string
  readonly title: Text
  readonly role: string
  readonly status: StepStatus
  readonly unproven: boolean
  readonly proofAsked: boolean
  readonly attempts: number
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly actor: string | null
  readonly summary: Text | null
  readonly reason: string | null
  readonly proof: ProofRecord | null
  /** The strength of the proof; null when nothing is shown. */
  readonly strength: Strength | null
  readonly contradicted: Contradicted | null
  /** Who took it up before what it waited for, and why. Absent: in its order. */
  readonly advanced?: NonNullable<StepRecord['advanced']>
  readonly approvals: readonly Approval[]
  readonly waitsFor: readonly string[]
  readonly lines: readonly number[]
}

export interface NoticeLine {
  readonly id: string
  readonly title: Text
  readonly preparedAt: string | null
  readonly files: readonly Blob[]
  /** `at`: as stated by `by`; `written`: when that was written, null where it isn't known. */
  readonly sent: {
    readonly how: string
    readonly at: string
    readonly reference: string
    readonly written: string | null
    readonly by: string | null
  } | null
}

/** A file in custody, and where its second copies are. */
export interface EvidenceLine extends Blob {
  readonly line: number
  readonly at: string
  readonly actor: string
  readonly source: string | null
  readonly modified: string | null
  readonly note: string
  readonly copies: readonly {
    readonly line: number
    readonly at: string
    readonly actor: string
    readonly where: string
    readonly offline: boolean
  }[]
}

export interface FileLine extends Blob {
  readonly line: number
  readonly kind: 'proof' | 'output' | 'notice' | 'pinned'
}

export interface NotTakenLine {
  readonly line: number
  readonly name: string
  readonly why: Text
}

/** `use` log: seals the record, `key` is a C2SP verifier key. `use` operator: a person's SSH key. */
export interface KeyLine {
  readonly line: number
  readonly at: string
  readonly use: 'log' | 'operator'
  readonly name: string
  readonly person: string
  readonly key: string
  /** As `ssh-keygen -l` prints it; of a key of the log its id, in hex, as it stands in `checkpoint` and in `verify`. */
  readonly fingerprint: string
}
