import type { Obligation } from './model.ts'
import type { Expressions, Scope } from './ports.ts'
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

/** The clocks of an incident at one moment: pure, from the state, the obligations and the time. */
export function clocks(
  obligations: readonly Obligation[],
  state: State,
  scope: Scope,
  expressions: Expressions,
  now: Temporal.Instant,
): readonly Clock[] {
  return obligations.map((obligation) => clock(obligation, state, scope, expressions, now))
}

function clock(
  obligation: Obligation,
  state: State,
  scope: Scope,
  expressions: Expressions,
  now: Temporal.Instant,
): Clock {
  const weight = obligation.binding === 'nis2' ? nis2Weight(state) : obligation.binding
  const start = startOf(obligation, state)
  const startedAt = start?.toString() ?? null
  const due = start === null ? null : dueAfter(start, obligation.within)
  const met = metBy(obligation, state)
  const base = { obligation, weight, startedAt, due: due?.toString() ?? null, reference: met?.reference ?? null }
  if (met !== null) {
    const late = due !== null && Temporal.Instant.compare(met.at, due) > 0
    return { ...base, status: late ? 'met-late' : 'met', leftMs: null, metAt: met.at.toString() }
  }
  if (obligation.unless !== undefined && expressions.evaluate(obligation.unless, scope) === true) {
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

function startOf(obligation: Obligation, state: State): Temporal.Instant | null {
  if ('fact' in obligation.from) return instant(state.facts[obligation.from.fact])
  return instant(state.notices[obligation.from.sent]?.sent?.at)
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
