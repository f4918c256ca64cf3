import { type Lang, pick, type Text } from '../core/text.ts'
import { showExact } from '../ui/time.ts'
import type { Cell, Table } from './document.ts'
import type { Happening } from './report.ts'

const head: readonly Text[] = [
  { en: 'Line', nl: 'Regel' },
  { en: 'When', nl: 'Wanneer' },
  { en: 'Who', nl: 'Wie' },
  { en: 'Step', nl: 'Stap' },
  { en: 'What', nl: 'Wat' },
]

/** Lines of the record as a table: number, time, who, step, what. */
export function happeningTable(caption: string, lines: readonly Happening[], lang: Lang): Table {
  return {
    kind: 'table',
    caption,
    head: head.map((text) => pick(text, lang)),
    widths: [8, 14, 14, 24, 40],
    rows: lines.map((line) => [
      String(line.line),
      showExact(line.at, lang),
      line.actor,
      stepOf(line, lang),
      pick(line.said, lang),
    ]),
  }
}

function stepOf({ code, title, step }: Happening, lang: Lang): Cell {
  if (code === null || title === null) return step ?? ''
  return `${code} ${pick(title, lang)}`
}
