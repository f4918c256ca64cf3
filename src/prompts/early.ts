import { againstEarlyStart, codesOf, notApplying } from '../core/early-start.ts'
import type { Choice } from '../core/ports.ts'
import type { Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import type { Asker } from './asker.ts'
import { withReason } from './with-reason.ts'

/**
 * Says why a step can't be done now, and for what it waits; one that waits only for its turn can be taken up all the same, with
 * a reason. Null: she goes back.
 */
export async function askEarly(asker: Asker, step: StepView, view: View): Promise<Choice | null> {
  const { code } = step.step
  const { en, nl } = step.title
  asker.tell({ en: `${code}  ${en}: ${why(step, view).en}.`, nl: `${code}  ${nl}: ${why(step, view).nl}.` })
  if (step.status !== 'waiting') return null
  const against = againstEarlyStart(step, view)
  if (against !== null) {
    asker.tell({
      en: `It can't be taken up before that either: ${against.en}.`,
      nl: `Ook vroeger beginnen kan niet: ${against.nl}.`,
    })
    return null
  }
  const chosen = await asker.pick<'go' | 'back'>(
    { en: `${code}: take it up out of its order?`, nl: `${code}: buiten de volgorde beginnen?` },
    [
      { name: { en: 'Take it up now…', nl: 'Nu beginnen…' }, value: 'go' },
      { name: { en: 'Back', nl: 'Terug' }, value: 'back' },
    ],
    { back: true },
  )
  return chosen === 'go' ? withReason(asker, 'advance', step) : null
}

function why(step: StepView, view: View): Text {
  if (step.status === 'doing') return { en: 'it is being done', nl: 'ze is bezig' }
  if (step.status === 'not-applicable') return notApplying(step, view)
  const codes = codesOf(step.waitsFor, view).join(', ')
  return { en: `it waits for ${codes}`, nl: `ze wacht op ${codes}` }
}
