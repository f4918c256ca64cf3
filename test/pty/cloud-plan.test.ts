import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cli } from '../support/run-cli.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

// Who starts a cloud without an incident is asked which plan it follows, where several start one.

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/cyber-respond.js')
let home: string
let terminal: TmuxTerminal | null

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-cloud-pty-'))
  terminal = null
})
afterEach(async () => {
  terminal?.stop()
  if (existsSync(join(home, 'incidents'))) await cli(home, 'cloud', 'down', 'willebroek', '--yes')
  rmSync(home, { recursive: true, force: true })
})

function start(...more: readonly string[]): TmuxTerminal {
  const runbooks = join(home, 'runbooks')
  mkdirSync(runbooks)
  writeFileSync(
    join(runbooks, 'obligations.yaml'),
    'format: cyber-respond/obligations@1\nchannels: []\nobligations: []\n',
  )
  for (const [id, en, nl, code] of [
    ['storm', 'Storm damage', 'Stormschade', 'S1'],
    ['theft', 'Stolen machines', 'Gestolen toestellen', 'T1'],
  ] as const) {
    writeFileSync(
      join(runbooks, `${id}.plan.yaml`),
      `format: cyber-respond/plan@1\nid: ${id}\ntitle: { en: ${en}, nl: ${nl} }\nrunbooks: [${id}-book]\n`,
    )
    writeFileSync(
      join(runbooks, `${id}-book.yaml`),
      `format: cyber-respond/runbook@1
id: ${id}-book
title: { en: Book, nl: Boek }
steps:
  - id: cloud-up
    code: ${code}
    title: { en: Start it, nl: Start het }
    done_when: { en: It runs, nl: Het draait }
    role: systems
    cloud: up
`,
    )
  }
  const args = ['--home', home, '--runbooks', runbooks, '--operator', 'Els Peeters', ...more]
  terminal = startTmux({ command: [process.execPath, program, ...args], cwd: root, columns: 80, rows: 24 })
  return terminal
}

const words = {
  en: {
    which: 'Which plan does this incident follow?',
    theft: 'Stolen machines',
    opened: 'with the plan theft',
    open: 'Open it?',
    yes: 'Yes, open it',
  },
  nl: {
    which: 'Welk plan volgt dit incident?',
    theft: 'Gestolen toestellen',
    opened: 'met het plan theft',
    open: 'Openen?',
    yes: 'Ja, open het',
  },
} as const

describe.skipIf(!hasTmux)('cloud up at a terminal, without an incident', () => {
  test.each(['en', 'nl'] as const)('%s: the plan is chosen, and said', { timeout: 120_000 }, async (lang) => {
    const { which, theft, opened, open, yes } = words[lang]
    const screen = start('--lang', lang, 'cloud', 'up', 'willebroek')
    await screen.choose(which, theft)
    // What is about to be opened is said, as activate says it.
    await screen.choose(open, yes)
    expect(screen.screen(true)).toContain(lang === 'en' ? 'REAL, no exercise' : 'ECHT, geen oefening')
    await screen.waitFor(opened)
    await screen.waitFor(lang === 'en' ? '2 of 2 services healthy' : '2 van 2 diensten gezond')
    expect(await screen.exitCode()).toBe(0)
    const [name = ''] = readdirSync(join(home, 'incidents')).filter((one) => !one.startsWith('.'))
    const [first = ''] = readFileSync(join(home, 'incidents', name, 'log.000000.jsonl'), 'utf8').split('\n')
    expect(JSON.parse(first)).toMatchObject({ type: 'incident.opened', actor: 'Els Peeters', data: { plan: 'theft' } })
  })

  test('who says no opened nothing', { timeout: 120_000 }, async () => {
    const screen = start('cloud', 'up', 'willebroek')
    await screen.choose(words.en.which, words.en.theft)
    await screen.choose(words.en.open, 'No')
    expect(await screen.exitCode()).toBe(0)
    expect(screen.screen(true)).toContain('Nothing was opened')
    expect(readdirSync(home)).toEqual(['runbooks'])
  })

  test('who leaves the question opened nothing', { timeout: 120_000 }, async () => {
    const screen = start('cloud', 'up', 'willebroek')
    await screen.waitFor(words.en.which)
    await screen.press('C-c')
    expect(await screen.exitCode()).toBe(130)
    expect(screen.screen(true)).toContain('nothing was begun')
    expect(readdirSync(home)).toEqual(['runbooks'])
  })
})
