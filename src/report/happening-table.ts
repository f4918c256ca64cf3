import type { Lang } from '../core/text.ts'
import { showExact } from '../ui/time.ts'
import type { Cell, Table } from './document.ts'
import type { Happening } from './report.ts'

/** Lines of the record as a table: number, time, who, step, what. */
export function happeningTable(caption: string, lines: readonly Happening[], lang: Lang): Table {
  return {
    kind: 'table',
    caption,
    head: lang === 'nl' ? ['Regel', 'Wanneer', 'Wie', 'Stap', 'Wat'] : ['Line', 'When', 'Who', 'Step', 'What'],
    widths: [8, 14, 14, 24, 40],
    rows: lines.map((line) => [
      String(line.line),
      showExact(line.at, lang),
      line.actor,
      stepOf(line, lang),
      line.said[lang],
    ]),
  }
}

function stepOf({ code, title, step }: Happening, lang: Lang): Cell {
  if (code === null || title === null) return step ?? ''
  return `${code} ${title[lang]}`
}
