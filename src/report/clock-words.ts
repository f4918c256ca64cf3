import type { Lang, Text } from '../core/text.ts'
import { showDuration } from '../ui/time.ts'
import type { Tone } from './document.ts'
import type { ClockLine } from './report.ts'

/** What kind of clock it is. */
export const weightWords: Readonly<Record<ClockLine['weight'], Text>> = {
  duty: { en: 'legal duty', nl: 'wettelijke plicht' },
  target: { en: 'target', nl: 'streefdoel' },
  threat: { en: 'threat', nl: 'dreiging' },
}

/** A span as people say it: seconds below a minute, else the two largest units. */
export function spanText(ms: number, lang: Lang): string {
  if (Math.abs(ms) < 1000) return '< 1 s'
  return Math.abs(ms) < 60_000 ? `${Math.round(Math.abs(ms) / 1000)} s` : showDuration(ms, lang)
}

/** How a clock ended or stands. A duty is kept or broken, a target reached or missed, a threat dealt with or run out. */
export function clockText({ weight, status, metAt, due, leftMs, lateMs }: ClockLine, lang: Lang): string {
  const late = lateMs === null ? '' : spanText(lateMs, lang)
  const early = metAt === null || due === null ? '' : spanText(Date.parse(due) - Date.parse(metAt), lang)
  const text = words[status][weight]
  return text[lang]
    .replace('%late', late)
    .replace('%early', early)
    .replace('%left', leftMs === null ? '' : spanText(leftMs, lang))
}

export function clockTone({ weight, status }: ClockLine): Tone | undefined {
  if (status === 'met') return 'good'
  if (status === 'met-late' || status === 'overdue') return weight === 'duty' ? 'bad' : 'warn'
  return undefined
}

const notStarted: Text = { en: 'never started', nl: 'nooit gestart' }
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
