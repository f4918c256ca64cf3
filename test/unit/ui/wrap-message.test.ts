import fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayWidth } from '../../../src/core/harmless.ts'
import { wrapMessage } from '../../../src/ui/wrap-message.ts'

test.each([
  ['one two three', 8, 'one two\n  three'],
  [
    'all is in the record; go on with cyber-respond resume',
    50,
    'all is in the record; go on with\n  cyber-respond resume',
  ],
  ['stop; cyber-respond cloud up <it>, and look', 32, 'stop;\n  cyber-respond cloud up <it>,\n  and look'],
  ['take another place with --home FOLDER', 31, 'take another place with\n  --home FOLDER'],
  ['look in /a/path/that/is/long now', 12, 'look in\n  /a/path/that/is/long\n  now'],
  ['  hint: one two three', 13, '  hint: one\n  two three'],
  ['cyber-respond: error: it is so', 25, 'cyber-respond: error: it\n  is so'],
])('%s at %i columns', (text, columns, wrapped) => {
  expect(wrapMessage(text, columns)).toBe(wrapped)
  expect(wrapMessage(text, null)).toBe(text)
})

test('loses no word, and only what has no space is wider than the screen', () => {
  const reached = { wide: 0, wrapped: 0 }
  const words = fc.string({ unit: fc.constantFrom('a', 'é', '漢', ' ', ';'), minLength: 20, maxLength: 120 })
  fc.assert(
    fc.property(words, fc.integer({ min: 6, max: 40 }), (text, columns) => {
      const wrapped = wrapMessage(text, columns)
      expect(wrapped.replaceAll(/\s/g, '')).toBe(text.replaceAll(' ', ''))
      for (const line of wrapped.split('\n')) {
        if (displayWidth(line) <= columns) continue
        reached.wide += 1
        expect(line.trim()).not.toContain(' ')
      }
      if (wrapped.includes('\n')) reached.wrapped += 1
    }),
    { numRuns: 300 },
  )
  expect(reached.wide).toBeGreaterThan(50)
  expect(reached.wrapped).toBeGreaterThan(50)
})
