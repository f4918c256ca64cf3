import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lacks } from '../support/needs.ts'
import { hasTmux, startTmux, type TmuxTerminal } from './tmux.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/cyber-respond.js')
let base: string
let home: string
let trace: string
let terminal: TmuxTerminal | null

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'cyber-respond-leaves-'))
  home = join(base, 'home')
  trace = join(base, 'trace')
  terminal = null
})

afterEach(() => {
  terminal?.stop()
  rmSync(base, { recursive: true, force: true, maxRetries: 20 })
})

const watched =
  'trace=network,execve,execveat,open,openat,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat'

function start(...args: readonly string[]): TmuxTerminal {
  const strace = ['strace', '-f', '-qq', '-s', '300', '-o', trace, '-e', watched]
  terminal = startTmux({
    command: [...strace, process.execPath, program, '--home', home, ...args],
    cwd: root,
  })
  return terminal
}

/** The calls of the program, without their process ids. */
function calls(): readonly string[] {
  return readFileSync(trace, 'utf8')
    .split('\n')
    .map((line) => line.replace(/^\d+\s+/, ''))
}

/** The paths that a call changed or could change. */
function changed(call: string): readonly string[] {
  if (/ = -1 [A-Z]+ \(/.test(call)) return []
  const paths = [...call.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path = '']) => path)
  if (/^(open|openat|creat)\(/.test(call))
    return /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|^creat/.test(call) ? paths.slice(0, 1) : []
  return /^(rename|unlink|mkdir|link|symlink|truncate|chmod|fchmod)/.test(call) ? paths : []
}

/** What of the trace went further than a drill may. */
function strays(): readonly string[] {
  const drills = join(home, 'drills')
  const isInside = (path: string): boolean => path === home || path === drills || path.startsWith(`${drills}/`)
  return calls().filter((call) => {
    if (/^(socket|connect|bind|listen|accept|send|recv|getsockname|shutdown)/.test(call)) return true
    if (/^execve/.test(call)) return !call.includes(`"${process.execPath}"`)
    return changed(call).some((path) => !isInside(path) && !/^\/(dev\/(?!shm\/)|proc\/self)/.test(path))
  })
}

describe.skipIf(!hasTmux || lacks('strace', ['strace', '-V']))('a drill, by its system calls', () => {
  test('no process, no socket, no file outside drills/: played at a terminal', { timeout: 180_000 }, async () => {
    // What an incident of this home would do: sign with a person's key, ask for a time stamp.
    const settings = ['sign_with: key', 'tsa: http://127.0.0.1:9/', 'approvers: { Jan Maes: key }']
    mkdirSync(home)
    writeFileSync(join(home, 'config.yaml'), ['format: cyber-respond/config@1', ...settings, ''].join('\n'))
    const screen = start(
      '--runbooks',
      join(root, 'fixtures/small'),
      '--operator',
      'Els Peeters',
      'drill',
      'run',
      'willebroek',
      '--scenario',
      join(root, 'fixtures/scenarios/evening.yaml'),
    )
    const now = 'What now?'
    await screen.choose(now, 'Do it')
    await screen.answer('F1: When was it noticed?', 'now')
    await screen.answer('F1: When did you know?', 'now')
    await screen.choose('is this right?', 'Yes')
    // A command that the runbook names, with a second person.
    await screen.waitFor('F2')
    await screen.choose(now, 'Do it')
    await screen.answer('who approves this', 'Jan Maes')
    await screen.answer('do you approve?', 'yes')
    await screen.answer('why?', 'it spreads')
    await screen.waitFor('F3')
    // Evidence that nobody has.
    await screen.choose(now, 'Another step')
    await screen.find('Which step?', 'F3')
    await screen.choose(now, 'Do it')
    await screen.choose('F3', 'One system')
    await screen.waitFor('F5')
    await screen.choose(now, 'Do it')
    await screen.answer('1, what you would take', 'the note on the printer')
    await screen.answer('2, what you would take', '')
    await screen.answer('Where do they come from?', 'the printer')
    // A notice, by mail, and a call.
    await screen.waitFor('S1')
    await screen.choose(now, 'Do it')
    await screen.choose('Malicious?', 'Yes')
    await screen.choose('is this right?', 'Yes')
    await screen.choose('How did it go out?', 'Mail')
    await screen.answer('When was it sent?', 'now')
    await screen.choose('is this right?', 'Yes')
    await screen.waitFor('S2')
    await screen.choose(now, 'Do it')
    await screen.waitFor('nobody reached')
    await screen.choose(now, 'Leave')
    expect(await screen.exitCode()).toBe(4)
    expect(strays()).toEqual([])
    // Not because nothing was watched: the record was written, and the command of the link is named in it.
    expect(calls().some((call) => changed(call).some((path) => path.includes('log.000000.jsonl')))).toBe(true)
    const [name = ''] = readdirSync(join(home, 'drills')).filter((one) => !one.startsWith('.'))
    expect(readFileSync(join(home, 'drills', name, 'log.000000.jsonl'), 'utf8')).toContain('exercise cut internet')
    expect(readdirSync(join(home, 'drills', name, 'mailboxes'))).toEqual(['ccb-example.org'])
  })

  test('a rehearsal of the whole ransomware plan writes nothing at all', { timeout: 180_000 }, async () => {
    const screen = start('drill', 'rehearse', 'diest-2022')
    expect(await screen.exitCode()).toBe(0)
    expect(strays()).toEqual([])
    expect(calls().filter((call) => changed(call).some((path) => path.startsWith(base)))).toEqual([])
  })
})
