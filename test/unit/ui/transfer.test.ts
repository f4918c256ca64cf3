import { expect, test } from 'vitest'
import { displayWidth } from '../../../src/core/harmless.ts'
import { createTransfer } from '../../../src/ui/transfer.ts'

const terminal = { columns: 80, colour: false, unicode: true, plain: false }

/** What is said of so many bytes, each after a number of seconds. */
function said(look: Partial<typeof terminal>, lang: 'en' | 'nl', what: string, ...steps: readonly [number, number][]) {
  let now = 5000
  const lines: string[] = []
  const progress = { say: (line: string) => lines.push(line), clear: () => {} }
  const transfer = createTransfer(progress, { ...terminal, ...look }, lang, () => now)
  for (const [seconds, done] of steps) {
    now = 5000 + 1000 * seconds
    transfer(what, done, 10e9)
  }
  return lines
}

test('a bar, bytes, rate and time left, in two languages, without Unicode, and in words', () => {
  const steps: readonly [number, number][] = [
    [0, 0],
    [20, 5e9],
  ]
  expect(said({}, 'en', 'disk.img', ...steps)).toEqual([
    'disk.img      ░░░░░░░░  0 %  0 B of 10.0 GB',
    'disk.img      ████░░░░  50 %  5.0 GB of 10.0 GB  250.0 MB/s  20 s left',
  ])
  expect(said({ unicode: false }, 'nl', 'disk.img', ...steps)[1]).toContain(
    '####....  50 %  5,0 GB van 10,0 GB  250,0 MB/s  nog 20 s',
  )
  expect(said({ plain: true }, 'nl', 'disk.img', ...steps)[1]).toBe(
    'disk.img: 50 %, 5,0 GB van 10,0 GB, 250,0 MB/s, nog 20 s',
  )
})

test('hours and minutes are left of what is slow', () => {
  expect(said({ plain: true }, 'nl', 'x', [0, 0], [10, 1e7])[1]).toContain('nog 2 u 46 m')
  expect(said({ plain: true }, 'en', 'x', [0, 0], [10, 5e8])[1]).toContain('3 m 10 s left')
})

test('the next file begins again', () => {
  expect(said({ plain: true }, 'en', 'x', [0, 0], [1000, 9e9], [1000, 0], [1010, 1e9]).at(-1)).toContain('100.0 MB/s')
})

test('it fits in a line, whatever the name', () => {
  const name = `\x1b[2J${'très long/'.repeat(30)}`
  for (const line of said({}, 'nl', name, [0, 0], [3000, 999e6], [3001, 9.99e9])) {
    expect(line).not.toContain('\x1b')
    expect(displayWidth(line)).toBeLessThanOrEqual(77)
  }
})
