import type { Question } from '../core/ports.ts'
import { pick, type Text } from '../core/text.ts'
import type { PortAnswer } from './answer.ts'
import type { Asker } from './asker.ts'
import { askPersonName } from './name.ts'
import { needed } from './proof.ts'
import { rows } from './rows.ts'

/** Shows whom to call and what to say, and asks how it went; null when nobody was reached. */
export async function askCalled(
  asker: Asker,
  { code }: Question,
  call: { readonly who: string; readonly phone: string; readonly say: string },
): Promise<PortAnswer<'called'>> {
  const unknown = pick(
    { en: 'no number is known: look for it on paper', nl: 'geen nummer bekend: zoek het op papier' },
    asker.look.lang,
  )
  rows(asker, [
    [pick({ en: 'call', nl: 'bel' }, asker.look.lang), call.who],
    [pick({ en: 'number', nl: 'nummer' }, asker.look.lang), call.phone === '' ? unknown : call.phone],
    [pick({ en: 'say', nl: 'zeg' }, asker.look.lang), call.say],
  ])
  const reached: Text = { en: `${code}: did you reach somebody?`, nl: `${code}: hebt u iemand bereikt?` }
  const yes = await asker.pick(reached, [
    { name: { en: 'Yes', nl: 'Ja' }, value: true },
    { name: { en: 'Nobody answered: try again later', nl: 'Niemand nam op: later opnieuw' }, value: false },
  ])
  if (!yes) return null
  const called = asker.people.find(({ name }) => name === call.who)
  const spoke: Text = { en: 'Whom did you speak with?', nl: 'Wie hebt u gesproken?' }
  const person = await askPersonName(asker, spoke, called === undefined ? {} : { fallback: called.name })
  const statement = await asker.prose({ en: `What did ${person} say?`, nl: `Wat zei ${person}?` }, { check: needed })
  return { person, statement }
}
