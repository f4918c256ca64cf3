import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Edit, editOf, editText, insert, pressed, window } from '../../../../src/prompts/keyboard/edit.ts'
import type { KeyName } from '../../../../src/prompts/keyboard/token.ts'

const press = (edit: Edit, ...keys: readonly KeyName[]): Edit => keys.reduce(pressed, edit)

test('lines, and what keys make of them', () => {
  const edit = insert(editOf('one\ntwo'), ' and\nthree')
  expect(editText(edit)).toBe('one\ntwo and\nthree')
  expect(editText(insert(press(edit, 'up', 'home'), '> '))).toBe('one\n> two and\nthree')
  expect(editText(press(edit, 'home', 'backspace'))).toBe('one\ntwo andthree')
  expect(editText(press(edit, 'up', 'end', 'delete'))).toBe('one\ntwo andthree')
  expect(editText(press(edit, 'kill-word'))).toBe('one\ntwo and\n')
  expect(editText(press(edit, 'kill-before'))).toBe('')
  expect(editText(press(edit, 'up', 'home', 'kill-after'))).toBe('one\n\nthree')
  expect(press(editOf('a'), 'right', 'down', 'up', 'left', 'left')).toEqual({ lines: ['a'], row: 0, column: 0 })
})

test('what is drawn as one character goes as one', () => {
  for (const one of ['é', '👩‍🚒', '🇧🇪', '中']) {
    expect(editText(press(editOf(`a${one}b`), 'left', 'backspace'))).toBe('ab')
    expect(editText(press(editOf(`a${one}`), 'left', 'delete'))).toBe('a')
  }
})

test('whatever is pressed, the cursor stands in the text, and left undoes right', () => {
  const keys = fc.constantFrom<KeyName>(
    ...(['left', 'right', 'up', 'down', 'home', 'end', 'backspace', 'delete', 'kill-word', 'kill-after'] as const),
  )
  let moved = 0
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', 'é', '👩‍🚒', '\n') }), fc.array(keys), (text, all) => {
      const edit = press(editOf(text), ...all)
      const line = edit.lines[edit.row] ?? ''
      expect(edit.lines[edit.row]).toBeDefined()
      expect(edit.column).toBeLessThanOrEqual(line.length)
      const right = press(edit, 'right')
      if (right !== edit) {
        moved += 1
        expect(press(right, 'left')).toEqual(edit)
      }
      const seen = window(line, edit.column, 10, '~')
      expect(seen.text.length).toBeLessThanOrEqual(Math.max(10, 11))
      expect(seen.column).toBeLessThanOrEqual(seen.text.length)
      expect(editText(insert(edit, 'X\nY'))).toHaveLength(editText(edit).length + 3)
    }),
    { numRuns: 400 },
  )
  expect(moved).toBeGreaterThan(20)
})
