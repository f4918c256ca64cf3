import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Disk } from '../../src/adapters/disk/disk.ts'
import { createLog, openLog } from '../../src/adapters/log/files.ts'
import type { OpenLog } from '../../src/adapters/log/writer.ts'
import type { LogEvent } from '../../src/core/event.ts'
import { Fault } from '../../src/core/fault.ts'
import { note, testClock, testHost } from '../support/log-samples.ts'
import { verifyFolder } from '../support/verify-folder.ts'
import { type Injection, ModelDisk, PowerLoss, random } from './model-disk.ts'

const folder = '/incident'

/** Everything that one life of the log tells the world, and how it ended. */
interface Told {
  readonly acknowledged: LogEvent[]
  created: boolean
}

/** Opens or creates the log and appends until something goes wrong or `appends` are done. */
async function live(disk: Disk, run: string, told: Told, appends: number, next: () => number): Promise<unknown> {
  const host = testHost({ disk, segmentBytes: 4000, ballastBytes: 600, witness: testClock({ run }).witness })
  try {
    const log = await begin(host, told)
    for (let i = 0; i < appends; i += 1) {
      const drafts = Array.from({ length: 1 + Math.floor(next() * 3) }, () => note('é', Math.floor(next() * 900)))
      told.acknowledged.push(...(await log.append(drafts, log.size)))
    }
    await log.close()
    return null
  } catch (error) {
    return error
  }
}

async function begin(host: ReturnType<typeof testHost>, told: Told): Promise<OpenLog> {
  if (!told.created) {
    // Who was never told that there is a log looks for one first.
    const log = await createLog(folder, host).catch((error) => {
      if ((error as Fault).code !== 'log.exists') throw error
      return openLog(folder, host).then((opened) => opened.log)
    })
    told.created = true
    return log
  }
  const { log, events } = await openLog(folder, host)
  checkKept(told, events)
  told.acknowledged.splice(0, told.acknowledged.length, ...events)
  return log
}

function checkKept({ acknowledged }: Told, events: readonly LogEvent[]): void {
  const lost = acknowledged.findIndex((event, i) => !isDeepStrictEqual(event, events[i]))
  if (lost >= 0) throw new Error(`event ${lost} was acknowledged and is not there`)
}

/** Several lives on one disk, each ended by what is injected. Throws when a promise was broken. */
async function lives(
  seed: number,
  wrap: (disk: ModelDisk) => Disk,
  kinds: readonly Injection['kind'][],
): Promise<void> {
  const next = random(seed)
  const model = new ModelDisk(seed)
  const disk = wrap(model)
  const told: Told = { acknowledged: [], created: false }
  for (let life = 0; life < 5; life += 1) {
    model.injection = injectionOf(kinds[Math.floor(next() * kinds.length)] ?? 'power', model.calls, next)
    const end = await live(disk, `run-${life}`, told, 12, next)
    if (end !== null && !(end instanceof PowerLoss) && !(end instanceof Fault)) throw end
    if (end instanceof Fault && (end.exit !== 5 || end.code === 'log.tampered')) throw end
    if (end instanceof PowerLoss || next() < 0.5) model.powerOn()
    else model.processDied()
  }
  const end = await live(disk, 'last', told, 1, next)
  if (end !== null) throw end
  const { verdict, lines } = await verifyFolder(folder, undefined, disk)
  expect([verdict, lines]).toEqual(['unsealed', told.acknowledged.length])
}

function injectionOf(kind: Injection['kind'], calls: number, next: () => number): Injection {
  const call = calls + 1 + Math.floor(next() * 60)
  return kind === 'power' ? { call, kind } : { call, kind, code: next() < 0.5 ? 'EIO' : 'ENOSPC' }
}

const seeds = Array.from({ length: Number(process.env.CRASH_SEEDS ?? 300) }, (_, i) => i + 1)

async function brokenBy(wrap: (disk: ModelDisk) => Disk, kinds: readonly Injection['kind'][]): Promise<string[]> {
  const broken: string[] = []
  for (const seed of seeds) {
    await lives(seed, wrap, kinds).catch((error: Error) => broken.push(`seed ${seed}: ${error.stack}`))
  }
  return broken
}

describe('a disk that keeps only what was synced', () => {
  it('loses no acknowledged event when the power goes', async () => {
    expect(await brokenBy((disk) => disk, ['power'])).toEqual([])
  })

  it('loses no acknowledged event when calls fail, and then the power goes', async () => {
    expect(await brokenBy((disk) => disk, ['error', 'short', 'power'])).toEqual([])
  })

  // The negative control: these builds are wrong, and a test that does not see it is worth nothing.
  it.each<[string, (disk: ModelDisk) => Partial<Disk>]>([
    ['never syncs a file', () => ({ sync: () => {} })],
    ['never syncs a folder', () => ({ syncFolder: () => {} })],
    ['asks again after a sync that failed', (disk) => ({ sync: (file) => again(() => disk.sync(file)) })],
  ])('catches a build that %s', async (_, wrong) => {
    const wrap = (disk: ModelDisk): Disk => {
      const replaced = wrong(disk)
      return new Proxy<Disk>(disk, {
        get: (target, name: keyof Disk) =>
          replaced[name] ?? (typeof target[name] === 'function' ? target[name].bind(target) : target[name]),
      })
    }
    expect((await brokenBy(wrap, ['error', 'power'])).length).toBeGreaterThan(0)
  })
})

function again(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (error instanceof PowerLoss) throw error
    work()
  }
}
