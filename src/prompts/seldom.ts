import type { Choice } from '../core/ports.ts'
import type { Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import type { Asker, Entry } from './asker.ts'

interface Seldom {
  readonly name: Text
  run(asker: Asker): Promise<Choice | null>
}

const more: Text = { en: 'More…', nl: 'Meer…' }
const back: Entry<Choice | null> = { name: { en: 'Back', nl: 'Terug' }, value: null }
const falseAlarm: Entry<Choice | null> = {
  name: { en: 'Close as a false alarm…', nl: 'Afsluiten als vals alarm…' },
  value: { kind: 'false-alarm' },
}

/** What is seldom wanted, behind one entry of the menu. An exercise can't be a false alarm. */
export function seldom({ state }: View): readonly Entry<Seldom>[] {
  const entries = state.opened?.exercise === undefined ? [falseAlarm] : []
  if (entries.length === 0) return []
  const run = (asker: Asker): Promise<Choice | null> =>
    asker.pick<Choice | null>({ en: 'What else?', nl: 'Wat nog?' }, [...entries, back], { back: true })
  return [{ name: more, value: { name: more, run } }]
}
