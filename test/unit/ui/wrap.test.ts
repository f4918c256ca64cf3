import fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayWidth } from '../../../src/core/harmless.ts'
import { flow, hang, pad, wrapLines, wrapText } from '../../../src/ui/wrap.ts'

test('breaks at spaces, by what a terminal shows and not by code units', () => {
  expect(wrapText('one two three', 7)).toEqual(['one two', 'three'])
  expect(wrapText('漢字漢字', 4)).toEqual(['漢字', '漢字'])
  expect(wrapText('e\u0301e\u0301e\u0301', 3)).toEqual(['e\u0301e\u0301e\u0301'])
  expect(wrapText('a\n\nb', 5)).toEqual(['a', '', 'b'])
  expect(wrapText('', 5)).toEqual([])
  expect(pad('漢', 4)).toBe('漢  ')
  expect(hang('- ', 'one two three', 9)).toBe('- one two\n  three')
  expect(wrapLines('one\n\n  two three\n', 7)).toBe('one\n\n  two\n  three\n')
  expect(flow(['one', 'two', 'three'], 9)).toEqual(['one   two', 'three'])
})

test('loses no word, and no line is too wide', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'é', '漢', ' ', 'e\u0301'), maxLength: 120 })
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 40 }), (text, columns) => {
      const lines = wrapText(text, columns)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns)
    }),
  )
})
