import { factsOf } from '../core/act-traits.ts'
import { shownAnswer } from '../core/answer.ts'
import type { Correction } from '../core/corrected.ts'
import type { Json } from '../core/event.ts'
import type { Field } from '../core/model.ts'
import { itemsIn } from '../core/named-items.ts'
import { both, type Lang, pick, type Text } from '../core/text.ts'
import type { Teller, Titles } from './teller.ts'
import { showExact } from './time.ts'

const nothing: Text = { en: '(nothing)', nl: '(niets)' }

/** The question of an answer, by the step that asks it; null: no step that is known does. */
function fieldOf(fact: string, step: string, { steps, clocks }: Titles): Field | null {
  // A list that was named stands under its step without an item.
  const list = steps.find((one) => one.step.each?.in === fact && `${one.runbook}/${one.step.id}` === step)
  if (list?.step.each !== undefined) return { id: fact, type: 'list', title: list.step.each.ask }
  const found = steps.find(({ instance }) => instance === step)
  if (found === undefined) return null
  const obligations = clocks.map(({ obligation }) => obligation)
  const given = factsOf(found.step.action, obligations).find(({ id }) => id === fact)
  return given === undefined ? null : { title: found.title, ...given }
}

/** A value as a person reads it, with its moment complete: it may be of another day. */
function shown(field: Field | null, value: Json, lang: Lang): string {
  if (value === null || value === '') return pick(nothing, lang)
  const named = itemsIn(value)
  if (named !== null && named.length > 0) return named.map(({ name }) => name).join(', ')
  const any: Field = field ?? { id: '', type: 'text', title: { en: '', nl: '' } }
  return shownAnswer(any, value, { lang, moment: (at) => showExact(at, lang), claims: 'title' })
}

/** The words for an answer that was put right: the old one stands in the line that is named. */
export const correctionTeller: Teller<'fact.corrected'> = ({ fact, value, of, reason }, { step = '' }, view) => {
  const field = fieldOf(fact, step, view)
  const title = field?.title ?? { en: fact, nl: fact }
  return both(
    `CORRECTED, “${title.en}” is ${shown(field, value, 'en')} (line ${of + 1} said otherwise)`,
    `RECHTGEZET, “${title.nl}” is ${shown(field, value, 'nl')} (regel ${of + 1} zei iets anders)`,
    reason,
  )
}

/** An answer that was put right, with both of its values. `at` shows when. */
export function correctionText(correction: Correction, view: Titles, at: (lang: Lang) => string): Text {
  const { fact, step, was, value, by, reason } = correction
  const field = fieldOf(fact, step, view)
  const own = view.steps.find((one) => one.instance === step || `${one.runbook}/${one.step.id}` === step)
  const code = own?.step.code ?? step
  const values = (lang: Lang): readonly [string, string] => [shown(field, was, lang), shown(field, value, lang)]
  const title = field?.title ?? { en: fact, nl: fact }
  const [[oldEn, newEn], [oudNl, nieuwNl]] = [values('en'), values('nl')]
  return {
    en: `${code} ${title.en}: was ${oldEn}, is ${newEn} (corrected by ${by}, ${at('en')}: ${reason})`,
    nl: `${code} ${title.nl}: was ${oudNl}, is ${nieuwNl} (rechtgezet door ${by}, ${at('nl')}: ${reason})`,
  }
}
