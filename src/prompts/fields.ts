import { isAnswer } from '../core/answer.ts'
import type { Json } from '../core/event.ts'
import type { Field } from '../core/model.ts'
import type { Question } from '../core/ports.ts'
import { exactMoment } from '../core/said-moment.ts'
import { pick, type Text } from '../core/text.ts'
import { hang, wrapLines } from '../ui/wrap.ts'
import type { Asker } from './asker.ts'
import { askField, showAnswer, wrongMoment } from './field.ts'

interface FieldsQuestion {
  readonly asker: Asker
  readonly question: Question
  readonly fields: readonly Field[]
  readonly known: { readonly [id: string]: Json }
  now(): Temporal.Instant
}

type Values = { [id: string]: Json }

/**
 * Asks for what is not known yet. What was known, and every moment, is shown once more before it goes into the record:
 * clocks start from it.
 */
export async function askFields(parts: FieldsQuestion): Promise<{ readonly [id: string]: Json }> {
  const { fields, known } = parts
  const values: Values = {}
  for (const field of fields) if (isAnswer(field, known[field.id])) values[field.id] = known[field.id] as Json
  const review = Object.keys(values).length > 0 || fields.some(({ type }) => type === 'datetime')
  for (const field of fields) if (!(field.id in values)) values[field.id] = await askOne(parts, field, values)
  while (review) {
    const change = await toChange(parts, values)
    if (change === null) break
    values[change.id] = await askOne(parts, change, values)
  }
  return Object.fromEntries(fields.map(({ id }) => [id, values[id] ?? null]))
}

function askOne(parts: FieldsQuestion, field: Field, values: Values): Promise<Json> {
  return askField({
    asker: parts.asker,
    code: parts.question.code,
    field,
    fields: parts.fields,
    facts: { ...parts.known, ...values },
    before: values[field.id] ?? null,
    now: parts.now,
  })
}

/** The field that the operator wants to answer again, or null when everything is right. */
async function toChange(parts: FieldsQuestion, values: Values): Promise<Field | null> {
  const { asker, fields, question } = parts
  const { look } = asker
  const rows = fields.map((field) => {
    const answer = showAnswer(field, values[field.id] ?? null, look.lang)
    return { field, text: `${pick(field.title, look.lang)}  ${answer}` }
  })
  asker.print(`\n${rows.map(({ text }) => hang(' ', look.tell(beginning(text)), look.columns)).join('\n')}\n`)
  const wrong = fields.find((field) => contradicts(parts, field, values))
  if (wrong !== undefined) return wrong
  const right: Text = { en: `${question.code}: is this right?`, nl: `${question.code}: klopt dit?` }
  const yes = await asker.pick(
    right,
    [
      { name: { en: 'Yes, record it', nl: 'Ja, leg het vast' }, value: true },
      { name: { en: 'Change an answer…', nl: 'Een antwoord wijzigen…' }, value: false },
    ],
    { claim: true },
  )
  if (yes) return null
  const which: Text = { en: 'Which one? Type a word', nl: 'Welk antwoord? Typ een woord' }
  return asker.find(
    which,
    rows.map(({ field, text }) => ({ name: text, value: field })),
  )
}

/** The most of a long answer that stands on the screen once more. */
const mostShown = { lines: 8, characters: 600 }

/** The text, or its beginning with how many lines follow. */
export function beginning(text: string): string {
  const lines = text.split('\n')
  const first = lines.slice(0, mostShown.lines).join('\n').slice(0, mostShown.characters)
  if (first.length === text.length) return text
  const left = lines.length - mostShown.lines
  return left > 0 ? `${first}\n… ${left}` : `${first}…`
}

/** An answer that was right when it was given can contradict one that was changed after it. */
function contradicts(parts: FieldsQuestion, field: Field, values: Values): boolean {
  const value = values[field.id]
  const at = field.type === 'datetime' && typeof value === 'string' ? exactMoment(value) : null
  if (at === null) return false
  const { asker, question, fields, known, now } = parts
  const asked = { asker, code: question.code, field, fields, facts: { ...known, ...values }, before: null, now }
  const wrong = wrongMoment(asked, at)
  if (wrong !== null) asker.print(asker.look.ink.loud(wrapLines(asker.look.say(wrong), asker.look.columns)))
  return wrong !== null
}
