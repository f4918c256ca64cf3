import { type Correctable, correctables } from '../core/correction.ts'
import type { Choice } from '../core/ports.ts'
import { pick, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import type { Asker, Entry } from './asker.ts'
import { askField, showAnswer } from './field.ts'

const back: Entry<Correctable | null> = { name: { en: 'Back', nl: 'Terug' }, value: null }

/** Which answer is to be put right, what it is, and why; null: back. The answer is checked as when it was first asked. */
export async function askCorrection(asker: Asker, view: View, now: () => Temporal.Instant): Promise<Choice | null> {
  const { lang } = asker.look
  const entries = correctables(view).map((one) => {
    const { step, field, value } = one
    const name = `${step.step.code}  ${pick(field.title, lang)}: ${showAnswer(field, value, lang)}`
    return { code: step.step.code, name, value: one as Correctable | null }
  })
  const which: Text = { en: 'Which answer? Type a code or a word', nl: 'Welk antwoord? Typ een code of een woord' }
  const found = await asker.find<Correctable | null>(which, [...entries, back], { back: true })
  if (found === null) return null
  const { field, step, fact } = found
  const { [fact]: _own, ...facts } = view.state.facts
  const { code } = step.step
  // The old answer is not proposed, for what is put right is answered anew; but of a list the items that are right stay.
  const before = field.type === 'list' ? found.value : null
  const value = await askField({ asker, code, field, fields: [field], facts, before, now })
  if (JSON.stringify(value) === JSON.stringify(found.value)) {
    asker.tell({ en: `${code}: that is what the record says already`, nl: `${code}: dat staat al in het logboek` })
    return null
  }
  const why: Text = {
    en: `${code}: why is it corrected? (for the record; empty: back)`,
    nl: `${code}: waarom zet u het recht? (voor het logboek; leeg: terug)`,
  }
  const reason = await asker.prose(why, { back: true })
  return reason === '' ? null : { kind: 'correct', fact, value, reason }
}
