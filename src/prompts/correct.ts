import { type Correctable, correctables, namedLists } from '../core/correction.ts'
import type { Json } from '../core/event.ts'
import { changedItems, type NamedItem, removedThoughBegun } from '../core/named-items.ts'
import type { Choice } from '../core/ports.ts'
import { pick, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import type { Asker, Entry } from './asker.ts'
import { askField, showAnswer } from './field.ts'
import { wrongItem } from './items.ts'

const back = { name: { en: 'Back', nl: 'Terug' }, value: null } as const

/** Which answer is to be put right, what it is, and why; null: back. The answer is checked as when it was first asked. */
export async function askCorrection(asker: Asker, view: View, now: () => Temporal.Instant): Promise<Choice | null> {
  const { lang } = asker.look
  const entries = [...correctables(view), ...namedLists(view)].map((one) => {
    const { step, field, value, items } = one
    const answer = items === null ? showAnswer(field, value, lang) : items.map((item) => item.name).join(', ')
    const name = `${step.step.code}  ${pick(field.title, lang)}: ${answer}`
    return { code: step.step.code, name, value: one as Correctable | null }
  })
  const which: Text = { en: 'Which answer? Type a code or a word', nl: 'Welk antwoord? Typ een code of een woord' }
  const found = await asker.find<Correctable | null>(which, [...entries, back], { back: true })
  if (found === null) return null
  const { field, step, fact, items } = found
  const { [fact]: _own, ...facts } = view.state.facts
  const { code } = step.step
  if (items !== null) {
    const changed = await askItemChange(asker, view, code, items)
    return changed === null ? null : withReason(asker, code, fact, changed)
  }
  // The old answer is not proposed, for what is put right is answered anew; but of a list the items that are right stay.
  const before = field.type === 'list' ? found.value : null
  const value = await askField({ asker, code, field, fields: [field], facts, before, now })
  if (JSON.stringify(value) === JSON.stringify(found.value)) {
    asker.tell({ en: `${code}: that is what the record says already`, nl: `${code}: dat staat al in het logboek` })
    return null
  }
  return withReason(asker, code, fact, value)
}

async function withReason(asker: Asker, code: string, fact: string, value: Json): Promise<Choice | null> {
  const why: Text = {
    en: `${code}: why is it corrected? (for the record; empty: back)`,
    nl: `${code}: waarom zet u het recht? (voor het logboek; leeg: terug)`,
  }
  const reason = await asker.prose(why, { back: true })
  return reason === '' ? null : { kind: 'correct', fact, value, reason }
}

type Where = { readonly kind: 'add' } | { readonly kind: 'item'; readonly id: string; readonly name: string }

/** One change of a list that was named: an item more, one that is called otherwise, or one less; null: back. */
async function askItemChange(
  asker: Asker,
  view: View,
  code: string,
  items: readonly NamedItem[],
): Promise<Json | null> {
  const add: Entry<Where | null> = { name: { en: 'Add one…', nl: 'Een toevoegen…' }, value: { kind: 'add' } }
  const entries = items.map(({ id, name }): Entry<Where | null> => ({ name, value: { kind: 'item', id, name } }))
  const which: Text = { en: `${code}: which one is to be changed?`, nl: `${code}: welk item wilt u wijzigen?` }
  const what = await asker.find<Where | null>(which, [...entries, add, back], { back: true })
  if (what === null) return null
  if (what.kind === 'add') {
    const said = { en: `${code}: what is it? (empty: back)`, nl: `${code}: wat is het? (leeg: terug)` }
    const name = await asker.line(said, { check: checkedAgainst(items) })
    return name === '' ? null : asJson(changedItems(items, { kind: 'add', name }))
  }
  const asked: Text = {
    en: `${code}: what is “${what.name}” called? (empty: take it away)`,
    nl: `${code}: hoe heet “${what.name}”? (leeg: haal het weg)`,
  }
  const name = await asker.line(asked, { check: checkedAgainst(items.filter(({ id }) => id !== what.id)) })
  if (name === what.name) return null
  const after = changedItems(
    items,
    name === '' ? { kind: 'remove', id: what.id } : { kind: 'change', id: what.id, name },
  )
  const [begun] = removedThoughBegun(view.state, items, after)
  if (begun === undefined) return asJson(after)
  asker.tell({
    en: `${code}: something is on record for “${begun.name}”, so it stays in the list: skip its steps, with a reason`,
    nl: `${code}: er staat al iets in het logboek voor “${begun.name}”, dus het blijft in de lijst: sla de stappen ervan over, met een reden`,
  })
  return null
}

function checkedAgainst(items: readonly NamedItem[]): (typed: string) => Text | null {
  const names = items.map(({ name }) => name)
  return (typed) => (typed === '' ? null : wrongItem(typed, names))
}

function asJson(items: readonly NamedItem[]): Json {
  return items.map(({ id, name }) => ({ id, name }))
}
