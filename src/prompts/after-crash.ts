import type { Question } from '../core/ports.ts'
import { pick, type Said, type Text } from '../core/text.ts'
import type { PortAnswer } from './answer.ts'
import type { Asker } from './asker.ts'
import { rows } from './rows.ts'

/**
 * Asks for a decision after a crash: what was about to happen, what a look at the world found, and what a person makes
 * of it.
 */
export async function askDecision(
  asker: Asker,
  { code }: Question,
  what: Said,
  probe: Said,
): Promise<PortAnswer<'decide'>> {
  rows(asker, [
    [pick({ en: 'started', nl: 'begonnen' }, asker.look.lang), what],
    [pick({ en: 'seen', nl: 'gezien' }, asker.look.lang), probe],
  ])
  const asked: Text = {
    en: `${code}: this was cut off. Was it done?`,
    nl: `${code}: dit is afgebroken. Is het gebeurd?`,
  }
  for (;;) {
    const decision = await asker.pick<PortAnswer<'decide'>['decision']>(asked, [
      { name: { en: 'It was done…', nl: 'Het is gebeurd…' }, value: 'done' },
      { name: { en: 'Do it again…', nl: 'Doe het opnieuw…' }, value: 'redo' },
      { name: { en: 'It failed…', nl: 'Het is mislukt…' }, value: 'failed' },
      { name: { en: "Leave: I can't tell yet", nl: 'Stoppen: ik weet het nog niet' }, value: 'leave' },
    ])
    if (decision === 'leave') return { decision, reason: '' }
    const reason = await asker.prose({
      en: `${code}: how do you know? (empty: back)`,
      nl: `${code}: hoe weet u dat? (leeg: terug)`,
    })
    if (reason !== '') return { decision, reason }
  }
}
