import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compiledOnce } from '../support/compiled-once.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const program = new URL('prompts-program.ts', import.meta.url).pathname
let terminal: TmuxTerminal
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cyber-respond-told-'))
})

afterEach(() => {
  terminal.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The program asks, and tells each text of the file `tell` once, while the question is open. */
function start(what: string, lang: string, form: 'plain' | 'keys'): { tell(text: string): void } {
  const file = join(folder, 'tell')
  terminal = startTmux({ command: [process.execPath, program, what, lang, form, '', file], env: compiledOnce })
  return { tell: (text) => writeFileSync(file, text, { flag: 'a' }) }
}

async function answer(): Promise<unknown> {
  expect(await terminal.exitCode()).toBe(0)
  const text = terminal.screen(true)
  return JSON.parse(text.slice(text.lastIndexOf('ANSWER ') + 7, text.lastIndexOf('[exit ')))
}

describe.skipIf(!hasTmux)('what is told while a question is open', () => {
  test('stands above it, and neither what is typed nor the cursor in it moves', async () => {
    const { tell } = start('accept', 'en', 'keys')
    await terminal.waitFor('? I2')
    await terminal.type('the 14th is white')
    await terminal.waitFor('the 14th is white')
    for (let index = 0; index < 5; index += 1) await terminal.press('Left')
    tell('12:04  Jan Maes cut the internet link\n')
    const shown = await terminal.waitFor('Jan Maes cut the internet link')
    expect(shown.indexOf('Jan Maes')).toBeLessThan(shown.indexOf('? I2'))
    tell('12:05  one\n12:05  two\n')
    await terminal.waitFor('12:05  two')
    await terminal.type('un')
    await terminal.waitFor('the 14th is unwhite')
    const text = terminal.screen(true)
    expect(text.match(/I2: why/g)).toHaveLength(1)
    expect(text.match(/the 14th/g)).toHaveLength(1)
    expect(text.split('\n').filter((line) => /^12:0/.test(line))).toEqual([
      '12:04  Jan Maes cut the internet link',
      '12:05  one',
      '12:05  two',
    ])
    await terminal.press('Enter')
    expect(await answer()).toEqual({ reason: 'the 14th is unwhite' })
  })

  test('stands above a list, and the pointer stays where it is', async () => {
    const { tell } = start('confirm', 'nl', 'keys')
    await terminal.waitFor('? I2')
    await terminal.press('Down')
    const pointer = /^[❯>] .+$/m
    const pointed = pointer.exec(await terminal.waitFor(pointer))?.[0]
    tell(`${'een regel die er ook is, '.repeat(3)}\n`.repeat(30))
    await expect.poll(() => terminal.screen(true).match(/een regel die er ook is, een/g)?.length).toBe(30)
    const screen = terminal.screen()
    expect(pointer.exec(screen)?.[0]).toBe(pointed)
    expect(screen.match(/I2:/g)).toHaveLength(1)
  })

  test('stands below what is typed in the plain form, which is written once more', async () => {
    const { tell } = start('accept', 'en', 'plain')
    await terminal.waitFor('back)>')
    await terminal.type('the 14th')
    await terminal.waitFor(')> the 14th')
    tell('12:04  Jan Maes cut the internet link\n')
    await expect
      .poll(() => terminal.screen().trimEnd())
      .toMatch(/> the 14th\n12:04 {2}Jan Maes cut the internet link\n> the 14th$/)
    await terminal.type(' is white')
    await terminal.press('Enter')
    expect(await answer()).toEqual({ reason: 'the 14th is white' })
  })
})
