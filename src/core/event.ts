import type { AloneEvents } from './alone-event.ts'
import type { Closing } from './closing.ts'
import type { CloudCommand, PageChange, SeenService } from './cloud-act.ts'
import type { CorrectionEvents } from './correction-event.ts'
import type { DoubtedClock } from './doubted-clock.ts'
import type { DrillEvents } from './drill-event.ts'
import type { PaperEvents } from './paper-event.ts'
import type { SessionEvents } from './session-event.ts'
import type { Said } from './text.ts'

/** JSON as the log allows it: no floats, no integers beyond 2^53 − 1. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * The recorded proof that something was done. What it is worth says proof-strength.ts. `before` stands with a check that wants
 * something gone: what was seen of that before the act. `looked` stands with a word asked because a look proves nothing.
 */
export type ProofRecord =
  | CheckRecord
  | { readonly kind: 'file'; readonly name: string; readonly sha256: string; readonly size: number }
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'word'; readonly person: string; readonly statement: string; readonly looked?: CheckRecord }

export interface CheckRecord {
  readonly kind: 'check'
  readonly verdict: Verdict
  readonly seen: string
  readonly before?: SeenBefore
}

/**
 * The thing that was there before an act that is to make it go away. `subject` names it (`tcp 127.0.0.1:22`), so that a later
 * look at the same thing is known as one. `held` is what became of a connection that was open before and was kept open over the
 * act; it is absent where there is nothing to hold.
 */
export interface SeenBefore {
  readonly subject: string
  readonly there: 'yes' | 'no' | 'unknown'
  readonly seen: string
  readonly held?: { readonly end: HeldEnd; readonly seen: string }
}

/**
 * `ended`: reset or closed. `stalled`: nothing gets through any more, but neither side was told, so it goes on when the way is
 * open again. `alive`: the other side still answers. `lost`: it was gone before the act began. `unknown`: nobody can tell.
 */
export type HeldEnd = 'ended' | 'stalled' | 'alive' | 'lost' | 'unknown'

/** The facts of the record that speak against this, and the reason why a person went on with it all the same. */
export interface Contradicted {
  readonly by: readonly Said[]
  readonly reason: string
}

export type Verdict = 'pass' | 'fail' | 'error' | 'timed-out'

/** A file that the log knows by hash. `name` is a display name, never a path to write to. */
export interface Blob {
  readonly name: string
  readonly sha256: string
  readonly size: number
}

/** A file in custody. `source` is where it was, `modified` when it last changed there (RFC 3339 UTC). */
export interface CustodyFile extends Blob {
  readonly source?: string
  readonly modified?: string
}

/** A file that stood among evidence and was not taken: a link, a pipe, a file that can't be read. */
export interface NotTaken {
  readonly name: string
  readonly why: Said
}

/** An approver's own SSH signature: over `text`, in the namespace `approval@cyber-respond`. Key and signature as OpenSSH prints them. */
export interface ApprovalSignature {
  readonly text: string
  readonly key: string
  readonly signature: string
}

/**
 * One act that a second person approves: the instance of its step, or the name that the program has for an act outside of a
 * plan; its title; what it changes, as its intent says it; how often it is tried by itself, at least 1.
 */
export interface ApprovedAct {
  readonly act: string
  readonly title: Said
  readonly what: Said
  readonly attempts: number
}

/**
 * The acts and the place that an approval is bound to: it serves each act of a closed list once, in this incident, by this
 * actor, and was given when this many lines were on record. Since 0.2.0; 0.1.0 named no act beside its signature.
 */
export interface BoundApproval {
  readonly incident: string
  readonly after: number
  readonly actor: string
  readonly acts: readonly ApprovedAct[]
}

/** The exercise of a drill. `start` is its own time at the beginning, RFC 3339 UTC. `level` is one of the scenario's. */
export interface Exercise {
  readonly scenario: string
  readonly level: string
  readonly start: string
}

/** The rating of an objective (HSEEP): performed without challenges, with some, with major ones, unable to be performed. */
export type Rating = 'P' | 'S' | 'M' | 'U'

/** The result of a step. `deferred`: nothing is decided yet (no answer on the phone), the step is ready again. */
export type StepResult = 'done' | 'failed' | 'deferred'

/** Every kind of event, with the shape of its data. `step` events carry the instance id in the envelope's `step`. */
export interface EventData
  extends AloneEvents<BoundApproval, ApprovalSignature>,
    CorrectionEvents<Json>,
    PaperEvents<ProofRecord, Json>,
    SessionEvents<StepResult, ProofRecord, Blob, Json>,
    DrillEvents<Blob, Json, Rating> {
  'incident.opened': {
    readonly incident: string
    readonly municipality: {
      readonly nis: string
      readonly name: string
      readonly province: string
      readonly policeZone: string
    }
    readonly plan: string
    readonly version: string
    readonly nis2: string
    /** The folder that relative commands of the profile start from. */
    readonly base: string
    readonly pinned: readonly Blob[]
    /** Places of a broken profile that could not be read, each as `links[0].probe`; `*` is all of it. */
    readonly unread?: readonly string[]
    /** The exercise of a drill: nothing of this happened. Absent in an incident. */
    readonly exercise?: Exercise
    /** The machine's clock was doubted when it was opened. Since 0.3.0, as `needs` says. */
    readonly doubted?: DoubtedClock
    readonly needs?: string
  }
  'step.expanded': {
    readonly source: string
    readonly items: readonly { readonly id: string; readonly name: string }[]
  }
  /** `before`: what was seen before the first attempt, where the proof wants something gone. */
  'step.intent': { readonly attempt: number; readonly what: Said; readonly before?: SeenBefore }
  'step.outcome': {
    readonly result: StepResult
    readonly summary: Said
    readonly facts?: { readonly [name: string]: Json }
    readonly proof?: ProofRecord
    readonly blobs?: readonly Blob[]
    readonly detail?: Json
    readonly contradicted?: Contradicted
  }
  'step.approved': {
    readonly approver: string
    readonly role: string
    readonly reason: string
    readonly form: 'asserted' | 'signed'
    readonly signature?: ApprovalSignature
    readonly bound?: BoundApproval
    /** The profile names people, and the approver is none of them; likewise wherever a second person is named. */
    readonly unlisted?: boolean
    readonly needs?: string
  }
  'step.refused': {
    readonly approver: string
    readonly role: string
    readonly reason: string
    readonly form: 'asserted'
    readonly unlisted?: boolean
    readonly needs?: string
  }
  'step.skipped': { readonly reason: string }
  'step.blocked': { readonly reason: string }
  'step.unblocked': { readonly reason: string }
  'step.reopened': { readonly reason: string }
  /** Taken up before the steps that it waited for (`waits`, as `isolate/declare`) were settled. Since 0.3.0, as `needs` says. */
  'step.advanced': { readonly reason: string; readonly waits: readonly string[]; readonly needs: string }
  /** A person's decision, after a crash, about a step that may or may not have run; `probe` is what the probe saw. */
  'step.decided': {
    readonly decision: 'done' | 'redo' | 'failed'
    readonly reason: string
    readonly probe: Said
    readonly proof?: ProofRecord
  }
  'notice.prepared': {
    readonly obligation: string
    readonly files: readonly Blob[]
    readonly values: { readonly [field: string]: Json }
  }
  'notice.sent': { readonly obligation: string; readonly how: string; readonly at: string; readonly reference: string }
  /**
   * `redline`: what is wrong with this step of the runbook (`isolate/cut-links`), said while working with it. `at`: when it
   * happened, as its writer says (RFC 3339 UTC).
   */
  'note.added': { readonly text: string; readonly redline?: string; readonly at?: string; readonly needs?: string }
  /** Many files take several events: a line has an end. */
  'evidence.added': {
    readonly files: readonly CustodyFile[]
    readonly source: string
    readonly note: string
    readonly notTaken?: readonly NotTaken[]
  }
  /** A second copy of files in custody was made elsewhere and read back. `offline`: it was taken off every network. */
  'evidence.copied': { readonly files: readonly Blob[]; readonly where: string; readonly offline: boolean }
  /** The handover of an incident by whoever led it to somebody else. */
  'handover.made': { readonly from: string; readonly to: string; readonly note: string }
  /** A personal value was erased: of the line `seq` the value at `path` (RFC 6901, within `data`) can no longer be read. */
  redaction: {
    readonly seq: number
    readonly path: string
    readonly digest: string
    readonly basis: string
    readonly approver: string
    readonly reason: string
    readonly form?: 'asserted' | 'signed'
    readonly signature?: ApprovalSignature
    readonly bound?: BoundApproval
    readonly unlisted?: boolean
    readonly needs?: string
  }
  /** A step did this with the emergency cloud; before 0.2.0 also a command. `seen`: how its services were afterwards. */
  'cloud.changed': {
    readonly act: string
    readonly services: readonly string[]
    readonly detail?: Json
    readonly seen?: readonly SeenService[]
    readonly needs?: string
  }
  /** A command is about to act on the emergency cloud. `change` and `folder` are what the act was asked for. */
  'cloud.intent': {
    readonly act: CloudCommand
    readonly what: Said
    readonly services: readonly string[]
    readonly change?: PageChange
    readonly folder?: string
  }
  /** The end of the act that began in line `intent` (its seq). `services`: as they were afterwards; empty: not looked at. */
  'cloud.outcome': {
    readonly intent: number
    readonly act: CloudCommand
    readonly result: 'done' | 'failed'
    readonly summary: Said
    readonly services: readonly SeenService[]
    readonly detail?: Json
    readonly needs?: string
  }
  /** The act of line `intent` was cut off: what the present state says of it, and how the services were then. */
  'cloud.decided': {
    readonly intent: number
    readonly act: CloudCommand
    readonly decision: 'done' | 'not-done' | 'cannot-tell'
    readonly seen: Said
    readonly services: readonly SeenService[]
    readonly needs?: string
  }
  'drift.seen': { readonly files: readonly string[] }
  'incident.closed': Closing<BoundApproval, ApprovalSignature, Contradicted>
  /**
   * A key that may vouch for the record from here on. `log`: it seals heads; `name` is the origin of the log and `key` a C2SP
   * verifier key. `operator`: a person's SSH key; `name` is the principal in `allowed_signers`, `key` as in a .pub file.
   */
  'key.added': {
    readonly use: 'log' | 'operator'
    readonly name: string
    readonly person: string
    readonly key: string
  }
  'log.recovered': { readonly quarantine: string; readonly bytes: number }
  'log.continued': { readonly reason: string }
  'segment.start': { readonly index: number; readonly prev: string }
  'disk.full': { readonly freed: number }
  'clock.jump': { readonly wallMs: number; readonly monoMs: number }
  'boot.changed': { readonly boot: string }
}

export type EventType = keyof EventData

/** An event that is not yet in the log. */
export type Draft = {
  readonly [T in EventType]: {
    readonly type: T
    readonly actor: string
    readonly step?: string
    readonly data: EventData[T]
    /** RFC 6901 pointers into `data` at personal values: the line holds their digests only, so that they can be erased. */
    readonly personal?: readonly string[]
  }
}[EventType]

/**
 * An event as it stands in the log. `seq` counts from 0, `t` is RFC 3339 UTC with milliseconds. In a drill `t` is the time of
 * the exercise, and `wall` the real one, which is what its line says.
 */
export type LogEvent = Draft & {
  readonly seq: number
  readonly t: string
  readonly run: string
  readonly wall?: string
}

export type Opened = EventData['incident.opened']
