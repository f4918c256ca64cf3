import type { AloneAct } from './alone-act.ts'
import type { CloudCommand, PageChange, RecordedService } from './cloud-act.ts'
import type { Correction, GivenAt } from './corrected.ts'
import type {
  Blob,
  BoundApproval,
  Contradicted,
  CustodyFile,
  EventData,
  Json,
  ProofRecord,
  SeenBefore,
  StepResult,
} from './event.ts'
import type { Machine } from './session-event.ts'
import type { Statement } from './statements.ts'
import type { Said } from './text.ts'
import type { VersionedMap } from './versioned-map.ts'

/** The record of one step instance by the log, before the planner adds what follows from the order of the steps. */
export interface StepRecord {
  readonly status: 'open' | 'doing' | 'done' | 'failed' | 'unknown' | 'skipped' | 'blocked'
  readonly attempts: number
  /** The run (process) that wrote the last intent. An intent of another run without an outcome makes the step unknown. */
  readonly run: string | null
  readonly what: Said
  readonly actor: string | null
  readonly at: string | null
  readonly summary: Said
  readonly proof: ProofRecord | null
  /** The thing that was seen before its act, where its proof wants something gone; of the last attempt. */
  readonly before: SeenBefore | null
  /** The facts that speak against its being done, with why it was taken all the same. */
  readonly contradicted: Contradicted | null
  readonly reason: string | null
  /**
   * `bound` is null when 0.1.0 wrote it: then only its place says what it is for. `alone`: nobody approved, and `approver` is
   * who acts.
   */
  readonly approved: {
    readonly approver: string
    readonly reason: string
    readonly bound: BoundApproval | null
    readonly alone?: true
  } | null
  /** The last time that it went on without a second person, whatever came of it. */
  readonly alone?: AloneAct
  /** Who took it up before what it waited for was settled, and why; null: in its order. */
  readonly advanced: { readonly by: string; readonly reason: string; readonly waits: readonly string[] } | null
  readonly refusals: number
  /** Who holds it, since when, in which process; absent: nobody does. An act that is being done is held by who began it. */
  readonly claim?: { readonly run: string; readonly actor: string; readonly since: string }
  /** What came last of an act that somebody had taken over, or whose step was settled meanwhile. */
  readonly overtaken?: {
    readonly seq: number
    readonly actor: string
    readonly at: string
    readonly result: StepResult
    readonly summary: Said
  }
  /** The seq of the outcome that deferred it (nobody answered), until something else happens to it. */
  readonly deferred: number | null
}

/** `isNamed`: as one that signs heads, with its name in `allowed_signers`. */
export interface KnownKey {
  readonly person: string
  readonly isNamed: boolean
  readonly principal: string | null
}

export interface NoticeRecord {
  readonly prepared: string | null
  readonly files: readonly Blob[]
  readonly values: { readonly [field: string]: Json }
  readonly sent: { readonly how: string; readonly at: string; readonly reference: string } | null
}

/** A copy that was read back. `offline`: it was taken off every network. */
export interface CopyRecord {
  readonly where: string
  readonly offline: boolean
  readonly at: string
  readonly actor: string
}

/** A session of which no end is on record. `shared`: others may be open beside it. `last` is the seq of its last line. */
export interface OpenSession {
  readonly machine: Machine | null
  readonly actor: string
  readonly mode: EventData['session.started']['mode']
  readonly since: string
  readonly shared: boolean
  readonly last: number
}

/** An act on the emergency cloud that began, and whose end is not on record. */
export interface OpenCloudAct {
  readonly seq: number
  /** The process that began it. */
  readonly run: string
  readonly act: CloudCommand
  readonly what: Said
  readonly actor: string
  readonly at: string
  readonly change?: PageChange
  /** `unknown`: whoever began it is gone, and nobody knows how far it came. */
  readonly status: 'doing' | 'unknown'
}

/** The record of the emergency cloud: how its services were when `actor` last looked. It may be otherwise by now. */
export interface CloudRecord {
  readonly services: readonly RecordedService[]
  /** Null: nobody has looked yet. */
  readonly at: string | null
  readonly actor: string | null
  readonly open: OpenCloudAct | null
  /** The file that the last hand-back wrote. */
  readonly handedBack?: string
}

/** The fold of an incident's events. Everything on a screen is computed from this. */
export interface State {
  readonly opened: EventData['incident.opened'] | null
  readonly openedAt: string | null
  /** `falseAlarm`: it was none, by who closed it (`by`) and who agreed. */
  readonly closed: {
    readonly at: string
    readonly summary: Said
    readonly falseAlarm?: {
      readonly by: string
      readonly approver: string
      readonly reason: string
      readonly unlisted?: true
    }
  } | null
  /** Number of events folded in: the size that the next append expects. */
  readonly size: number
  /** The open sessions by the process of each. */
  readonly sessions: { readonly [run: string]: OpenSession }
  readonly facts: { readonly [name: string]: Json }
  /** The time at which each fact was last recorded, RFC 3339 UTC. */
  readonly factsAt: { readonly [name: string]: string }
  /** The line in which the answer stands that counts, and its step. */
  readonly given: { readonly [name: string]: GivenAt }
  /** Answers that were put right, in the order of the record. */
  readonly corrections: readonly Correction[]
  readonly items: { readonly [source: string]: readonly { readonly id: string; readonly name: string }[] }
  /** The records of steps, by their instance. */
  readonly steps: VersionedMap<StepRecord>
  readonly notices: { readonly [obligation: string]: NoticeRecord }
  /** The statements of persons with a time, by its key: the newest, as it was first written down. */
  readonly stated: { readonly [key: string]: Statement }
  /**
   * The milliseconds that the machine's clock jumped in all, on record, and had jumped when each notice was prepared.
   */
  readonly jumped: number
  readonly jumpedAt: { readonly [obligation: string]: number }
  readonly notes: readonly { readonly seq: number; readonly t: string; readonly actor: string; readonly text: string }[]
  readonly evidence: readonly {
    readonly seq: number
    readonly t: string
    readonly actor: string
    readonly file: CustodyFile
    readonly source: string
  }[]
  /** The copies outside the incident's folder, by SHA-256: for each place the last one. */
  readonly copies: { readonly [sha256: string]: readonly CopyRecord[] }
  /** The SSH keys that signed, with whom the record knew first for each. */
  readonly keys: { readonly [key: string]: KnownKey }
  /** The acts that went on without a second person, in the order of the record. */
  readonly alone: readonly AloneAct[]
  /** Null: no act on the emergency cloud is on record. */
  readonly cloud: CloudRecord | null
  /** The newest hand-over, and null where there was none. */
  readonly handover: { readonly at: string; readonly from: string; readonly to: string; readonly note: string } | null
  /** Files on disk that no longer are what this incident pinned, as last seen. */
  readonly drift: readonly string[]
  readonly lastRun: string | null
}
