import { aloneActOf, judgedLater } from './alone-act.ts'
import { closedBy } from './closed.ts'
import { cloudHandlers } from './cloud-fold.ts'
import { correctionOf } from './corrected.ts'
import type { BoundApproval, EventType, LogEvent } from './event.ts'
import { typesThatAre } from './event-traits.ts'
import type { Own, Part, Working, Writable } from './folding.ts'
import { itemsIn } from './named-items.ts'
import { followSessions, sessionHandlers } from './session-fold.ts'
import type { State, StepRecord } from './state.ts'
import { jumpIn, keyOf, statementsIn } from './statements.ts'
import { unprepared, untouched } from './untouched.ts'
import { VersionedMap } from './versioned-map.ts'

/** The state before anything happened. */
export const empty: State = {
  opened: null,
  openedAt: null,
  closed: null,
  size: 0,
  sessions: {},
  facts: {},
  factsAt: {},
  given: {},
  corrections: [],
  items: {},
  steps: VersionedMap.of(),
  notices: {},
  stated: {},
  jumped: 0,
  jumpedAt: {},
  notes: [],
  evidence: [],
  copies: {},
  keys: {},
  alone: [],
  cloud: null,
  handover: null,
  drift: [],
  lastRun: null,
}

/**
 * The state after some more events. Pure: the given state is not touched. What the events don't change is shared with it,
 * and the rest is copied once for a batch and not once for an event, so that a log of a hundred thousand lines folds in
 * linear time.
 */
export function fold(state: State, events: readonly LogEvent[]): State {
  const folding = startFold(state)
  for (const event of events) folding.take(event)
  return folding.state
}

/**
 * The same for events that come one by one and aren't kept. `state` changes in place with each of them. Without `lists`
 * the notes and the evidence, which grow with the log, stay as they were. `planned`: what a plan remembers of a state does not
 * change in place, but is another object then (see `planner`).
 */
export function startFold(
  from: State,
  { lists = true, planned = false } = {},
): { take(event: LogEvent): void; readonly state: State } {
  const state: Working = { ...from }
  const owned = new Set<Part>()
  const own: Own = (part) => {
    if (!owned.has(part)) {
      owned.add(part)
      const shared = state[part]
      Object.assign(state, { [part]: Array.isArray(shared) ? [...shared] : { ...shared } })
    }
    return state[part] as never
  }
  const inSession = followSessions(state)
  const take = (event: LogEvent): void => {
    const handler = handlers[event.type] as Handler<LogEvent> | undefined
    if (planned) for (const part of plannedParts) owned.delete(part)
    if (lists || !listed.has(event.type)) handler?.(state, event, own)
    state.size = event.seq + 1
    state.lastRun = event.run
    inSession(event)
  }
  return { take, state }
}

const listed = typesThatAre('piles-up')
const plannedParts = ['facts', 'items'] as const

type Handler<E> = (state: Working, event: E, own: Own) => void

type Of<T extends EventType> = Extract<LogEvent, { type: T }>

function change(
  state: Working,
  event: Pick<LogEvent, 'step' | 'actor' | 't'>,
  part: (step: Writable<StepRecord>) => void,
): void {
  const instance = event.step
  if (instance === undefined) return
  const step = { ...(state.steps.get(instance) ?? untouched), actor: event.actor, at: event.t, deferred: null }
  part(step)
  state.steps = state.steps.with(instance, step)
}

function actsOf(bound: BoundApproval | null): readonly string[] {
  return bound?.acts.map(({ act }) => act) ?? []
}

/**
 * Ends an approval: what was approved is not done now, and asked again when it is. One by 0.1.0 stood until the act.
 */
function lapse(step: Writable<StepRecord>): void {
  if (step.approved?.bound != null) step.approved = null
}

/**
 * Notes the statements of an event with a time. What was said before keeps the line in which it was first written down.
 */
function tell(state: Working, event: LogEvent, own: Own): void {
  const prepared = (obligation: string) => {
    const at = state.notices[obligation]?.prepared ?? null
    return at === null ? null : { at, jumped: state.jumpedAt[obligation] ?? 0 }
  }
  for (const statement of statementsIn(event, { openedAt: state.openedAt, jumped: state.jumped, prepared })) {
    const key = keyOf(statement)
    if (state.stated[key]?.at !== statement.at) own('stated')[key] = statement
  }
}

/**
 * The handlers: the change of the state by each kind of event. A kind without a handler is a fact of the record only.
 */
const handlers: { readonly [T in EventType]?: Handler<Of<T>> } = {
  'incident.opened': (state, event) => {
    state.opened = event.data
    state.openedAt = event.t
  },
  'incident.closed': (state, event) => {
    state.closed = closedBy(event)
  },
  ...sessionHandlers,
  'key.added': (state, event, own) => {
    const { use, key, person, name } = event.data
    if (use !== 'operator') return
    const known = state.keys[key]
    own('keys')[key] = { person: known?.person ?? person, isNamed: true, principal: known?.principal ?? name }
  },
  'step.expanded': (_state, event, own) => {
    own('items')[event.data.source] = event.data.items
    own('given')[event.data.source] = { seq: event.seq, step: event.step ?? '' }
  },
  'step.intent': (state, event) =>
    change(state, event, (step) => {
      step.status = 'doing'
      step.attempts = event.data.attempt
      step.run = event.run
      step.what = event.data.what
      step.reason = null
      step.proof = null
      step.before = event.data.before ?? null
      step.contradicted = null
    }),
  'step.outcome': (state, event, own) => {
    const { result, summary, proof, facts, contradicted } = event.data
    for (const name in facts) {
      own('facts')[name] = facts[name] ?? null
      own('factsAt')[name] = event.t
      own('given')[name] = { seq: event.seq, step: event.step ?? '' }
    }
    if (facts !== undefined) tell(state, event, own)
    change(state, event, (step) => {
      step.status = result === 'deferred' ? 'open' : result
      step.summary = summary
      step.proof = proof ?? null
      step.contradicted = contradicted ?? null
      step.reason = null
      step.approved = null
      if (result === 'deferred') step.deferred = event.seq
    })
  },
  'step.approved': (state, event, own) => {
    const { approver, reason, signature, bound = null } = event.data
    if (signature !== undefined) own('keys')[signature.key] ??= { person: approver, isNamed: false, principal: null }
    // One approval may be of several steps.
    const instances = new Set([...(event.step === undefined ? [] : [event.step]), ...actsOf(bound)])
    for (const step of instances) {
      // Who approved a step along with another one has not acted in it.
      const { actor, at, deferred } =
        step === event.step ? { ...event, at: event.t, deferred: null } : (state.steps.get(step) ?? untouched)
      change(state, { ...event, step }, (record) => {
        Object.assign(record, { actor, at, deferred, approved: { approver, reason, bound } })
      })
    }
  },
  'step.transcribed': (state, event, own) => {
    const { result, summary, words, proof, facts, sent, at } = event.data
    if (sent !== undefined) {
      const { obligation, how, reference } = sent
      own('notices')[obligation] = { ...(state.notices[obligation] ?? unprepared), sent: { how, at, reference } }
    }
    for (const name in facts) {
      own('facts')[name] = facts[name] ?? null
      own('factsAt')[name] = event.t
      own('given')[name] = { seq: event.seq, step: event.step ?? '' }
    }
    tell(state, event, own)
    change(state, event, (step) => {
      step.status = result
      step.summary = summary
      step.proof = proof ?? null
      step.contradicted = null
      step.reason = result === 'skipped' ? words : null
      step.approved = null
    })
  },
  'step.alone': (state, event) => {
    const { reason, bound } = event.data
    const alone = aloneActOf(event)
    state.alone = [...state.alone, alone]
    change(state, event, (step) => {
      step.approved = { approver: event.actor, reason, bound, alone: true }
      step.alone = alone
    })
  },
  'alone.decided': (state, event) => {
    state.alone = judgedLater(state.alone, event)
    const judged = state.alone.find(({ seq }) => seq === event.data.of)
    const step = judged === undefined ? undefined : state.steps.get(judged.step)
    if (judged !== undefined && step?.alone?.seq === judged.seq)
      state.steps = state.steps.with(judged.step, { ...step, alone: judged })
  },
  'fact.corrected': (state, event, own) => {
    const { fact, value, against = [], reason } = event.data
    const named = Object.hasOwn(state.items, fact) ? state.items[fact] : undefined
    const was = named === undefined ? (state.facts[fact] ?? null) : named.map(({ id, name }) => ({ id, name }))
    if (named === undefined) {
      // What was known is known since then, whatever it is called now.
      if (was === null || was === '') own('factsAt')[fact] = event.t
      own('facts')[fact] = value
    } else own('items')[fact] = itemsIn(value) ?? named
    own('given')[fact] = { seq: event.seq, step: event.step ?? '' }
    state.corrections = [...state.corrections, correctionOf(event, was)]
    tell(state, event, own)
    for (const { step, by } of against) {
      const record = state.steps.get(step)
      if (record === undefined) continue
      state.steps = state.steps.with(step, { ...record, contradicted: by.length === 0 ? null : { by, reason } })
    }
  },
  'step.refused': (state, event) =>
    change(state, event, (step) => {
      step.approved = null
      step.refusals += 1
      step.deferred = event.seq
    }),
  'step.skipped': (state, event) =>
    change(state, event, (step) => {
      step.status = 'skipped'
      step.reason = event.data.reason
      lapse(step)
    }),
  'step.blocked': (state, event) =>
    change(state, event, (step) => {
      step.status = 'blocked'
      step.reason = event.data.reason
      lapse(step)
    }),
  'step.unblocked': (state, event) =>
    change(state, event, (step) => {
      step.status = 'open'
      step.reason = null
    }),
  'step.reopened': (state, event) =>
    change(state, event, (step) => {
      step.status = 'open'
      step.reason = event.data.reason
      step.proof = null
      step.contradicted = null
      step.approved = null
      step.advanced = null
    }),
  'step.advanced': (state, event) =>
    change(state, event, (step) => {
      const { reason, waits } = event.data
      step.advanced = { by: event.actor, reason, waits }
    }),
  'step.decided': (state, event) =>
    change(state, event, (step) => {
      step.status = event.data.decision === 'redo' ? 'open' : event.data.decision
      step.reason = event.data.reason
      step.summary = event.data.probe
      step.proof = event.data.proof ?? null
      // What was approved was the act that may have happened: to do it again takes a new approval.
      step.approved = null
    }),
  'notice.prepared': (state, event, own) => {
    const { obligation, files, values } = event.data
    own('notices')[obligation] = { ...(state.notices[obligation] ?? unprepared), prepared: event.t, files, values }
    if (state.jumped !== 0) own('jumpedAt')[obligation] = state.jumped
    tell(state, event, own)
  },
  'notice.sent': (state, event, own) => {
    const { obligation, how, at, reference } = event.data
    own('notices')[obligation] = { ...(state.notices[obligation] ?? unprepared), sent: { how, at, reference } }
    tell(state, event, own)
  },
  'note.added': (state, event, own) => {
    own('notes').push({ seq: event.seq, t: event.t, actor: event.actor, text: event.data.text })
    if (event.data.at !== undefined) tell(state, event, own)
  },
  'evidence.added': (_state, event, own) => {
    for (const file of event.data.files) {
      own('evidence').push({ seq: event.seq, t: event.t, actor: event.actor, file, source: event.data.source })
    }
  },
  'evidence.copied': (state, event, own) => {
    const { files, where, offline } = event.data
    const copy = { where, offline, at: event.t, actor: event.actor }
    for (const { sha256 } of files) {
      own('copies')[sha256] = [...(state.copies[sha256] ?? []).filter((other) => other.where !== where), copy]
    }
  },
  'handover.made': (state, { t, data: { from, to, note } }) => {
    state.handover = { at: t, from, to, note }
  },
  ...cloudHandlers,
  'clock.jump': (state, event) => {
    state.jumped += jumpIn(event)
  },
  'drift.seen': (state, event) => {
    state.drift = event.data.files
  },
}
