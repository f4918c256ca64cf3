import { pick, type Text } from '../core/text.ts'
import type { Inject } from '../drill/scenario.ts'
import { type Coming, comingText } from './facilitator.ts'
import type { Look } from './look.ts'
import { hang, pad } from './wrap.ts'

const labels = {
  text: { en: 'says', nl: 'zegt' },
  when: { en: 'comes when', nl: 'komt als' },
  expect: { en: 'expected', nl: 'verwacht' },
  point: { en: 'look at', nl: 'let op' },
  note: { en: 'for you', nl: 'voor u' },
  within: { en: 'within', nl: 'binnen' },
} as const satisfies { readonly [label: string]: Text }

/** Everything that the script says of one message, for the facilitator and the evaluators. */
export function renderInject(inject: Inject, coming: Coming, look: Look): string {
  const { lang, columns } = look
  const row = (label: keyof typeof labels, text: string): string =>
    hang(` ${pad(pick(labels[label], lang), 14)}`, look.say(text), columns)
  const { expect, points, note, when } = inject
  const { drill, filled } = coming
  const within = expect?.within === undefined ? '' : ` (${pick(labels.within, lang)} ${expect.within})`
  return [
    ` ${look.ink.strong(look.say(comingText(inject, coming, look)))}`,
    row('text', pick(drill.edited[inject.id]?.text ?? filled(inject.text), lang)),
    ...(when === undefined ? [] : [row('when', when)]),
    ...(expect === undefined ? [] : [row('expect', `${pick(expect.text, lang)}${within}`)]),
    ...points.map(({ objective, text }) => row('point', `${pick(text, lang)} [${objective}]`)),
    ...(note === null ? [] : [row('note', pick(note, lang))]),
  ].join('\n')
}
