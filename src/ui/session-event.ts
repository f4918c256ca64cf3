import { both } from '../core/text.ts'
import type { Teller } from './teller.ts'
import { wordOf } from './word-of.ts'

const modes = {
  interactive: { en: 'at a terminal', nl: 'aan een terminal' },
  unattended: { en: 'unattended', nl: 'onbemand' },
  command: { en: 'one command', nl: 'één opdracht' },
} as const

const endings = {
  left: { en: 'the operator left', nl: 'de operator is gestopt' },
  interrupted: { en: 'interrupted', nl: 'onderbroken' },
  finished: { en: 'finished', nl: 'klaar' },
  stopped: { en: 'stopped', nl: 'stilgevallen' },
} as const

const results = {
  done: { en: 'done', nl: 'gedaan' },
  failed: { en: 'FAILED', nl: 'MISLUKT' },
  deferred: { en: 'put off', nl: 'uitgesteld' },
} as const

/** The words for sessions, and for what they say to each other. */
export const sessionTellers: {
  readonly [T in
    | 'session.started'
    | 'session.ended'
    | 'session.lost'
    | 'step.claimed'
    | 'step.released'
    | 'step.taken'
    | 'step.overtaken']: Teller<T>
} = {
  'session.started': ({ mode, machine }, { actor }) => {
    const { en, nl } = wordOf(modes, mode)
    const [on, op] = machine === undefined ? ['', ''] : [` on ${machine.name}`, ` op ${machine.name}`]
    return both(`session started, ${en}${on}`, `sessie gestart, ${nl}${op}`, actor)
  },
  'session.ended': ({ why }) => {
    const { en, nl } = wordOf(endings, why)
    return both(`session ended, ${en}`, `sessie beëindigd, ${nl}`, '')
  },
  'session.lost': ({ person }) => ({
    en: `THE SESSION OF ${person} IS GONE: nobody knows how far it came with what it was doing`,
    nl: `DE SESSIE VAN ${person} IS WEG: niemand weet hoever ze kwam met wat ze aan het doen was`,
  }),
  'step.claimed': (_data, { actor }) => ({ en: `${actor} takes this up`, nl: `${actor} neemt dit op zich` }),
  'step.released': (_data, { actor }) => ({ en: `${actor} lets this go`, nl: `${actor} laat dit los` }),
  'step.taken': ({ person, reason }, { actor }) =>
    both(`TAKEN OVER by ${actor} from ${person}`, `OVERGENOMEN door ${actor} van ${person}`, reason),
  'step.overtaken': ({ result, summary }, { actor }) => {
    const { en, nl } = wordOf(results, result)
    return both(
      `what ${actor} did came too late for this step, and does not count: ${en}`,
      `wat ${actor} deed, kwam te laat voor deze stap, en telt niet: ${nl}`,
      summary,
    )
  },
}
