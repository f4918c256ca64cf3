import { afterEach, describe, expect, test } from 'vitest'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

let terminal: TmuxTerminal

afterEach(() => terminal.stop())

/** Draws something that names the question to come, keeps it for a while, and then asks that question. */
const slow = (before: string): string => `
process.stdin.setRawMode(true)
let isOpen = false
let typed = ''
process.stdin.on('data', (keys) => {
  if (!isOpen) return
  typed += keys
  process.stdout.write(keys)
  if (typed.includes('\\r')) { console.log('\\nGOT ' + typed.trim()); process.exit(0) }
})
console.log(${JSON.stringify(before)})
setTimeout(() => { isOpen = true; process.stdout.write('\\x1b[2J\\x1b[H✓ Which one?\\n? When was it? ') }, 1500)
`

describe.skipIf(!hasTmux)('an answer at the test terminal', () => {
  test.each([
    ['a list that names it', '? Which one?\n❯ When was it?\n  Who saw it?'],
    ['it while it waits, below one that she went back from', '? Which one?\n> nothing was taken\n· When was it?'],
  ])('waits for its question, and is not typed into %s', async (_what, before) => {
    terminal = startTmux({ command: [process.execPath, '-e', slow(before)] })
    await terminal.answer('When was it?', '02:55')
    expect(await terminal.exitCode()).toBe(0)
    expect(terminal.screen()).toContain('GOT 02:55')
  })
})
