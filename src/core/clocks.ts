import type { Obligation } from './model.ts'
import type { State } from './state.ts'
import { isAfterwards, keyOf, type Statement } from './statements.ts'
import { unknownMoment } from './unknown-moment.ts'

/**
 * One running, stopped or waiting clock. Times are RFC 3339 UTC; `leftMs` is negative when overdue. `startedAt` and `metAt`
 * are when it happened, as somebody said; `startedWritten` and `metWritten` when that was written (null: nobody said it, or
 * it isn't known), and `startedBy` and `metSaidBy` who said so. `met-as-stated`: in time as it is said, and written down
 * only after it was due.
 */
export interface Clock {
  readonly obligation: Obligation
  readonly weight: 'duty' | 'target' | 'threat'
  readonly status: 'not-started' | 'running' | 'overdue' | 'met' | 'met-as-stated' | 'met-late' | 'waived'
  readonly startedAt: string | null
  readonly startedWritten: string | null
  readonly startedBy: string | null
  readonly due: string | null
  readonly leftMs: number | null
  /** The time left if it counted from when its start was written down; null where that says nothing. */
  readonly leftWrittenMs: number | null
  readonly metAt: string | null
  readonly metWritten: string | null
  readonly metSaidBy: string | null
  readonly reference: string | null
  /** Somebody was asked when it starts, and nobody knows. */
  readonly startUnknown?: true
}

/** The zone in which a month is a month and a day is a day. */
export const zone = 'Europe/Brussels'

/** Who types minutes may be one over it. */
const aMinute = 60_000

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
  const start = span === null ? undefined : startOf(obligation, state)
  const base = {
    obligation,
    weight,
    startedAt: span?.startedAt ?? null,
    startedWritten: start?.written ?? null,
    startedBy: start?.by ?? null,
    due: span?.dueAt ?? null,
    leftMs: null,
    leftWrittenMs: null,
    metAt: met?.at.toString() ?? null,
    metWritten: met?.said?.written ?? null,
    metSaidBy: met?.said?.by ?? null,
    reference: met?.reference ?? null,
  }
  if (met !== null) return { ...base, status: metStatus(met, due) }
  // What was a false alarm obliges nobody any more.
  if (state.closed?.falseAlarm !== undefined) return { ...base, status: 'waived' }
  if (obligation.unless !== undefined && holds(obligation.unless)) return { ...base, status: 'waived' }
  if (due === null) {
    const isUnknown = 'fact' in obligation.from && state.facts[obligation.from.fact] === unknownMoment
    return { ...base, status: 'not-started', ...(isUnknown ? { startUnknown: true } : {}) }
  }
  const leftMs = due.epochMilliseconds - now.epochMilliseconds
  const leftWrittenMs = start === undefined ? null : leftFrom(start, obligation, now)
  return { ...base, status: leftMs < 0 ? 'overdue' : 'running', leftMs, leftWrittenMs }
}

/**
 * The status of a clock that was met: in time, late, or in time as it is said and written down after it was due.
 */
function metStatus({ at, said }: Met, due: Temporal.Instant | null): 'met' | 'met-as-stated' | 'met-late' {
  if (due === null) return 'met'
  if (Temporal.Instant.compare(at, due) > 0) return 'met-late'
  const written = said === null ? null : instant(said.written)
  const isLate = written !== null && written.epochMilliseconds - due.epochMilliseconds > aMinute
  return isLate ? 'met-as-stated' : 'met'
}

/** The statement that gives the start of a clock. */
function startOf({ from }: Obligation, { stated }: State): Statement | undefined {
  return stated['fact' in from ? keyOf({ kind: 'answer', name: from.fact }) : keyOf({ kind: 'sent', name: from.sent })]
}

/** The time left from when a start was written down. What lies ahead (a deadline) does not start when it is written. */
function leftFrom(start: Statement, { within }: Obligation, now: Temporal.Instant): number | null {
  if (!isWrittenAfterwards(start)) return null
  const written = instant(start.written)
  return written === null ? null : dueAfter(written, within).epochMilliseconds - now.epochMilliseconds
}

/** Both times of a statement stay what they are, and a plan asks at each line. */
const known = new WeakMap<Statement, boolean>()

function isWrittenAfterwards(start: Statement): boolean {
  const before = known.get(start)
  if (before !== undefined) return before
  const found = isAfterwards(start)
  known.set(start, found)
  return found
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

/** `said` is null where the program itself knows when: then `at` is also when that was written. */
interface Met {
  readonly at: Temporal.Instant
  readonly reference: string | null
  readonly said: Statement | null
}

function metBy(obligation: Obligation, state: State): Met | null {
  if (obligation.metBy === 'sent') {
    const sent = state.notices[obligation.id]?.sent ?? null
    const at = instant(sent?.at)
    const said = state.stated[keyOf({ kind: 'sent', name: obligation.id })] ?? null
    return sent === null || at === null ? null : { at, reference: sent.reference, said }
  }
  const fact = state.facts[obligation.metBy.fact]
  if (fact === null || fact === undefined || fact === '') return null
  const at = instant(state.factsAt[obligation.metBy.fact])
  return at === null ? null : { at, reference: null, said: null }
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
