import type { OperatorPort } from '../core/ports.ts'
import { pick, type Text } from '../core/text.ts'
import type { Scenario } from '../drill/scenario.ts'
import type { DrillSession } from './drill-session.ts'
import type { Host } from './host.ts'

const title: Text = { en: 'Hot wash: while it is fresh', nl: 'Nabespreking: nu het nog vers is' }

/** Asked when the scenario asks nothing itself. */
const standard: readonly { readonly id: string; readonly text: Text }[] = [
  { id: 'went-well', text: { en: 'What went well?', nl: 'Wat ging goed?' } },
  { id: 'went-badly', text: { en: 'What went badly?', nl: 'Wat ging slecht?' } },
  { id: 'missing', text: { en: 'What did you miss?', nl: 'Wat hebt u gemist?' } },
  { id: 'first', text: { en: 'What do you change first, and who?', nl: 'Wat verandert u eerst, en wie doet dat?' } },
]

/**
 * Asks the players right after the end what they learnt. Each answer is on record before the next question, so that an
 * interruption costs none; going on asks what is still open. Every question may be left open.
 */
export async function askHotWash(
  host: Host,
  { playing, scenario }: Pick<DrillSession, 'playing' | 'scenario'>,
  operator: Pick<OperatorPort, 'actor' | 'ask'>,
): Promise<void> {
  const answered = new Set(playing.drill().answers.map(({ question }) => question))
  const open = questionsOf(scenario).filter(({ text }) => !answered.has(text.en) && !answered.has(text.nl))
  if (open.length > 0) host.stderr(`${title[host.lang]}\n`)
  const about = { instance: 'hot-wash', code: '', title }
  for (const { id, text } of open) {
    const { [id]: answer } = await operator.ask(about, [{ id, title: text, type: 'text', optional: true }], {})
    if (typeof answer !== 'string' || answer === '') continue
    const data = { form: 'hot-wash', question: pick(text, host.lang), answer } as const
    await playing.log.add([{ type: 'drill.answered', actor: await operator.actor(about), data }])
  }
}

function questionsOf({ questions }: Scenario): typeof standard {
  return questions.length === 0 ? standard : questions
}
