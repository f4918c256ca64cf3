import { expect, test } from 'vitest'
import { documentText } from './document.ts'

const [header = '', ...lines] = documentText('runbooks/guides/first-hour.nl.cast').trimEnd().split('\n')
const shown = lines.map((line): readonly [seconds: number, kind: string, text: string] => JSON.parse(line))
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
const text = shown.map(([, , part]) => part.replace(/\x1b\[[?\d;]*[A-Za-z]/g, '')).join('')

test('the recording is an hour at a terminal of 80 columns', () => {
  expect(JSON.parse(header)).toMatchObject({ version: 2, width: 80, height: 24 })
  const times = shown.map(([seconds]) => seconds)
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(times.at(-1)).toBeGreaterThan(50 * 60)
  expect(times.at(-1)).toBeLessThan(70 * 60)
})

test('it goes from the alarm to the tenth step in Dutch, and names no folder of who recorded it', () => {
  const order = [
    'Wat voor aanval is het?',
    'Dit opent een incident',
    'I1  Kondig het incident af',
    'keurt u alle 4 goed?',
  ]
  const places = [...order, 'Wie zit er in het team?', 'I7  '].map((words) => text.indexOf(words))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
  const folders = text.match(/(?<=[\s"'(])\/[\w.-]+\/[\w.-]+/g) ?? []
  expect(folders.length).toBeGreaterThan(0)
  expect(folders.filter((path) => !path.startsWith('/tmp/cyber-respond-hour-'))).toEqual([])
})
