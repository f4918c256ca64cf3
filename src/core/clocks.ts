import type { Obligation } from './model.ts'
import type { State } from './state.ts'

/** One running, stopped or waiting clock. Times are RFC 3339 UTC; `leftMs` is negative when overdue. */
export interface Clock {
  readonly obligation: Obligation
  readonly weight: 'duty' | 'target' | 'threat'
  readonly status: 'not-started' | 'running' | 'overdue' | 'met' | 'met-late' | 'waived'
  readonly startedAt: string | null
  readonly due: string | null
  readonly leftMs: number | null
  readonly metAt: string | null
  readonly reference: string | null
}

/** The zone in which a month is a month and a day is a day. */
export const zone = 'Europe/Brussels'

/** The clocks of an incident at one moment: pure, from the state, the obligations and the time. `holds` is for conditions. */
export function clocks(
  obligations: readonly Obligation[],
  state: State,
  holds: (condition: string) => boolean,
  now: Temporal.Instant,
): readonly Clock[] {
  return obligations.map((obligation) => clock(obligation, state, holds, now))
}

function clock(
  obligation: Obligation,
  state: State,
  holds: (condition: string) => boolean,
  now: Temporal.Instant,
): Clock {
  const weight = obligation.binding === 'nis2' ? nis2Weight(state) : obligation.binding
  const span = spanOf(obligation, state)
  const due = span?.due ?? null
  const met = metBy(obligation, state)
  const reference = met?.reference ?? null
  const base = { obligation, weight, startedAt: span?.startedAt ?? null, due: span?.dueAt ?? null, reference }
  if (met !== null) {
    const late = due !== null && Temporal.Instant.compare(met.at, due) > 0
    return { ...base, status: late ? 'met-late' : 'met', leftMs: null, metAt: met.at.toString() }
  }
  if (obligation.unless !== undefined && holds(obligation.unless)) {
    return { ...base, status: 'waived', leftMs: null, metAt: null }
  }
  if (due === null) return { ...base, status: 'not-started', leftMs: null, metAt: null }
  const leftMs = due.epochMilliseconds - now.epochMilliseconds
  return { ...base, status: leftMs < 0 ? 'overdue' : 'running', leftMs, metAt: null }
}

/** A municipality is outside NIS2 unless it was told otherwise (Act of 26 April 2024): then the clock is a target. */
function nis2Weight(state: State): 'duty' | 'target' {
  const status = state.opened?.nis2
  return status === 'important' || status === 'essential' ? 'duty' : 'target'
}

/** The time that a clock runs, which follows from the one at which it was started. */
interface Span {
  readonly from: string
  readonly startedAt: string
  readonly due: Temporal.Instant
  readonly dueAt: string
}

/** The calendar takes longer than all the rest of a plan, and a clock starts once. */
const lastSpans = new WeakMap<Obligation, Span>()

function spanOf(obligation: Obligation, state: State): Span | null {
  const { from: starts, within } = obligation
  const from = 'fact' in starts ? state.facts[starts.fact] : state.notices[starts.sent]?.sent?.at
  const known = lastSpans.get(obligation)
  if (known !== undefined && known.from === from) return known
  const start = instant(from)
  if (start === null) return null
  const due = dueAfter(start, within)
  const span = { from: String(from), startedAt: start.toString(), due, dueAt: due.toString() }
  lastSpans.set(obligation, span)
  return span
}

function metBy(obligation: Obligation, state: State): { at: Temporal.Instant; reference: string | null } | null {
  if (obligation.metBy === 'sent') {
    const sent = state.notices[obligation.id]?.sent ?? null
    const at = instant(sent?.at)
    return sent === null || at === null ? null : { at, reference: sent.reference }
  }
  const fact = state.facts[obligation.metBy.fact]
  if (fact === null || fact === undefined || fact === '') return null
  const at = instant(state.factsAt[obligation.metBy.fact])
  return at === null ? null : { at, reference: null }
}

/** Hours are exact, months are calendar months in Brussels: a clock that starts at 31 January 10:00 and runs a month ends at 28 February 10:00. */
export function dueAfter(start: Temporal.Instant, within: string): Temporal.Instant {
  return start.toZonedDateTimeISO(zone).add(Temporal.Duration.from(within)).toInstant()
}

function instant(value: unknown): Temporal.Instant | null {
  if (typeof value !== 'string') return null
  try {
    return Temporal.Instant.from(value)
  } catch {
    return null
  }
}
