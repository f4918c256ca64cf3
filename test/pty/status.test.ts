import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cli, root } from '../support/run-cli.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const program = join(root, 'bin/cyber-respond.js')
let home: string
let terminal: TmuxTerminal | null = null

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-status-'))
  const profile = join(root, 'fixtures/profiles/willebroek.yaml')
  const answers = join(root, 'fixtures/answers/willebroek.yaml')
  const { code, err } = await cli(
    home,
    'activate',
    'willebroek',
    '--profile',
    profile,
    '--answers',
    answers,
    '--until',
    'I3',
  )
  expect(code, err).toBe(4)
}, 120_000)

afterAll(() => {
  terminal?.stop()
  rmSync(home, { recursive: true, force: true })
})

function status(...own: readonly string[]): TmuxTerminal {
  terminal?.stop()
  const command = [process.execPath, program, '--home', home, '--lang', 'nl', 'status', 'willebroek', ...own]
  terminal = startTmux({ command, cwd: root, rows: 24 })
  return terminal
}

describe.skipIf(!hasTmux)('status at a terminal of 24 lines', () => {
  test('the short form ends by itself, and says how to see more', async () => {
    const screen = status()
    expect(await screen.exitCode()).toBe(0)
    const all = screen.screen(true)
    expect(all).toContain('leiding')
    expect(all).toContain('NU')
    expect(all).toContain('--all')
    expect(all).not.toContain('spatie of Enter')
    expect(all.trimEnd().split('\n').length).toBeLessThanOrEqual(30)
  })

  test('all of it comes a screenful at a time: the next one, and q ends', async () => {
    const screen = status('--all')
    await screen.waitFor('spatie of Enter, q stopt')
    expect(screen.screen()).toContain('WILLEBROEK')
    expect(screen.screen(true)).not.toContain('HERSTELLEN')
    const before = screen.screen()
    await screen.press('Space')
    await screen.waitFor('spatie of Enter, q stopt')
    expect(screen.screen()).not.toBe(before)
    // What was shown stays above, and the question does not.
    expect(screen.screen(true)).toContain('WILLEBROEK')
    expect(screen.screen(true).match(/spatie of Enter/g)).toHaveLength(1)
    await screen.type('q')
    expect(await screen.exitCode()).toBe(0)
    expect(screen.screen(true)).not.toContain('spatie of Enter')
  })

  test('to the end, it ends by itself; Ctrl-C ends it too', async () => {
    const screen = status('--track', 'isolate')
    for (let more = true; more; ) {
      await screen.press('Enter')
      more = await Promise.race([
        screen.exitCode().then(() => false),
        screen.waitFor('spatie of Enter').then(() => true),
      ])
    }
    expect(screen.screen(true)).toContain('I22')
    const other = status('--all')
    await other.waitFor('spatie of Enter')
    await other.press('C-c')
    expect(await other.exitCode()).toBe(0)
  })

  test('a screen reader gets all of it at once', async () => {
    const screen = status('--plain', '--all')
    expect(await screen.exitCode()).toBe(0)
    expect(screen.screen(true)).toContain('Herstellen')
  })
})
