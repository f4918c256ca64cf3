import { execFile, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  cloudId,
  logFile,
  readState,
  serviceLock,
  supervisorLock,
  writeState,
} from '../../src/adapters/cloud/embedded/cloud-folder.ts'
import { createEmbeddedCloud } from '../../src/adapters/cloud/embedded/provider.ts'
import { Fault } from '../../src/core/fault.ts'
import type { CloudProvider } from '../../src/core/ports.ts'
import { deskSchema, freeze, markHandedBack } from '../../src/services/counter-desk/store.ts'
import { openDatabase } from '../../src/services/database.ts'
import { lockHolder, takeLock } from '../../src/services/kernel-lock.ts'
import { lacks } from '../support/needs.ts'

// A cloud whose program went away, or whose start can't begin.

const root = fileURLToPath(new URL('../..', import.meta.url))
const quiet = () => {}
const never = new AbortController().signal
const plan = {
  services: ['status-page', 'counter-desk'],
  bind: '127.0.0.1',
  ports: {},
  municipality: { nis: '12040', name: 'Willebroek', slug: 'willebroek' },
  exercise: false,
} as const
let home: string
let folder: string
let cloud: CloudProvider

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cloud-heals-'))
  folder = join(home, 'cloud', 'willebroek')
  cloud = cloudOf(folder)
})
afterEach(async () => {
  await cloud.down(quiet)
  rmSync(home, { recursive: true, force: true })
})

function cloudOf(where: string): CloudProvider {
  const { services, bind, ports, municipality, exercise } = plan
  return createEmbeddedCloud({
    folder: where,
    settings: { provider: 'embedded', services: [...services], bind, ports },
    municipality,
    exercise,
    lang: 'en',
  })
}

/** Another copy of the program, and what its `cloud up` gives: the code of its fault and the words, or "up". */
function copy(): { readonly place: string; up(): Promise<string> } {
  const place = join(home, 'copy')
  cpSync(join(root, 'src'), join(place, 'src'), { recursive: true })
  cpSync(join(root, 'package.json'), join(place, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
  const parts = { folder, settings: { provider: 'embedded', ...plan }, ...plan, lang: 'en' }
  const script = `
    const { createEmbeddedCloud } = await import(${JSON.stringify(join(place, 'src/adapters/cloud/embedded/provider.ts'))})
    const cloud = createEmbeddedCloud(${JSON.stringify(parts)})
    await cloud.up(() => {}, new AbortController().signal).then(
      () => console.log('up'),
      (error) => console.log(error.code + ': ' + error.message + ' / ' + error.hint?.en))
    process.exit(0)`
  const run = promisify(execFile)
  return {
    place,
    up: async () => {
      const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: home })
      return stdout.trim()
    },
  }
}

const supervisor = (): number | null => lockHolder(supervisorLock(folder))?.pid ?? null

async function fault(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(() => null).catch((reason: unknown) => reason)
  if (error instanceof Fault) return error
  throw error ?? new Error('nothing was refused')
}

test.each(['says where its files are', 'is one of 0.1.0, which does not say'])(
  'the program of a supervisor that %s is gone: another copy takes over, and the data stay',
  async (which) => {
    const other = copy()
    expect(await other.up()).toBe('up')
    const before = { supervisor: supervisor(), services: await cloud.status() }
    expect(before.services.every(({ healthy }) => healthy)).toBe(true)
    renameSync(other.place, join(home, 'moved'))
    if (which.includes('0.1.0')) {
      const { program: _files, ...old } = readState(folder)
      writeState(folder, old)
    }
    // It can start no service any more.
    process.kill(before.services[1]?.pid ?? 0, 'SIGKILL')
    const lines: string[] = []
    const { services } = await cloud.up((line) => lines.push(line), never)
    expect(services.every(({ healthy }) => healthy)).toBe(true)
    expect(services.map(({ url }) => url)).toEqual(before.services.map(({ url }) => url))
    expect(supervisor()).not.toBe(before.supervisor)
    expect(lines[0]).toBe('the program that looks after the services is gone: this one takes over')
    expect(readState(folder).program?.every((file) => existsSync(file))).toBe(true)
    // Whoever has what it needs is left alone.
    const again = supervisor()
    await cloud.up(quiet, never)
    expect(supervisor()).toBe(again)
  },
)

test('a file of this very program is missing: it is named, and nothing is started', async () => {
  const other = copy()
  const gone = join(other.place, 'src/services/counter-desk/main.ts')
  rmSync(gone)
  expect(await other.up()).toMatch(
    `cloud.program-gone: files of this program are gone, so nothing was started: ${gone}`,
  )
  expect([supervisor(), lockHolder(serviceLock(folder, 'status-page'))]).toEqual([null, null])
})

test('a start that can not begin is named with its own reason, never with the last line of an old log', async () => {
  const other = copy()
  mkdirSync(folder, { recursive: true })
  writeFileSync(logFile(folder, 'supervisor'), 'Error: YESTERDAY the port was taken\n')
  writeFileSync(
    join(other.place, 'src/adapters/cloud/embedded/supervisor-main.ts'),
    "throw new Error('no room for it')\n",
  )
  const said = await other.up()
  expect(said).toContain('cloud.cannot-start: the emergency cloud could not begin to start: Error: no room for it')
  expect(said).not.toContain('YESTERDAY')
  writeFileSync(join(other.place, 'src/adapters/cloud/embedded/supervisor-main.ts'), 'process.exit(3)\n')
  expect(await other.up()).toContain('could not begin to start, and left no reason')
})

test('a service that dies is told by what it wrote now', async () => {
  await cloud.up(quiet, never)
  await cloud.down(quiet)
  appendFileSync(logFile(folder, 'status-page'), 'Error: YESTERDAY something else\n')
  writeFileSync(join(folder, 'status-page.sqlite'), 'no database')
  const refused = await fault(cloud.up(quiet, never))
  expect(refused.code).toBe('cloud.not-healthy')
  expect(refused.message).toMatch(/status-page: Error: .*not a database/)
  expect(refused.message).not.toContain('YESTERDAY')
})

test('restarts that come late, and all at once, are no deaths of now', async () => {
  mkdirSync(folder, { recursive: true })
  const state = (restarts: number) => ({
    generation: 'g',
    supervisor: process.pid,
    plan: JSON.stringify({ folder, ...plan }),
    services: Object.fromEntries(plan.services.map((name) => [name, { port, restarts, refused: null }])),
  })
  // A supervisor that could not write for a while: the number that was last written is old.
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    if (asked === 1) {
      writeState(folder, state(9))
      response.writeHead(503).end()
    } else response.end(JSON.stringify({ cloud: cloudId(folder), service: names[0], generation: 'g' }))
    if (asked > 1) names.push(...names.splice(0, 1))
  }).listen(0, '127.0.0.1')
  const names: string[] = [...plan.services].toReversed()
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  writeState(folder, state(0))
  const lock = takeLock(supervisorLock(folder))
  try {
    const lines: string[] = []
    await cloud.up((line) => lines.push(line), never)
    expect(asked).toBeGreaterThan(2)
    expect(lines.filter((line) => line.includes(': healthy'))).toHaveLength(2)
  } finally {
    lock?.release()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a hand-back that was cut off left the desk closed: up opens it, but not one that was handed back', async () => {
  const { services } = await cloud.up(quiet, never)
  const takes = async (): Promise<boolean> => {
    const health = await (await fetch(new URL('health', services[1]?.url))).json()
    return (health as { readonly desk: string }).desk === 'open'
  }
  expect(await takes()).toBe(true)
  const database = openDatabase(join(folder, 'counter-desk.sqlite'), deskSchema)
  try {
    freeze(database, '2026-11-24T02:12:00Z')
    expect(await takes()).toBe(false)
    const lines: string[] = []
    await cloud.up((line) => lines.push(line), never)
    expect(lines.at(-1)).toBe('the counter desk takes entries again: its hand-back was cut off')
    expect(await takes()).toBe(true)
    freeze(database, '2026-11-24T02:12:00Z')
    markHandedBack(database, '2026-11-24T02:12:00Z')
    await cloud.up(quiet, never)
    expect(await takes()).toBe(false)
  } finally {
    database.close()
  }
})

test('restarts that a supervisor counted which is dead are none of now', async () => {
  const { services } = await cloud.up(quiet, never)
  process.kill(services[0]?.pid ?? 0, 'SIGKILL')
  const restarts = async () => (await cloud.status())[0]?.restarts
  await vi.waitFor(async () => expect(await restarts()).toBe(1), { timeout: 20_000, interval: 25 })
  process.kill(supervisor() ?? 0, 'SIGKILL')
  await vi.waitFor(() => expect(supervisor()).toBeNull(), { timeout: 20_000, interval: 25 })
  expect(await restarts()).toBe(0)
})

const noMount = lacks('the right to mount a tmpfs, for a disk that is really full', [
  'sh',
  '-c',
  'd=$(mktemp -d) && mount -t tmpfs -o size=64k none "$d" && umount "$d" && rmdir "$d"',
])

test.skipIf(noMount)(
  'a disk that is full: nothing is started, and that is the reason; when there is room, it starts',
  async () => {
    const disk = join(home, 'disk')
    mkdirSync(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'none', disk])
    const full = cloudOf(join(disk, 'cloud'))
    try {
      mkdirSync(join(disk, 'cloud'))
      writeFileSync(join(disk, 'filler'), '')
      expect(() => appendFileSync(join(disk, 'filler'), Buffer.alloc(32 * 1024 * 1024))).toThrow('ENOSPC')
      const refused = await fault(full.up(quiet, never))
      expect(refused.code).toBe('cloud.unwritable')
      expect(refused.message).toContain('ENOSPC')
      expect(lockHolder(supervisorLock(join(disk, 'cloud')))).toBeNull()
      rmSync(join(disk, 'filler'))
      await full.up(quiet, never)
      // Full again under what runs: nobody calls it "not healthy", and a service that died is back when there is room.
      expect(() => appendFileSync(join(disk, 'filler'), Buffer.alloc(32 * 1024 * 1024))).toThrow('ENOSPC')
      const [page] = (await full.up(quiet, never)).services
      process.kill(page?.pid ?? 0, 'SIGKILL')
      await vi.waitFor(
        async () => {
          const now = (await full.status())[0]
          expect(now?.pid === page?.pid).toBe(false)
        },
        { timeout: 20_000, interval: 25 },
      )
      rmSync(join(disk, 'filler'))
      expect((await full.up(quiet, never)).services.every(({ healthy }) => healthy)).toBe(true)
    } finally {
      await full.down(quiet)
      execFileSync('umount', ['-l', disk])
    }
  },
)
