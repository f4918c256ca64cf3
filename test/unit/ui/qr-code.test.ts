import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { qrCode } from '../../../src/ui/qr-code.ts'
import type { Terminal } from '../../../src/ui/terminal.ts'

const text = `cyber-respond/incident/willebroek-2026-11-24/5f3a9c01\n130\n${'A'.repeat(43)}=\n`
const code = encode(text, { ecc: 'L', border: 0 }).data
const screen: Terminal = { columns: 80, colour: true, unicode: true, plain: false }

/** The colours of a drawing as a terminal paints them, one row of the code a list: true for dark. */
function squares(lines: readonly string[], columnsOfOne: number): readonly (readonly boolean[])[] {
  return lines.flatMap((line) => {
    const rows: [boolean[], boolean[]] = [[], []]
    let [ink, ground] = [Number.NaN, Number.NaN]
    for (const [part] of line.matchAll(/\p{Cc}\[[\d;]*m|\P{Cc}/gu)) {
      if (part.startsWith('\x1b')) [ink, ground] = colours(part, [ink, ground])
      else {
        expect(part === ' ' || part === '▀', `the sign ${part}`).toBe(true)
        rows[0].push(isDark(part === ' ' ? ground : ink))
        rows[1].push(isDark(ground))
      }
    }
    // What follows on the line must not be painted.
    expect(line.endsWith('\x1b[0m')).toBe(true)
    const one = (row: readonly boolean[]): boolean[] => row.filter((_dark, at) => at % columnsOfOne === 0)
    return columnsOfOne === 1 ? [one(rows[0]), one(rows[1])] : [one(rows[0])]
  })
}

function colours(code: string, [ink, ground]: readonly [number, number]): [number, number] {
  const numbers = code.slice(2, -1).split(';').map(Number)
  let [front, back] = [ink, ground]
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0
    if (number === 38 || number === 48) {
      if (number === 38) front = numbers[at + 2] ?? 0
      else back = numbers[at + 2] ?? 0
      at += 2
    } else if (number >= 30 && number <= 37) front = number - 30
    else if (number >= 40 && number <= 47) back = number - 40
    else if (number === 0) [front, back] = [Number.NaN, Number.NaN]
  }
  return [front, back]
}

/** Black and white of the sixteen colours, and of the 256. */
function isDark(colour: number): boolean {
  const isBlack = colour === 0 || colour === 16
  expect(isBlack || colour === 7 || colour === 231, `the colour ${colour}`).toBe(true)
  return isBlack
}

const withBorder = (rows: readonly (readonly boolean[])[]): readonly (readonly boolean[])[] => {
  const size = rows.length + 8
  const empty = Array.from({ length: size }, () => false)
  const around = (row: readonly boolean[]) => [...empty.slice(0, 4), ...row, ...empty.slice(0, 4)]
  return [empty, empty, empty, empty, ...rows.map(around), empty, empty, empty, empty]
}

test.each([
  ['sixteen colours', screen, 1],
  ['256 colours', { ...screen, colours: 256 as const }, 1],
  ['the text console of Linux', { ...screen, console: true as const, columns: 100 }, 2],
])('the code, dark on light, with four light modules around it: %s', (_name, terminal, columnsOfOne) => {
  const wanted = withBorder(code)
  const drawn = squares(qrCode(text, terminal) ?? [], columnsOfOne)
  expect(drawn.slice(0, wanted.length)).toEqual(wanted)
  // Two rows stand in one line: an odd one has light below it.
  expect(drawn.slice(wanted.length).flat().includes(true)).toBe(false)
})

test('none where nothing can be painted: no colour, no Unicode, a screen reader', () => {
  expect(qrCode(text, screen)).not.toBeNull()
  expect(qrCode(text, { ...screen, colour: false })).toBeNull()
  expect(qrCode(text, { ...screen, unicode: false })).toBeNull()
  expect(qrCode(text, { ...screen, plain: true })).toBeNull()
})

test('none where it does not fit', () => {
  const width = code.length + 8
  expect(qrCode(text, { ...screen, columns: width - 1 })).toBeNull()
  expect(qrCode(text, { ...screen, columns: width })).not.toBeNull()
  const onConsole = { ...screen, console: true as const }
  expect(qrCode(text, { ...onConsole, columns: 2 * width - 1 })).toBeNull()
  expect(qrCode(text, { ...onConsole, columns: 2 * width })).not.toBeNull()
})
