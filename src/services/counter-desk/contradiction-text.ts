import type { EntryKind } from '../../cloud/desk-entry.ts'
import type { Text } from '../../core/text.ts'
import type { FieldContradiction } from './contradictions.ts'
import { deskKinds } from './kinds.ts'

/** A contradiction in words, with the labels of the fields that it is about. */
export function contradictionText(kind: EntryKind, { what, fields }: FieldContradiction): Text {
  const labels = fields.map(
    (id) => deskKinds[kind].fields.find((field) => field.id === id)?.label ?? { en: id, nl: id },
  )
  const [first = blank, second = blank] = labels
  const { en, nl } = says[what]
  return { en: en(first.en, second.en), nl: nl(first.nl, second.nl) }
}

const blank: Text = { en: '', nl: '' }

type Sentence = (first: string, second: string) => string

const says: Readonly<Record<FieldContradiction['what'], { readonly en: Sentence; readonly nl: Sentence }>> = {
  'to-come': {
    en: (first, second) => `still to come: ${both(first, second, 'and')}`,
    nl: (first, second) => `ligt in de toekomst: ${both(first, second, 'en')}`,
  },
  'no-such-time': {
    en: (_day, time) => `${time}: the clock was put forward then, and this hour did not exist`,
    nl: (_day, time) => `${time}: toen ging het zomeruur in, en dit uur bestond niet`,
  },
  earlier: {
    en: (first, second) => `“${first}” lies before “${second}”`,
    nl: (first, second) => `“${first}” ligt vóór “${second}”`,
  },
  'too-old': {
    en: (first, second) => `more years than people live: ${both(first, second, 'and')}`,
    nl: (first, second) => `meer jaren dan een mens leeft: ${both(first, second, 'en')}`,
  },
  'too-young': {
    en: (first, second) => `too young for it: ${both(first, second, 'and')}`,
    nl: (first, second) => `te jong daarvoor: ${both(first, second, 'en')}`,
  },
  'number-date': {
    en: (first, second) => `“${first}” says another date of birth than “${second}”`,
    nl: (first, second) => `“${first}” zegt een andere geboortedatum dan “${second}”`,
  },
  'same-person': {
    en: (first, second) => `the same person: ${both(first, second, 'and')}`,
    nl: (first, second) => `dezelfde persoon: ${both(first, second, 'en')}`,
  },
  'same-number': {
    en: (first, second) => `the same number: ${both(first, second, 'and')}`,
    nl: (first, second) => `hetzelfde nummer: ${both(first, second, 'en')}`,
  },
  nobody: {
    en: (first, second) => `“${first}” is filled in and “${second}” is not`,
    nl: (first, second) => `“${first}” is ingevuld en “${second}” niet`,
  },
  'not-needed': {
    en: (first, second) => `“${first}” is filled in, and “${second}” says that there is none`,
    nl: (first, second) => `“${first}” is ingevuld, maar volgens “${second}” is er geen`,
  },
  unsaid: {
    en: (first, second) => `“${first}” is “other”, and “${second}” does not say what`,
    nl: (first, second) => `“${first}” is “ander”, en “${second}” zegt niet wat`,
  },
}

function both(first: string, second: string, and: string): string {
  return second === '' ? `“${first}”` : `“${first}” ${and} “${second}”`
}
