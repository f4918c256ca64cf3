import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { logKey } from '../../src/adapters/keys/log-key.ts'
import { newAgePair } from '../../src/adapters/kit/age-file.ts'
import { checkKit } from '../../src/adapters/kit/check-kit.ts'
import { copyRecord } from '../../src/adapters/kit/copy-record.ts'
import { kitFormat, kitManifestText } from '../../src/adapters/kit/kit-manifest.ts'
import { restoreRecord } from '../../src/adapters/kit/restore-record.ts'
import { refuseKitWithoutRoom } from '../../src/adapters/kit/room-for-kit.ts'
import { writeKit } from '../../src/adapters/kit/write-kit.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

let place = ''
const at = (name: string): string => join(place, name)
const small = join(root, 'fixtures/small')
const fault = (code: string, hint: string | RegExp = '') =>
  expect.objectContaining({ code, exit: 5, hint: expect.objectContaining({ en: expect.stringMatching(hint) }) })
const nothing = (): void => {}

beforeEach(() => {
  place = tempFolder()
})

const noRoot = process.getuid?.() !== 0 && process.env.CI !== 'true'
if (noRoot) process.stderr.write('skipped, because only root can do it: a stick with little room\n')

/** A stick of so many kB, which is taken out when the test ends. */
function stickOf(kilobytes: number): string {
  const folder = at('usb')
  mkdirSync(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=700`, 'tmpfs', folder])
  onTestFinished(() => void execFileSync('umount', [folder]))
  return folder
}

/** Somebody else writes until nothing more fits, at `path`. */
function fill(path: string): void {
  const bytes = Buffer.alloc(4096, 1)
  try {
    for (;;) writeFileSync(path, bytes, { flag: 'a' })
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  }
}

const file = (path: string, size: number) => ({ path, size, content: Buffer.alloc(0) })
const program = (megabytes: number) => ({ path: 'cyber-respond', content: randomBytes(megabytes * 1e6) })
const kit = (folder: string, megabytes: number, progress: () => void = nothing, before: readonly string[] = []) =>
  writeKit({
    ...{ folder, before, progress },
    files: [{ path: 'README.txt', content: Buffer.from('read me') }, program(megabytes)],
    describe: async (files) => ({
      manifest: kitManifestText({
        ...{ format: kitFormat, id: '0123456789abcdef', made_at: '2026-11-30T07:00:00Z', version: '0.3.0', files },
        ...{ made_by: 'Els', municipality: null, signer: null, container: null, recipient: null },
      }),
      signature: null,
    }),
  })

describe('room for a kit is counted before anything is written', () => {
  const room = (free: number) => () => ({ free, unit: 32_768 })

  test('and a stick with too little is refused with both numbers', () => {
    const files = [file('cyber-respond', 160_000_000), file('runbooks/a.yaml', 10)]
    expect(() => refuseKitWithoutRoom(at('kit'), files, [], room(100_000_000))).toThrow(
      expect.objectContaining({
        code: 'copy.no-room',
        exit: 5,
        text: {
          en: `there is too little room in ${at('kit')}: 160.9 MB are needed, and 100.0 MB are free`,
          nl: `er is te weinig plaats in ${at('kit')}: er is 160,9 MB nodig, en 100,0 MB vrij`,
        },
        hint: expect.objectContaining({
          en: 'nothing was written, and what was there is as it was: make 60.9 MB of room, or take a larger stick or disk',
        }),
      }),
    )
    refuseKitWithoutRoom(at('kit'), files, [], room(161_000_000))
  })

  test('each file beside the one whose place it takes, and without those that go first', () => {
    mkdirSync(at('kit'))
    writeFileSync(at('kit/kit.json'), '{}')
    writeFileSync(at('kit/cyber-respond'), Buffer.alloc(3_000_000))
    writeFileSync(at('kit/old.pdf'), Buffer.alloc(2_000_000))
    const files = [file('cyber-respond', 3_000_000)]
    expect(() => refuseKitWithoutRoom(at('kit'), files, [], room(2_500_000))).toThrow(
      fault('copy.no-room', /without what is in its place now it would fit$/),
    )
    refuseKitWithoutRoom(at('kit'), files, ['old.pdf', 'cyber-respond'], room(2_500_000))
    // What was cut off goes first.
    rmSync(at('kit/kit.json'))
    refuseKitWithoutRoom(at('kit'), files, [], room(1_500_000))
  })

  test('a disk that says nothing of its room is tried', () => {
    refuseKitWithoutRoom(at('kit'), [file('cyber-respond', 1e12)], [], () => null)
  })
})

describe.skipIf(noRoot)('a stick that has too little room', () => {
  const make = (megabytes: number, ...more: string[]) => {
    const executable = at(`program-${megabytes}`)
    writeFileSync(executable, Buffer.concat([readFileSync('/bin/true'), Buffer.alloc(megabytes * 1e6, 1)]))
    const line = ['kit', 'make', at('usb/kit'), '--executable', executable, '--without-keys', ...more]
    return cli(at('home'), '--runbooks', small, ...line)
  }

  test('is told before a passphrase is wanted, in both languages, and stays as it is', async () => {
    stickOf(2000)
    const { code, err } = await cli(
      at('home'),
      ...['--runbooks', small, 'kit', 'make', at('usb/kit'), '--executable', '/bin/true', '--forms', formsOf(4)],
    )
    expect(err).toMatch(/there is too little room in \S+kit: \d\.\d MB are needed, and 2\.0 MB are free/)
    expect(code).toBe(5)
    const dutch = await cli(at('home'), '--lang', 'nl', 'kit', 'make', at('usb/kit'), '--executable', '/bin/true')
    expect(dutch.err.replaceAll(/\s+/g, ' ')).toMatch(/te weinig plaats in \S+: er is \d+,\d MB nodig, en 2,0 MB vrij/)
    expect(readdirSync(at('usb'))).toEqual([])
  })

  function formsOf(megabytes: number): string {
    mkdirSync(at('forms'))
    writeFileSync(at('forms/large.pdf'), Buffer.alloc(megabytes * 1e6))
    return at('forms')
  }

  test('keeps the kit that is there, whole', async () => {
    stickOf(9000)
    expect((await make(3)).code).toBe(0)
    const before = readFileSync(at('usb/kit/kit.json'))
    const { code, err } = await make(8, '--renew')
    expect(err).toContain('there is too little room in')
    expect(code).toBe(5)
    expect(readFileSync(at('usb/kit/kit.json'))).toEqual(before)
    expect(await checkKit(at('usb/kit'), nothing)).toMatchObject({ missing: [], changed: [], strange: [] })
  })

  test('because somebody else fills it meanwhile: half a kit is none, and it is made there again', async () => {
    const folder = join(stickOf(6000), 'kit')
    let done = 0
    const others = (): void => {
      done += 1
      if (done === 2) fill(at('usb/others'))
    }
    await expect(kit(folder, 4, others)).rejects.toEqual(fault('copy.disk-full', /is no whole kit, and `kit check`/))
    await expect(checkKit(folder, nothing)).rejects.toMatchObject({ code: 'kit.none', exit: 5 })
    rmSync(at('usb/others'))
    refuseKitWithoutRoom(folder, [file('cyber-respond', 4_000_000)], [])
    await kit(folder, 4)
    expect(await checkKit(folder, nothing)).toMatchObject({ missing: [], changed: [], strange: [] })
  })
})

describe.skipIf(noRoot)('a copy of a record', () => {
  /** A kit on a stick of so many kB, and a record with evidence of so many. */
  async function prepared(kilobytes: number, evidence: number) {
    const { recipient, identity } = await newAgePair()
    const home = at('home')
    logKey(home)
    stickOf(kilobytes)
    const profile = join(root, 'fixtures/profiles/willebroek.yaml')
    const begin = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile]
    await cli(home, ...begin, '--answers', join(small, 'answers.yaml'), '--until', 'F3')
    const [incident = ''] = readdirSync(join(home, 'incidents'))
    const add = async (name: string, size: number): Promise<void> => {
      writeFileSync(at(name), randomBytes(size * 1000))
      chmodSync(at(name), 0o600)
      expect((await cli(home, 'evidence', 'add', incident, at(name))).code).toBe(0)
    }
    await add('first', evidence)
    await kit(at('usb/kit'), 0)
    const folder = join(home, 'incidents', incident)
    const copy = (progress: (done: number, total: number) => void = nothing) =>
      copyRecord(folder, at('usb/kit'), recipient, progress)
    const restore = () => restoreRecord(at('usb/kit'), incident, identity, at(`back-${readdirSync(place).length}`))
    return { add, copy, restore, records: at(`usb/kit/records/${incident}`), home, incident }
  }
  const isWhole = (folder: string): boolean => {
    execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder })
    return readdirSync(folder).every((name) => !name.startsWith('.part-'))
  }

  test('that does not fit is not begun, and the older one stays whole', async () => {
    const { add, copy, restore, records } = await prepared(4000, 900)
    await copy()
    await add('second', 3000)
    const before = readdirSync(records)
    await expect(copy()).rejects.toEqual(fault('copy.no-room', /^nothing was written, and what was there is as it was/))
    expect(readdirSync(records)).toEqual(before)
    expect(isWhole(records)).toBe(true)
    await restore()
  })

  test('makes not even a folder on a stick that is full', async () => {
    const { copy } = await prepared(2000, 1900)
    await expect(copy()).rejects.toEqual(fault('copy.no-room'))
    expect(existsSync(at('usb/kit/records'))).toBe(false)
  })

  test('that somebody else crowds out half way leaves the older one whole, and goes on when there is room', async () => {
    const { add, copy, restore, records } = await prepared(6000, 900)
    await copy()
    await add('second', 2000)
    let calls = 0
    const others = (): void => {
      calls += 1
      if (calls === 5) fill(at('usb/others'))
    }
    await expect(copy(others)).rejects.toEqual(fault('copy.disk-full'))
    expect(isWhole(records)).toBe(true)
    rmSync(at('usb/others'))
    await copy()
    expect(isWhole(records)).toBe(true)
    await restore()
  })

  test('that is stopped, or whose stick is pulled, leaves the older one and nothing half', async () => {
    const { add, copy, restore, records } = await prepared(6000, 900)
    await copy()
    await add('second', 2000)
    const stop = new Error('stop')
    const stopping = (): void => {
      throw stop
    }
    await expect(copy(stopping)).rejects.toBe(stop)
    expect(isWhole(records)).toBe(true)
    await restore()
    const pulling = (): void => rmSync(at('usb/kit'), { recursive: true, force: true })
    await expect(copy(pulling)).rejects.toEqual(fault('copy.away', /^put it back and do the same again/))
    expect(existsSync(at('usb/kit'))).toBe(false)
  })

  test('counts each byte once, as written and read back', async () => {
    const { copy } = await prepared(6000, 2000)
    const steps: (readonly [number, number])[] = []
    await copy((...step) => void steps.push(step))
    const [done, total] = steps.at(-1) ?? [0, 1]
    expect(done).toBe(total)
    // Closed, a record is a little larger than it is: that alone may come before the end.
    const most = steps.filter(([sum]) => sum < total).length
    expect(steps.length - most).toBeLessThan(4)
  })

  test('does not fit back on the laptop: told before anything is written there', async () => {
    const { copy, home, incident } = await prepared(4000, 1500)
    const { folder } = await copy()
    cpSync(at('usb/kit'), at('kit'), { recursive: true })
    for (const name of ['kit', 'others']) rmSync(at(`usb/${name}`), { recursive: true, force: true })
    writeFileSync(at('usb/others'), Buffer.alloc(3_000_000))
    expect([folder, home]).toEqual([at(`usb/kit/records/${incident}`), at('home')])
    await expect(restoreRecord(at('kit'), incident, '', at('usb/back'))).rejects.toEqual(fault('copy.no-room'))
    expect(readdirSync(at('usb'))).toEqual(['others'])
  })
})
