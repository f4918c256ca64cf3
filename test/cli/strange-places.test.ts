import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '../../src/adapters/log/files.ts'
import { keepCosignature, keepStamp } from '../../src/adapters/record/beside-heads.ts'
import { giveOrder } from '../../src/adapters/simulated/drill-orders.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const answers = ['--answers', join(small, 'answers.yaml')]
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile, ...answers]

let template = ''
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'cyber-respond-strange-'))
  expect((await cli(template, ...activate, '--until', 'F3')).code).toBe(4)
})
afterAll(() => rmSync(template, { recursive: true, force: true }))

interface Place {
  readonly home: string
  readonly incident: string
  readonly folder: string
  /** Outside the home. */
  readonly elsewhere: string
}

function copied(): Place {
  const home = join(tempFolder(), 'home')
  cpSync(template, home, { recursive: true })
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  return { home, incident, folder: join(home, 'incidents', incident), elsewhere: tempFolder() }
}

type Put = (path: string, elsewhere: string) => void

/** What was there lies elsewhere, and a link leads to it: to who only reads, nothing changed. */
const linked: Put = (path, elsewhere) => {
  const target = join(elsewhere, 'target')
  if (existsSync(path)) renameSync(path, target)
  else writeFileSync(target, '')
  symlinkSync(target, path)
}
const dangling: Put = (path, elsewhere) => {
  rmSync(path, { recursive: true, force: true })
  symlinkSync(join(elsewhere, 'not-there'), path)
}
const pipe: Put = (path) => {
  rmSync(path, { recursive: true, force: true })
  execFileSync('mkfifo', [path])
}
const folder: Put = (path) => {
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path)
}

const files = [
  'log.000000.jsonl',
  'checkpoint',
  'disclosures.jsonl',
  'keys/log.vkey',
  'keys/allowed_signers',
  'holder',
  'ballast',
]
const folders = ['keys', 'checkpoints', 'blobs', 'outbox', 'cloud', 'quarantine', 'tree', 'locks', 'pinned']
const head = (place: string): string => {
  const [note = ''] = readdirSync(join(place, 'checkpoints'))
  return `checkpoints/${note}`
}

const lines: readonly (readonly [what: string, line: (place: Place) => readonly string[]])[] = [
  ['activate', () => activate],
  ['resume', ({ incident }) => ['resume', incident, ...answers]],
  ['note', ({ incident }) => ['note', incident, 'hello']],
  ['handover', ({ incident }) => ['handover', incident, 'Cato']],
  ['evidence add', ({ incident }) => ['evidence', 'add', incident, profile]],
  ['evidence copy', ({ incident, elsewhere }) => ['evidence', 'copy', incident, elsewhere]],
  [
    'redact',
    ({ incident }) => ['redact', incident, '1', '/x', '--basis', 'b', '--approver', 'Jan Maes', '--reason', 'r'],
  ],
  ['witness stamp', ({ incident }) => ['witness', 'stamp', incident, '--tsa', 'http://127.0.0.1:9/']],
  ['archive', ({ incident, elsewhere }) => ['archive', incident, '--out', join(elsewhere, 'a.tar.gz')]],
]

/** Every file below, with its content: nothing of it may change. */
function contentOf(place: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const entry of readdirSync(place, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    found[path] = entry.isFile() ? readFileSync(path, 'latin1') : String(lstatSync(path).mode & 0o170000)
  }
  return found
}

async function refused(place: Place, name: string, put: Put, line: readonly string[]): Promise<void> {
  const path = join(place.folder, name)
  put(path, place.elsewhere)
  const before = [contentOf(place.folder), contentOf(place.elsewhere)]
  const { code, err } = await cli(place.home, '--json', ...line)
  const { error } = JSON.parse(err.trimEnd().split('\n').at(-1) ?? '')
  expect(code, `${name}: ${err}`).toBe(5)
  expect(['log.unusable', 'incident.unreadable']).toContain(error.code)
  expect(error.message).toContain(`${name} is no `)
  expect([contentOf(place.folder), contentOf(place.elsewhere)]).toEqual(before)
}

describe.each(lines)('%s writes nothing', (_what, line) => {
  test.each(['log.000000.jsonl', 'checkpoint', 'disclosures.jsonl'])(
    'through a link in the place of %s',
    async (name) => {
      const place = copied()
      await refused(place, name, linked, line(place))
    },
  )
  test('through a link in the place of checkpoints, and waits for no pipe', async () => {
    const place = copied()
    await refused(place, 'checkpoints', linked, line(place))
    const other = copied()
    await refused(other, 'log.000000.jsonl', pipe, line(other))
  })
})

describe('whatever stands there', () => {
  test.each(
    files.flatMap((name) => [
      ['a link', name, linked] as const,
      ['a dangling link', name, dangling] as const,
      ['a pipe', name, pipe] as const,
      ['a folder', name, folder] as const,
    ]),
  )('%s in the place of %s is refused', async (_what, name, put) => {
    const place = copied()
    await refused(place, name, put, ['note', place.incident, 'hello'])
  })
  test.each(
    folders.flatMap((name) => [
      ['a link', name, linked] as const,
      ['a dangling link', name, dangling] as const,
      ['a pipe', name, pipe] as const,
    ]),
  )('%s in the place of %s is refused', async (_what, name, put) => {
    const place = copied()
    await refused(place, name, put, ['note', place.incident, 'hello'])
  })
  test.each([
    ['a link', linked],
    ['a pipe', pipe],
  ] as const)('%s in the place of a head is refused', async (_what, put) => {
    const place = copied()
    await refused(place, head(place.folder), put, ['note', place.incident, 'hello'])
  })
})

test('what is beside the record is nobody’s business, and a whole folder may lie on another disk', async () => {
  const place = copied()
  symlinkSync('/etc/passwd', join(place.folder, 'mine'))
  mkdirSync(join(place.folder, 'more'))
  const moved = join(place.elsewhere, basename(place.folder))
  cpSync(place.folder, moved, { recursive: true, verbatimSymlinks: true })
  rmSync(place.folder, { recursive: true })
  symlinkSync(moved, place.folder)
  expect((await cli(place.home, 'note', place.incident, 'hello')).code).toBe(0)
  expect(readFileSync(join(moved, 'log.000000.jsonl'), 'utf8')).toContain('"hello"')
})

test('what others say of a head is not kept through a link either', () => {
  for (const [name, put] of [
    ['checkpoints', linked],
    ['checkpoint', linked],
  ] as const) {
    const place = copied()
    put(join(place.folder, name), place.elsewhere)
    const before = contentOf(place.elsewhere)
    const signature = { name: 'witness.example', id: Buffer.alloc(4), bytes: Buffer.alloc(72) }
    const refusal = expect.objectContaining({ code: 'log.unusable', exit: 5 })
    expect(() => keepStamp(place.folder, 1, Buffer.alloc(3))).toThrow(refusal)
    expect(() => keepCosignature(place.folder, 1, signature)).toThrow(refusal)
    expect(contentOf(place.elsewhere)).toEqual(before)
  }
})

test('who only reads leaves no tree behind a link', async () => {
  const place = copied()
  rmSync(join(place.folder, 'tree'), { recursive: true })
  const target = join(place.elsewhere, 'theirs')
  mkdirSync(target)
  symlinkSync(target, join(place.folder, 'tree'))
  expect((await cli(place.home, 'prove', place.incident, '1')).code).toBe(0)
  expect(readdirSync(target)).toEqual([])
})

test.each([
  ['a link', linked],
  ['a pipe', pipe],
] as const)('an order is not left in %s, and nobody waits for it', (_what, put) => {
  const place = copied()
  mkdirSync(join(place.folder, 'control'))
  put(join(place.folder, 'control/orders.jsonl'), place.elsewhere)
  const before = contentOf(place.elsewhere)
  expect(() => giveOrder(place.folder, { by: 'Tom', kind: 'pause' })).toThrow(
    expect.objectContaining({ code: 'drill.order' }),
  )
  expect(contentOf(place.elsewhere)).toEqual(before)
})

test('who only looks waits for no pipe', async () => {
  for (const name of ['holder', 'log.000000.jsonl', 'disclosures.jsonl', 'checkpoint']) {
    const place = copied()
    pipe(join(place.folder, name), '')
    for (const line of [['status', place.incident], ['verify', place.incident], ['drill', 'list'], ['doctor']]) {
      expect([0, 1, 2, 5], `${name} ${line[0]}`).toContain((await cli(place.home, ...line)).code)
    }
  }
})

test.each([
  ['a link', linked],
  ['a pipe', pipe],
] as const)('%s in the place of the log is no folder without a log, to who reads either', async (_what, put) => {
  const place = copied()
  put(join(place.folder, 'log.000000.jsonl'), place.elsewhere)
  const { incident } = place
  for (const argv of [
    ['verify', incident],
    ['report', incident],
    ['replay', incident],
    ['evidence', 'list', incident],
    ['prove', incident, '1'],
  ]) {
    const { code, err } = await cli(place.home, '--json', ...argv)
    const { error } = JSON.parse(err.trimEnd().split('\n').at(-1) ?? '')
    expect([code, error.code], argv.join(' ')).toEqual([5, 'log.tampered'])
    expect(error.message).toContain('log.000000.jsonl is no file')
  }
})

test('a log is not begun in a folder whose places lead elsewhere', async () => {
  const [place, elsewhere] = [tempFolder(), tempFolder()]
  symlinkSync(join(elsewhere, 'new'), join(place, 'checkpoint'))
  await expect(createLog(place)).rejects.toMatchObject({ code: 'log.unusable' })
  expect([readdirSync(place), readdirSync(elsewhere)]).toEqual([['checkpoint'], []])
})
