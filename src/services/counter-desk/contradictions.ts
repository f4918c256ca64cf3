import type { EntryKind } from '../../cloud/desk-entry.ts'
import { samePerson } from '../../core/person.ts'
import { type DeskField, deskKinds } from './kinds.ts'
import { type BirthSaid, birthSaidBy } from './national-number.ts'

/**
 * Two things in one declaration that can't both be so, or one that can't be so today. Strange things are true at night and on
 * paper, so none of them is refused: it is shown, and stands in the entry with the remark that explains it.
 *
 * `to-come`: a day or a time that lies in the future. `no-such-time`: an hour that the clock jumped over. `earlier`: the
 * first day lies before the second. `too-old`, `too-young`: more, or fewer, years between two days than people live, or
 * need. `number-date`: a national register number says another date of birth. `same-person`, `same-number`: two parts that
 * nobody can have at once. `nobody`: a number without the name that it belongs to. `not-needed`: a value that another one
 * excludes. `unsaid`: "other", and nobody says what.
 */
export interface FieldContradiction {
  readonly what: (typeof whats)[number]
  /** The fields that it is about, by id. */
  readonly fields: readonly string[]
}

export const whats = [
  ...(['to-come', 'no-such-time', 'earlier', 'too-old', 'too-young', 'number-date'] as const),
  ...(['same-person', 'same-number', 'nobody', 'not-needed', 'unsaid'] as const),
] as const

type Values = Readonly<Record<string, string>>

const longestLife = 120
const oldestParent = 100
const youngestParent = 10
const youngestDriver = 16

/** The contradictions in these values, each of which is right by itself. `now` is the time in Brussels. */
export function contradictions(
  kind: EntryKind,
  values: Values,
  now: Temporal.ZonedDateTime,
): readonly FieldContradiction[] {
  const { fields } = deskKinds[kind]
  return [
    ...fields.flatMap((field) => toCome(field, values, now)),
    ...times(kind, values, now),
    ...(kind === 'birth' ? ofParents(values) : ofPerson(kind, values, now)),
    ...ofChoices(fields, values),
  ]
}

function toCome({ id, past }: DeskField, values: Values, now: Temporal.ZonedDateTime): FieldContradiction[] {
  const day = values[id]
  return past === true && day !== undefined && day > today(now) ? [{ what: 'to-come', fields: [id] }] : []
}

/** The hour of a birth or a death, beside its day. */
function times(kind: EntryKind, values: Values, now: Temporal.ZonedDateTime): FieldContradiction[] {
  const pair = kind === 'birth' ? ['birth_date', 'birth_time'] : kind === 'death' ? ['death_date', 'death_time'] : null
  const [day, time] = (pair ?? []).map((id) => values[id])
  if (pair === null || day === undefined || time === undefined) return []
  const moment = Temporal.PlainDateTime.from(`${day}T${time}`)
  const there = moment.toZonedDateTime('Europe/Brussels')
  if (!there.toPlainDateTime().equals(moment)) return [{ what: 'no-such-time', fields: pair }]
  const isLater = day === today(now) && Temporal.ZonedDateTime.compare(there, now) > 0
  return isLater ? [{ what: 'to-come', fields: pair }] : []
}

/** A person, the day of birth, and the day of what is declared. */
function ofPerson(kind: EntryKind, values: Values, now: Temporal.ZonedDateTime): FieldContradiction[] {
  const found = numberAgainstDate(values, 'national_number', 'birth_date')
  const event = ['death_date', 'lost_date'].find((id) => values[id] !== undefined)
  const day = event === undefined ? today(now) : (values[event] ?? '')
  for (const id of ['birth_date', 'national_number']) {
    const years = yearsBetween(born(values, id), day)
    if (years === null) continue
    const both = event === undefined ? [id] : [event, id]
    if (years === 'before' && event !== undefined) found.push({ what: 'earlier', fields: both })
    else if (years === 'before' && id === 'national_number') found.push({ what: 'to-come', fields: [id] })
    else if (years !== 'before' && years > longestLife) found.push({ what: 'too-old', fields: both })
    else if (years !== 'before' && years < youngestDriver && values.document === 'driving-licence') {
      found.push({ what: 'too-young', fields: ['document', id] })
    }
    // The number says no more than the date does, and where they differ that was said above.
    break
  }
  if (kind === 'death' && isPerson(values, 'declarant'))
    found.push({ what: 'same-person', fields: ['declarant', 'family_name'] })
  if (isPerson(values, 'decided_by')) found.push({ what: 'same-person', fields: ['decided_by', 'family_name'] })
  return found
}

function isPerson(values: Values, id: string): boolean {
  const name = values[id]
  return name !== undefined && samePerson(name, `${values.first_names ?? ''} ${values.family_name ?? ''}`)
}

/** The parents of a child that was born, by their numbers and names. */
function ofParents(values: Values): FieldContradiction[] {
  const found: FieldContradiction[] = []
  for (const parent of ['parent1', 'parent2']) {
    const number = `${parent}_number`
    if (values[number] === undefined) continue
    if (values[parent] === undefined) found.push({ what: 'nobody', fields: [number, parent] })
    const years = yearsBetween(born(values, number), values.birth_date ?? '')
    if (years === null) continue
    if (years === 'before') found.push({ what: 'earlier', fields: ['birth_date', number] })
    else if (years < youngestParent) found.push({ what: 'too-young', fields: [number, 'birth_date'] })
    else if (years > oldestParent) found.push({ what: 'too-old', fields: ['birth_date', number] })
  }
  const { parent1, parent2, parent1_number: first, parent2_number: second } = values
  if (first !== undefined && first === second)
    found.push({ what: 'same-number', fields: ['parent1_number', 'parent2_number'] })
  if (parent1 !== undefined && parent2 !== undefined && samePerson(parent1, parent2)) {
    found.push({ what: 'same-person', fields: ['parent1', 'parent2'] })
  }
  return found
}

/** The contradictions between a choice and the fields that it asks for or leaves no place for. */
function ofChoices(fields: readonly DeskField[], values: Values): FieldContradiction[] {
  const found: FieldContradiction[] = []
  for (const { id, rule, requiredWhen } of fields) {
    if (rule === 'choice' && values[id] === 'other' && values.remarks === undefined) {
      found.push({ what: 'unsaid', fields: [id, 'remarks'] })
    }
    if (requiredWhen === undefined || values[id] === undefined) continue
    const other = values[requiredWhen.field]
    if (other !== undefined && other !== requiredWhen.is)
      found.push({ what: 'not-needed', fields: [id, requiredWhen.field] })
  }
  return found
}

function numberAgainstDate(values: Values, number: string, date: string): FieldContradiction[] {
  const said = birthSaidBy(values[number] ?? '')
  const day = values[date]
  if (said === null || day === undefined) return []
  const written = Temporal.PlainDate.from(day)
  const differs = (['year', 'month', 'day'] as const).some(
    (part) => said[part] !== null && said[part] !== written[part],
  )
  return differs ? [{ what: 'number-date', fields: [number, date] }] : []
}

function born(values: Values, id: string): BirthSaid | null {
  const value = values[id]
  if (value === undefined) return null
  if (/^\d{11}$/.test(value)) return birthSaidBy(value)
  return Temporal.PlainDate.from(value)
}

/** Whole years from a birth to a day, as many as there can be; `before` when the day lies before any possible birth. */
function yearsBetween(birth: BirthSaid | null, day: string): number | 'before' | null {
  if (birth === null || day === '') return null
  const { year, month, day: date } = birth
  // Where month or day are not known, the first one that can be.
  const earliest = Temporal.PlainDate.from({ year, month: month ?? 1, day: date ?? 1 })
  const then = Temporal.PlainDate.from(day)
  if (Temporal.PlainDate.compare(then, earliest) < 0) return 'before'
  return earliest.until(then, { largestUnit: 'years' }).years
}

function today(now: Temporal.ZonedDateTime): string {
  return now.toPlainDate().toString()
}

/** The contradictions as an entry and the hand-back keep them: `earlier:death_date,birth_date; to-come:death_date`. */
export function keptAs(found: readonly FieldContradiction[]): string {
  return found.map(({ what, fields }) => `${what}:${fields.join(',')}`).join('; ')
}

/** Reads it back. What is none of ours (a hand-written database) is left out. */
export function fromKept(kept: string): readonly FieldContradiction[] {
  return kept.split('; ').flatMap((part) => {
    const [name, fields = ''] = part.split(':')
    const what = whats.find((known) => known === name)
    return what === undefined ? [] : [{ what, fields: fields.split(',').filter((id) => id !== '') }]
  })
}
