import type { ApprovalRequest } from './approval-request.ts'
import type { Behind } from './behind.ts'
import type { PageChange } from './cloud-act.ts'
import type {
  ApprovalSignature,
  Blob,
  CustodyFile,
  Draft,
  EventData,
  Json,
  LogEvent,
  NotTaken,
  ProofRecord,
  SeenBefore,
  StepResult,
  Verdict,
} from './event.ts'
import type { Scope } from './expressions.ts'
import type { FalseAlarmAnswer } from './false-alarm.ts'
import type { Action, ActionKind, CheckSpec, Field, Option, Proof } from './model.ts'
import type { RatificationAnswer, RatificationRequest } from './ratification.ts'
import type { Said, Text } from './text.ts'
import type { View } from './view.ts'
import type { Along } from './waiting-along.ts'

/**
 * One writer's hold on the audit log, in which others may write too. `append` is durable when it returns, or throws a Fault
 * with exit code 5 and nothing was acknowledged.
 */
export interface LogPort {
  /** The number of lines that this writer knows. */
  readonly size: number
  /** Throws `log.wrong-size`, and writes nothing, where others wrote meanwhile: `follow`, and decide anew. */
  append(drafts: readonly Draft[], expectedSize: number): Promise<readonly LogEvent[]>
  /** What others wrote since this writer last looked; `size` is behind it then. Mostly nothing, and then nearly free. */
  follow(): Promise<readonly LogEvent[]>
  /** Whether others wrote something that `follow` would give. Left out: nobody else writes. */
  isBehind?(): boolean
}

export interface ClockPort {
  /** The time now. */
  now(): Temporal.Instant
  /** Resolves after `ms` milliseconds, or at once when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** The context that an action gets to work with. */
export interface ActionContext {
  readonly instance: string
  readonly code: string
  readonly title: Text
  readonly actor: string
  readonly attempt: number
  readonly scope: Scope
  readonly signal: AbortSignal
  /** Progress for the screen: never the record. An empty line: something else needs the screen. */
  progress(line: string): void
  /** Records events before the outcome is known; durable when it resolves. */
  record(drafts: readonly Draft[]): Promise<void>
}

/** The end of an action. `events` are recorded in the same append as the outcome, before it. */
export interface Outcome {
  readonly result: StepResult
  /** One line for the log and the screen. */
  readonly summary: Said
  /** The act itself asks for everything that proves it, so no other proof is asked. */
  readonly proof?: ProofRecord
  readonly facts?: { readonly [name: string]: Json }
  readonly blobs?: readonly Blob[]
  readonly events?: readonly Draft[]
  /** Pointers at personal values in the outcome, as in a draft. */
  readonly personal?: readonly string[]
  readonly detail?: Json
}

/**
 * One kind of action. `describe` says in one line what `perform` will do (also the text of the intent: it holds no secret).
 * `probe`, when an action has it, looks whether the act was already done, and changes nothing. `leftovers` looks for what still
 * runs of an act that was cut off.
 */
export interface ActionPort<K extends ActionKind = ActionKind> {
  /** Whether it only says what it would do, whatever its kind does (core/act-traits.ts): a dry run. */
  readonly pretends?: true
  describe(action: Extract<Action, { kind: K }>, scope: Scope): Said
  perform(action: Extract<Action, { kind: K }>, context: ActionContext): Promise<Outcome>
  probe?(action: Extract<Action, { kind: K }>, context: ActionContext): Promise<'done' | 'not-done' | 'cannot-tell'>
  leftovers?(context: Pick<ActionContext, 'instance'>): Promise<Leftovers>
}

/** The rest of an act that was cut off: whether something of it goes on, and that in words. */
export interface Leftovers {
  readonly running: boolean
  readonly seen: Text
}

export type Actions = { readonly [K in ActionKind]: ActionPort<K> }

/** Runs a check and says what it saw, in one line without control codes. */
export interface CheckPort {
  check(
    spec: CheckSpec,
    context: Pick<ActionContext, 'scope' | 'signal' | 'progress'>,
  ): Promise<{ readonly verdict: Verdict; readonly seen: string }>
  /**
   * One look before an act that is to make something go away, in a short time of its own. What can be kept open is kept over
   * the act. Without it nothing is known of before.
   */
  before?(spec: CheckSpec, context: Pick<ActionContext, 'scope' | 'signal' | 'progress'>): Promise<Lookout>
}

/** The things that were seen before an act, and those that are kept open over it. */
export interface Lookout {
  readonly before: SeenBefore
  actBegins(): void
  /** The look before, with what became of what was kept open. Takes a few seconds at most. */
  after(signal: AbortSignal): Promise<SeenBefore>
  /** Lets go of what is kept open; what still goes on is kept for the next try. */
  release(): void
}

/** One question about one step. `actor` is who acts. */
export interface Question {
  readonly instance: string
  readonly code: string
  readonly title: Text
}

export type Choice =
  | { readonly kind: 'do'; readonly instance: string }
  | {
      readonly kind: 'skip' | 'block' | 'unblock' | 'reopen' | 'advance'
      readonly instance: string
      readonly reason: string
    }
  /** Takes a step over from somebody else's session. */
  | { readonly kind: 'take'; readonly instance: string; readonly reason: string }
  /** `redline`: the step (`isolate/cut-links`) of the runbook that the note wants to be changed. `at`: when it happened, RFC 3339 UTC. */
  | { readonly kind: 'note'; readonly text: string; readonly redline?: string; readonly at?: string }
  | { readonly kind: 'handover' }
  /** A second person judges what went on without one in that line (seq). */
  | { readonly kind: 'ratify'; readonly seq: number }
  | { readonly kind: 'false-alarm' }
  | { readonly kind: 'correct'; readonly fact: string; readonly value: Json; readonly reason: string }
  /** An act that goes on wants to know something, and is answered now. */
  | { readonly kind: 'answer'; readonly instance: string }
  /** An act that goes on is stopped. */
  | { readonly kind: 'stop'; readonly instance: string }
  /** No choice: time went by, or something else happened. What may be done now is worked out anew. */
  | { readonly kind: 'again' }
  /** `stops`: what goes on is cut off. Otherwise it is waited for. */
  | { readonly kind: 'leave'; readonly stops?: true }

/**
 * The person (or the answers file). Every method may throw a Fault (an answer is missing, no terminal) or be aborted; those
 * that ask something about a step may throw `Withdrawn`: she went back, and nothing was said.
 */
export interface OperatorPort {
  /** Shows a text that the operator needs in full (a notice). */
  show(question: Question, text: string): void
  /** Hands over what is shown once and never recorded. Resolves when she says that she has it: what comes next moves the screen. */
  hand(question: Question, secrets: readonly Secret[]): Promise<void>
  /** Names of files to take into custody; empty: none now. */
  files(question: Question, items: Text): Promise<{ readonly paths: readonly string[]; readonly note: string }>
  /** One of the options, by id. */
  pick(question: Question, options: readonly Option[]): Promise<string>
  /** The end of a call: who was reached, or null when nobody was (the step is ready again). */
  called(
    question: Question,
    call: { readonly who: string; readonly phone: string; readonly say: string },
  ): Promise<{ readonly person: string; readonly statement: string } | null>
  /** The person who acts in this step. */
  actor(question: Question): Promise<string>
  /** Whether it answers one question at a time, as a person does: what an act behind wants to know waits until it is chosen. */
  readonly inTurn?: true
  /** The choice of what to do now. `view` is the planner's, without the steps that are being done. */
  choose(view: View, behind: Behind): Promise<Choice>
  /** Tells that these events of the incident are on record: what was answered for them is no longer the operator's to take back. */
  kept?(events: readonly LogEvent[]): void
  /** Whether there is something to wait for although every step is settled, as in a drill. Without it the incident is closed. */
  goesOn?(): boolean
  confirm(question: Question): Promise<{ readonly answer: 'done' | 'not-done' | 'later'; readonly reason: string }>
  ask(
    question: Question,
    fields: readonly Field[],
    known: { readonly [id: string]: Json },
  ): Promise<{ readonly [id: string]: Json }>
  items(question: Question, ask: Text): Promise<readonly { readonly id: string; readonly name: string }[]>
  /** null: the operator can't give the proof; the step will count as unproven. */
  proof(question: Question, proof: Exclude<Proof, { kind: 'check' }>): Promise<ProofRecord | null>
  /**
   * A machine's look proves nothing (`why`): who saw with his own eyes that it is gone? null: nobody, so the step counts as
   * unproven. It is asked after the act, so a missing answer is no fault.
   */
  vouch(question: Question, why: Text): Promise<{ readonly person: string; readonly statement: string } | null>
  /** The reason why this is taken although the record speaks against it, or null: back. */
  accept(question: Question, against: readonly Text[]): Promise<{ readonly reason: string } | null>
  /** The same while there is still time to look: shown before the step is asked. */
  against?(question: Question, against: readonly Text[]): void
  /**
   * The acts, by instance, for which approval is asked together with that of the question. Without it, for none: each is asked
   * for by itself.
   */
  together?(
    question: Question,
    along: Along & { readonly actor: string; readonly role: string },
  ): Promise<readonly string[]>
  /** null: nobody can be asked now, the step stays ready. */
  approve(
    question: Question,
    request: ApprovalRequest,
  ): Promise<{
    readonly approver: string
    readonly reason: string
    readonly approved: boolean
    /** The signature over the text that `approvalText` makes. */
    readonly signature?: ApprovalSignature
  } | null>
  /** Nobody could be asked, and the runbook lets the act go on without: the reason why it must, or null: it waits. */
  alone?(question: Question, request: ApprovalRequest): Promise<{ readonly reason: string } | null>
  /** Why this was a false alarm, and the second person who agrees; null: back. Without it, it is not asked. */
  falseAlarm?(request: ApprovalRequest, view: View): Promise<FalseAlarmAnswer | null>
  /** Who hands over to whom (`actor` types, `lead` leads by the record); null: back. Without it, it is not asked. */
  handover?(by: { readonly actor: string; readonly lead: string | null }): Promise<EventData['handover.made'] | null>
  /** Tells that somebody else was faster, and who: what she wanted to do with it was not done. */
  faster?(question: Question, by: Text): void
  /** Tells what follows from an answer that was put right. */
  changed?(effects: readonly Text[]): void
  /** A second person's judgement of an act that went on without; null: not now. Without it, it is not asked. */
  ratify?(question: Question, request: RatificationRequest): Promise<RatificationAnswer | null>
  /** The decision on an act that was cut off. `running`: something of it still goes on. */
  decide(
    question: Question,
    what: Said,
    probe: Said,
    running: boolean,
  ): Promise<{ readonly decision: 'done' | 'redo' | 'failed' | 'leave'; readonly reason: string }>
}

/** The files that were taken into custody, in the order of their names, and those that were not. */
export interface Custody {
  readonly files: readonly CustodyFile[]
  readonly notTaken: readonly NotTaken[]
}

/** Files kept by hash in the incident's folder. Durable when the promise resolves. */
export interface BlobPort {
  putText(name: string, content: string): Promise<Blob>
  /** Copies a file, streaming. */
  putFile(path: string, progress: (bytes: number, total: number) => void): Promise<Blob>
  /** Takes a file into custody, or every file in a folder and below it. Gives at least one. */
  take(path: string, progress: (bytes: number, total: number) => void): Promise<Custody>
}

/** The incident's outbox: prepared notices as files. Nothing is sent. Returns the path that a person can open. */
export interface OutboxPort {
  write(name: string, content: string): Promise<string>
}

export interface ServiceStatus {
  readonly name: string
  readonly title: Text
  readonly url: string
  readonly pid: number | null
  readonly healthy: boolean
  readonly restarts: number
  /** Set when it runs for a folder that was moved, deleted or replaced, and takes nothing. */
  readonly lost?: true
}

/**
 * The entries that a hand-back exported and those that the receiving side read back. The two must be equal. `differences` is
 * empty when they are.
 */
export interface HandBack {
  readonly file: string
  readonly count: number
  readonly sha256: string
  readonly received: { readonly count: number; readonly sha256: string }
  readonly differences: readonly string[]
}

/** A value that is shown once and never recorded. */
export interface Secret {
  readonly title: Text
  readonly value: string
}

/** An export as it was written: what its bytes hash to. */
export interface ExportedEntries {
  readonly file: string
  readonly count: number
  readonly sha256: string
}

/** The contents of the status page, by language and by service. */
export interface PageSaid {
  readonly message: { readonly [lang: string]: string | undefined }
  readonly services: {
    readonly [id: string]:
      | {
          readonly state: 'available' | 'limited' | 'unavailable'
          readonly where: { readonly [lang: string]: string | undefined }
        }
      | undefined
  }
}

/** The provider that runs the minimal services. `progress` gets one line for the screen. */
export interface CloudProvider {
  /** Starts what is not running, waits until every service is healthy. `secrets` are shown once on screen and never recorded. */
  up(
    progress: (line: string) => void,
    signal: AbortSignal,
  ): Promise<{
    readonly services: readonly ServiceStatus[]
    readonly secrets: readonly Secret[]
  }>
  status(): Promise<readonly ServiceStatus[]>
  /** Stops every service and its supervisor; data stays. */
  down(progress: (line: string) => void): Promise<readonly ServiceStatus[]>
  /** Freezes new entries, writes every entry to `folder`, reads it back as the receiving side and compares. */
  handBack(folder: string, progress: (line: string) => void): Promise<HandBack>
  /** Writes every entry to `folder` without freezing. */
  export(folder: string): Promise<ExportedEntries>
  /** Changes what the status page says; a page that runs shows it at once. Throws a usage Fault for a senseless change. */
  setPage(change: PageChange): Promise<PageSaid>
  /** Whether the page says already what a change asks for. Changes nothing, and throws the Faults of `setPage`. */
  comparePage(change: PageChange): Promise<'same' | 'different'>
  /** Replaces the counter desk's access code and ends every session. */
  renewAccess(): Promise<Secret>
}

/** The rules for paths: how files are asked for, how typed paths are read, and what is wrong with them. */
export interface PathRules {
  /** The question for one file that proves something. */
  readonly askFile: Text
  /** The question for what is taken into custody. */
  readonly askEvidence: Text
  typed(text: string): string
  wrongEvidence(text: string): Text | null
  wrongFile(text: string): Text | null
}
