import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { supervisorLock } from '../../src/adapters/cloud/embedded/cloud-folder.ts'
import { createEmbeddedCloud } from '../../src/adapters/cloud/embedded/provider.ts'
import type { CloudProvider, ServiceStatus } from '../../src/core/ports.ts'
import { lockHolder } from '../../src/services/kernel-lock.ts'
import { type DeskClient, deskClient, lostCard } from '../support/desk-client.ts'
import { lacks } from '../support/needs.ts'

const noMount = lacks('the right to mount a tmpfs, for a home on another disk', [
  'sh',
  '-c',
  'd=$(mktemp -d) && mount -t tmpfs -o size=64k none "$d" && umount "$d" && rmdir "$d"',
])
const quiet = () => {}
const never = new AbortController().signal
let place: string
let disk: string
let home: string
let desk: DeskClient
let url: string
let page: string
let services: readonly ServiceStatus[]

const cloudOf = (root: string): CloudProvider =>
  createEmbeddedCloud({
    folder: join(root, 'cloud'),
    settings: { provider: 'embedded', services: ['status-page', 'counter-desk'], bind: '127.0.0.1', ports: {} },
    municipality: { nis: '12040', name: 'Willebroek', slug: 'willebroek' },
    exercise: false,
    lang: 'nl',
  })

/** Every process that was started for a folder below this one. */
function processes(): number[] {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))
  return pids.map(Number).filter((pid) => {
    try {
      return pid !== process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(place)
    } catch {
      return false
    }
  })
}

function isMounted(): boolean {
  return readFileSync('/proc/mounts', 'utf8').includes(` ${disk} `)
}

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'moved-home-'))
  disk = join(place, 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'none', disk])
  home = join(disk, 'home')
  mkdirSync(home)
  const up = await cloudOf(home).up(quiet, never)
  services = up.services
  url = services.find(({ name }) => name === 'counter-desk')?.url ?? ''
  page = services.find(({ name }) => name === 'status-page')?.url ?? ''
  desk = deskClient(url, fetch)
  expect((await desk.login(up.secrets[0]?.value ?? '')).status).toBe(303)
})
afterEach(async () => {
  for (const pid of processes()) process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(processes()).toEqual([]), { timeout: 10_000, interval: 25 })
  // What was killed lets go of the disk a moment later.
  if (isMounted()) await vi.waitFor(() => execFileSync('umount', [disk], { stdio: 'ignore' }), { timeout: 10_000 })
  rmSync(place, { recursive: true, force: true })
})

async function declare(name: string): Promise<{ status: number; said: string; number: string | undefined }> {
  const form = await desk.openForm('/new/lost-document')
  const answer = await desk.post('/new/lost-document', { form, ...lostCard, family_name: name })
  const number = /\/entries\/([^?]+)/.exec(answer.headers.get('location') ?? '')?.[1]
  return { status: answer.status, said: await answer.text(), number }
}

function namesIn(root: string): string[] {
  const database = new DatabaseSync(join(root, 'cloud', 'counter-desk.sqlite'), { readOnly: true })
  const rows = database.prepare("SELECT fields ->> 'family_name' AS name FROM versions").all()
  database.close()
  return rows.map(({ name }) => String(name))
}

/** What must be so wherever the folder went: no receipt, both services say that they are ill, nothing is started anew. */
async function expectRefused(): Promise<void> {
  const refused = await declare('after')
  expect(refused.status).toBe(503)
  expect(refused.said).toContain('op papier')
  expect(refused.number).toBeUndefined()
  for (const each of [url, page]) expect((await fetch(new URL('health', each))).status).toBe(503)
  expect(await (await fetch(new URL('nl', page))).text()).toContain('kan verouderd zijn')
  const overview = await (await desk.get('/')).text()
  expect(overview).toContain('Er kan NIETS worden ingeschreven')
  expect(overview).not.toContain('href="/new/')
  // Citizens read within seconds that the counter can't take anything; nobody was started again on an empty folder.
  await vi.waitFor(
    async () =>
      expect(await (await fetch(new URL('nl', page))).text()).toContain('Het register werkt op dit moment niet'),
    { timeout: 20_000, interval: 50 },
  )
  expect(processes()).toHaveLength(3)
  for (const { pid } of services) expect(processes()).toContain(pid)
}

describe.skipIf(noMount)('no receipt for what nobody will find', () => {
  test('when the home was moved to another disk, as a full disk makes people do', async () => {
    expect((await declare('before')).status).toBe(303)
    const elsewhere = join(place, 'home')
    execFileSync('mv', [home, elsewhere])
    await expectRefused()
    expect(namesIn(elsewhere)).toEqual(['before'])
    // Where the home is now it is told, and what is started there takes the place of what was lost, at its addresses.
    const moved = cloudOf(elsewhere)
    expect((await moved.status()).map(({ pid, healthy, lost }) => [pid, healthy, lost])).toEqual([
      [null, false, true],
      [null, false, true],
    ])
    const { services: now } = await moved.up(quiet, never)
    expect(now.map(({ healthy, lost }) => [healthy, lost])).toEqual([
      [true, undefined],
      [true, undefined],
    ])
    expect(now.map((service) => service.url)).toEqual(services.map((service) => service.url))
    expect(processes()).toHaveLength(3)
    expect((await moved.export(join(place, 'out'))).count).toBe(1)
    expect((await declare('after the move')).status).toBe(303)
    await moved.down(quiet)
    expect(processes()).toEqual([])
  })

  test('when the home was renamed, and it goes on when the home comes back', async () => {
    const elsewhere = join(disk, 'renamed')
    renameSync(home, elsewhere)
    await expectRefused()
    for (const status of await cloudOf(elsewhere).status()) expect(status).toMatchObject({ healthy: false, lost: true })
    expect(namesIn(elsewhere)).toEqual([])
    renameSync(elsewhere, home)
    expect((await declare('back')).status).toBe(303)
    await vi.waitFor(async () => expect(await cloudOf(home).status()).toEqual(services), {
      timeout: 10_000,
      interval: 50,
    })
    await vi.waitFor(
      async () => expect(await (await fetch(new URL('nl', page))).text()).toContain('Het register werkt: het loket'),
      { timeout: 10_000, interval: 50 },
    )
    expect(namesIn(home)).toEqual(['back'])
  })

  test('when the home was renamed, and down at its new place ends all of it', async () => {
    const elsewhere = join(disk, 'renamed')
    renameSync(home, elsewhere)
    await cloudOf(elsewhere).down(quiet)
    await vi.waitFor(() => expect(processes()).toEqual([]), { timeout: 10_000, interval: 50 })
  })

  test('when the home was copied, the copy ends nothing of the first one', async () => {
    const copy = join(place, 'copy')
    execFileSync('cp', ['-a', home, copy])
    const started = await cloudOf(copy).up(quiet, never)
    expect(started.services.every(({ healthy }) => healthy)).toBe(true)
    expect(await cloudOf(home).status()).toEqual(services)
    expect((await declare('in the first one')).status).toBe(303)
    expect(processes()).toHaveLength(6)
    await cloudOf(copy).down(quiet)
    expect(await cloudOf(home).status()).toEqual(services)
  })

  test('when the home was deleted', async () => {
    rmSync(home, { recursive: true })
    await expectRefused()
    expect(existsSync(home)).toBe(false)
  })

  test('when its disk was unmounted', async () => {
    execFileSync('umount', ['--lazy', disk])
    await expectRefused()
    expect(readdirSync(disk)).toEqual([])
  })

  test('when a copy was put in its place: what is started there ends the old one', async () => {
    expect((await declare('before')).status).toBe(303)
    renameSync(home, join(disk, 'old'))
    execFileSync('cp', ['-a', join(disk, 'old'), home])
    await expectRefused()
    expect(namesIn(home)).toEqual(['before'])
    const old = lockHolder(supervisorLock(join(disk, 'old', 'cloud')))?.pid
    await cloudOf(home).up(quiet, never)
    await vi.waitFor(() => expect(processes()).toHaveLength(3), { timeout: 20_000, interval: 50 })
    expect(processes()).not.toContain(old)
    await cloudOf(home).down(quiet)
  })

  test.each(['counter-desk.sqlite', 'counter-desk.sqlite-wal', 'counter-desk.sqlite-shm'])(
    'when %s alone was deleted',
    async (name) => {
      expect((await declare('before')).status).toBe(303)
      unlinkSync(join(home, 'cloud', name))
      const refused = await declare('after')
      expect([refused.status, refused.number]).toEqual([503, undefined])
      expect((await fetch(new URL('health', url))).status).toBe(503)
      const status = await cloudOf(home).status()
      expect(status.map(({ name: service, healthy, lost }) => [service, healthy, lost])).toEqual([
        ['status-page', true, undefined],
        ['counter-desk', false, true],
      ])
      // Up starts it anew, with everything that was acknowledged where only its journal was gone.
      const again = await cloudOf(home).up(quiet, never)
      expect(again.services.every(({ healthy }) => healthy)).toBe(true)
      const whole = name !== 'counter-desk.sqlite'
      expect(again.secrets).toHaveLength(whole ? 0 : 1)
      expect(namesIn(home)).toEqual(whole ? ['before'] : [])
      await cloudOf(home).down(quiet)
    },
  )
})
