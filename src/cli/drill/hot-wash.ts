import { exerciseMark } from '../../core/exercise-mark.ts'
import type { OperatorPort } from '../../core/ports.ts'
import { pick, type Text } from '../../core/text.ts'
import { hotWashQuestions } from '../../drill/debriefing.ts'
import type { Host } from '../wiring/host.ts'
import type { DrillSession } from './session.ts'

const title: Text = { en: 'Hot wash: while it is fresh', nl: 'Nabespreking: nu het nog vers is' }

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
  const open = hotWashQuestions(scenario).filter(({ text }) => !answered.has(text.en) && !answered.has(text.nl))
  if (open.length > 0) host.stderr(`${exerciseMark}. ${pick(title, host.lang)}\n`)
  const about = { instance: 'hot-wash', code: '', title }
  for (const { id, text } of open) {
    const { [id]: answer } = await operator.ask(about, [{ id, title: text, type: 'text', optional: true }], {})
    if (typeof answer !== 'string' || answer === '') continue
    const data = { form: 'hot-wash', question: pick(text, host.lang), answer } as const
    await playing.log.add([{ type: 'drill.answered', actor: await operator.actor(about), data }])
  }
}
