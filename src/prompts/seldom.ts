import { correctables } from '../core/correction.ts'
import type { Choice } from '../core/ports.ts'
import type { Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import type { Asker, Entry } from './asker.ts'
import { askCorrection } from './correct.ts'

interface Seldom {
  readonly name: Text
  run(asker: Asker): Promise<Choice | null>
}

type Wanted = 'correct' | 'false-alarm' | 'back'

const more: Text = { en: 'More…', nl: 'Meer…' }
const correct: Entry<Wanted> = { name: { en: 'Correct an answer…', nl: 'Een antwoord rechtzetten…' }, value: 'correct' }
const falseAlarm: Entry<Wanted> = {
  name: { en: 'Close as a false alarm…', nl: 'Afsluiten als vals alarm…' },
  value: 'false-alarm',
}
const back: Entry<Wanted> = { name: { en: 'Back', nl: 'Terug' }, value: 'back' }

/** What is seldom wanted, behind one entry of the menu. An exercise can't be a false alarm. */
export function seldom(view: View, now: () => Temporal.Instant): readonly Entry<Seldom>[] {
  const isDrill = view.state.opened?.exercise !== undefined
  const entries = [...(correctables(view).length === 0 ? [] : [correct]), ...(isDrill ? [] : [falseAlarm])]
  if (entries.length === 0) return []
  const run = async (asker: Asker): Promise<Choice | null> => {
    const wanted = await asker.pick<Wanted>({ en: 'What else?', nl: 'Wat nog?' }, [...entries, back], { back: true })
    if (wanted === 'correct') return askCorrection(asker, view, now)
    return wanted === 'back' ? null : { kind: 'false-alarm' }
  }
  return [{ name: more, value: { name: more, run } }]
}
