import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lacks } from '../support/needs.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const noMount = lacks('the right to mount a tmpfs, for a disk that is really full', [
  'sh',
  '-c',
  'd=$(mktemp -d) && mount -t tmpfs -o size=64k none "$d" && umount "$d" && rmdir "$d"',
])
const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const answers = ['--answers', join(small, 'answers.yaml')]
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile, ...answers]

/** A disk of its own at this folder. */
function mount(folder: string, options: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder])
  onTestFinished(() => void execFileSync('umount', [folder]))
}

/** Takes all the room that is left. */
function fill(folder: string): string {
  const path = join(folder, 'other-things')
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(path, Buffer.alloc(bavail * bsize))
  return path
}

async function began(home: string): Promise<string> {
  expect((await cli(home, ...activate, '--until', 'F3')).code).toBe(4)
  return readdirSync(join(home, 'incidents'))[0] as string
}

async function problem(home: string, ...line: readonly string[]) {
  const { code, err } = await cli(home, '--json', ...line)
  return { code, error: JSON.parse(err.trimEnd().split('\n').at(-1) ?? '').error }
}

test.skipIf(noMount)('a disk that fills up: told, nothing lost, and on again when there is room', async () => {
  const home = tempFolder()
  mount(home, 'size=4m')
  const incident = await began(home)
  const other = fill(home)
  const before = JSON.parse((await cli(home, '--json', 'verify', incident)).out).lines
  // The line that still fits in the last block is kept; the one that does not is refused.
  const long = 'x'.repeat(20_000)
  expect(await problem(home, 'note', incident, long)).toMatchObject({ code: 5, error: { code: 'log.disk-full' } })
  expect((await cli(home, 'status', incident)).code).toBe(0)
  rmSync(other)
  expect((await cli(home, 'note', incident, 'there is room again')).code).toBe(0)
  const verified = JSON.parse((await cli(home, '--json', 'verify', incident)).out)
  expect(verified).toMatchObject({ verdict: 'signed', firstBadLine: null })
  expect(verified.lines).toBeGreaterThan(before)
  expect((await cli(home, ...activate)).code).toBe(0)
})

test.skipIf(noMount)('a disk that is full from the start: nothing is begun, and no half incident is left', async () => {
  const home = tempFolder()
  mount(home, 'size=64k')
  fill(home)
  const { code, error } = await problem(home, ...activate)
  expect(code, JSON.stringify(error)).toBe(5)
  expect(error).toMatchObject({ code: 'home.unwritable', message: `can't write in HOME (ENOSPC)` })
  expect(error.hint).toContain('nothing was done')
  expect(readdirSync(join(home, 'incidents'))).toEqual([])
})

test.skipIf(noMount)('no room for a notice: the incident stops, and goes on when there is', async () => {
  const home = tempFolder()
  const incident = await began(home)
  const outbox = join(home, 'incidents', incident, 'outbox')
  mount(outbox, 'size=64k')
  const other = fill(outbox)
  expect(await problem(home, ...activate)).toMatchObject({ code: 5, error: { code: 'outbox.disk-full' } })
  expect(readdirSync(outbox)).toEqual(['other-things'])
  rmSync(other)
  expect((await cli(home, ...activate)).code).toBe(0)
  expect(readdirSync(outbox).sort()).toEqual(['early-warning.eml', 'early-warning.txt'])
})

test.skipIf(noMount)('a home that became read-only: it can be read, and nothing is done', async () => {
  const home = tempFolder()
  mount(home, 'size=4m')
  const incident = await began(home)
  execFileSync('mount', ['-o', 'remount,ro', home])
  expect(await problem(home, 'note', incident, 'hello')).toMatchObject({ code: 5, error: { code: 'log.unusable' } })
  expect(await problem(home, ...activate)).toMatchObject({ code: 5, error: { code: 'log.unusable' } })
  expect((await cli(home, 'status', incident)).code).toBe(0)
  expect((await cli(home, 'verify', incident)).code).toBe(0)
})

test.skipIf(noMount)('a home that was read-only from the start: nothing is done', async () => {
  const home = tempFolder()
  mount(home, 'size=64k,ro')
  const inside = join(home, 'not-there')
  for (const line of [activate, ['municipality', 'init', 'diest']]) {
    for (const place of [home, inside]) {
      const found = await problem(place, ...line)
      expect(found).toMatchObject({ code: 5, error: { code: 'home.unwritable' } })
      expect(found.error.message).toMatch(/^can't write in HOME \(EROFS\)$/)
    }
  }
  expect(await problem(home, 'cloud', 'up', 'willebroek', '--yes')).toMatchObject({ code: 5 })
})

test('a log that can not be written stops before the next act', async () => {
  const home = tempFolder()
  const incident = await began(home)
  const folder = join(home, 'incidents', incident)
  const log = join(folder, 'log.000000.jsonl')
  const bytes = readFileSync(log)
  rmSync(log)
  mkdirSync(log)
  const world = readdirSync(join(folder, 'outbox'))
  expect(await problem(home, 'resume', incident, ...answers)).toMatchObject({
    code: 5,
    error: { code: 'log.unusable' },
  })
  expect(readdirSync(join(folder, 'outbox'))).toEqual(world)
  rmSync(log, { recursive: true })
  writeFileSync(log, bytes)
  expect((await cli(home, 'resume', incident, ...answers)).code).toBe(0)
})
