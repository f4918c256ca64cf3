import { correctables } from '../core/correction.ts'
import { leadOf } from '../core/lead.ts'
import type { Field } from '../core/model.ts'
import { checkMoment } from '../core/moment-rules.ts'
import type { Choice } from '../core/ports.ts'
import type { Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import type { Asker, Entry } from './asker.ts'
import { askCorrection } from './correct.ts'
import { askMoment, momentHint } from './moment.ts'

interface Seldom {
  readonly name: Text
  run(asker: Asker): Promise<Choice | null>
}

type Wanted = 'correct' | 'earlier-note' | 'handover' | 'false-alarm' | 'back'

const more: Text = { en: 'More…', nl: 'Meer…' }
const correct: Entry<Wanted> = { name: { en: 'Correct an answer…', nl: 'Een antwoord rechtzetten…' }, value: 'correct' }
const earlierNote: Entry<Wanted> = {
  name: { en: 'Note on an earlier moment…', nl: 'Notitie over een vroeger moment…' },
  value: 'earlier-note',
}
const handover: Entry<Wanted> = { name: { en: 'Hand over…', nl: 'Overdragen…' }, value: 'handover' }
const falseAlarm: Entry<Wanted> = {
  name: { en: 'Close as a false alarm…', nl: 'Afsluiten als vals alarm…' },
  value: 'false-alarm',
}
const back: Entry<Wanted> = { name: { en: 'Back', nl: 'Terug' }, value: 'back' }

/**
 * What is seldom wanted, behind one entry of the menu. An exercise can't be a false alarm, nor what still goes on (`running`), and
 * its clock is another one. Before somebody leads there is nothing to hand over.
 */
export function seldom(view: View, now: () => Temporal.Instant, running: boolean): readonly Entry<Seldom>[] {
  const isDrill = view.state.opened?.exercise !== undefined
  const entries = [
    ...(correctables(view).length === 0 ? [] : [correct]),
    ...(isDrill ? [] : [earlierNote]),
    ...(leadOf(view.state) === null ? [] : [handover]),
    ...(isDrill || running ? [] : [falseAlarm]),
  ]
  if (entries.length === 0) return []
  const run = async (asker: Asker): Promise<Choice | null> => {
    const wanted = await asker.pick<Wanted>({ en: 'What else?', nl: 'Wat nog?' }, [...entries, back], { back: true })
    if (wanted === 'correct') return askCorrection(asker, view, now)
    if (wanted === 'earlier-note') return askEarlierNote(asker, now)
    return wanted === 'back' ? null : { kind: wanted }
  }
  return [{ name: more, value: { name: more, run } }]
}

const happened: Field = {
  ...{ id: 'at', type: 'datetime', past: true, optional: true },
  title: { en: 'When did it happen? (empty: back)', nl: 'Wanneer gebeurde het? (leeg: terug)' },
}

/** A note with the time at which it happened, beside the one at which it is written; null: back. */
async function askEarlierNote(asker: Asker, now: () => Temporal.Instant): Promise<Choice | null> {
  const at = await askMoment({
    ...{ asker, field: happened, title: happened.title, hint: momentHint(happened), before: null, now },
    given: () => null,
    wrong: (moment, when) => checkMoment(happened, moment, when, {}),
  })
  if (typeof at !== 'string') return null
  const text = await asker.prose({ en: 'Note (empty: back)', nl: 'Notitie (leeg: terug)' }, { back: true })
  return text === '' ? null : { kind: 'note', text, at }
}
