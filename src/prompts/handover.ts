import type { EventData } from '../core/event.ts'
import { isOutside, isSamePerson } from '../core/known-people.ts'
import type { Text } from '../core/text.ts'
import type { Asker } from './asker.ts'
import { askPersonName } from './name.ts'

/** What is known of a hand-over before it is asked. Null: it isn't. */
interface Known {
  readonly from: string | null
  readonly to: string | null
  /** Who leads by the record: what Enter means for who hands over. */
  readonly lead: string | null
}

/** Asks who hands over to whom, as far as it isn't known: nobody hands over to herself, or to who leads already. */
export async function askBothSides(
  asker: Asker,
  { from: known, to, lead }: Known,
  optional?: true,
): Promise<{ readonly from: string; readonly to: string }> {
  const { people } = asker
  const outside = isOutside(people)
  const leads = lead === null ? {} : { fallback: lead }
  const from = known ?? (await askPersonName(asker, whoHandsOver, { ...leads, but: outside }))
  const isOther = (one: string): boolean =>
    !isSamePerson(people, one, from) && (lead === null || !isSamePerson(people, one, lead))
  const check = (one: string): Text | null => (isOther(one) ? null : leadsAlready(one))
  const question = optional === true ? whoTakesOverOrBack : whoTakesOver
  const but = (one: string): boolean => !isOther(one) || outside(one)
  return {
    from,
    to: to ?? (await askPersonName(asker, question, { but, check, ...(optional === true ? { optional } : {}) })),
  }
}

/** Asks in a session who takes over, and what must be known; null: back. `actor` types, and mostly leads. */
export async function askHandover(
  asker: Asker,
  { actor, lead }: { readonly actor: string; readonly lead: string | null },
): Promise<EventData['handover.made'] | null> {
  const leads = lead === null || isSamePerson(asker.people, lead, actor)
  const { from, to } = await askBothSides(asker, { from: leads ? actor : null, to: null, lead }, true)
  if (to === '') return null
  const note = await asker.prose({ en: `What must ${to} know? (optional)`, nl: `Wat moet ${to} weten? (mag leeg)` })
  return { from, to, note }
}

const whoHandsOver: Text = { en: 'Who hands over?', nl: 'Wie draagt over?' }
const whoTakesOver: Text = { en: 'Who takes over?', nl: 'Wie neemt over?' }
const whoTakesOverOrBack: Text = { en: 'Who takes over? (empty: back)', nl: 'Wie neemt over? (leeg: terug)' }

function leadsAlready(name: string): Text {
  return { en: `${name} already leads`, nl: `${name} heeft al de leiding` }
}
