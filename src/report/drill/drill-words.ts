import type { Rating } from '../../core/event.ts'
import { exerciseMark } from '../../core/exercise-mark.ts'
import { type Lang, pick, type Text } from '../../core/text.ts'
import type { ResponseState } from '../../drill/responses.ts'
import type { ServiceTime } from '../../drill/service-times.ts'
import { ratings } from '../../ui/drill-event.ts'
import { fineSpanText } from '../clock-words.ts'
import type { Cell, Tone } from '../document.ts'
import type { ObjectiveLine } from './drill-report.ts'

/** The banner of every page. */
export const exerciseBanner = exerciseMark

const ratingTones: Readonly<Record<Rating, Tone>> = { P: 'good', S: 'good', M: 'warn', U: 'bad' }

const noRatings: Readonly<Record<'not-judged' | 'not-reached', Text>> = {
  'not-judged': { en: 'not judged', nl: 'niet beoordeeld' },
  'not-reached': { en: 'not reached', nl: 'niet aan toegekomen' },
}

/** A rating in words, or why there is none. */
export function ratingCell({ rating, state }: Pick<ObjectiveLine, 'rating' | 'state'>, lang: Lang): Cell {
  if (rating === null)
    return { text: pick(noRatings[state === 'not-reached' ? state : 'not-judged'], lang), tone: 'warn' }
  return { text: `${rating}, ${pick(ratings[rating], lang)}`, tone: ratingTones[rating] }
}

const responseWords: Readonly<Record<ResponseState, Text>> = {
  met: { en: 'in time', nl: 'op tijd' },
  answered: {
    en: 'answered in time; what was said is for the evaluator to judge',
    nl: 'op tijd beantwoord; wat er gezegd is, beoordeelt de evaluator',
  },
  late: { en: 'LATE', nl: 'TE LAAT' },
  missed: { en: 'DID NOT COME', nl: 'KWAM NIET' },
  open: {
    en: 'not reached: its time was not over, or was jumped over',
    nl: 'niet aan toegekomen: de tijd was niet om, of er is over gesprongen',
  },
  unmeasured: { en: 'for the evaluator to judge', nl: 'te beoordelen door de evaluator' },
}
const responseTones: Readonly<Partial<Record<ResponseState, Tone>>> = { met: 'good', late: 'warn', missed: 'bad' }

export function responseTone(state: ResponseState): Tone | undefined {
  return responseTones[state]
}

export function responseWord(state: ResponseState, lang: Lang): string {
  return pick(responseWords[state], lang)
}

const serviceWords: Readonly<Record<ServiceTime['state'], Text>> = {
  'in-time': { en: 'in time', nl: 'op tijd' },
  late: { en: 'LATE', nl: 'TE LAAT' },
  missed: { en: 'NOT BACK', nl: 'NIET TERUG' },
  open: { en: 'not back, its time was not over', nl: 'niet terug, de tijd was niet om' },
  'no-target': { en: 'no target', nl: 'geen streeftijd' },
}

export function serviceCell({ state }: ServiceTime, lang: Lang): Cell {
  const text = pick(serviceWords[state], lang)
  if (state === 'in-time') return { text, tone: 'good' }
  return state === 'late' || state === 'missed' ? { text, tone: 'bad' } : text
}

/** `58 m`; what did not happen is said in words. */
export function minutesText(minutes: number | null, lang: Lang): string {
  if (minutes === null) return pick({ en: 'did not happen', nl: 'niet gebeurd' }, lang)
  return minutes === 0 ? '0 m' : fineSpanText(minutes * 60_000, lang)
}
