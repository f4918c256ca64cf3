import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { LogEvent } from '../../src/core/event.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder: string
let terminal: TmuxTerminal

/** Two tracks with a command that ends when somebody writes into its pipe, and one with a question. */
function runbook(id: string, code: string): string {
  return `format: cyber-respond/runbook@1
id: ${id}
title: { en: Track ${id}, nl: Spoor ${id} }
steps:
  - id: cut
    code: ${code}
    title: { en: Cut ${id}, nl: Sluit ${id} af }
    done_when: { en: It is cut, nl: Het is afgesloten }
    role: network
    run: { command: [cat, "${join(folder, id)}"], timeout: 10m, changes: true }
`
}
const asking = `format: cyber-respond/runbook@1
id: third
title: { en: Third, nl: Derde }
steps:
  - id: ask
    code: T1
    title: { en: Ask the mayor, nl: Vraag de burgemeester }
    done_when: { en: It is known, nl: Het is bekend }
    role: lead
    ask: { what: { type: text, title: { en: What does the mayor say?, nl: Wat zegt de burgemeester? } } }
`
const none = `format: cyber-respond/obligations@1
channels:
  - { id: ccb, name: CCB, mail: ccb@example.org, checked: 2026-11-23 }
obligations: []
`
const plan = `format: cyber-respond/plan@1
id: small
title: { en: Small, nl: Klein }
runbooks: [first, second, third]
`

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cyber-respond-pty-'))
  const runbooks = join(folder, 'runbooks')
  mkdirSync(runbooks)
  for (const [id, code] of [
    ['first', 'F1'],
    ['second', 'S1'],
  ] as const) {
    execFileSync('mkfifo', [join(folder, id)])
    writeFileSync(join(runbooks, `${id}.yaml`), runbook(id, code))
  }
  writeFileSync(join(runbooks, 'third.yaml'), asking)
  writeFileSync(join(runbooks, 'small.plan.yaml'), plan)
  writeFileSync(join(runbooks, 'obligations.yaml'), none)
  terminal = at('Els Peeters', '--yes', 'activate', 'willebroek', '--plan', 'small')
})

/** A terminal at which somebody gives this command. */
function at(person: string, ...line: readonly string[]): TmuxTerminal {
  const options = ['--home', join(folder, 'home'), '--runbooks', join(folder, 'runbooks'), '--operator', person]
  return startTmux({ command: [process.execPath, join(root, 'bin/cyber-respond.js'), ...options, ...line], cwd: root })
}

afterEach(() => {
  terminal.stop()
  rmSync(folder, { recursive: true, force: true })
})

function incident(): string {
  const [name = ''] = readdirSync(join(folder, 'home/incidents'))
  return join(folder, 'home/incidents', name)
}

function events(): readonly LogEvent[] {
  const log = readFileSync(join(incident(), 'log.000000.jsonl'), 'utf8')
  return log
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as LogEvent)
}

/** What the command prints, and that it is over. */
const ends = (id: string, text: string): void => writeFileSync(join(folder, id), text)

describe.skipIf(!hasTmux)('several acts at one terminal', () => {
  test('the menu is back at once; what ends is told above what is typed; what goes on is stopped or waited for', {
    timeout: 120_000,
  }, async () => {
    await terminal.choose('What now?', 'Do it')
    // It goes on, and she chooses another one.
    await terminal.waitFor(/» F1 {2}0:\d\d {2}Cut first/)
    await terminal.choose('What now?', 'Do it')
    await terminal.waitFor(/» S1 {2}0:\d\d {2}Cut second/)
    await terminal.choose('What now?', 'Do it')
    await terminal.waitFor('T1: What does the mayor say?')
    await terminal.type('no mo')
    await terminal.waitFor('no mo')
    ends('first', 'dark\n')
    const shown = await terminal.waitFor(/F1 +Cut first: done/)
    expect(shown.trimEnd().split('\n').join(' ')).toContain('no mo')
    await terminal.type('ney')
    await terminal.press('Enter')
    await terminal.waitFor(/T1 +Ask the mayor: done/)
    // Ctrl-C asks what is meant.
    await terminal.waitFor('What now?')
    await terminal.press('C-c')
    await terminal.choose('Stop what goes on?', 'Leave it running')
    await terminal.choose('What now?', 'Leave')
    await terminal.choose('S1 still goes on. What then?', 'Wait')
    await terminal.waitFor('Waiting for what goes on')
    ends('second', 'dark, too\n')
    expect(await terminal.exitCode()).toBe(0)
    const told = events().filter(({ type }) => type === 'step.outcome')
    expect(told.map(({ step, data }) => [step, (data as { result: string }).result])).toEqual([
      ['first/cut', 'done'],
      ['third/ask', 'done'],
      ['second/cut', 'done'],
    ])
    expect(told[1]?.data).toMatchObject({ facts: { what: 'no money' } })
  })

  test('what a colleague notes in another terminal stands above the menu', { timeout: 120_000 }, async () => {
    await terminal.waitFor('What now?')
    const note = ['note', 'willebroek', 'the mayor is on her way', '--operator', 'Cato Denkbeeld']
    execFileSync(process.execPath, [join(root, 'bin/cyber-respond.js'), '--home', join(folder, 'home'), ...note])
    const shown = await terminal.waitFor('note by Cato Denkbeeld: the mayor is on her way')
    expect(shown.indexOf('note by Cato')).toBeLessThan(shown.lastIndexOf('What now?'))
    await terminal.choose('What now?', 'Do it')
    await terminal.waitFor('» F1')
    ends('first', 'dark')
    await terminal.waitFor(/F1 +Cut first: done/)
    await terminal.choose('What now?', 'Leave')
    expect(await terminal.exitCode()).toBe(4)
  })

  test('two people at two terminals: each sees what the other does, and what dies with one is unknown to the other', {
    timeout: 120_000,
  }, async () => {
    await terminal.waitFor('What now?')
    const other = at('Cato Denkbeeld', '--lang', 'nl', 'resume', 'willebroek')
    onTestFinished(() => other.stop())
    await other.waitFor('Wat nu?')
    await terminal.waitFor(/session started, at a terminal.*: Cato Denkbeeld/s)
    await terminal.choose('What now?', 'Do it')
    await terminal.waitFor('» F1')
    // The colleague is offered the other one.
    await other.waitFor(/F1 +Sluit first af: begint/)
    await other.waitFor('┌ S1')
    await other.choose('Wat nu?', 'Voer uit')
    await terminal.waitFor(/S1 +Cut second: starts/)
    ends('second', 'dark')
    await terminal.waitFor(/S1 +Cut second: done/)
    const { run = '' } = events().find(({ type }) => type === 'session.started') ?? {}
    const [pid] = readFileSync(join(incident(), 'locks', run), 'utf8').split(' ')
    process.kill(Number(pid), 'SIGKILL')
    await other.waitFor(/DE SESSIE VAN Els Peeters IS\s+WEG/)
    await other.choose('Wat nu?', 'Andere')
    await other.find('Welke stap?', 'F1')
    await other.waitFor('Beslis wat er gebeurd is')
    expect(events().map(({ type }) => type)).toContain('session.lost')
    ends('first', 'dark')
    await other.choose('Wat nu?', 'Stoppen')
    expect(await other.exitCode()).toBe(4)
    const verified = execFileSync(process.execPath, [
      ...[join(root, 'bin/cyber-respond.js'), '--home', join(folder, 'home'), 'replay', 'willebroek', '--json'],
    ])
    expect(verified.toString()).toContain('session.lost')
  })

  test('one of them is stopped by her, and that is on record', { timeout: 120_000 }, async () => {
    await terminal.choose('What now?', 'Do it')
    await terminal.waitFor('» F1')
    await terminal.choose('What now?', 'Do it')
    await terminal.waitFor('» S1')
    await terminal.choose('What now?', 'Stop what goes on')
    await terminal.choose('Stop what goes on?', 'Stop F1')
    await terminal.waitFor(/F1 +Cut first: FAILED, stopped by Els Peeters/)
    await terminal.choose('What now?', 'Leave')
    await terminal.choose('S1 still goes on. What then?', 'Stop everything')
    expect(await terminal.exitCode()).toBe(1)
    expect(events().filter(({ type }) => type === 'step.outcome')).toMatchObject([{ step: 'first/cut' }])
    expect(events().at(-1)).toMatchObject({ type: 'session.ended', data: { why: 'left' } })
  })
})
