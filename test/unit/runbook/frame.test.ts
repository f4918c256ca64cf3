import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeFrame } from '../../../src/runbook/frame.ts'

test('shows the line before, the line and the place', () => {
  expect(codeFrame('a: 1\nb: 2\nc: 3\n', 2, 4)).toBe('  1 | a: 1\n> 2 | b: 2\n    |    ^')
})

test('shows a long line around the place', () => {
  const text = `${'x'.repeat(300)}HERE${'y'.repeat(300)}`
  const [line = '', marker = ''] = codeFrame(text, 1, 301).split('\n')
  expect(line.indexOf('H')).toBe(marker.indexOf('^'))
  expect(line.length).toBe(78)
})

test('never wider than 78 columns, never a control code, and the marker stays on the screen', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(10), fc.nat(500), (text, line, column) => {
      for (const row of codeFrame(text, line + 1, column + 1).split('\n')) {
        expect(row.length).toBeLessThanOrEqual(78)
        expect(row).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }
    }),
  )
})
