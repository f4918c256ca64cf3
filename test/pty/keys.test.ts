import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compiledOnce } from '../support/compiled-once.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const program = new URL('prompts-program.ts', import.meta.url).pathname
let terminal: TmuxTerminal
let folder: string

interface How {
  readonly columns?: number
  readonly env?: Readonly<Record<string, string>>
}

function start(args: readonly string[], how: How = {}): TmuxTerminal {
  const env = { ...compiledOnce, ...how.env }
  terminal = startTmux({ command: [process.execPath, program, ...args], ...how, env })
  return terminal
}

/** What the program was told, from its last line. */
async function answer(of: TmuxTerminal): Promise<unknown> {
  expect(await of.exitCode()).toBe(0)
  const text = of.screen(true)
  return JSON.parse(
    text.slice(text.lastIndexOf('ANSWER ') + 7, text.lastIndexOf('[exit ')).replaceAll('\n', ''),
  ) as unknown
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cyber-respond-keys-'))
})
afterEach(() => {
  terminal.stop()
  rmSync(folder, { recursive: true, force: true })
})

const megabyte = `${'0123456789abcde '.repeat(64)}\n`.repeat(1024)

describe.skipIf(!hasTmux)('keys on a real terminal', () => {
  test('Enter held down chooses nothing where nothing is chosen, and one press of it says so', async () => {
    const screen = start(['confirm'])
    await screen.waitFor('? I2: Cut the links')
    expect(screen.screen()).not.toContain('❯')
    await screen.feed(
      Array.from({ length: 40 }, () => '\r'),
      33,
    )
    expect(screen.question()).toContain('I2: Cut the links')
    expect(screen.screen()).not.toContain('❯')
    const pressed = async (): Promise<string> => {
      await screen.feed(['\r'])
      return screen.screen()
    }
    await expect.poll(pressed, { timeout: 20_000, interval: 700 }).toContain('nothing is chosen yet')
    await screen.choose('I2: Cut the links', 'Later')
    expect(await answer(screen)).toEqual({ answer: 'later', reason: '' })
  })

  test('what is typed while the program works answers nothing', async () => {
    const end = join(folder, 'end')
    const screen = start(['progress', 'en', 'drawn', end])
    await screen.waitFor('hashing the disk')
    await screen.feed(['d', '\r', 'Done', '\r'], 20)
    writeFileSync(end, '')
    await screen.waitFor('? I2: Cut the links')
    expect(screen.screen()).not.toContain('❯')
    await screen.choose('I2: Cut the links', 'Not done')
    await screen.answer('Why not?', 'no key')
    expect(await answer(screen)).toEqual({ answer: 'not-done', reason: 'no key' })
  })

  test('prose takes lines: pasted, with Alt-Enter, with a backslash, and from an editor', async () => {
    const editor = join(folder, 'editor')
    writeFileSync(editor, '#!/bin/sh\nprintf "from the editor\\n\\nand more\\n" >> "$1"\n')
    chmodSync(editor, 0o700)
    const screen = start(['call'], { env: { EDITOR: editor } })
    await screen.choose('did you reach somebody?', 'Yes')
    await screen.answer('Whom did you speak with?', 'An Voorbeeld')
    await screen.waitFor('? What did An Voorbeeld say?')
    screen.paste('first\nsecond\n')
    await screen.waitFor('second')
    await screen.press('M-Enter')
    await screen.type('third\\')
    await screen.press('Enter')
    await screen.type('fourth')
    await screen.waitFor('fourth')
    await screen.press('C-x')
    await screen.waitFor('and more')
    await screen.asks('What did An Voorbeeld say?')
    await screen.press('Enter')
    expect(await answer(screen)).toEqual({
      person: 'An Voorbeeld',
      statement: 'first\nsecond\nthird\nfourth\nfrom the editor\n\nand more',
    })
  })

  test('without an editor that is said', async () => {
    const screen = start(['call', 'nl'])
    await screen.choose('hebt u iemand bereikt?', 'Ja')
    await screen.answer('Wie hebt u gesproken?', 'An Voorbeeld')
    await screen.waitFor('? Wat zei An Voorbeeld?')
    await screen.press('C-x')
    await screen.waitFor('EDITOR')
  })

  test('Esc goes back a question, with its answer, and then out of the step', async () => {
    const screen = start(['call'])
    await screen.choose('did you reach somebody?', 'Yes')
    await screen.answer('Whom did you speak with?', 'An Voorbeeld')
    await screen.waitFor('? What did An Voorbeeld say?')
    await screen.press('Escape')
    await screen.waitFor(/\? Whom did you speak with\? An Voorbeeld$/m)
    await screen.press('Escape')
    await screen.choose('did you reach somebody?', 'Yes')
    await screen.asks('Whom did you speak with?')
    await screen.press('Escape')
    await screen.asks('did you reach somebody?')
    await screen.press('Escape')
    expect(await answer(screen)).toBe('withdrawn')
  })

  test('1 MB pasted at a list, a line and prose is refused aloud, and the next key counts', {
    timeout: 180_000,
  }, async () => {
    const screen = start(['call'])
    await screen.waitFor('? I2: did you reach somebody?')
    screen.paste(megabyte)
    await screen.waitFor('came in one go')
    await screen.choose('did you reach somebody?', 'Yes')
    await screen.waitFor('? Whom did you speak with?')
    screen.paste(megabyte)
    await screen.waitFor('one line is asked for')
    await screen.answer('Whom did you speak with?', 'An Voorbeeld')
    await screen.waitFor('? What did An Voorbeeld say?')
    screen.paste(megabyte, false)
    await screen.waitFor('are too many for an answer')
    await screen.answer('What did An Voorbeeld say?', 'we come')
    expect(await answer(screen)).toEqual({ person: 'An Voorbeeld', statement: 'we come' })
  })

  test.each(['en', 'nl'] as const)('%s: a screen of 20 columns asks and takes every kind of answer', async (lang) => {
    const screen = start(['call', lang], { columns: 20 })
    // One sentence after another, and choices by their number: a list beside a pointer would cut their words.
    await screen.waitFor(lang === 'nl' ? 'Nummer>' : 'Number>')
    await screen.type('1')
    await screen.press('Enter')
    await screen.waitFor(lang === 'nl' ? /gesproken\?>\s*$/m : /with\?>\s*$/m)
    await screen.type('An Voorbeeld')
    await screen.press('Enter')
    await screen.waitFor(/An\s+Voorbeeld[^>]*\?>\s*$/)
    screen.paste('we come\nin an hour')
    await screen.waitFor('in an hour')
    await screen.press('Enter')
    expect(await answer(screen)).toEqual({ person: 'An Voorbeeld', statement: 'we come\nin an hour' })
  })

  test('the plain form: a paste is one answer or refused, Esc goes back, and nothing else is taken', async () => {
    const screen = start(['call', 'en', 'plain'])
    await screen.waitFor('Number>')
    screen.paste('1\n2\n1\n', false)
    await screen.waitFor('this must be typed')
    await screen.type('1')
    await screen.press('Enter')
    await screen.waitFor('speak with?>')
    screen.paste('yes\nand no\n')
    await screen.waitFor('one line is asked for')
    await screen.type('An')
    await screen.press('Enter')
    await screen.waitFor('What did An say?>')
    screen.paste('first\nsecond\n', false)
    await screen.waitFor(/^second$/m)
    await screen.press('Enter')
    expect(await answer(screen)).toEqual({ person: 'An', statement: 'first\nsecond' })
  })

  test('a terminal that can not be asked for its cursor: keys count from a quiet half second on', async () => {
    const screen = start(['confirm', 'en', 'plain'], { env: { TERM: 'dumb' } })
    await screen.waitFor(/Number$/m)
    await screen.feed(Array.from('1\r1\r1\r1\r1\r1\r'), 100)
    await screen.waitFor('Number>')
    expect(screen.screen()).not.toContain('ANSWER')
    await screen.type('3')
    await screen.press('Enter')
    expect(await answer(screen)).toEqual({ answer: 'later', reason: '' })
  })
})
