import type { Draft } from '../core/event.ts'
import type { Field } from '../core/model.ts'
import type { OperatorPort } from '../core/ports.ts'
import { pick, type Text } from '../core/text.ts'
import type { Scenario } from '../drill/scenario.ts'
import type { DrillSession } from './drill-session.ts'
import type { Host } from './host.ts'
import { operatorName } from './operator-name.ts'

const title: Text = { en: 'Hot wash: while it is fresh', nl: 'Nabespreking: nu het nog vers is' }

/** Asked when the scenario asks nothing itself. */
const standard: readonly { readonly id: string; readonly text: Text }[] = [
  { id: 'went-well', text: { en: 'What went well?', nl: 'Wat ging goed?' } },
  { id: 'went-badly', text: { en: 'What went badly?', nl: 'Wat ging slecht?' } },
  { id: 'missing', text: { en: 'What did you miss?', nl: 'Wat hebt u gemist?' } },
  { id: 'first', text: { en: 'What do you change first, and who?', nl: 'Wat verandert u eerst, en wie doet dat?' } },
]

/** Asks the players right after the end, and puts on record what they say. Every question may be left open. */
export async function askHotWash(
  host: Host,
  { playing, scenario }: Pick<DrillSession, 'playing' | 'scenario'>,
  operator: Pick<OperatorPort, 'ask'>,
): Promise<void> {
  const questions = questionsOf(scenario)
  const fields = questions.map(({ id, text }): Field => ({ id, title: text, type: 'text', optional: true }))
  const answers = await operator.ask({ instance: 'hot-wash', code: '', title }, fields, {})
  const actor = operatorName(host)
  const drafts = questions.flatMap(({ id, text }): readonly Draft[] => {
    const answer = answers[id]
    if (typeof answer !== 'string' || answer === '') return []
    return [{ type: 'drill.answered', actor, data: { form: 'hot-wash', question: pick(text, host.lang), answer } }]
  })
  if (drafts.length > 0) await playing.log.add(drafts)
}

function questionsOf({ questions }: Scenario): typeof standard {
  return questions.length === 0 ? standard : questions
}
