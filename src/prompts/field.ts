import { certainties, isAnswer, shownAnswer, typedAnswer } from '../core/answer.ts'
import type { Json } from '../core/event.ts'
import type { Field } from '../core/model.ts'
import { checkMoment } from '../core/moment-rules.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { showMoment, showWhole } from '../ui/time.ts'
import type { Asker, Entry } from './asker.ts'
import { askItems } from './items.ts'
import { askMoment, momentHint } from './moment.ts'
import { askPersonName } from './name.ts'
import { tooMuchTogether } from './refused.ts'

/** One question about one field. `fields` and `facts` are what `notBefore` may point at, `before` the answer so far. */
export interface FieldQuestion {
  readonly asker: Asker
  readonly code: string
  readonly field: Field
  readonly fields: readonly Field[]
  readonly facts: { readonly [id: string]: Json }
  readonly before: Json
  now(): Temporal.Instant
}

/** The answer as it goes into the record; null when an optional field stays open. */
export async function askField(question: FieldQuestion): Promise<Json> {
  const { field, asker } = question
  switch (field.type) {
    case 'datetime':
      return askMoment({
        ...{ asker, field, before: question.before, now: question.now },
        title: named(question),
        hint: joined([momentHint(field), ...mayStayOpen(field)]),
        given: given(field),
        wrong: (at, now) => wrongMoment({ ...question, now: () => now }, at),
      })
    case 'person':
      return askPerson(question)
    case 'yes-no-unknown':
      return asker.pick(title(question), yesNoUnknown)
    case 'choice':
      return askChoice(question)
    case 'list':
      return askList(question)
    case 'number':
      return askNumber(question)
    case 'text':
      return field.options === undefined ? askText(question, title(question)) : askProposed(question)
  }
}

async function askText(question: FieldQuestion, said: Text): Promise<Json> {
  const text = await question.asker.prose(said, {
    ...fallback(question),
    check: (value) => given(question.field)(value) ?? fitsBeside(question, value),
  })
  return text === '' ? null : text
}

/** One of what is proposed, which goes into the record in the words that she read, or words of her own. */
async function askProposed(question: FieldQuestion): Promise<Json> {
  const { asker, field } = question
  const options: Entry<string | null>[] = (field.options ?? []).map(({ title: name }) => ({
    name,
    value: pick(name, asker.look.lang),
  }))
  const own: Text = { en: 'Something else…', nl: 'Iets anders…' }
  const chosen = await asker.pick(title(question), [...options, { name: own, value: null }])
  return chosen ?? askText(question, { en: 'In your own words', nl: 'In uw eigen woorden' })
}

async function askPerson(question: FieldQuestion): Promise<Json> {
  const { asker, field, before } = question
  const name = await askPersonName(asker, title(question), {
    ...(isAnswer(field, before) ? { fallback: String(before) } : {}),
    ...(field.optional === true ? { optional: true } : {}),
    first: ({ roles }) => roles.includes(field.id),
  })
  return name === '' ? null : name
}

/** An answer as a person reads it. */
export function showAnswer(field: Field, value: Json, lang: Lang): string {
  if (value === null || value === undefined) return pick({ en: '(nothing)', nl: '(niets)' }, lang)
  return shownAnswer(field, value, { lang, moment: (at) => showWhole(at, lang), claims: 'title' })
}

/** The reason why a moment can't be the answer, in the words of the questions, or null. */
export function wrongMoment({ field, fields, facts, now, asker }: FieldQuestion, at: Temporal.Instant): Text | null {
  const wrong = checkMoment(field, at, now(), facts)
  const { notBefore, ...alone } = field
  if (wrong === null || notBefore === undefined || checkMoment(alone, at, now(), facts) !== null) return wrong
  const asked = pick(fields.find(({ id }) => id === notBefore)?.title ?? notBefore, asker.look.lang)
  const earlier = showMoment(String(facts[notBefore]), now(), asker.look.lang)
  return { en: `this is before "${asked}": ${earlier}`, nl: `dit ligt voor "${asked}": ${earlier}` }
}

const yesNoUnknown: readonly Entry<Json>[] = certainties.map(({ id, title }) => ({ name: title, value: id }))

async function askChoice({ field, asker, ...question }: FieldQuestion): Promise<Json> {
  const options: Entry<Json>[] = (field.options ?? []).map((option) => ({ name: option.title, value: option.id }))
  if (field.optional === true) options.push({ name: { en: 'I leave this open', nl: 'Dat laat ik open' }, value: null })
  return asker.pick(title({ field, asker, ...question }), options)
}

async function askNumber(question: FieldQuestion): Promise<Json> {
  const { field, now } = question
  const wrong: Text = { en: 'a whole number, in digits', nl: 'een geheel getal, in cijfers' }
  const text = await question.asker.line(title(question), {
    ...fallback(question),
    check: (value) => (value === '' ? given(field)(value) : typedAnswer(field, value, now()) === null ? wrong : null),
  })
  return typedAnswer(field, text, now())
}

async function askList(question: FieldQuestion): Promise<Json> {
  const { asker, field, before } = question
  const needed = given(field)('')
  const roles = Array.isArray(field.proposes) ? field.proposes : null
  const items = isAnswer(field, before) ? (before as readonly string[]) : []
  return askItems({ asker, title: title(question), before: items, roles, needed })
}

function given(field: Field): (text: string) => Text | null {
  const needed: Text = { en: 'this needs an answer', nl: 'hier is een antwoord nodig' }
  return (text) => (text === '' && field.optional !== true ? needed : null)
}

/** The reason why this text is too long beside the other answers, or null. */
function fitsBeside({ field, fields, facts }: FieldQuestion, text: string): Text | null {
  const others = fields.filter(({ id }) => id !== field.id).map(({ id }) => facts[id])
  return tooMuchTogether([...others, text])
}

function fallback({ field, before }: FieldQuestion): { readonly fallback?: string } {
  return isAnswer(field, before) ? { fallback: String(before) } : {}
}

function title(question: FieldQuestion): Text {
  const [said, hints] = [named(question), mayStayOpen(question.field)]
  const hint = joined(hints)
  return hints.length === 0 ? said : { en: `${said.en} [${hint.en}]`, nl: `${said.nl} [${hint.nl}]` }
}

function named({ code, field }: FieldQuestion): Text {
  const start = code === '' ? '' : `${code}: `
  return { en: `${start}${pick(field.title, 'en')}`, nl: `${start}${pick(field.title, 'nl')}` }
}

function mayStayOpen({ optional }: Field): readonly Text[] {
  return optional === true ? [{ en: 'optional', nl: 'mag leeg' }] : []
}

function joined(hints: readonly Text[]): Text {
  const all = (lang: Lang): string => hints.map((hint) => pick(hint, lang)).join('; ')
  return { en: all('en'), nl: all('nl') }
}
