import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { logKey } from '../../src/adapters/keys/log-key.ts'
import { closeBytes, closeChunks, newAgePair, openBytes, openChunks } from '../../src/adapters/kit/age-file.ts'
import { readKitManifest } from '../../src/adapters/kit/kit-manifest.ts'
import { isOnStick } from '../../src/adapters/kit/on-stick.ts'
import { offeringCopies } from '../../src/cli/incident/kit-copies.ts'
import { runCli } from '../../src/cli/program.ts'
import type { HostProcess } from '../../src/cli/wiring/host.ts'
import { nothingBehind } from '../../src/core/behind.ts'
import type { OperatorPort } from '../../src/core/ports.ts'
import type { StepStatus, View } from '../../src/core/view.ts'
import type { MenuAsker } from '../../src/prompts/asker.ts'
import { lacks } from '../support/needs.ts'
import { hostOf } from '../support/quiet-host.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'
import { typingTerminal } from '../support/typing-terminal.ts'

const passphrase = 'four words of a stick'
const small = join(root, 'fixtures/small')
let place = ''
let home = ''
const at = (name: string): string => join(place, name)

beforeEach(() => {
  place = tempFolder()
  home = at('home')
  mkdirSync(join(home, 'profiles'), { recursive: true })
  const profile = readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), 'utf8')
  writeFileSync(join(home, 'profiles/willebroek.yaml'), profile.replaceAll('../bin', join(root, 'fixtures/bin')))
  logKey(home)
  writeFileSync(join(home, 'config.yaml'), 'format: cyber-respond/config@1\ntsa: http://127.0.0.1:9/\n')
  secret('right', `${passphrase}\n`)
})

function secret(name: string, text: string): string {
  writeFileSync(at(name), text)
  chmodSync(at(name), 0o600)
  return at(name)
}

const make = (...more: string[]) =>
  cli(
    home,
    ...['--runbooks', small, 'kit', 'make', at('stick'), '--municipality', 'willebroek', '--executable', '/bin/true'],
    ...more,
  )

/** A laptop that was started from the stick: nobody at its keyboard, or somebody who types. */
async function laptop(argv: readonly string[], more: { runtime?: string; typed?: readonly string[] } = {}) {
  const printed: string[] = []
  const terminal = more.typed === undefined ? null : typingTerminal(more.typed)
  const stream = { isTTY: false, columns: 80, write: (text: string) => printed.push(text), on: () => {}, off: () => {} }
  const screen = (terminal?.stdout ?? stream) as NodeJS.WriteStream
  const process: HostProcess = {
    env: {
      ...{ HOME: at('laptop'), LANG: 'C.UTF-8', USER: 'els', PATH: globalThis.process.env.PATH },
      ...{ CYBER_RESPOND_START_SCRIPT: at('stick/start.sh') },
      ...(more.runtime === undefined ? {} : { XDG_RUNTIME_DIR: more.runtime }),
    },
    stdin: terminal?.stdin ?? ({ isTTY: false } as NodeJS.ReadStream),
    ...{ stdout: screen, stderr: screen },
    print: (_to, text) => void screen.write(text),
    cwd: () => root,
  }
  const code = await runCli(argv, process)
  const id = readKitManifest(readFileSync(at('stick/kit.json'), 'utf8'))?.id ?? ''
  const own = join(at('laptop'), '.local/state', `cyber-respond-kit-${id}`)
  return { code, said: printed.join('') + (terminal?.shown() ?? ''), own }
}

/** A folder of this user alone that is gone with the power. */
function runtime(): string {
  const folder = mkdtempSync('/dev/shm/cyber-respond-test-')
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const begin = ['activate', 'willebroek', '--plan', 'small', '--answers', join(small, 'answers.yaml'), '--until', 'F3']

test('no key and no setting of the home stands in clear on the stick', async () => {
  const { code, err } = await make('--passphrase-file', at('right'))
  expect(code).toBe(0)
  expect(err.replaceAll(/\s+/g, ' ')).toContain('closed on the stick: keys/log.key, config.yaml; no incident, no drill')
  const key = readFileSync(join(home, 'keys/log.key'), 'utf8').split('\n')[1] ?? '-'
  const files = readdirSync(at('stick'), { recursive: true, encoding: 'utf8' }).map((name) => join(at('stick'), name))
  const plain = files.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path, 'latin1'))
  expect(plain.length).toBeGreaterThan(20)
  for (const text of plain) {
    expect(text).not.toContain(key)
    expect(text).not.toContain('AGE-SECRET-KEY')
    expect(text).not.toContain('http://127.0.0.1:9/')
  }
})

test('a passphrase that is short, padded, or in a file that others may read is refused', async () => {
  for (const [text, mode, said] of [
    ['short', 0o600, 'it has fewer than 12 characters'],
    [` ${passphrase}`, 0o600, 'it begins or ends with a space'],
    [passphrase, 0o644, 'others may read it: chmod 600'],
  ] as const) {
    chmodSync(secret('wrong', text), mode)
    const { code, err } = await make('--passphrase-file', at('wrong'))
    expect(err).toContain(said)
    expect(code).toBe(2)
  }
  expect((await make('--recipient', 'age1nobody')).err).toContain('one of the keys is none')
})

test('started from the stick: its runbooks, a home of its own, and its keys in memory only', async () => {
  await make('--passphrase-file', at('right'))
  const memory = runtime()
  const closed = await laptop(begin, { runtime: memory })
  expect(closed.code).toBe(6)
  expect(closed.said).toContain('the keys of this kit are closed')
  const opened = await laptop(['kit', 'open', '--passphrase-file', at('right')], { runtime: memory })
  expect(opened.code).toBe(0)
  const { own } = opened
  expect(statSync(own).mode & 0o777).toBe(0o700)
  expect(lstatSync(join(own, 'keys/log.key')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(own, 'keys/log.key'))).toEqual(readFileSync(join(home, 'keys/log.key')))
  expect(readFileSync(join(own, 'config.yaml'))).toEqual(readFileSync(join(home, 'config.yaml')))
  expect((await laptop(begin, { runtime: memory })).code).toBe(4)
  const [incident = ''] = readdirSync(join(own, 'incidents'))
  // Sealed with the key of the prepared home, which others know.
  expect(readFileSync(join(own, 'incidents', incident, 'pinned/first.yaml'))).toEqual(
    readFileSync(join(small, 'first.yaml')),
  )
  expect((await cli(own, 'verify', incident)).out).toContain('SIGNED   14 lines, open')
  // The laptop was switched off: what was in memory is gone, and it is asked for again.
  rmSync(memory, { recursive: true })
  mkdirSync(memory, { mode: 0o700 })
  expect((await laptop(['note', incident, 'hello'], { runtime: memory })).code).toBe(6)
  await laptop(['kit', 'open', '--passphrase-file', at('right')], { runtime: memory })
  expect((await laptop(['note', incident, 'hello'], { runtime: memory })).code).toBe(0)
})

test('without a folder in memory the keys lie in the home of the kit, for this user alone', async () => {
  await make('--passphrase-file', at('right'))
  const { own } = await laptop(['kit', 'open', '--passphrase-file', at('right')])
  expect(lstatSync(join(own, 'keys/log.key')).isFile()).toBe(true)
  expect(statSync(join(own, 'keys/log.key')).mode & 0o777).toBe(0o600)
})

test('a lost passphrase keeps nobody from an incident', async () => {
  await make('--passphrase-file', at('right'))
  const { code, said, own } = await laptop(['kit', 'open', '--without-keys'])
  expect(code).toBe(0)
  expect(said).toContain('new key of this laptop')
  expect((await laptop(begin)).code).toBe(4)
  expect(readFileSync(join(own, 'keys/log.key'))).not.toEqual(readFileSync(join(home, 'keys/log.key')))
})

test('at the keyboard: a wrong passphrase, then the right one, and neither shows', async () => {
  await make('--passphrase-file', at('right'))
  const { code, said, own } = await laptop(['kit', 'open'], { typed: ['not this one, sorry', passphrase] })
  expect(code).toBe(0)
  expect(said.replaceAll(/\s+/g, ' ')).toContain(
    'That passphrase does not open the stick. Look at Caps Lock, and at the keyboard',
  )
  expect(said).not.toContain('not this one')
  expect(said).not.toContain(passphrase)
  expect(readFileSync(join(own, 'keys/log.key'))).toEqual(readFileSync(join(home, 'keys/log.key')))
})

test('whoever went on without may open it later, with the passphrase that was found', async () => {
  await make('--passphrase-file', at('right'))
  const { own } = await laptop(['kit', 'open', '--without-keys'])
  await laptop(begin)
  const sealing = readFileSync(join(own, 'keys/log.key'))
  const [incident = ''] = readdirSync(join(own, 'incidents'))
  expect((await laptop(['kit', 'open', '--passphrase-file', at('right')])).said).toContain('The kit is open.')
  expect(existsSync(join(own, 'keys/kit.key'))).toBe(true)
  // Its record goes on under the key with which it began.
  expect((await laptop(['note', incident, 'found'])).code).toBe(0)
  expect((await cli(own, 'verify', incident)).code).toBe(0)
  const closed = await laptop(['kit', 'close'])
  expect(closed.said.replaceAll(/\s+/g, ' ')).toContain('and the key with which this laptop seals them, stay in')
  expect(existsSync(join(own, 'keys/kit.key'))).toBe(false)
  expect(readFileSync(join(own, 'keys/log.key'))).toEqual(sealing)
})

test('at the keyboard: without a passphrase first, then with it', async () => {
  await make('--passphrase-file', at('right'))
  expect((await laptop(['kit', 'open'], { typed: [''] })).said).toContain('The kit stays closed.')
  const { code, said } = await laptop(['kit', 'open'], { typed: [passphrase] })
  expect(code).toBe(0)
  expect(said).toContain('The kit is open.')
})

test('a file with a passphrase that others may read is refused as that, and not as a wrong one', async () => {
  await make('--passphrase-file', at('right'))
  chmodSync(at('right'), 0o644)
  const { code, said } = await laptop(['kit', 'open', '--passphrase-file', at('right')])
  expect(said).toContain('that file opens nothing: others may read it: chmod 600')
  expect(code).toBe(1)
  const none = await laptop(['kit', 'open', '--identity', at('nowhere')])
  expect(none.said).toContain('that file opens nothing: there is no such file')
  expect(none.code).toBe(1)
  const long = await laptop(['kit', 'open', '--passphrase-file', secret('long', 'x'.repeat(1024 * 1024))])
  expect(long.said).toContain('that file opens nothing: it is longer than any passphrase')
})

test('no home on the stick: neither in the folder of the kit, nor on its disk', async () => {
  await make('--passphrase-file', at('right'))
  const files = () =>
    readdirSync(at('stick'), { recursive: true, withFileTypes: true }).filter((one) => !one.isDirectory())
  const before = files().length
  const activate = [...begin, '--profile', join(home, 'profiles/willebroek.yaml')]
  for (const argv of [['kit', 'open', '--passphrase-file', at('right')], ['kit', 'open', '--without-keys'], activate]) {
    const { code, said } = await laptop(['--home', at('stick/home'), ...argv])
    expect(said.replaceAll(/\s+/g, ' ')).toContain('the home lies on the stick')
    expect(code).toBe(2)
  }
  expect(files().length).toBe(before)
  // A disk that is none of the laptop's own.
  const stick = runtime()
  mkdirSync(join(stick, 'kit'))
  expect(isOnStick(join(stick, 'home/not/there'), join(stick, 'kit'), at('laptop'))).toBe(true)
  expect(isOnStick(join(stick, 'home'), join(stick, 'kit'), join(stick, 'els'))).toBe(false)
  expect(isOnStick(at('laptop/home'), join(stick, 'kit'), at('laptop'))).toBe(false)
  expect(isOnStick(at('stick-home'), at('stick'), at('laptop'))).toBe(false)
})

test('at the keyboard: whoever stops at the question is told that nothing was begun', async () => {
  await make('--passphrase-file', at('right'))
  const { code, said, own } = await laptop(['kit', 'open'], { typed: ['not this one, sorry', '\u0003'] })
  expect(said.replaceAll(/\s+/g, ' ')).toContain('nothing was begun, and nothing was written on the stick')
  expect(said).not.toContain('is in the record')
  expect(code).toBe(130)
  expect(existsSync(join(own, 'keys/log.key'))).toBe(false)
})

test('at the keyboard: Enter alone goes on without', async () => {
  await make('--passphrase-file', at('right'))
  const { code, said } = await laptop(['kit', 'open'], { typed: [''] })
  expect(code).toBe(0)
  expect(said).toContain('The kit stays closed.')
})

test('a record goes to the stick, closed, and from there to another laptop, which goes on with it', async () => {
  await make('--passphrase-file', at('right'))
  const first = await laptop(['kit', 'open', '--passphrase-file', at('right')])
  await laptop(begin)
  const [incident = ''] = readdirSync(join(first.own, 'incidents'))
  const evidence = secret('evidence', 'the note of the extortioner')
  await laptop(['evidence', 'add', incident, evidence])
  expect((await laptop(['kit', 'copy', incident])).code).toBe(0)
  const records = at(`stick/records/${incident}`)
  const [blob = ''] = readdirSync(records).filter((name) => name.startsWith('blobs-'))
  const before = statSync(join(records, blob)).ino
  await laptop(['note', incident, 'after the first copy'])
  const again = await laptop(['--json', 'kit', 'copy', incident])
  expect(again.said).toContain('"fresh": 0')
  // The evidence stays as it was, and the older part of the rest goes.
  expect(statSync(join(records, blob)).ino).toBe(before)
  expect(readdirSync(records).filter((name) => name.startsWith('record-'))).toEqual(['record-0002.tar.age'])
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: records })
  for (const name of readdirSync(records)) {
    expect(readFileSync(join(records, name), 'latin1')).not.toContain('extortioner')
    expect(readFileSync(join(records, name), 'latin1')).not.toContain('Els')
  }
  const said = await laptop(['report', incident])
  expect(said.said).toContain('The record was copied to the stick, kit ')

  // That laptop is gone.
  rmSync(at('laptop'), { recursive: true })
  const second = await laptop(['kit', 'open', '--passphrase-file', at('right')])
  expect((await laptop(['kit', 'restore', incident])).code).toBe(0)
  expect((await laptop(['kit', 'restore', incident])).said).toContain('is there already')
  const verified = await cli(second.own, 'verify', incident)
  expect(verified.code).toBe(0)
  expect((await laptop(['report', incident])).said).toContain('after the first copy')
  expect((await laptop(['evidence', 'verify', incident])).code).toBe(0)
  expect((await laptop(['note', incident, 'on another laptop'])).code).toBe(0)
})

test('a copy takes nothing away that it did not put there, and follows no link', async () => {
  await make('--passphrase-file', at('right'))
  const { own } = await laptop(['kit', 'open', '--passphrase-file', at('right')])
  await laptop(begin)
  const [incident = ''] = readdirSync(join(own, 'incidents'))
  mkdirSync(at(`stick/records/${incident}`), { recursive: true })
  writeFileSync(at(`stick/records/${incident}/whom I called.txt`), 'mine')
  const half = at(`stick/records/${incident}/.part-00000000-0000-4000-8000-000000000000`)
  writeFileSync(half, '')
  expect((await laptop(['kit', 'copy', incident])).code).toBe(0)
  expect((await laptop(['kit', 'copy', incident])).code).toBe(0)
  expect(readdirSync(at(`stick/records/${incident}`)).sort()).toEqual([
    'SHA256SUMS',
    'record-0002.tar.age',
    'whom I called.txt',
  ])
  mkdirSync(at('letters'))
  writeFileSync(at('letters/record-0001.tar.age'), 'precious')
  for (const place of [`stick/records/${incident}`, 'stick/records']) {
    rmSync(at(place), { recursive: true })
    symlinkSync(at('letters'), at(place))
    const { code, said } = await laptop(['kit', 'copy', incident])
    expect(said).toContain("can't be written (ELOOP)")
    expect(code).toBe(5)
  }
  expect(readdirSync(at('letters'))).toEqual(['record-0001.tar.age'])
  expect(readFileSync(at('letters/record-0001.tar.age'), 'utf8')).toBe('precious')
})

test('a laptop whose clock stands before the day of the kit is told so before the record begins, and the record has it', async () => {
  await make('--passphrase-file', at('right'))
  const { own } = await laptop(['kit', 'open', '--without-keys'])
  const text = readFileSync(at('stick/kit.json'), 'utf8')
  writeFileSync(at('stick/kit.json'), text.replace(/"made_at": "[^"]+"/, '"made_at": "2099-03-01T10:00:00Z"'))
  const { code, said } = await laptop(begin)
  expect(code).toBe(4)
  const shown = said.replaceAll(/\s+/g, ' ')
  const why = 'the kit that the program was started from was made later than that (Sun 1 Mar 2099'
  expect(shown).toContain(why)
  expect(shown.indexOf(why)).toBeLessThan(shown.indexOf('WILLEBROEK'))
  const [incident = ''] = readdirSync(join(own, 'incidents'))
  const [first = ''] = readFileSync(join(own, 'incidents', incident, 'log.000000.jsonl'), 'utf8').split('\n')
  const { against } = JSON.parse(first).data.doubted
  expect(against).toContainEqual({ from: 'kit', at: '2099-03-01T10:00:00Z' })
  const checked = await laptop(['kit', 'check'])
  expect(checked.said.replaceAll(/\s+/g, ' ')).toMatch(
    /made on 2099-03-01 by els with version \S+; WHICH IS STILL TO COME: the clock of this laptop says 20\d\d-\d\d-\d\d, and one of the two is wrong/,
  )
})

test('closing takes every record to the stick and the keys off the laptop, and wiping the rest', async () => {
  await make('--passphrase-file', at('right'))
  const memory = runtime()
  const { own } = await laptop(['kit', 'open', '--passphrase-file', at('right')], { runtime: memory })
  await laptop(begin, { runtime: memory })
  const [incident = ''] = readdirSync(join(own, 'incidents'))
  expect((await laptop(['kit', 'close'], { runtime: memory })).code).toBe(0)
  expect(readdirSync(memory)).toEqual([])
  expect(readdirSync(own, { recursive: true }).filter((name) => String(name).endsWith('.key'))).toEqual([])
  expect(readdirSync(join(own, 'incidents'))).toEqual([incident])
  expect(readdirSync(at('stick/records'))).toEqual([incident])
  expect((await laptop(['kit', 'close', '--wipe'], { runtime: memory })).code).toBe(0)
  expect(existsSync(own)).toBe(false)
})

test('a stick that is gone keeps the records on the laptop', async () => {
  await make('--passphrase-file', at('right'))
  const { own } = await laptop(['kit', 'open', '--passphrase-file', at('right')])
  await laptop(begin)
  const [incident = ''] = readdirSync(join(own, 'incidents'))
  writeFileSync(at('stick/records'), 'a file in the way')
  const { code, said } = await laptop(['kit', 'close', '--wipe'])
  expect(said).toContain("can't be written (E")
  expect(code).toBe(5)
  expect(readdirSync(join(own, 'incidents'))).toEqual([incident])
  expect(existsSync(join(own, 'keys/log.key'))).toBe(true)
})

/** A view of two tracks: the first with these statuses of its steps, the second open. */
const view = (...statuses: readonly StepStatus[]) =>
  ({
    steps: [
      ...statuses.map((status) => ({ runbook: 'isolate', runbookTitle: { en: 'Isolate', nl: 'Isoleren' }, status })),
      { runbook: 'notify', runbookTitle: { en: 'Tell', nl: 'Melden' }, status: 'ready' },
    ],
  }) as unknown as View

test('at the end of a track a copy is offered, noted when it was made, and told when the stick fails', async () => {
  await make('--passphrase-file', at('right'))
  const { own } = await laptop(['kit', 'open', '--passphrase-file', at('right')])
  await laptop(begin)
  const [incident = ''] = readdirSync(join(own, 'incidents'))
  const id = own.slice(-16)
  const questions: string[] = []
  const given: string[] = []
  const asker = {
    pick: async (question: { en: string }) => {
      questions.push(question.en)
      return given.shift()
    },
  } as unknown as MenuAsker
  // What goes on behind is passed on, whoever chooses.
  const leaves = {
    choose: async (_view: View, behind: unknown) => {
      expect(behind).toBe(nothingBehind)
      return { kind: 'leave' }
    },
  } as unknown as OperatorPort
  const { host, warned } = hostOf(own)
  const kit = { folder: at('stick'), id }
  const whole = () => offeringCopies(host, join(own, 'incidents', incident), kit, asker, leaves)
  const session = () => whole().operator

  // What was over when the session began is not asked about.
  const late = session()
  expect(await late.choose(view('done'), nothingBehind)).toEqual({ kind: 'leave' })
  expect(await late.choose(view('done'), nothingBehind)).toEqual({ kind: 'leave' })
  expect(questions).toEqual([])

  const operator = session()
  expect(await operator.choose(view('done', 'ready'), nothingBehind)).toEqual({ kind: 'leave' })
  given.push('copy')
  const note = await operator.choose(view('done', 'skipped'), nothingBehind)
  expect(questions).toEqual(['Isolate: nothing is left to do there. Copy the record to the stick now?'])
  expect(note).toMatchObject({ kind: 'note', text: expect.stringContaining(`copied to the stick, kit ${id}`) })
  expect(readdirSync(at('stick/records'))).toEqual([incident])
  // Once for each end: a track that was reopened ends again.
  expect(await operator.choose(view('done', 'done'), nothingBehind)).toEqual({ kind: 'leave' })
  await operator.choose(view('ready', 'done'), nothingBehind)
  given.push('copy')
  rmSync(at('stick'), { recursive: true })
  expect(await operator.choose(view('done', 'done'), nothingBehind)).toEqual({ kind: 'leave' })
  expect(warned().replaceAll(/\s+/g, ' ')).toContain('NO COPY was made: there is no kit in')
  await operator.choose(view('ready', 'done'), nothingBehind)
  given.push('never')
  await operator.choose(view('done', 'done'), nothingBehind)
  await operator.choose(view('ready', 'done'), nothingBehind)
  await operator.choose(view('done', 'done'), nothingBehind)
  expect(questions).toHaveLength(3)
  given.push('copy')
  await whole().atEnd()
  expect(questions.at(-1)).toBe('The incident is closed. Copy the whole record to the stick now?')
  expect(warned().split('NO COPY was made')).toHaveLength(3)
})

test('what was closed does not open with a byte less, a byte other, or what another one closed', async () => {
  const closed = await closeBytes(Buffer.from('key'), { passphrase })
  expect(String(await openBytes(closed, { passphrase }))).toBe('key')
  expect(await openBytes(closed, { passphrase: `${passphrase}s` })).toBe('other')
  expect(await openBytes(closed.subarray(0, -1), { passphrase })).toBe('damaged')
  const other = Buffer.from(closed)
  other[other.length - 1] = (other.at(-1) as number) ^ 1
  expect(await openBytes(other, { passphrase })).toBe('damaged')
  expect(await openBytes(closed, await newAgePair())).toBe('other')
  expect(await openBytes(closed, { identity: 'no key' })).toBe('other')
})

describe('age of Debian', { skip: lacks('age', ['age', '--version']) }, () => {
  test('opens what we close for two people, each alone, and tar reads it', async () => {
    for (const name of ['els', 'bram']) execFileSync('age-keygen', ['-o', at(name)], { stdio: 'ignore' })
    const keys = ['els', 'bram'].map((name) =>
      execFileSync('age-keygen', ['-y', at(name)], { encoding: 'utf8' }).trim(),
    )
    const { err } = await make('--recipient', ...keys)
    expect(err.replaceAll(/\s+/g, ' ')).toContain('each of these keys opens it alone')
    for (const name of ['els', 'bram']) {
      const tar = execFileSync('age', ['-d', '-i', at(name), at('stick/closed.age')])
      const names = execFileSync('tar', ['--list'], { input: tar, encoding: 'utf8' }).trim().split('\n')
      expect(names).toEqual(['keys/log.key', 'config.yaml', 'keys/kit.key'])
    }
    const { own, code } = await laptop(['kit', 'open', '--identity', at('bram')])
    expect(code).toBe(0)
    expect(readFileSync(join(own, 'keys/log.key'))).toEqual(readFileSync(join(home, 'keys/log.key')))
    expect((await laptop(['kit', 'open', '--identity', at('right')])).code).toBe(0)
  })

  test('and we open what it closes, and it what we close in chunks', async () => {
    const { identity, recipient } = await newAgePair()
    const closed = execFileSync('age', ['-r', recipient], { input: 'from age' })
    expect(String(await openBytes(closed, { identity }))).toBe('from age')
    async function* chunks(): AsyncGenerator<Buffer, void> {
      for (let part = 0; part < 5; part += 1) yield Buffer.alloc(40_000, part)
    }
    const parts: Buffer[] = []
    for await (const part of closeChunks(chunks(), recipient)) parts.push(part)
    writeFileSync(at('key'), `${identity}\n`)
    expect(execFileSync('age', ['-d', '-i', at('key')], { input: Buffer.concat(parts) })).toHaveLength(200_000)
    async function* again(): AsyncGenerator<Buffer, void> {
      yield* parts
    }
    let read = 0
    for await (const part of openChunks(again(), identity)) read += part.length
    expect(read).toBe(200_000)
  })

  test('asks for our passphrase as for its own', { skip: lacks('script', ['script', '--version']) }, async () => {
    writeFileSync(at('closed'), await closeBytes(Buffer.from('key'), { passphrase }))
    const line = `age -d -o ${at('out')} ${at('closed')}`
    execFileSync('script', ['-qec', line, '/dev/null'], {
      input: `${passphrase}\n`,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    expect(readFileSync(at('out'), 'utf8')).toBe('key')
  })
})
