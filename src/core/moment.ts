import { zone } from './clocks.ts'
import { nearestDate } from './nearest-date.ts'
import { type SaidClock, saidMoment, type Towards } from './said-moment.ts'
import type { SaidSpan } from './said-span.ts'
import type { Text } from './text.ts'
import { passages } from './wall-passages.ts'

/** The moment that a text means; two, the earlier first, where it may mean either; or why it means none. */
export type Reading =
  | { readonly kind: 'at'; readonly at: Temporal.Instant }
  | { readonly kind: 'either'; readonly at: readonly [Temporal.Instant, Temporal.Instant] }
  | { readonly kind: 'wrong'; readonly why: Text }

/**
 * The moment that a tired person means, on the clocks of Brussels, in Dutch or in English: `now`, `-35m`, `in 3 hours`, `over 3
 * uur`, `03:12`, `9u`, `yesterday 23:30`, `woensdag middag`, `24/11 03:12` (in the year that is nearest), `24 nov 2026 03:12`,
 * RFC 3339. Whole minutes, because nobody knows the second; only RFC 3339 is taken as it stands, and `now` is known exactly.
 * An hour that a clock change repeats is asked, unless only one of its passages can be meant; one that it skips never was.
 */
export function readMoment(text: string, now: Temporal.Instant, towards: Towards): Reading {
  try {
    const said = saidMoment(text)
    if (said === null) return { kind: 'wrong', why: unreadable }
    if (said.kind === 'now') return { kind: 'at', at: now }
    if (said.kind === 'exact') return { kind: 'at', at: said.at }
    return said.kind === 'span' ? fromNow(said, now, towards) : onClock(said, now, towards)
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'wrong', why: noSuchDay }
    throw error
  }
}

const unreadable: Text = {
  en: 'not a time that can be read; type now, 03:12, yesterday 23:30, tomorrow 09:00, wednesday noon, -35m, +72h or 24/11 03:12',
  nl: 'geen leesbaar tijdstip; typ nu, 03:12, gisteren 23:30, morgen 9u, woensdag middag, -35m, +72u of 24/11 03:12',
}
const noSuchDay: Text = { en: 'there is no such day or hour', nl: 'zo een dag of uur bestaat niet' }
const noHour: Text = {
  en: 'at what hour? Add it behind the day: 09:00',
  nl: 'om hoe laat? Zet het uur achter de dag: 9u',
}
const notShown: Text = {
  en: 'the clocks did not show this hour that day',
  nl: 'de klok toonde dit uur die dag niet',
}

function fromNow({ towards: sign, ...length }: SaidSpan, now: Temporal.Instant, towards: Towards): Reading {
  const { days, hours, minutes } = length
  const span = Temporal.Duration.from({ days, hours, minutes })
  const here = now.toZonedDateTimeISO(zone)
  const [past, future] = [wholeMinute(here.subtract(span).toInstant()), wholeMinute(here.add(span).toInstant())]
  if (sign !== 0) return { kind: 'at', at: sign < 0 ? past : future }
  return choice([past, future], now, towards)
}

function wholeMinute(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'minute', roundingMode: 'floor' })
}

/** Of several, those on the side that the question looks at; all of them where none is. */
function onSide(
  found: readonly Temporal.Instant[],
  now: Temporal.Instant,
  towards: Towards,
): readonly Temporal.Instant[] {
  // Who types minutes means all of the one that runs.
  const start = wholeMinute(now).epochMilliseconds
  const side = found.filter(({ epochMilliseconds: at }) => {
    if (towards === 'either') return true
    return towards === 'back' ? at <= now.epochMilliseconds : at >= start
  })
  return side.length === 0 ? found : side
}

function choice(found: readonly Temporal.Instant[], now: Temporal.Instant, towards: Towards): Reading {
  const [first, second] = onSide(found, now, towards)
  if (first === undefined) return { kind: 'wrong', why: notShown }
  return second === undefined || second.equals(first)
    ? { kind: 'at', at: first }
    : { kind: 'either', at: [first, second] }
}

function onClock(said: SaidClock, now: Temporal.Instant, towards: Towards): Reading {
  const { time, date, weekday, half, which } = said
  if (time === null) return { kind: 'wrong', why: noHour }
  const clock = Temporal.PlainTime.from({ hour: time.hour, minute: time.minute }, { overflow: 'reject' })
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const on = (day: Temporal.PlainDate): readonly Temporal.Instant[] => passages(day, clock, half)
  /** Midnight belongs to the day that it begins, and to the one that it ends. */
  const dayOf = (day: Temporal.PlainDate, side: Towards): Reading =>
    choice(time.midnight ? [...on(day), ...on(day.add({ days: 1 }))] : on(day), now, side)
  if (date !== null) {
    const day = nearestDate(date, today, towards)
    return weekday === null || weekday === day.dayOfWeek ? dayOf(day, towards) : otherDay(day)
  }
  if (said.days !== null) return dayOf(today.add({ days: said.days }), towards)
  const side = said.back ? 'back' : sideOf(which, towards)
  if (weekday === null) return bare(on, today, clock, now, side)
  const ahead = (weekday - today.dayOfWeek + 7) % 7
  const week = { on: (side: 'back' | 'ahead') => weekdayOn(side, today.add({ days: ahead }), on, now) }
  if (which === 'next') {
    const coming = week.on('ahead')
    return both([dayOf(coming, 'ahead'), dayOf(coming.add({ days: 7 }), 'ahead')])
  }
  if (side !== 'either') return dayOf(week.on(side), side)
  return both([dayOf(week.on('back'), 'back'), dayOf(week.on('ahead'), 'ahead')])
}

function sideOf(which: SaidClock['which'], towards: Towards): Towards {
  if (which === null) return towards
  return which === 'last' ? 'back' : 'ahead'
}

/** The day of the week before now, or from now on. `coming` is the first one from today on. */
function weekdayOn(
  side: 'back' | 'ahead',
  coming: Temporal.PlainDate,
  on: (day: Temporal.PlainDate) => readonly Temporal.Instant[],
  now: Temporal.Instant,
): Temporal.PlainDate {
  const start = wholeMinute(now).epochMilliseconds
  const isToday = now.toZonedDateTimeISO(zone).toPlainDate().equals(coming)
  const found = on(coming)
  if (side === 'ahead') {
    const isOver = isToday && found.every((at) => at.epochMilliseconds < start)
    return isOver ? coming.add({ days: 7 }) : coming
  }
  const isPast = isToday && found.some((at) => at.epochMilliseconds <= now.epochMilliseconds)
  return isPast ? coming : coming.subtract({ days: 7 })
}

/** A time without a day: the last one, the next one, or either. */
function bare(
  on: (day: Temporal.PlainDate) => readonly Temporal.Instant[],
  today: Temporal.PlainDate,
  clock: Temporal.PlainTime,
  now: Temporal.Instant,
  side: Towards,
): Reading {
  if (side === 'either') return both([bare(on, today, clock, now, 'back'), bare(on, today, clock, now, 'ahead')])
  const start = wholeMinute(now).epochMilliseconds
  const isThere = ({ epochMilliseconds: at }: Temporal.Instant): boolean =>
    side === 'back' ? at <= now.epochMilliseconds : at >= start
  const shown = now.toZonedDateTimeISO(zone).toPlainTime()
  const order = Temporal.PlainTime.compare(clock, shown)
  const here = on(today)
  if (here.length === 0 && (side === 'back' ? order <= 0 : order >= 0)) return { kind: 'wrong', why: notShown }
  if (here.some(isThere)) return choice(here.filter(isThere), now, 'either')
  return choice(on(today.add({ days: side === 'back' ? -1 : 1 })), now, 'either')
}

/** Either of two readings; where they are one, that. */
function both([first, second]: readonly [Reading, Reading]): Reading {
  if (first.kind === 'wrong' || second.kind === 'wrong') return first.kind === 'wrong' ? second : first
  const last = second.kind === 'at' ? second.at : second.at[1]
  const earliest = first.kind === 'at' ? first.at : first.at[0]
  return earliest.equals(last) ? { kind: 'at', at: last } : { kind: 'either', at: [earliest, last] }
}

function otherDay(day: Temporal.PlainDate): Reading {
  const at = `${day.day}/${day.month}/${day.year}`
  return {
    kind: 'wrong',
    why: { en: `${at} is another day of the week`, nl: `${at} is een andere dag van de week` },
  }
}
