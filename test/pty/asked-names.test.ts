import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LogEvent } from '../../src/core/event.ts'
import { cli } from '../support/run-cli.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
let home: string
let terminal: TmuxTerminal | null

beforeEach(async () => {
  terminal = null
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-names-'))
  const answers = join(root, 'fixtures/answers/willebroek.yaml')
  const line = ['activate', 'willebroek', '--profile', profile, '--answers', answers, '--until', 'I2']
  expect((await cli(home, ...line)).code).toBe(4)
})

afterEach(() => {
  terminal?.stop()
  rmSync(home, { recursive: true, force: true })
})

function run(...line: readonly string[]): TmuxTerminal {
  const program = [process.execPath, join(root, 'bin/cyber-respond.js'), '--home', home]
  terminal = startTmux({ command: [...program, ...line], env: {}, cwd: root })
  return terminal
}

function lines(): readonly string[] {
  const [name = ''] = readdirSync(join(home, 'incidents'))
  return readFileSync(join(home, 'incidents', name, 'log.000000.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1)
}

function newest(type: LogEvent['type']): unknown {
  return lines()
    .map((line) => JSON.parse(line) as LogEvent)
    .findLast((event) => event.type === type)?.data
}

describe.skipIf(!hasTmux)('names that a command asks for are picked from the profile', () => {
  test('who hands over, and who takes over', { timeout: 120_000 }, async () => {
    const screen = run('handover', 'willebroek', '--note', 'all links are cut')
    await screen.find('Who hands over?', 'An Voorbeeld')
    // Who hands over is no entry of the second list.
    await screen.asks('Who takes over?')
    expect(screen.screen()).not.toMatch(/^. An Voorbeeld {3}/m)
    await screen.find('Who takes over?', 'Cato')
    await expect
      .poll(() => newest('handover.made'), { timeout: 45_000 })
      .toEqual({
        ...{ from: 'An Voorbeeld', to: 'Cato Denkbeeld', note: 'all links are cut' },
      })
  })

  test('who approves an erasure, other than who erases', { timeout: 120_000 }, async () => {
    const line = String(1 + lines().findIndex((one) => one.includes('"lead":{"digest"')))
    const erase = ['redact', 'willebroek', line, '/facts/lead', '--basis', 'GDPR, article 17', '--reason', 'asked']
    const screen = run('--operator', 'Hilde Zomaar', ...erase)
    await screen.asks('Who approves the erasure?')
    expect(screen.screen()).not.toContain('Hilde Zomaar   ')
    await screen.find('Who approves the erasure?', 'Gust')
    await expect.poll(() => newest('redaction'), { timeout: 45_000 }).toMatchObject({ approver: 'Gust Nergens' })
  })
})
