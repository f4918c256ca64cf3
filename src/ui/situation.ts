import type { StepView, View } from '../core/planner.ts'
import type { Text } from '../core/text.ts'
import { renderClocks } from './clocks.ts'
import { renderHeader } from './header.ts'
import type { Look } from './look.ts'
import { renderStep } from './step-card.ts'
import { flow } from './wrap.ts'

const also: Text = { en: 'also ready', nl: 'kan ook nu' }
const shown = 5

/** What the responder sees before every choice: the incident, its clocks, the step in front of her, and what else is ready. */
export function renderSituation(view: View, step: StepView | null, now: Temporal.Instant, look: Look): string {
  return [
    renderHeader(view, look),
    renderClocks(view, now, look),
    step === null
      ? ''
      : [renderStep(step, look), renderReady(view, step, look)].filter((part) => part !== '').join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** The other steps that may be done now, the most urgent few by name. */
function renderReady(view: View, step: StepView, look: Look): string {
  const others = view.ready.filter(({ instance }) => instance !== step.instance)
  if (others.length === 0) return ''
  const names = others.slice(0, shown).map((other) => `${look.say(other.step.code)} ${look.fit(other.title, 44)}`)
  if (others.length > shown) names.push(`+ ${others.length - shown}`)
  const label = look.say(also)
  if (look.plain) return `${label}: ${names.join(', ')}.`
  const first = ` ${label}   `
  return flow(names, look.columns - first.length)
    .map((line, index) => (index === 0 ? first : ' '.repeat(first.length)) + line)
    .join('\n')
}
