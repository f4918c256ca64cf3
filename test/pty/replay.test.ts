import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { root } from '../support/run-cli.ts'
import { sampleRecord } from '../support/sample-record.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

let folder: string
let terminal: TmuxTerminal

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cyber-respond-pty-'))
  await sampleRecord(join(folder, 'record'))
})

afterEach(() => {
  terminal.stop()
  rmSync(folder, { recursive: true, force: true })
})

function replay(...own: readonly string[]): TmuxTerminal {
  const program = join(root, 'bin/cyber-respond.js')
  const args = ['--home', folder, 'replay', join(folder, 'record'), ...own]
  terminal = startTmux({ command: [process.execPath, program, ...args], cwd: root })
  return terminal
}

describe.skipIf(!hasTmux)('a replay at a terminal', () => {
  test('--step waits for a key after each event, and q leaves', async () => {
    const screen = replay('--step')
    expect(await screen.waitFor('incident opened')).toContain('Enter: next')
    await screen.press('Enter')
    await screen.waitFor('session started')
    expect(screen.screen()).not.toContain('F1')
    await screen.press('Space')
    expect(await screen.waitFor('F1    Declare')).toContain('CLOCKS')
    await screen.type('q')
    expect(await screen.exitCode()).toBe(0)
    expect(screen.screen(true)).not.toContain('F2')
  })

  test('--step to the end: it says that every event follows', async () => {
    const screen = replay('--step', '--from', '15')
    await screen.waitFor('F3    How bad')
    await screen.press('Enter')
    await screen.waitFor('session ended')
    await screen.press('Enter')
    await screen.waitFor('17 events: each follows')
    expect(await screen.exitCode()).toBe(0)
  })

  test.each([['--step'], ['--speed=0.1']])('Ctrl-C with %s: exit 130, and the terminal is as it was', async (own) => {
    const screen = replay(own)
    await screen.waitFor('incident opened')
    await screen.press('C-c')
    expect(await screen.exitCode()).toBe(130)
    expect(screen.screen(true)).not.toContain('each follows')
  })

  test('at its own pace it waits between events, and faster it comes to its end', async () => {
    const screen = replay('--speed', '100000x', '--lang', 'nl')
    await screen.waitFor('17 gebeurtenissen: elk volgt')
    expect(await screen.exitCode()).toBe(0)
  })
})
