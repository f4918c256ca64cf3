import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder: string
let terminal: TmuxTerminal

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cyber-respond-pty-'))
})

afterEach(() => {
  terminal.stop()
  rmSync(folder, { recursive: true, force: true })
})

const watching = `format: cyber-respond/runbook@1
id: first
title: { en: First, nl: Eerst }
steps:
  - id: watch
    code: F1
    title: { en: Watch the link, nl: Bekijk de verbinding }
    done_when: { en: It stays closed, nl: Ze blijft dicht }
    role: network
    check: { tcp: "127.0.0.1:9", expect: closed, for: 2500ms, every: 100ms }
`
const none = `format: cyber-respond/obligations@1
channels:
  - { id: ccb, name: CCB, mail: ccb@example.org, checked: 2026-11-23 }
obligations: []
`
const plan = `format: cyber-respond/plan@1
id: small
title: { en: Small, nl: Klein }
runbooks: [first]
`

describe.skipIf(!hasTmux)('a question that follows a look of the machine', () => {
  test('stands there whole: what moved while the machine looked is gone', async () => {
    const runbooks = join(folder, 'runbooks')
    mkdirSync(runbooks)
    writeFileSync(join(runbooks, 'first.yaml'), watching)
    writeFileSync(join(runbooks, 'small.plan.yaml'), plan)
    writeFileSync(join(runbooks, 'obligations.yaml'), none)
    const options = ['--home', join(folder, 'home'), '--runbooks', runbooks, '--operator', 'Els Peeters']
    terminal = startTmux({
      command: [
        ...[process.execPath, join(root, 'bin/cyber-respond.js'), ...options],
        ...['--yes', 'activate', 'willebroek', '--plan', 'small'],
      ],
      cwd: root,
    })
    await terminal.choose('What now?', 'Do it')
    await terminal.waitFor('who saw that it is gone')
    // What moves comes back ten times a second, so it would stand there between some of these keys.
    const screens: string[] = []
    for (const key of 'Jan Maes of the network team') {
      await terminal.type(key)
      screens.push(terminal.screen())
    }
    expect(screens.filter((screen) => /^. 127\.0\.0\.1:9 is closed \(refused\): /m.test(screen))).toEqual([])
    await terminal.waitFor('Jan Maes of the network team')
  })
})
