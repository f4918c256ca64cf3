import { leftBy } from './cloud-fold.ts'
import type { EventType, LogEvent } from './event.ts'
import { typesThatAre } from './event-traits.ts'
import type { Working, Writable } from './folding.ts'
import type { OpenSession, State, StepRecord } from './state.ts'
import { untouched } from './untouched.ts'

type Of<T extends EventType> = Extract<LogEvent, { type: T }>
type IsGone = (run: string | null) => boolean

/** What these processes were doing is cut off: how far it came, nobody knows. What they only held is free again. */
function cutOffBy(isGone: IsGone, state: Working): void {
  for (const [instance, record] of state.steps) {
    if (record.status === 'doing' && isGone(record.run)) put(state, instance, { ...letGo(record), status: 'unknown' })
    else if (record.claim !== undefined && isGone(record.claim.run)) put(state, instance, letGo(record))
  }
  state.cloud = leftBy(isGone, state.cloud)
}

function put(state: Working, instance: string, record: StepRecord): void {
  state.steps = state.steps.with(instance, record)
}

/** The record of a step without the claim on it. */
function letGo({ claim, ...record }: StepRecord): StepRecord {
  return record
}

function without(sessions: State['sessions'], run: string): State['sessions'] {
  const { [run]: gone, ...others } = sessions
  return others
}

/** The handlers of sessions, and of what they say to each other. */
export const sessionHandlers = {
  'session.started': (state: Working, { run, seq, t, actor, data }: Of<'session.started'>): void => {
    const { mode, machine = null, shared = false } = data
    // Who is not alone says so. Whoever held the log alone is gone when somebody else writes.
    const others = shared ? Object.entries(state.sessions).filter(([, session]) => session.shared) : []
    const session: OpenSession = { machine, actor, mode, shared, since: t, last: seq }
    state.sessions = { ...Object.fromEntries(others), [run]: session }
    const { sessions } = state
    cutOffBy((of) => of === null || !Object.hasOwn(sessions, of), state)
  },
  'session.ended': (state: Working, { run }: Of<'session.ended'>): void => {
    const session = state.sessions[run]
    if (session === undefined) return
    state.sessions = without(state.sessions, run)
    if (session.shared) cutOffBy((of) => of === run, state)
  },
  'session.lost': (state: Working, { data }: Of<'session.lost'>): void => {
    state.sessions = without(state.sessions, data.run)
    cutOffBy((of) => of === data.run, state)
  },
  'step.claimed': (state: Working, { step = '', run, actor, t: since }: Of<'step.claimed'>): void => {
    put(state, step, { ...(state.steps.get(step) ?? untouched), claim: { run, actor, since } })
  },
  'step.released': (state: Working, { step = '' }: Of<'step.released'>): void => {
    const record = state.steps.get(step)
    if (record !== undefined) put(state, step, letGo(record))
  },
  'step.taken': (state: Working, { step = '' }: Of<'step.taken'>): void => {
    const record = state.steps.get(step)
    if (record === undefined) return
    const free = letGo(record)
    put(state, step, free.status === 'doing' ? { ...free, status: 'unknown' } : free)
  },
  'step.overtaken': (state: Working, { step = '', seq, actor, t: at, data }: Of<'step.overtaken'>): void => {
    const { result, summary } = data
    put(state, step, { ...(state.steps.get(step) ?? untouched), overtaken: { seq, actor, at, result, summary } })
  },
} as const

const ending = typesThatAre('ends-step')

/** Lets go of a step that is over for whoever held it. One that failed may be tried again by itself: its session says when not. */
function freed(state: Working, event: LogEvent): void {
  const { step } = event
  const record = step === undefined ? undefined : state.steps.get(step)
  if (record?.claim === undefined || !ending.has(event.type)) return
  if (event.type === 'step.outcome' && event.data.result === 'failed') return
  put(state, step ?? '', letGo(record))
}

/**
 * Keeps the last line of each open session, in place in what it made itself, lets go of steps that are over, and ends the session
 * of whoever was alone when somebody else writes. Must be told each event, when it is in the state.
 */
export function followSessions(state: Working): (event: LogEvent) => void {
  let made: Writable<State['sessions']> | null = null
  let run: string | null = null
  let current: Writable<OpenSession> | null = null
  /** Who is alone; and whether anybody is not, so that steps may be held. */
  let lonely: string | null = null
  let shares = false
  const own = new Map<string, Writable<OpenSession>>()
  /** At first, and when a session began or ended. */
  const renew = (): Writable<State['sessions']> => {
    const sessions = { ...state.sessions }
    state.sessions = sessions
    own.clear()
    run = null
    lonely = null
    shares = false
    for (const [name, session] of Object.entries(sessions)) {
      if (session.shared) shares = true
      else lonely = name
    }
    return sessions
  }
  const turnTo = (sessions: Writable<State['sessions']>, name: string): Writable<OpenSession> | null => {
    if (lonely !== null && lonely !== name) {
      delete sessions[lonely]
      own.delete(lonely)
      lonely = null
    }
    const known = own.get(name)
    if (known !== undefined) return known
    const found = sessions[name]
    if (found === undefined) return null
    const copy = { ...found }
    sessions[name] = copy
    own.set(name, copy)
    return copy
  }
  return (event) => {
    if (state.sessions !== made) made = renew()
    if (event.run !== run) {
      run = event.run
      current = turnTo(made, run)
    }
    if (shares) freed(state, event)
    if (current !== null) current.last = event.seq
  }
}
