import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell, csvHead, csvLine } from '../../../src/report/csv.ts'
import { sampleReport } from '../../support/sample-report.ts'
import { sampleView } from '../../support/sample-view.ts'

/** Reads CSV as RFC 4180 says: quotes doubled within quotes, CRLF between rows. Throws at anything else. */
function readCsv(text: string, separator: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"([,;]|\r\n)/y
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const [, quoted = '', end = ''] = cell.exec(text) ?? []
    if (end === '') throw new Error(`no cell at ${at}`)
    rows.at(-1)?.push(quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
    else expect(end).toBe(separator)
  }
  return rows.slice(0, -1)
}

test.each([
  ['en', ',', ['Record', 'Line', 'Time (Brussels)', 'Time (UTC)', 'Who', 'Type', 'Code', 'Step', 'Step id', 'What']],
  [
    'nl',
    ';',
    ['Logboek', 'Regel', 'Tijdstip (Brussel)', 'Tijdstip (UTC)', 'Wie', 'Soort', 'Code', 'Stap', 'Stap-id', 'Wat'],
  ],
] as const)('the timeline, a row a line, in %s', (lang, separator, head) => {
  const { timeline } = sampleReport()
  const { state } = sampleView()
  const text = csvHead(lang) + timeline.map((line) => csvLine(line, state, lang)).join('')
  expect(text.charCodeAt(0)).toBe(0xfeff)
  const [first, ...rows] = readCsv(text.slice(1), separator)
  expect(first).toEqual(head)
  expect(rows).toHaveLength(timeline.length)
  expect(rows.map((cells) => cells[1])).toEqual(timeline.map(({ line }) => String(line)))
  const cut = rows.find((cells) => cells[5] === 'step.intent')
  expect(cut?.slice(0, 9)).toEqual([
    'willebroek-2026-11-24',
    cut?.[1],
    '2026-11-24 03:17:05',
    '2026-11-24T02:17:05.000Z',
    'Els Peeters',
    'step.intent',
    'I2',
    { en: 'Cut the outside links', nl: 'Sluit de verbindingen naar buiten af' }[lang],
    'isolate/cut-links',
  ])
})

test('each row of a drill says that it is one', () => {
  const { timeline } = sampleReport()
  const { state } = sampleView()
  const exercise = { ...state, opened: { ...state.opened, exercise: {} } } as unknown as typeof state
  const [line] = timeline
  if (line === undefined) throw new Error('the sample has lines')
  expect(csvLine(line, exercise, 'en')).toContain(',"EXERCISE / OEFENING: ')
})

test.each(['=1+1', '+32 3 555 01 00', '-5m', '@SUM(A1)', '\t=1', ' =1', '\n=1', '＝1', "'=1", '"=1', '|calc', '%0A'])(
  'what a spreadsheet would work out is text: %j',
  (text) => {
    const cell = csvCell(text)
    expect(cell.startsWith(`"'`)).toBe(true)
  },
)

test('whatever somebody wrote, a cell is one cell, begins with nothing that is worked out, and holds no code', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', ' ', 'a', '＝', '\u202e') }),
  )
  let formulas = 0
  fc.assert(
    fc.property(texts, (text) => {
      const [[cell = ''] = []] = readCsv(`${csvCell(text)}\r\n`, ',')
      expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
      expect(cell).not.toMatch(/[^\P{Cc}\n]|[\u202e\t]/u)
      if (cell.startsWith("'")) formulas += 1
    }),
    { numRuns: 500 },
  )
  expect(formulas).toBeGreaterThan(20)
})

test('other texts stay as they are', () => {
  expect(csvCell('Els "Elsje" Peeters, leider; 3 lijnen')).toBe('"Els ""Elsje"" Peeters, leider; 3 lijnen"')
  expect(csvCell('2026-11-24 03:14:05')).toBe('"2026-11-24 03:14:05"')
})
