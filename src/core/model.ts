import type { Text } from './text.ts'

/** A text that may hold `{{ CEL }}`. */
export type Template = string
/** An expression in CEL (Common Expression Language) over `profile`, `municipality`, `facts`, `steps` and the `each` variable. */
export type Cel = string
/** `500ms`, `30s`, `15m`, `24h`, `3d`, or a template that gives one. */
export type DurationText = string

/** A plan: which runbooks an incident of one kind activates, in order of urgency. */
export interface Plan {
  readonly format: 'cyber-respond/plan@1'
  readonly id: string
  readonly title: Text
  /** The signs by which one knows this kind of attack, in a few words. */
  readonly summary?: Text
  /**
   * What the steps of one plan say otherwise than those of another: `{{ plan.happens.en }}` in a runbook that several
   * plans share.
   */
  readonly texts?: Readonly<Record<string, Text>>
  /** The steps (`isolate/scope`) that a shared runbook means with `plan/scope` in its `after`. */
  readonly milestones?: Readonly<Record<string, readonly string[]>>
  readonly runbooks: readonly PlanEntry[]
}

/** `after` holds qualified step ids (`isolate/declare`) that must be settled before the runbook's first step is ready. */
export interface PlanEntry {
  readonly runbook: string
  readonly after?: readonly string[]
}

export interface Runbook {
  readonly format: 'cyber-respond/runbook@1'
  readonly id: string
  readonly title: Text
  readonly steps: readonly Step[]
}

/**
 * One act. `after` holds step ids of this runbook, qualified ones of another (`isolate/scope`), or milestones of the
 * plan (`plan/scope`); without it
 * the step follows the one before it. `proofs` says what shows that it was done.
 */
export interface Step {
  readonly id: string
  readonly code: string
  readonly title: Text
  /** The act: what to do, by whom, in full sentences. */
  readonly text?: Text
  /** The sign by which one knows that it is done. */
  readonly doneWhen: Text
  readonly role: string
  readonly after?: readonly string[]
  readonly when?: Cel
  /** What `when` means, in plain words: for paper. */
  readonly whenMeans?: Text
  readonly each?: Each
  readonly danger?: 'disruptive' | 'irreversible'
  /** The role that approves. The approver is never the person who acts. */
  readonly approve?: string
  /** The approver must sign with his own key; a typed name is not enough. */
  readonly approveSigned?: true
  /** When nobody can be reached who could approve, who acts may go on without, with a reason: it is marked until ratified. */
  readonly alone?: true
  readonly action: Action
  readonly retry?: { readonly attempts: number; readonly every: DurationText }
  readonly proof?: Proof
  /** The facts that the record can know and that speak against the step being done. */
  readonly contradicted?: readonly Contradiction[]
  /** Things of the profile or the record that whoever does it needs: its card shows them. */
  readonly shows?: readonly Needed[]
}

/**
 * Something that a card shows: what `value` gives is a text, a number, a person or a place (a map with `name`), or a list of
 * these. It sees what the step's texts see, and `record` (record-scope.ts). Null: it is not known, and that is said.
 */
export interface Needed {
  readonly what: Text
  readonly value: Cel
}

/**
 * A contradiction: when `when` is true, `say` is said, and the step is done only with a reason. Both see `facts` with
 * the answers just given, `was` (the facts before them) and `record` (record-scope.ts).
 */
export interface Contradiction {
  readonly when: Cel
  readonly say: Text
}

/** One instance of the step for each item of the list `in`. When the list is unknown (null), the operator is asked for it with `ask`. */
export interface Each {
  readonly as: string
  readonly in: Cel
  readonly ask: Text
}

export type Action =
  | { readonly kind: 'confirm' }
  | { readonly kind: 'ask'; readonly fields: readonly Field[] }
  | { readonly kind: 'choose'; readonly fact: string; readonly options: readonly Option[] }
  | { readonly kind: 'run'; readonly run: RunSpec }
  | { readonly kind: 'check'; readonly check: CheckSpec }
  | { readonly kind: 'call'; readonly call: CallSpec }
  | { readonly kind: 'notify'; readonly obligation: string }
  | { readonly kind: 'evidence'; readonly items: Text }
  | { readonly kind: 'cloud'; readonly cloud: CloudAct }

export type ActionKind = Action['kind']
export type CloudAct = 'up' | 'hand-back' | 'down'

/** A question whose answer becomes the fact `id`. */
export interface Field {
  readonly id: string
  readonly title: Text
  readonly type: 'text' | 'person' | 'number' | 'datetime' | 'yes-no-unknown' | 'choice' | 'list'
  /** choice: what can be chosen. text: what is proposed, beside which anything else may be written. */
  readonly options?: readonly Option[]
  /**
   * person, `actor`: the answer unless somebody says otherwise: whoever acts in the step. list: the roles whose people are proposed as
   * its items, each as `role: name`.
   */
  readonly proposes?: 'actor' | readonly string[]
  readonly optional?: boolean
  /** datetime: not in the future; a time of day means the last one. */
  readonly past?: boolean
  /** datetime: to come; a time of day means the next one. With neither, a time that may be both is asked. */
  readonly ahead?: boolean
  /** datetime: that nobody knows it is an answer too, and kept as `unknown`. */
  readonly unknown?: boolean
  /** datetime: not before this fact. */
  readonly notBefore?: string
  readonly personal?: boolean
}

export interface Option {
  readonly id: string
  readonly title: Text
}

/** An argument that is exactly one template giving a list is spliced into several arguments. Never a shell. */
export interface RunSpec {
  readonly command: readonly Template[]
  readonly env?: Readonly<Record<string, Template>>
  readonly stdin?: Template
  readonly timeout?: DurationText
  /** false: the command only reads, so a dry run runs it too. */
  readonly changes: boolean
}

/** `expect` is `open|closed` (tcp), `ok` or CEL over `status`, `body` (http), `code`, `stdout` (command), `exists`, `size` (file). */
export interface CheckSpec {
  readonly probe:
    | { readonly kind: 'tcp'; readonly address: Template }
    | { readonly kind: 'http'; readonly url: Template }
    | { readonly kind: 'command'; readonly command: readonly Template[]; readonly timeout?: DurationText }
    | { readonly kind: 'file'; readonly path: Template }
  readonly expect: string
  /** The time for which the expectation must hold without a break. */
  readonly for?: DurationText
  readonly every?: DurationText
  /** The time for which to keep trying until it holds. */
  readonly within?: DurationText
}

/**
 * `who` and `phone` are templates; `say` is what to say; the call-back number is a known one, never one that the caller gives.
 * `ask`: what the person must tell, asked once somebody was reached.
 */
export interface CallSpec {
  readonly who: Template
  readonly phone: Template
  readonly say: Text
  readonly ask?: readonly Field[]
}

/** The proof that a step was done: a check, a file, a reference number, or a named person's word. */
export type Proof =
  | { readonly kind: 'check'; readonly check: CheckSpec }
  | { readonly kind: 'file'; readonly title: Text }
  | { readonly kind: 'reference'; readonly title: Text }
  | { readonly kind: 'word'; readonly title: Text }

/** A duty, a target or a threat with a clock. */
export interface Obligation {
  readonly id: string
  readonly title: Text
  /** The channel's id: who is told. */
  readonly channel: string | null
  /** `nis2`: a duty, but a target for a municipality whose status is voluntary. */
  readonly binding: 'nis2' | 'duty' | 'threat'
  /** The fact that starts the clock, or the obligation whose sending starts it. */
  readonly from: { readonly fact: string } | { readonly sent: string }
  /** ISO 8601 duration, calendar-aware in Europe/Brussels: PT24H, P1M, PT0S. */
  readonly within: string
  /** CEL: when true, the obligation does not apply (a reasoned decision not to notify). */
  readonly unless?: Cel
  /** The event that stops the clock: that it was sent, or that this fact is known. */
  readonly metBy: 'sent' | { readonly fact: string }
  readonly fields: readonly NoticeField[]
  /** The place of the rule: law and article, with the number of the source. */
  readonly source: Text
}

/** One field of a notice. `from` is CEL that gives the value from what is already known (null: ask). */
export interface NoticeField extends Field {
  readonly from?: Cel
}

export interface Channel {
  readonly id: string
  readonly name: Text
  readonly portal?: string
  readonly mail?: string
  readonly phone?: string
  readonly hours?: Text
  readonly note?: Text
  /** The day that its page has itself, YYYY-MM-DD; not there: the page has none. */
  readonly published?: string
  /** The day on which somebody last looked at it, YYYY-MM-DD. */
  readonly checked: string
}

export interface Obligations {
  readonly format: 'cyber-respond/obligations@1'
  readonly channels: readonly Channel[]
  readonly obligations: readonly Obligation[]
}
