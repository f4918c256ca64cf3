import type { CloudCommand } from '../core/cloud-act.ts'
import { both, pick, type Text } from '../core/text.ts'
import type { Teller } from './teller.ts'

const acts: Readonly<Record<CloudCommand, Text>> = {
  up: { en: 'start', nl: 'starten' },
  down: { en: 'stop', nl: 'stoppen' },
  'access-renew': { en: 'new access code', nl: 'nieuwe toegangscode' },
  'page-set': { en: 'status page', nl: 'statuspagina' },
  export: { en: 'export', nl: 'export' },
}

const results = { done: { en: 'done', nl: 'gedaan' }, failed: { en: 'FAILED', nl: 'MISLUKT' } } as const

const decisionWords = {
  done: { en: 'it was done', nl: 'het is gebeurd' },
  'not-done': { en: 'it was not done', nl: 'het is niet gebeurd' },
  'cannot-tell': { en: 'nothing can tell whether it was done', nl: 'niets kan zeggen of het gebeurd is' },
} as const

/** The name of an act on the emergency cloud, in front of what became of it. */
export function cloudActText(act: CloudCommand): Text {
  return { en: `emergency cloud, ${acts[act].en}`, nl: `noodcloud, ${acts[act].nl}` }
}

type CloudEvent = 'cloud.intent' | 'cloud.outcome' | 'cloud.decided'

/** The words for what a command did with the emergency cloud, by event. */
export const cloudTellers: { readonly [T in CloudEvent]: Teller<T> } = {
  'cloud.intent': ({ act, what }) => {
    const { en, nl } = cloudActText(act)
    return both(`${en}: begins`, `${nl}: begint`, what)
  },
  'cloud.outcome': ({ act, result, summary }) => {
    const { en, nl } = cloudActText(act)
    const end = results[result]
    return { en: `${en}: ${end.en}, ${pick(summary, 'en')}`, nl: `${nl}: ${end.nl}, ${pick(summary, 'nl')}` }
  },
  'cloud.decided': ({ act, decision, seen }) => {
    const { en, nl } = cloudActText(act)
    const end = decisionWords[decision]
    return both(`${en}: cut off; ${end.en}`, `${nl}: afgebroken; ${end.nl}`, seen)
  },
}
