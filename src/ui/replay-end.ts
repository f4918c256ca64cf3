import type { Lang, Text } from '../core/text.ts'
import type { Terminal } from './terminal.ts'
import { wrapText } from './wrap.ts'

/** What a replay that came to its end has shown, and what it could not look at. */
export function renderReplayEnd(events: number, byRunbooks: boolean, { columns }: Terminal, lang: Lang): string {
  const follows: Text = {
    en: `${events} events: each follows from those before it.`,
    nl: `${events} gebeurtenissen: elk volgt uit die ervoor.`,
  }
  const without: Text = {
    en: 'The runbooks of its start (pinned/) are not there: only what the record says itself was looked at.',
    nl: 'De draaiboeken van bij de start (pinned/) zijn er niet: alleen wat het logboek zelf zegt, is nagekeken.',
  }
  return wrapText(byRunbooks ? follows[lang] : `${follows[lang]} ${without[lang]}`, columns).join('\n')
}
