import type { Json } from './event.ts'
import { isSeen, typedItems } from './list-item.ts'
import type { Field } from './model.ts'
import { momentAnswer } from './moment-answer.ts'
import { personName } from './person-name.ts'
import { exactMoment } from './said-moment.ts'
import { type Lang, pick, type Text } from './text.ts'
import { unknownMoment } from './unknown-moment.ts'
import { wallTime } from './wall-time.ts'

/** The way in which an answer is shown: its moments by `moment`, RFC 3339 as it stands in the record; claims as words or as `title`s. */
export interface Showing {
  readonly lang: Lang
  moment?(at: string): string
  readonly claims?: 'word' | 'title'
}

/** The traits of the answers to one type of field. */
interface AnswerTraits {
  /** Whether a value is an answer, as it goes into the record. Nothing answered (null, an empty text) is asked before. */
  is(value: Json, field: Field): boolean
  shown(value: Json, field: Field, showing: Showing): string
  /** The value that a person typed at a question, as it goes into the record; null: it can't be read. Lists are typed item by item. */
  typed(text: string, now: Temporal.Instant, field: Field): Json
  /** The value that stands in a file, as it goes into the record; null: it is no answer. Relative moments count from `now`. */
  given(value: Json, field: Field, now: Temporal.Instant): Json
  /** The only values that it can have; null: any. */
  values(field: Field): readonly string[] | null
}

/** The answers to a claim. */
export const certainties = [
  { id: 'yes', word: { en: 'yes', nl: 'ja' }, title: { en: 'Yes', nl: 'Ja' } },
  { id: 'no', word: { en: 'no', nl: 'nee' }, title: { en: 'No', nl: 'Nee' } },
  { id: 'unknown', word: { en: 'unknown', nl: 'onbekend' }, title: { en: 'Unknown', nl: 'Onbekend' } },
] as const satisfies readonly { readonly id: string; readonly word: Text; readonly title: Text }[]

const [yes, no, unknown] = certainties

/** YAML and expressions say true and false. */
function certaintyOf(value: Json) {
  if (value === true) return yes
  return value === false ? no : (certainties.find(({ id }) => id === value) ?? null)
}

const free: AnswerTraits = {
  is: (value) => typeof value === 'string',
  shown: (value) => (Array.isArray(value) ? value.map(String).join(', ') : String(value)),
  typed: (text) => text,
  given: (value) => value,
  values: () => null,
}

/** Null: it can't be read, or may be two. */
function oneMoment(
  field: Pick<Field, 'past' | 'ahead' | 'unknown'>,
  text: string,
  now: Temporal.Instant,
): string | null {
  const answer = momentAnswer(field, text, now)
  return answer.kind === 'answer' ? answer.value : null
}

/** The one place that says how answers are read, checked and shown. */
const answerTraits: { readonly [T in Field['type']]: AnswerTraits } = {
  text: free,
  person: {
    ...free,
    is: (value) => typeof value === 'string' && nameOf(value) !== null,
    typed: (text) => nameOf(text),
    given: (value) => (typeof value === 'string' ? nameOf(value) : null),
  },
  number: {
    ...free,
    is: (value) => typeof value === 'number',
    typed: (text) => {
      const digits = text.replace(/\s|%$/g, '')
      return /^\d{1,15}$/.test(digits) ? Number(digits) : null
    },
    // Whole, as it is typed: 1.255 is more than a thousand to who writes it, and less than two to YAML.
    given: (value) => (Number.isSafeInteger(value) ? value : null),
  },
  datetime: {
    ...free,
    is: (value, field) =>
      typeof value === 'string' && (exactMoment(value) !== null || (field.unknown === true && value === unknownMoment)),
    shown: (value, _field, { lang, claims = 'word', moment = (at) => wallTime(at, lang) }) =>
      value === unknownMoment ? pick(unknown[claims], lang) : moment(String(value)),
    typed: (text, now, field) => oneMoment(field, text, now),
    given: (value, field, now) => oneMoment(field, String(value), now),
  },
  'yes-no-unknown': {
    ...free,
    is: (value) => typeof value === 'string' && certaintyOf(value) !== null,
    shown: (value, _field, { lang, claims = 'word' }) => pick((certaintyOf(value) ?? unknown)[claims], lang),
    given: (value) => certaintyOf(value)?.id ?? null,
    values: () => certainties.map(({ id }) => id),
  },
  choice: {
    ...free,
    is: (value, field) => optionOf(value, field) !== undefined,
    shown: (value, field, { lang }) => pick(optionOf(value, field)?.title ?? String(value), lang),
    given: (value, field) => optionOf(value, field)?.id ?? null,
    values: ({ options = [] }) => options.map(({ id }) => id),
  },
  list: {
    ...free,
    is: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
    // A text is its lines. An item in which nothing can be seen was forgotten: a record that counts it says one too many.
    given: (value) => {
      const items = typeof value === 'string' ? typedItems(value) : value
      const isList = Array.isArray(items) && items.every((item) => typeof item === 'string' && isSeen(item))
      return isList && (items.length > 0 || items === value) ? items : null
    },
  },
}

/** The name in its one writing; null: it is no name of a person. */
function nameOf(text: string): string | null {
  const found = personName(text)
  return 'name' in found ? found.name : null
}

function optionOf(value: Json, { options = [] }: Field) {
  return options.find(({ id }) => id === value)
}

/** The types of fields that a runbook can ask. */
export const fieldTypes = Object.keys(answerTraits) as Field['type'][]

function isNothing(value: Json | undefined): value is null | undefined | '' {
  return value === null || value === undefined || value === ''
}

/** Whether what is known already is an answer to this field. */
export function isAnswer(field: Field, value: Json | undefined): value is Json {
  return !isNothing(value) && answerTraits[field.type].is(value, field)
}

/** An answer as a person reads it back: choices by their titles, moments as they were understood. */
export function shownAnswer(field: Field, value: Json | undefined, showing: Showing): string {
  return isNothing(value) ? '' : answerTraits[field.type].shown(value, field, showing)
}

/** The typed value as it goes into the record; null: nothing, or it can't be read. */
export function typedAnswer(field: Field, text: string, now: Temporal.Instant): Json {
  return text === '' ? null : answerTraits[field.type].typed(text, now, field)
}

/** The value of a file as it goes into the record; null: nothing, or no answer to this field. */
export function givenAnswer(field: Field, value: Json, now: Temporal.Instant): Json {
  return isNothing(value) ? null : answerTraits[field.type].given(value, field, now)
}

/** The only values that an answer can have, as the record has them; null: any. */
export function possibleAnswers(field: Pick<Field, 'type' | 'options'>): readonly string[] | null {
  return answerTraits[field.type].values(field as Field)
}
