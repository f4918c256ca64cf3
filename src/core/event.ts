import type { Said } from './text.ts'

/** JSON as the log allows it: no floats, no integers beyond 2^53 − 1. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** What shows that something was done, as recorded. */
export type ProofRecord =
  | { readonly kind: 'check'; readonly verdict: Verdict; readonly seen: string }
  | { readonly kind: 'file'; readonly name: string; readonly sha256: string; readonly size: number }
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'word'; readonly person: string; readonly statement: string }

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

/** What stood among evidence and was not taken: a link, a pipe, a file that can't be read. */
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

/** How a step ended. `deferred`: nothing is decided yet (no answer on the phone), the step is ready again. */
export type StepResult = 'done' | 'failed' | 'deferred'

/** Every kind of event, with the shape of its data. `step` events carry the instance id in the envelope's `step`. */
export interface EventData {
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
  }
  'session.started': { readonly version: string; readonly mode: 'interactive' | 'unattended' | 'command' }
  'session.ended': { readonly why: 'left' | 'interrupted' | 'finished' | 'stopped' }
  'step.expanded': {
    readonly source: string
    readonly items: readonly { readonly id: string; readonly name: string }[]
  }
  'step.intent': { readonly attempt: number; readonly what: Said }
  'step.outcome': {
    readonly result: StepResult
    readonly summary: Said
    readonly facts?: { readonly [name: string]: Json }
    readonly proof?: ProofRecord
    readonly blobs?: readonly Blob[]
    readonly detail?: Json
  }
  'step.approved': {
    readonly approver: string
    readonly role: string
    readonly reason: string
    readonly form: 'asserted' | 'signed'
    readonly signature?: ApprovalSignature
  }
  'step.refused': {
    readonly approver: string
    readonly role: string
    readonly reason: string
    readonly form: 'asserted'
  }
  'step.skipped': { readonly reason: string }
  'step.blocked': { readonly reason: string }
  'step.unblocked': { readonly reason: string }
  'step.reopened': { readonly reason: string }
  /** After a crash: what a person decided about a step that may or may not have run; `probe` is what the probe saw. */
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
  'note.added': { readonly text: string }
  /** Many files take several events: a line has an end. */
  'evidence.added': {
    readonly files: readonly CustodyFile[]
    readonly source: string
    readonly note: string
    readonly notTaken?: readonly NotTaken[]
  }
  /** A second copy of files in custody was made elsewhere and read back. `offline`: it was taken off every network. */
  'evidence.copied': { readonly files: readonly Blob[]; readonly where: string; readonly offline: boolean }
  /** Whoever led gives the incident to somebody else. */
  'handover.made': { readonly from: string; readonly to: string; readonly note: string }
  /** A personal value was erased: of the line `seq` the value at `path` (RFC 6901, within `data`) can no longer be read. */
  redaction: {
    readonly seq: number
    readonly path: string
    readonly digest: string
    readonly basis: string
    readonly approver: string
    readonly reason: string
  }
  'cloud.changed': { readonly act: string; readonly services: readonly string[]; readonly detail?: Json }
  'drift.seen': { readonly files: readonly string[] }
  'incident.closed': { readonly summary: Said }
  /**
   * From here on this key may vouch for the record. `log`: it seals heads; `name` is the origin of the log and `key` a C2SP
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

/** An event as it stands in the log. `seq` counts from 0, `t` is RFC 3339 UTC with milliseconds. */
export type LogEvent = Draft & { readonly seq: number; readonly t: string; readonly run: string }
