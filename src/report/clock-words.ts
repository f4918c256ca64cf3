import { isApart } from '../core/statements.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { showDuration } from '../ui/time.ts'
import type { Tone } from './document.ts'
import type { ClockLine } from './report.ts'

/** The words for the kinds of clocks. */
export const weightWords: Readonly<Record<ClockLine['weight'], Text>> = {
  duty: { en: 'legal duty', nl: 'wettelijke plicht' },
  target: { en: 'target', nl: 'streefdoel' },
  threat: { en: 'threat', nl: 'dreiging' },
}

/** A span as people say it: seconds below a minute, else the two largest units. */
export function fineSpanText(ms: number, lang: Lang): string {
  if (Math.abs(ms) < 1000) return '< 1 s'
  return Math.abs(ms) < 60_000 ? `${Math.round(Math.abs(ms) / 1000)} s` : showDuration(ms, lang)
}

/**
 * The words for the end or the state of a clock. A duty is kept or broken, a target reached or missed, a threat dealt
 * with or run out. That it was in time only as somebody states afterwards is another end than that it was in time.
 */
export function clockText(
  { weight, status, metAt, due, leftMs, lateMs, writtenLateMs, startUnknown }: ClockLine,
  lang: Lang,
): string {
  const span = (ms: number | null): string => (ms === null ? '' : fineSpanText(ms, lang))
  const text = startUnknown === true ? unknownStart : words[status][weight]
  return pick(text, lang)
    .replace('%late', span(lateMs))
    .replace('%early', span(metAt === null || due === null ? null : Date.parse(due) - Date.parse(metAt)))
    .replace('%left', span(leftMs))
    .replace('%written', span(writtenLateMs))
}

/** The same, and how it stands if it counts when things were written down. */
export function clockTexts(clock: ClockLine, lang: Lang): string {
  const { status, metAt, metWritten, due, leftMs, leftWrittenMs } = clock
  const text = clockText(clock, lang)
  if (leftMs !== null || status === 'overdue') {
    if (leftWrittenMs === null) return text
    const span = fineSpanText(leftWrittenMs, lang)
    const from = pick({ en: 'counted from when it was written', nl: 'gerekend vanaf het opschrijven' }, lang)
    if (leftWrittenMs < 0) return `${text}; ${from}: ${pick({ en: `${span} overdue`, nl: `${span} te laat` }, lang)}`
    return `${text}; ${from}: ${pick({ en: `${span} left`, nl: `nog ${span}` }, lang)}`
  }
  if (metAt === null || metWritten === null || due === null || !isApart({ at: metAt, written: metWritten })) return text
  const margin = Date.parse(due) - Date.parse(metWritten)
  const span = fineSpanText(margin, lang)
  if (margin >= 0)
    return pick(
      { en: `${text}; written ${span} before it was due`, nl: `${text}; opgeschreven ${span} op voorhand` },
      lang,
    )
  return status === 'met-as-stated'
    ? text
    : pick({ en: `${text}; written ${span} after it was due`, nl: `${text}; opgeschreven ${span} na de termijn` }, lang)
}

export function clockTone({ weight, status }: ClockLine): Tone | undefined {
  if (status === 'met') return 'good'
  if (status === 'met-as-stated') return 'warn'
  if (status === 'met-late' || status === 'overdue') return weight === 'duty' ? 'bad' : 'warn'
  return undefined
}

const notStarted: Text = { en: 'never started', nl: 'nooit gestart' }
const unknownStart: Text = { en: "can't start: nobody knows when", nl: 'kan niet starten: niemand weet wanneer' }
const waived: Text = { en: 'did not apply, as was decided', nl: 'niet van toepassing, zo is beslist' }

const words: Readonly<Record<ClockLine['status'], Readonly<Record<ClockLine['weight'], Text>>>> = {
  'not-started': { duty: notStarted, target: notStarted, threat: notStarted },
  waived: { duty: waived, target: waived, threat: waived },
  running: {
    duty: { en: 'open, %left left', nl: 'open, nog %left' },
    target: { en: 'open, %left left', nl: 'open, nog %left' },
    threat: { en: 'still threatens, %left left', nl: 'dreigt nog, nog %left' },
  },
  met: {
    duty: { en: 'duty met, %early before it was due', nl: 'plicht vervuld, %early op voorhand' },
    target: { en: 'target met, %early before it was due', nl: 'streefdoel gehaald, %early op voorhand' },
    threat: { en: 'dealt with, %early before it ran out', nl: 'afgehandeld, %early op voorhand' },
  },
  'met-as-stated': {
    duty: {
      en: 'duty met as stated, %early before it was due; WRITTEN DOWN %written AFTER IT WAS DUE',
      nl: 'plicht vervuld naar eigen zeggen, %early op voorhand; OPGESCHREVEN %written NA DE TERMIJN',
    },
    target: {
      en: 'target met as stated, %early before it was due; WRITTEN DOWN %written AFTER IT WAS DUE',
      nl: 'streefdoel gehaald naar eigen zeggen, %early op voorhand; OPGESCHREVEN %written NA DE TERMIJN',
    },
    threat: {
      en: 'dealt with as stated, %early before it ran out; WRITTEN DOWN %written AFTER IT RAN OUT',
      nl: 'afgehandeld naar eigen zeggen, %early op voorhand; OPGESCHREVEN %written NA HET VERSTRIJKEN',
    },
  },
  'met-late': {
    duty: { en: 'DUTY MET LATE, by %late', nl: 'PLICHT TE LAAT VERVULD, %late te laat' },
    target: { en: 'TARGET MISSED by %late', nl: 'STREEFDOEL GEMIST, %late te laat' },
    threat: { en: 'dealt with %late after it ran out', nl: 'afgehandeld, %late na het verstrijken' },
  },
  overdue: {
    duty: { en: 'DUTY NOT MET, overdue by %late', nl: 'PLICHT NIET VERVULD, al %late te laat' },
    target: { en: 'TARGET MISSED, overdue by %late', nl: 'STREEFDOEL GEMIST, al %late te laat' },
    threat: { en: 'RAN OUT %late ago', nl: 'VERSTREKEN, %late geleden' },
  },
}
