import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as after } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { serviceLock, supervisorLock } from '../../src/adapters/cloud/embedded/cloud-folder.ts'
import { createEmbeddedCloud } from '../../src/adapters/cloud/embedded/provider.ts'
import { lockHolder } from '../../src/services/kernel-lock.ts'
import { deskClient, lostCard } from '../support/desk-client.ts'
import { lacks } from '../support/needs.ts'

const noMount = lacks('the right to mount a tmpfs, for a disk that is really full', [
  'sh',
  '-c',
  'd=$(mktemp -d) && mount -t tmpfs -o size=64k none "$d" && umount "$d" && rmdir "$d"',
])
const quiet = () => {}
const wrongCodes = 1000
// `npm run soak` takes ten minutes for what is done here without a pause.
const minutes = Number(process.env.SOAK_MINUTES ?? '0')
const rounds = minutes === 0 ? 3 : 2 * minutes

/** Takes all the room that is left, and gives back what makes room again. */
function fill(disk: string): () => void {
  const path = join(disk, 'other-things')
  const { bsize } = statfsSync(disk)
  for (const file = openSync(path, 'a'); ; ) {
    try {
      writeSync(file, Buffer.alloc(bsize))
    } catch {
      // Block by block, because the services write meanwhile.
      closeSync(file)
      return () => rmSync(path)
    }
  }
}

const trial = { timeout: 180_000 + 2 * minutes * 60_000 }
test.skipIf(noMount)(
  'a disk that is full, freed and full again, under 1,000 wrong codes, ends nothing',
  trial,
  async () => {
    const disk = mkdtempSync(join(tmpdir(), 'small-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'none', disk])
    const folder = join(disk, 'cloud')
    mkdirSync(folder)
    const cloud = createEmbeddedCloud({
      folder,
      settings: { provider: 'embedded', services: ['status-page', 'counter-desk'], bind: '127.0.0.1', ports: {} },
      municipality: { nis: '12040', name: 'Willebroek', slug: 'willebroek' },
      exercise: false,
      lang: 'nl',
    })
    let room = () => {}
    onTestFinished(async () => {
      await cloud.down(quiet)
      // Whoever lets go of a lock lets go of the disk a moment later.
      await vi.waitFor(() => execFileSync('umount', [disk], { stdio: 'ignore' }), { timeout: 10_000 })
      rmSync(disk, { recursive: true })
    })
    const { services, secrets } = await cloud.up(quiet, new AbortController().signal)
    const url = services.find(({ name }) => name === 'counter-desk')?.url ?? ''
    const page = services.find(({ name }) => name === 'status-page')?.url ?? ''
    const supervisor = lockHolder(supervisorLock(folder))?.pid
    const code = secrets[0]?.value ?? ''
    const clerk = deskClient(url, fetch)
    expect((await clerk.login(code)).status).toBe(303)
    const kept: string[] = []
    const refused: string[] = []
    const declare = async (name: string) => {
      const form = await clerk.openForm('/new/lost-document')
      const answer = await clerk.post('/new/lost-document', { form, ...lostCard, family_name: name })
      if (answer.status === 303) kept.push(name)
      else {
        expect(answer.status).toBe(503)
        expect(await answer.text()).toContain('op papier')
        refused.push(name)
      }
    }
    const guess = async () => {
      const guesser = deskClient(url, fetch)
      const bursts = Math.ceil(wrongCodes / 20 / rounds)
      for (let burst = 0; burst < bursts; burst += 1) {
        if (minutes > 0) await after((minutes * 60_000) / rounds / bursts)
        const answers = await Promise.all(Array.from({ length: 20 }, () => guesser.login('AAAA-AAAA-AAAA')))
        for (const { status } of answers) expect([401, 429]).toContain(status)
      }
    }
    for (let round = 1; round <= rounds; round += 1) {
      await declare(`with room ${round}`)
      // What still fits in the log's last block would hide that there is no room.
      const log = join(folder, 'counter-desk.log')
      appendFileSync(log, `${' '.repeat(4095 - (statSync(log).size % 4096))}\n`)
      room = fill(disk)
      await guess()
      // What still fits in blocks that are there already may be kept; a large one can't.
      const before = refused.length
      for (let n = 0; refused.length === before && n < 200; n += 1)
        await declare(`full ${round} ${n} ${'x'.repeat(150)}`)
      expect(refused.length).toBe(before + 1)
      // Who is logged in goes on, who logs in gets in, and citizens read their page.
      expect((await clerk.get('/')).status).toBe(200)
      expect((await deskClient(url, fetch).login(code)).status).toBe(303)
      expect((await fetch(page)).status).toBe(200)
      room()
      await declare(`room again ${round}`)
    }
    // The same processes, never started again.
    await vi.waitFor(async () => expect(await cloud.status()).toEqual(services), { timeout: 10_000, interval: 50 })
    expect(lockHolder(supervisorLock(folder))?.pid).toBe(supervisor)
    const database = new DatabaseSync(join(folder, 'counter-desk.sqlite'), { readOnly: true })
    const names = database.prepare("SELECT fields ->> 'family_name' AS name FROM versions").all()
    database.close()
    const there = new Set(names.map(({ name }) => String(name)))
    expect(kept.filter((name) => !there.has(name))).toEqual([])
    expect(kept.filter((name) => name.startsWith('room again'))).toHaveLength(rounds)
    const log = () => readFileSync(join(folder, 'counter-desk.log'), 'utf8')
    await vi.waitFor(() => expect(log()).toMatch(/ [1-9]\d* lines? could not be written here/), { timeout: 10_000 })
    // Nobody from outside can fill the log: a thousand wrong codes are a few lines.
    expect(log().split('\n').length).toBeLessThan(60 + 40 * minutes)

    // A desk that dies while the disk is full is back when there is room, and everything can be ended without any.
    room = fill(disk)
    const before = lockHolder(serviceLock(folder, 'counter-desk'))?.pid ?? 0
    process.kill(before, 'SIGKILL')
    await vi.waitFor(() => expect(lockHolder(serviceLock(folder, 'counter-desk'))?.pid).not.toBe(before), {
      timeout: 20_000,
    })
    room()
    await vi.waitFor(async () => expect((await fetch(new URL('health', url))).status).toBe(200), { timeout: 20_000 })
    await declare('after its death')
    expect(kept).toContain('after its death')
    expect(lockHolder(supervisorLock(folder))?.pid).toBe(supervisor)
    room = fill(disk)
    expect((await cloud.down(quiet)).map(({ pid }) => pid)).toEqual([null, null])
    room()
  },
)
