import type { Lang } from '../../core/text.ts'
import type { Block, Cell } from '../document.ts'
import type { DrillReport, MessageLine } from './drill-report.ts'
import { minutesText, responseTone, responseWord } from './drill-words.ts'
import { drawResponses } from './response-picture.ts'

/** The section on what came to the players and what they did about it: a picture, and the same as a table. */
export function responseSection(report: DrillReport, lang: Lang): readonly Block[] {
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  const { messages, unsentNames } = report
  const picture = drawResponses(report, lang)
  return [
    { kind: 'heading', level: 2, text: t('Messages and responses', 'Berichten en reacties') },
    ...(picture === null ? [] : [{ kind: 'picture' as const, ...picture }]),
    ...(messages.length === 0
      ? [{ kind: 'text' as const, text: t('No message reached the players.', 'Er kwam geen bericht bij de spelers.') }]
      : [
          {
            kind: 'table' as const,
            caption: t('Every message, in order', 'Elk bericht, in volgorde'),
            head: [
              t('After', 'Na'),
              t('From, to', 'Van, aan'),
              t('Message', 'Bericht'),
              t('Answer', 'Antwoord'),
              t('Expected', 'Verwacht'),
              t('Came', 'Kwam'),
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
            text: t(
              'Messages of the scenario that did not come; what is expected after them was asked of nobody:',
              'Berichten van het scenario die niet kwamen; wat erna verwacht wordt, is aan niemand gevraagd:',
            ),
          },
          { kind: 'list' as const, items: unsentNames.map((one) => one[lang]) },
        ]),
  ]
}

function row(message: MessageLine, index: number, lang: Lang): readonly Cell[] {
  const { minute, from, toTitle, channel, text, answer, response } = message
  const t = (en: string, nl: string): string => (lang === 'nl' ? nl : en)
  const said: Cell =
    answer === null
      ? { text: t('none', 'geen'), tone: 'warn' }
      : `${answer.actor}, ${t('after', 'na')} ${minutesText(answer.minute - minute, lang)}: ${answer.text}`
  const tone = response === null ? undefined : responseTone(response.state)
  const came = response === null ? '' : cameText(response, lang)
  return [
    `#${index + 1}, ${minutesText(minute, lang)}`,
    `${from[lang]} → ${toTitle[lang]} (${channel[lang]})`,
    text[lang],
    said,
    response === null ? '' : expectedText(response, lang),
    tone === undefined ? came : { text: came, tone },
  ]
}

type Expected = NonNullable<MessageLine['response']>

/** The cell of an expectation. Only what was measured says how it went, so it stands beside what was hoped for. */
function expectedText({ expected, within, measured, state }: Expected, lang: Lang): string {
  const time = within === null ? '' : ` (${lang === 'nl' ? 'binnen' : 'within'} ${minutesText(within, lang)})`
  const text = `${expected[lang]}${time}`
  if (measured.length === 0 || state === 'unmeasured') return text
  const stop = text.endsWith('.') ? '' : '.'
  return `${text}${stop} ${lang === 'nl' ? 'Gemeten' : 'Measured'}: ${measured.map((one) => one[lang]).join('; ')}`
}

function cameText({ state, at, sent, before }: Expected, lang: Lang): string {
  const word = responseWord(state, lang)
  if (before) return `${word}, ${lang === 'nl' ? 'was al zo' : 'was so already'}`
  return at === null ? word : `${word}, ${lang === 'nl' ? 'na' : 'after'} ${minutesText(at - sent, lang)}`
}
