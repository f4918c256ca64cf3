import type { StepRecord } from '../core/state.ts'
import type { Text } from '../core/text.ts'
import type { StepStatus, StepView } from '../core/view.ts'
import type { Look } from './look.ts'

const statuses: { readonly [status in StepStatus]: Text } = {
  waiting: { en: 'waiting', nl: 'wacht' },
  ready: { en: 'ready', nl: 'klaar om te doen' },
  doing: { en: 'doing', nl: 'bezig' },
  done: { en: 'done', nl: 'gedaan' },
  failed: { en: 'FAILED', nl: 'MISLUKT' },
  unknown: { en: 'UNKNOWN', nl: 'ONBEKEND' },
  skipped: { en: 'skipped', nl: 'overgeslagen' },
  blocked: { en: 'BLOCKED', nl: 'GEBLOKKEERD' },
  'not-applicable': { en: 'not needed', nl: 'niet nodig' },
}
const unproven: Text = { en: 'done, UNPROVEN', nl: 'gedaan, ONBEWEZEN' }
const contradicted: Text = { en: 'done, CONTRADICTED', nl: 'gedaan, TEGENGESPROKEN' }

/** The status of a step as a word. */
export function statusText(view: Pick<StepView, 'status' | 'unproven' | 'contradicted'>): Text {
  if (view.contradicted) return contradicted
  return view.unproven ? unproven : statuses[view.status]
}

/** The status of a step as one sign. */
export function statusSign(view: StepView, { signs, ink }: Look): string {
  if (view.unproven || view.contradicted) return ink.warning(signs.unproven)
  switch (view.status) {
    case 'done':
      return ink.good(signs.done)
    case 'failed':
      return ink.loud(signs.failed)
    case 'unknown':
      return ink.loud(signs.unknown)
    case 'blocked':
      return ink.warning(signs.blocked)
    case 'not-applicable':
      return ' '
    default:
      return signs[view.status]
  }
}

/** The words for a step that was taken up before what it waited for. */
export function earlyText({ by, reason }: NonNullable<StepRecord['advanced']>): Text {
  return {
    en: `taken up out of its order, decided by ${by}: ${reason}`,
    nl: `buiten de volgorde begonnen, beslist door ${by}: ${reason}`,
  }
}
