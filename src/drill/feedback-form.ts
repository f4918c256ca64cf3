import * as v from 'valibot'
import type { Draft, EventData } from '../core/event.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { decode, textOf } from '../runbook/decode.ts'

/** The participants' form: short, so that everybody fills it in before going home. `marks`: 1 to 5, and nothing else. */
export const feedbackQuestions: readonly { readonly id: string; readonly text: Text; readonly marks?: true }[] = [
  {
    id: 'useful',
    text: { en: 'How useful was the exercise, from 1 to 5?', nl: 'Hoe nuttig was de oefening, van 1 tot 5?' },
    marks: true,
  },
  {
    id: 'real',
    text: { en: 'How real did it feel, from 1 to 5?', nl: 'Hoe echt voelde ze aan, van 1 tot 5?' },
    marks: true,
  },
  {
    id: 'ready',
    text: {
      en: 'Would you know what to do tomorrow, if it were real? From 1 to 5',
      nl: 'Zou u morgen weten wat te doen, als het echt was? Van 1 tot 5',
    },
    marks: true,
  },
  { id: 'learned', text: { en: 'What did you learn?', nl: 'Wat hebt u geleerd?' } },
  { id: 'next', text: { en: 'What should be different next time?', nl: 'Wat moet er de volgende keer anders?' } },
]

/** The name under which a form was filled in: nobody in particular. */
export const anonymous = 'anonymous'

const marks = v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), null)
const words = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000)), '')
const form = v.strictObject({
  format: v.literal('cyber-respond/feedback@1'),
  forms: v.pipe(
    v.array(
      v.strictObject({
        ...{ useful: marks, real: marks, ready: marks },
        ...{ learned: words, next: words },
      }),
    ),
    v.nonEmpty(),
    v.maxLength(500),
  ),
})

/** The forms of a file: one for each participant. Throws a Fault (exit code 3) with a positioned diagnostic for what is wrong. */
export function readFeedback(file: string, bytes: Uint8Array): readonly { readonly [question: string]: string }[] {
  const { forms } = decode({ file, text: textOf(file, bytes) }, form)
  return forms.map((one) => Object.fromEntries(Object.entries(one).map(([id, given]) => [id, String(given ?? '')])))
}

/** One form as events, without a name. What was left open is left out. `source`: the file, and its place in there. */
export function feedbackDrafts(
  answers: { readonly [question: string]: unknown },
  lang: Lang,
  source?: EventData['drill.answered']['source'],
): readonly Draft[] {
  return feedbackQuestions.flatMap(({ id, text }): readonly Draft[] => {
    const given = answers[id]
    if (typeof given !== 'string' || given.trim() === '') return []
    const from = source === undefined ? {} : { source }
    const data = { form: 'feedback', question: pick(text, lang), answer: given.trim(), ...from } as const
    return [{ type: 'drill.answered', actor: anonymous, data }]
  })
}
