import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOnConsole, toAscii, toConsole } from '../../../src/ui/ascii.ts'
import { shownBy, signsOf } from '../../../src/ui/signs.ts'

const onConsole = { unicode: true, console: true } as const

/** What 89 fonts of Debian (Lat15-*, Uni*) lack, all of them or most, as their own tables say. */
const lacking = [...'✓❯⏎▀▄⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏…€✔►√♥◆']
/** What all of them have. */
const having = [...'éëïçœŒšÅß–—‘’“”„«»›·•°×─│┌┐└┘█░■✗→←↑↓≤≥½§']

describe('the text console of Linux', () => {
  test('no sign that is drawn there is one that its fonts lack', () => {
    const drawn = Object.values(signsOf(onConsole)).join('')
    expect(lacking.filter((sign) => drawn.includes(sign))).toEqual([])
    expect(signsOf(onConsole)).toMatchObject({
      done: '+',
      pointer: '>',
      enter: 'enter',
      ellipsis: '~',
      line: '─',
      keys: '↑↓',
    })
    expect([...signsOf(onConsole).spinner]).toEqual(['-', '\\', '|', '/'])
    expect(lacking.filter((sign) => isOnConsole(sign))).toEqual([])
    expect(having.filter((sign) => !isOnConsole(sign))).toEqual([])
  })

  test('texts keep what the fonts have, and get the nearest of the rest', () => {
    const show = shownBy(onConsole)
    expect(show('Één café – “ja”… € 5 → œuvre')).toBe('Één café – “ja”... EUR 5 → œuvre')
    expect(show('Łukasz Ağaoğlu ✓ 漢')).toBe('?ukasz Agaoglu ? ?')
  })

  test('whatever is said there, nothing is left that the fonts lack, and ASCII stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(isOnConsole(toConsole(text))).toBe(true)
        expect(toAscii(text)).toMatch(/^[\x20-\x7e\n\t]*$/)
      }),
    )
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => toConsole(text) === text))
  })
})

test('without Unicode every sign is ASCII, and the statuses can be told apart', () => {
  const signs = signsOf({ unicode: false })
  expect(Object.values(signs).join('')).toMatch(/^[\x20-\x7e]*$/)
  for (const terminal of [{ unicode: false }, { unicode: true }, onConsole]) {
    const { done, unproven, failed, unknown, skipped, blocked, ready, doing, waiting } = signsOf(terminal)
    const statuses = [done, unproven, failed, unknown, skipped, blocked, ready, doing, waiting]
    expect(new Set(statuses).size).toBe(statuses.length)
  }
})
