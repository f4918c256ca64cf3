import { type Lang, pick, type Text } from '../core/text.ts'
import type { Terminal } from './terminal.ts'
import { wrapText } from './wrap.ts'

/** `misplaced`: how many times that count in the end are stated in an order that can't be. */
export interface ReplayEnd {
  readonly events: number
  readonly byRunbooks: boolean
  readonly misplaced: number
}

/** The last words of a replay that came to its end: what it has shown, and what it could not look at. */
export function renderReplayEnd(
  { events, byRunbooks, misplaced }: ReplayEnd,
  { columns }: Terminal,
  lang: Lang,
): string {
  const follows: Text = {
    en: `${events} events: each follows from those before it.`,
    nl: `${events} gebeurtenissen: elk volgt uit die ervoor.`,
  }
  const without: Text = {
    en: 'The runbooks of its start (pinned/) are not there: only what the record says itself was looked at.',
    nl: 'De draaiboeken van bij de start (pinned/) zijn er niet: alleen wat het logboek zelf zegt, is nagekeken.',
  }
  const marked: Text = {
    en: `Times that were stated in an order that can't be: ${misplaced}.`,
    nl: `Tijdstippen die verklaard zijn in een volgorde die niet kan: ${misplaced}.`,
  }
  const said = [follows, ...(misplaced === 0 ? [] : [marked]), ...(byRunbooks ? [] : [without])]
  return wrapText(said.map((text) => pick(text, lang)).join(' '), columns).join('\n')
}
