import { isAnswer } from '../core/answer.ts'
import type { Json } from '../core/event.ts'
import type { Field } from '../core/model.ts'
import { type MomentAnswer, momentAnswer, momentText } from '../core/moment-answer.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { unknownMoment } from '../core/unknown-moment.ts'
import { momentTyped, showAway, showWhole } from '../ui/time.ts'
import type { Asker, LineOptions } from './asker.ts'

interface MomentQuestion {
  readonly asker: Asker
  readonly title: Text
  /** What may be typed. */
  readonly hint: Text
  readonly field: Field
  /** The answer so far. */
  readonly before: Json
  now(): Temporal.Instant
  /** The reason why an empty answer can't be, or null. */
  given(text: string): Text | null
  /** The reason why this moment can't be the answer at `now`, or null. */
  wrong(at: Temporal.Instant, now: Temporal.Instant): Text | null
}

/** The examples that stand behind a question: what happened is asked otherwise than what is to come. */
export function momentHint({ past, ahead, unknown }: Field): Text {
  const [en, nl] =
    past === true
      ? ['n=now, 03:12, yesterday 23:30, -35m', 'n=nu, 03:12, gisteren 23:30, -35m']
      : ahead === true
        ? ['tomorrow 09:00, wednesday noon, +72h', 'morgen 9u, woensdag middag, +72u']
        : ['n=now, 24/11 03:12, tomorrow 09:00, -35m', 'n=nu, 24/11 03:12, morgen 9u, -35m']
  return unknown === true ? { en: `${en}, unknown`, nl: `${nl}, onbekend` } : { en, nl }
}

/**
 * Asks for a moment. What is typed is shown whole while it is typed, and so before it is taken; a wrong answer stays, to be
 * mended; a time that may be two is asked. Null: an optional field stays open.
 */
export async function askMoment(question: MomentQuestion): Promise<Json> {
  const { asker, title, hint, given, wrong } = question
  const { lang } = asker.look
  for (;;) {
    const meant = meanings(question)
    const whole = (value: Json, at: Temporal.Instant): string => wholeText(value, at, lang)
    const text = await asker.line(title, {
      ...offered(question),
      hint,
      mend: 'anew',
      check: (typed) => {
        if (typed === '') return given(typed)
        const { answer, now } = meant(typed)
        if (answer.kind === 'either' || (answer.kind === 'answer' && answer.value === unknownMoment)) return null
        const why = answer.kind === 'wrong' ? answer.why : wrong(Temporal.Instant.from(answer.value), now)
        if (why !== null) meant.refused()
        return why
      },
      preview: (typed) => {
        const { answer, now } = meant(typed)
        if (answer.kind === 'wrong') return ''
        return answer.kind === 'either' ? eitherText(answer.at, now, lang) : whole(answer.value, now)
      },
      understood: (typed) => {
        const { answer, now } = meant(typed)
        return answer.kind === 'answer' ? whole(answer.value, now) : typed
      },
      keeps: (typed) => {
        const { answer } = meant(typed)
        return answer.kind === 'answer' ? answer.value : typed
      },
      retyped: (kept) => typedText(kept, lang),
    })
    if (text === '') return null
    const { answer, now } = meant(text)
    if (answer.kind === 'answer') return answer.value
    if (answer.kind === 'either') {
      const at = await askWhich(question, answer.at, now)
      if (at !== null) return momentText(at)
    }
  }
}

interface Meaning {
  readonly answer: MomentAnswer
  readonly now: Temporal.Instant
}

/**
 * What a text means. The clock is looked at when its first letter is typed, and not again until it is gone or refused: midnight
 * may pass, and the clocks may change, between what she saw and Enter.
 */
function meanings({ field, before, now, asker }: MomentQuestion): ((typed: string) => Meaning) & { refused(): void } {
  const offer = isAnswer(field, before) ? typedText(String(before), asker.look.lang) : null
  let from: Temporal.Instant | null = null
  const meant = (typed: string): Meaning => {
    if (typed === '') from = null
    const at = from ?? now()
    if (typed !== '') from = at
    if (typed !== '' && typed === offer) return { answer: { kind: 'answer', value: String(before) }, now: at }
    return { answer: momentAnswer(field, /^n$/i.test(typed) ? 'now' : typed, at), now: at }
  }
  const refused = (): void => {
    from = null
  }
  return Object.assign(meant, { refused })
}

function offered({ field, before, asker }: MomentQuestion): Pick<LineOptions, 'fallback'> {
  return isAnswer(field, before) ? { fallback: typedText(String(before), asker.look.lang) } : {}
}

/** An answer as one would type it. */
function typedText(kept: string, lang: Lang): string {
  return kept === unknownMoment ? pick(unknownWord, lang) : momentTyped(kept, lang)
}

const unknownWord: Text = { en: 'unknown', nl: 'onbekend' }
const unknownWhole: Text = { en: 'unknown: nobody knows when', nl: 'onbekend: niemand weet wanneer' }

function wholeText(value: Json, now: Temporal.Instant, lang: Lang): string {
  if (value === unknownMoment) return pick(unknownWhole, lang)
  return `${showWhole(String(value), lang)}, ${showAway(String(value), now, lang)}`
}

function eitherText(at: readonly Temporal.Instant[], now: Temporal.Instant, lang: Lang): string {
  return at.map((one) => wholeText(one.toString(), now, lang)).join(pick({ en: ' or ', nl: ' of ' }, lang))
}

/** One of the moments that were shown whole; null: another one. */
async function askWhich(
  { asker, wrong }: MomentQuestion,
  at: readonly Temporal.Instant[],
  now: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const { lang } = asker.look
  for (;;) {
    const chosen = await asker.pick<Temporal.Instant | null>({ en: 'Which one?', nl: 'Welk van de twee?' }, [
      ...at.map((one) => ({ name: wholeText(one.toString(), now, lang), value: one })),
      { name: { en: 'Another time', nl: 'Een ander tijdstip' }, value: null },
    ])
    const why = chosen === null ? null : wrong(chosen, now)
    if (why === null) return chosen
    asker.tell(why)
  }
}
