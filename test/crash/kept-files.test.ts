import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Disk } from '../../src/adapters/disk/disk.ts'
import { createLog, readLog } from '../../src/adapters/log/files.ts'
import { Fault } from '../../src/core/fault.ts'
import { note, testClock, testHost } from '../support/log-samples.ts'
import { filesOn, isThere, keepAll, look } from './look-at-room.ts'
import { type Injection, ModelDisk, PowerLoss } from './model-disk.ts'
import { contentOf, diskImage, evidence, hashOf, incident, type Kept, type Room, rooms } from './rooms.ts'

const source = mkdtempSync(join(tmpdir(), 'kept-files-'))
afterAll(() => rmSync(source, { recursive: true }))
writeFileSync(join(source, 'app.log'), 'a line\n')
writeFileSync(join(source, 'disk.img'), diskImage)

const all: readonly Room[] = [...rooms, evidence(source)]
const seeds = Array.from({ length: Number(process.env.CRASH_SEEDS ?? 4) }, (_, i) => i + 1)

type Wrap = (disk: ModelDisk) => Disk

async function callsOf(room: Room): Promise<number> {
  const disk = new ModelDisk(1)
  room.prepare(disk)
  const before = disk.calls
  expect(await keepAll(room, disk, [])).toBeNull()
  return disk.calls - before
}

/** What goes wrong at a call. `killed`: only the process ends, and the kernel still has what it was given. */
type Mishap = Injection & { readonly killed?: true }

/** One thing goes wrong, then the power goes; then all is kept again, and the power goes once more. */
async function lives(room: Room, seed: number, injection: Mishap, wrap: Wrap = (disk) => disk): Promise<void> {
  const model = new ModelDisk(1000 * seed + injection.call)
  const disk = wrap(model)
  room.prepare(model)
  model.injection = { ...injection, call: model.calls + injection.call }
  const told: Kept[] = []
  const end = await keepAll(room, disk, told)
  if (injection.kind !== 'power') {
    if (end !== null && !(end instanceof Fault)) throw end
    // Nothing half stays behind.
    expect(filesOn(model, room.folder).hidden).toEqual([])
    look(model, room, told)
  } else if (end !== null && !(end instanceof PowerLoss) && !model.isOff) throw end
  if (injection.killed) model.processDied()
  else model.powerOn()
  look(model, room, told)
  const again = await keepAll(room, disk, told)
  if (again !== null) throw again
  look(model, room, told)
  model.powerOn()
  look(model, room, told)
}

/** What is found to be lost, one after the other. */
async function* losses(room: Room, injections: (call: number) => readonly Mishap[], wrap?: Wrap) {
  const calls = await callsOf(room)
  // An error is the same whatever the disk makes of a loss of power afterwards.
  for (const seed of injections === failing ? seeds.slice(0, Math.ceil(seeds.length / 4)) : seeds) {
    for (let call = 1; call <= calls; call += 1) {
      for (const injection of injections(call)) {
        const error = await lives(room, seed, injection, wrap).then(
          () => null,
          (thrown: Error) => thrown,
        )
        if (error !== null) yield `seed ${seed}, ${injection.kind} at ${call}: ${error.stack}`
      }
    }
  }
}

/** The first that is found; null: nothing is ever lost. */
async function firstOf(found: AsyncGenerator<string, void>): Promise<string | null> {
  for await (const one of found) return one
  return null
}

const power = (call: number): readonly Injection[] => [{ call, kind: 'power' }]
const killed = (call: number): readonly Mishap[] => [{ call, kind: 'power', killed: true }]
const failing = (call: number): readonly Injection[] => [
  { call, kind: 'error', code: 'EIO' },
  { call, kind: 'error', code: 'ENOSPC' },
  { call, kind: 'short', code: 'ENOSPC' },
]

/** A build that forgets to sync some files or folders. */
function forgetting(disk: ModelDisk, files: RegExp | null, folders: RegExp | null): Disk {
  const paths = new Map<number, string>()
  const knows = (path: string, file: number): number => {
    paths.set(file, path)
    return file
  }
  const isForgotten = (file: number): boolean => files?.test(paths.get(file) ?? '') === true
  const wrong: Partial<Disk> = {
    open: (path, how) => knows(path, disk.open(path, how)),
    sync: (file) => (isForgotten(file) ? undefined : disk.sync(file)),
    syncFolder: (path) => (folders?.test(path) === true ? undefined : disk.syncFolder(path)),
    later: {
      ...disk.later,
      create: async (path) => knows(path, await disk.later.create(path)),
      sync: async (file) => (isForgotten(file) ? undefined : disk.later.sync(file)),
      syncFolder: async (path) => (folders?.test(path) === true ? undefined : disk.later.syncFolder(path)),
    },
  }
  return new Proxy<Disk>(disk, {
    get: (target, name: keyof Disk) =>
      wrong[name] ?? (typeof target[name] === 'function' ? target[name].bind(target) : target[name]),
  })
}

describe.each(all.map((room) => [room.name, room] as const))('%s', (_name, room) => {
  it('are there, or the whole new file is, whenever the power goes; what was told is there', async () => {
    expect(await firstOf(losses(room, power))).toBeNull()
  })

  it('are so too when the process is killed, another one does it again, and then the power goes', async () => {
    expect(await firstOf(losses(room, killed))).toBeNull()
  })

  it('are so too when a call fails, which is told in words and leaves nothing half', async () => {
    expect(await firstOf(losses(room, failing))).toBeNull()
  })

  // The negative control: these builds are wrong, and a test that does not see it is worth nothing.
  it.each(room.forgotten)(
    'are lost, and that is noticed, by a build that never syncs %s',
    async (_what, files, folders) => {
      expect(await firstOf(losses(room, power, (disk) => forgetting(disk, files, folders)))).toContain('was kept and')
    },
  )
})

/** A record that names each thing once it is kept. Gives how many things it names after the power went. */
async function named(room: Room, seed: number, call: number, wrap: Wrap = (disk) => disk): Promise<number> {
  const model = new ModelDisk(seed)
  const disk = wrap(model)
  room.prepare(model)
  model.injection = { call: model.calls + call, kind: 'power' }
  const witness = testClock().witness
  try {
    const log = await createLog(incident, testHost({ disk, ballastBytes: 600, witness }))
    await room.keep(disk, async ({ path, bytes }) => {
      await log.append([note(JSON.stringify({ path, sha256: hashOf(bytes) }))], log.size)
    })
    await log.close()
  } catch (error) {
    if (!model.isOff) throw error
  }
  const isOver = !model.isOff
  model.powerOn()
  if (!isThere(model, incident) || !model.list(incident).includes('log.000000.jsonl')) return 0
  const { events } = await readLog(incident, model)
  const texts = events.flatMap((event) => (event.type === 'note.added' ? [event.data.text] : []))
  for (const { path, sha256 } of texts.map((text) => JSON.parse(text))) {
    if (!isThere(model, dirname(path)) || !model.list(dirname(path)).includes(basename(path))) {
      throw new Error(`${path} is on record and is not there`)
    }
    if (hashOf(contentOf(model, path)) !== sha256) throw new Error(`${path} is on record and is another file`)
  }
  return isOver ? Number.POSITIVE_INFINITY : texts.length
}

describe.each(['blobs', 'outbox', 'evidence'])('what a record names of its %s', (name) => {
  const room = all.find((one) => one.name === name) as Room

  /** At each call until there are no more: how much was on record at most. Throws what is wrong. */
  async function most(wrap?: Wrap): Promise<number> {
    let found = 0
    for (const seed of seeds) {
      for (let call = 1; ; call += 1) {
        const lines = await named(room, seed, call, wrap)
        if (lines === Number.POSITIVE_INFINITY) break
        found = Math.max(found, lines)
      }
    }
    return found
  }

  it('is there whenever the power goes', async () => {
    // The way to its end was walked.
    expect(await most()).toBeGreaterThan(1)
  })

  it.each(room.forgotten)(
    'is not, and that is noticed, by a build that never syncs %s',
    async (_what, files, folders) => {
      await expect(most((disk) => forgetting(disk, files, folders))).rejects.toThrow('is on record and')
    },
  )
})
