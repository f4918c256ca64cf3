import { zone } from '../core/clocks.ts'
import { exerciseMark } from '../core/exercise-mark.ts'
import { harmless } from '../core/harmless.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'

import type { Happening } from './report.ts'

/** A byte order mark: without one a spreadsheet takes UTF-8 for the old letters of its country. LibreOffice skips it too. */
const byteOrderMark = '\ufeff'

/**
 * The sign between two cells. A spreadsheet asks the country for it, not the file: where a comma stands in numbers, as in
 * Belgium and the Netherlands, it is the semicolon, and a file with commas opens as one column.
 */
const separators: Readonly<Record<Lang, string>> = { en: ',', nl: ';' }

const head: readonly Text[] = [
  { en: 'Record', nl: 'Logboek' },
  { en: 'Line', nl: 'Regel' },
  { en: 'Time (Brussels)', nl: 'Tijdstip (Brussel)' },
  { en: 'Time (UTC)', nl: 'Tijdstip (UTC)' },
  { en: 'Who', nl: 'Wie' },
  { en: 'Type', nl: 'Soort' },
  { en: 'Code', nl: 'Code' },
  { en: 'Step', nl: 'Stap' },
  { en: 'Step id', nl: 'Stap-id' },
  { en: 'What', nl: 'Wat' },
]

/** The first row of the timeline as CSV (RFC 4180, but for the separator), with the mark that stands before it. */
export function csvHead(lang: Lang): string {
  return (
    byteOrderMark +
    row(
      head.map((text) => pick(text, lang)),
      lang,
    )
  )
}

/** A line of the record as a row. `record` is the name of the incident; of a drill each row says that it is one. */
export function csvLine(line: Happening, { opened }: View['state'], lang: Lang): string {
  const isDrill = opened?.exercise !== undefined
  return row(
    [
      opened?.incident ?? '',
      String(line.line),
      onTheClock(line.at),
      line.at,
      line.actor,
      line.type,
      line.code ?? '',
      line.title === null ? '' : pick(line.title, lang),
      line.step ?? '',
      `${isDrill ? `${exerciseMark}: ` : ''}${pick(line.said, lang)}`,
    ],
    lang,
  )
}

/** A time on the clocks of Brussels as every spreadsheet takes it for one: `2026-11-24 03:12:05`. */
function onTheClock(at: string): string {
  const when = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime()
  return when.toString({ smallestUnit: 'second' }).replace('T', ' ')
}

function row(cells: readonly string[], lang: Lang): string {
  return `${cells.map(csvCell).join(pick(separators, lang))}\r\n`
}

/**
 * A text from anywhere as a cell in quotes that a spreadsheet takes for nothing but text: what it would work out as a formula gets an
 * apostrophe in front (OWASP, "CSV Injection"), also behind blanks and in the wide forms that it takes for the same signs.
 */
export function csvCell(text: string): string {
  const shown = harmless(text, { lines: true }).replaceAll('\t', '  ')
  const isFormula = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/.test(shown)
  return `"${isFormula ? "'" : ''}${shown.replaceAll('"', '""')}"`
}
