import { expect, test } from 'vitest'
import { toAscii } from '../../../src/ui/ascii.ts'
import { createTerminal } from '../../../src/ui/terminal.ts'

const tty = { isTTY: true, columns: 80 }
const utf8 = { LANG: 'nl_BE.UTF-8', TERM: 'xterm' }
const of = (
  env: Record<string, string>,
  screen: { isTTY?: boolean; columns?: number; rows?: number } = tty,
  wish = {},
) => createTerminal({ env, stdout: screen, stderr: screen }, wish)

test('a terminal of today', () => {
  expect(of(utf8)).toEqual({ columns: 80, colour: true, unicode: true, plain: false })
})

test('no colour when asked, by environment or by option, and never in a file', () => {
  expect(of({ ...utf8, NO_COLOR: '1' }).colour).toBe(false)
  expect(of({ ...utf8, NO_COLOR: '' }).colour).toBe(true)
  expect(of(utf8, tty, { colour: false }).colour).toBe(false)
  expect(createTerminal({ env: utf8, stdout: {}, stderr: tty }).colour).toBe(false)
})

test('a dumb terminal and a screen reader get the plain form', () => {
  expect(of({ ...utf8, TERM: 'dumb' })).toMatchObject({ plain: true, colour: false })
  expect(of(utf8, tty, { plain: true })).toMatchObject({ plain: true, colour: false })
})

test('Unicode only when the locale says so, in the order of POSIX', () => {
  expect(of({ LANG: 'C' }).unicode).toBe(false)
  expect(of({}).unicode).toBe(false)
  expect(of({ LC_ALL: 'C', LANG: 'en_GB.UTF-8' }).unicode).toBe(false)
  expect(of({ LC_CTYPE: 'C.utf8', LANG: 'C' }).unicode).toBe(true)
})

test('the text console of Linux, and the 256 colours that no theme changes', () => {
  expect(of({ ...utf8, TERM: 'linux' })).toMatchObject({ unicode: true, console: true })
  expect(of({ ...utf8, TERM: 'linux' })).not.toHaveProperty('colours')
  expect(of({ ...utf8, TERM: 'xterm-256color' })).toMatchObject({ colours: 256 })
  expect(of({ ...utf8, COLORTERM: 'truecolor' })).toMatchObject({ colours: 256 })
  expect(of({ ...utf8, TERM: 'xterm-256color' })).not.toHaveProperty('console')
})

test('lines only of what somebody looks at', () => {
  expect(of(utf8, { ...tty, rows: 24 }).rows).toBe(24)
  expect(of(utf8, { isTTY: false, rows: 24 })).not.toHaveProperty('rows')
  expect(of(utf8, { ...tty, rows: 0 })).not.toHaveProperty('rows')
})

test('columns between 20 and 100; with less than 60 one sentence after another', () => {
  expect(of(utf8, { isTTY: true, columns: 12 })).toMatchObject({ columns: 20, plain: true, colour: false })
  expect(of(utf8, { isTTY: true, columns: 59 })).toMatchObject({ columns: 59, plain: true })
  expect(of(utf8, { isTTY: true, columns: 60 })).toMatchObject({ columns: 60, plain: false })
  expect(of(utf8, { isTTY: true, columns: 250 }).columns).toBe(100)
  expect(of(utf8, {}).columns).toBe(80)
})

test('ASCII keeps what can be kept', () => {
  expect(toAscii('Één café – “ja”… € 5 → œuvre 漢')).toBe('Een cafe - "ja"... EUR 5 -> oeuvre ?')
})
