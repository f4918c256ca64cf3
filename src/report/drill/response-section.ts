import { type Lang, pick, type Text } from '../../core/text.ts'
import type { Block, Cell } from '../document.ts'
import type { DrillReport, MessageLine } from './drill-report.ts'
import { minutesText, responseTone, responseWord } from './drill-words.ts'
import { drawResponses } from './response-picture.ts'

/** The section on what came to the players and what they did about it: a picture, and the same as a table. */
export function responseSection(report: DrillReport, lang: Lang): readonly Block[] {
  const t = (text: Text): string => pick(text, lang)
  const { messages, unsentNames } = report
  const picture = drawResponses(report, lang)
  return [
    { kind: 'heading', level: 2, text: t({ en: 'Messages and responses', nl: 'Berichten en reacties' }) },
    ...(picture === null ? [] : [{ kind: 'picture' as const, ...picture }]),
    ...(messages.length === 0
      ? [
          {
            kind: 'text' as const,
            text: t({ en: 'No message reached the players.', nl: 'Er kwam geen bericht bij de spelers.' }),
          },
        ]
      : [
          {
            kind: 'table' as const,
            caption: t({ en: 'Every message, in order', nl: 'Elk bericht, in volgorde' }),
            head: [
              t({ en: 'After', nl: 'Na' }),
              t({ en: 'From, to', nl: 'Van, aan' }),
              t({ en: 'Message', nl: 'Bericht' }),
              t({ en: 'Answer', nl: 'Antwoord' }),
              t({ en: 'Expected', nl: 'Verwacht' }),
              t({ en: 'Came', nl: 'Kwam' }),
            ],
            widths: [8, 16, 28, 20, 16, 12],
            rows: messages.map((message, index) => row(message, index, lang)),
          },
        ]),
    ...(unsentNames.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: t({
              en: 'Messages of the scenario that did not come; what is expected after them was asked of nobody:',
              nl: 'Berichten van het scenario die niet kwamen; wat erna verwacht wordt, is aan niemand gevraagd:',
            }),
          },
          { kind: 'list' as const, items: unsentNames.map((one) => pick(one, lang)) },
        ]),
  ]
}

function row(message: MessageLine, index: number, lang: Lang): readonly Cell[] {
  const { minute, from, toTitle, channel, text, answer, response } = message
  const t = (text: Text): string => pick(text, lang)
  const said: Cell =
    answer === null
      ? { text: t({ en: 'none', nl: 'geen' }), tone: 'warn' }
      : `${answer.actor}, ${t({ en: 'after', nl: 'na' })} ${minutesText(answer.minute - minute, lang)}: ${answer.text}`
  const tone = response === null ? undefined : responseTone(response.state)
  const came = response === null ? '' : cameText(response, lang)
  return [
    `#${index + 1}, ${minutesText(minute, lang)}`,
    `${pick(from, lang)} → ${pick(toTitle, lang)} (${pick(channel, lang)})`,
    pick(text, lang),
    said,
    response === null ? '' : expectedText(response, lang),
    tone === undefined ? came : { text: came, tone },
  ]
}

type Expected = NonNullable<MessageLine['response']>

/** The cell of an expectation. Only what was measured says how it went, so it stands beside what was hoped for. */
function expectedText({ expected, within, measured, state }: Expected, lang: Lang): string {
  const time = within === null ? '' : ` (${pick({ en: 'within', nl: 'binnen' }, lang)} ${minutesText(within, lang)})`
  const text = `${pick(expected, lang)}${time}`
  if (measured.length === 0 || state === 'unmeasured') return text
  const stop = text.endsWith('.') ? '' : '.'
  return `${text}${stop} ${pick({ en: 'Measured', nl: 'Gemeten' }, lang)}: ${measured.map((one) => pick(one, lang)).join('; ')}`
}

function cameText({ state, at, sent, before }: Expected, lang: Lang): string {
  const word = responseWord(state, lang)
  if (before) return `${word}, ${pick({ en: 'was so already', nl: 'was al zo' }, lang)}`
  return at === null ? word : `${word}, ${pick({ en: 'after', nl: 'na' }, lang)} ${minutesText(at - sent, lang)}`
}
