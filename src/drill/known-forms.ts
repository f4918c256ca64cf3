import type { EventData, LogEvent } from '../core/event.ts'
import { feedbackQuestions } from './feedback-form.ts'

/** The answers of one participant, by the id of the question; nothing of what was left open. */
export type Form = { readonly [question: string]: string }

/** The forms of a file that are not on record yet. */
export interface NewForms {
  /** The new forms, each with its place in the file, from 0. */
  readonly fresh: readonly { readonly form: Form; readonly place: number }[]
  /** The number of forms that were read from a file before, this one or one that it holds whole. */
  readonly known: number
}

/** The same text for the same answers, however the file is written. */
export function formText(form: Form): string {
  return JSON.stringify(
    feedbackQuestions.flatMap(({ id }) => {
      const answer = form[id]?.trim() ?? ''
      return answer === '' ? [] : [[id, answer]]
    }),
  )
}

/**
 * The forms of a file that nobody counted yet. A file that was read before is known whole; one that holds all forms of an
 * earlier file and more (somebody handed his in late) brings what is more. `sha256` is that of what its forms say.
 */
export function newForms(events: readonly LogEvent[], forms: readonly Form[], sha256: string): NewForms {
  const before = importsIn(events)
  const texts = forms.map(formText)
  const flat = flatText(forms)
  const isKnown = before.some((one) => (one.sha256 === null ? one.flat === flat : one.sha256 === sha256))
  if (isKnown) return { fresh: [], known: forms.length }
  const fresh = new Set(forms.keys())
  for (const { sha256: named, texts: earlier } of before) {
    if (named === null) continue
    const places = placesOf(earlier, texts, fresh)
    for (const place of places ?? []) fresh.delete(place)
  }
  return {
    fresh: forms.flatMap((form, place) => (fresh.has(place) ? [{ form, place }] : [])),
    known: forms.length - fresh.size,
  }
}

/** The places of the earlier forms among those that are left; null when one of them has none. */
function placesOf(
  earlier: readonly string[],
  texts: readonly string[],
  left: ReadonlySet<number>,
): readonly number[] | null {
  const free = new Set(left)
  const places: number[] = []
  for (const text of earlier) {
    const place = [...free].find((one) => texts[one] === text)
    if (place === undefined) return null
    free.delete(place)
    places.push(place)
  }
  return places
}

interface Import {
  readonly sha256: string | null
  readonly texts: readonly string[]
  /** Every answer in order. */
  readonly flat: string
}

/**
 * The files of forms that were read, in order. A version that did not name the file wrote each of them in one go, and where
 * one form ends can't be told; one form by itself may have been filled in at a terminal, and is nobody's file.
 */
function importsIn(events: readonly LogEvent[]): readonly Import[] {
  const files = new Map<string, { sha256: string | null; forms: Map<number, { [question: string]: string }> }>()
  for (const event of events) {
    if (event.type !== 'drill.answered' || event.data.form !== 'feedback') continue
    const { source, answer } = event.data
    const id = questionId(event.data)
    const key = source?.sha256 ?? `run ${event.run}`
    const file = files.get(key) ?? { sha256: source?.sha256 ?? null, forms: new Map() }
    files.set(key, file)
    const place = source?.form ?? placeNow(file.forms, id)
    file.forms.set(place, { ...file.forms.get(place), [id]: answer })
  }
  return [...files.values()]
    .map(({ sha256, forms }) => ({
      sha256,
      texts: [...forms.values()].map(formText),
      flat: flatText([...forms.values()]),
    }))
    .filter(({ sha256, texts }) => sha256 !== null || texts.length > 1)
}

/** A question that comes again, or before one that was answered, begins another form. */
function placeNow(forms: ReadonlyMap<number, Form>, id: string): number {
  const order = (question: string): number => feedbackQuestions.findIndex((one) => one.id === question)
  const goesOn = Object.keys(forms.get(forms.size - 1) ?? {}).every((one) => order(one) < order(id))
  return forms.size > 0 && goesOn ? forms.size - 1 : forms.size
}

function flatText(forms: readonly Form[]): string {
  return JSON.stringify(forms.flatMap((form) => JSON.parse(formText(form))))
}

/** The question stands on record in the language of who read the file. */
function questionId({ question }: EventData['drill.answered']): string {
  return feedbackQuestions.find(({ text }) => text.en === question || text.nl === question)?.id ?? question
}
