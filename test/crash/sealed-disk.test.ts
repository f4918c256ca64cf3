import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Disk } from '../../src/adapters/disk/disk.ts'
import { namesIn } from '../../src/adapters/disk/durable-file.ts'
import { createLog, openLog } from '../../src/adapters/log/files.ts'
import { sealSizes } from '../../src/adapters/log/seal-files.ts'
import { readSegments, segmentsIn } from '../../src/adapters/log/segments.ts'
import type { OpenLog } from '../../src/adapters/log/writer.ts'
import { verifyRecord } from '../../src/adapters/record/verify-record.ts'
import { type Checkpoint, parseCheckpoint } from '../../src/audit/checkpoint.ts'
import { parseNote } from '../../src/audit/note.ts'
import { LogVerifier } from '../../src/audit/verify.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import { Fault } from '../../src/core/fault.ts'
import { note, testClock } from '../support/log-samples.ts'
import { sealingHost } from '../support/sealing.ts'
import { testOrigin } from '../support/test-key.ts'
import { diskSource } from './disk-source.ts'
import { type Injection, ModelDisk, PowerLoss, random } from './model-disk.ts'

const folder = '/home/incidents/one'
const started: Draft = { type: 'session.started', actor: 'An', data: { version: '1', mode: 'command' } }

/** All that the lives of one log told the world. */
interface Told {
  readonly acknowledged: LogEvent[]
  /** The size of the newest seal that stood when somebody was told that all is well. */
  sealed: number
  /** Every head that was ever signed, also those that a crash took away again. */
  readonly signed: Checkpoint[]
  created: boolean
}

type Wrap = (disk: ModelDisk) => Partial<Disk>

/** The disk of a build, which tells `signed` every head that is written. */
function watched(model: ModelDisk, wrong: Partial<Disk>, told: Told): Disk {
  const write: Disk['write'] = (file, bytes) => {
    const text = Buffer.from(bytes).toString('utf8')
    const head = text.startsWith(testOrigin) ? parseCheckpoint(parseNote(text)?.text ?? '') : null
    if (head !== null) told.signed.push(head)
    return (wrong.write ?? model.write.bind(model))(file, bytes)
  }
  const replaced: Partial<Disk> = { ...wrong, write }
  return new Proxy<Disk>(model, {
    get: (target, name: keyof Disk) =>
      replaced[name] ?? (typeof target[name] === 'function' ? target[name].bind(target) : target[name]),
  })
}

async function live(disk: Disk, run: string, told: Told, appends: number, next: () => number): Promise<unknown> {
  const witness = testClock({ run }).witness
  const host = sealingHost({ disk, segmentBytes: 4000, ballastBytes: 600, linesPerSeal: 3, witness }, {}, '/home')
  let log: OpenLog | null = null
  try {
    log = await begin(host, told)
    for (let i = 0; i < appends; i += 1) {
      const count = 1 + Math.floor(next() * 3)
      const drafts = Array.from({ length: count }, () => (next() < 0.3 ? started : note('é', Math.floor(next() * 900))))
      const events = await log.append(drafts, log.size)
      told.acknowledged.push(...events)
      // Nobody was told of a seal that is made meanwhile. Of what this log gets by itself only a start is sealed at once.
      if (events.some(({ type }) => type === 'session.started')) told.sealed = log.size
    }
    await log.close()
    told.sealed = sealSizes(namesIn(disk, `${folder}/checkpoints`)).at(-1) ?? 0
    return null
  } catch (error) {
    await log?.close().catch(() => {})
    return error
  }
}

async function begin(host: ReturnType<typeof sealingHost>, told: Told): Promise<OpenLog> {
  if (!told.created) {
    const log = await createLog(folder, host).catch((error) => {
      if ((error as Fault).code !== 'log.exists') throw error
      return openLog(folder, host).then((opened) => opened.log)
    })
    told.created = true
    return log
  }
  const { log, events } = await openLog(folder, host)
  const lost = told.acknowledged.findIndex((event, i) => !isDeepStrictEqual(event, events[i]))
  if (lost >= 0) throw new Error(`event ${lost} was acknowledged and is not there`)
  told.acknowledged.splice(0, told.acknowledged.length, ...events)
  return log
}

/** What somebody sees who verifies the folder now: at worst that it is torn, and every seal that was acknowledged. */
async function look(disk: Disk, told: Told): Promise<void> {
  if (!told.created) return
  const { verdict, sealed, lines, found } = await verifyRecord(diskSource(disk, folder))
  if (verdict === 'tampered') throw new Error(`verify says tampered: ${found.en}`)
  if (sealed < told.sealed) throw new Error(`the seal over ${told.sealed} lines was acknowledged and is not there`)
  if (lines < sealed) throw new Error(`${sealed} lines are sealed and ${lines} are there`)
}

/** Every head that was ever signed is one of this log: nobody can show two that contradict each other. */
async function lookAtSigned(disk: Disk, { signed }: Told): Promise<void> {
  const rootsAt = signed.map(({ size }) => size).toSorted((a, b) => a - b)
  const roots = new Map<number, Buffer>()
  const verifier = new LogVerifier(null, { rootsAt, atRoot: (size, root) => roots.set(size, root) })
  await readSegments(disk, folder, segmentsIn(disk, folder), verifier)
  for (const { size, root } of signed) {
    if (roots.get(size)?.equals(root) === true) continue
    throw new Error(`a head over ${size} lines was signed that is not of this log`)
  }
}

async function lives(seed: number, wrap: Wrap, kinds: readonly Injection['kind'][]): Promise<void> {
  const next = random(seed)
  const model = new ModelDisk(seed)
  const told: Told = { acknowledged: [], sealed: 0, signed: [], created: false }
  const disk = watched(model, wrap(model), told)
  for (let life = 0; life < 5; life += 1) {
    const kind = kinds[Math.floor(next() * kinds.length)] ?? 'power'
    const call = model.calls + 1 + Math.floor(next() * 90)
    const code = next() < 0.5 ? 'EIO' : 'ENOSPC'
    model.injection = kind === 'power' ? { call, kind } : { call, kind, code }
    const tried = await live(disk, `run-${life}`, told, 10, next)
    // Who forgives a disk that a head can't be remembered on notices only at the next call that the power is gone.
    const end = model.isOff ? new PowerLoss() : tried
    if (end !== null && !(end instanceof PowerLoss) && !(end instanceof Fault)) throw end
    if (end instanceof Fault && !['log.disk-full', 'log.unusable', 'log.stopped'].includes(end.code)) throw end
    if (end instanceof PowerLoss || next() < 0.5) model.powerOn()
    else model.processDied()
    await look(disk, told)
  }
  const end = await live(disk, 'last', told, 1, next)
  if (end !== null) throw end
  await look(disk, told)
  const { verdict, lines, tail } = await verifyRecord(diskSource(disk, folder))
  expect([verdict, lines, tail]).toEqual(['signed', told.acknowledged.length, 0])
  await lookAtSigned(disk, told)
}

/** A build that forgets to sync some files. */
function notSynced(disk: ModelDisk, forgotten: RegExp, instead: (file: number) => void = () => {}): Partial<Disk> {
  const paths = new Map<number, string>()
  const isForgotten = (file: number): boolean => forgotten.test(paths.get(file) ?? '')
  return {
    open(path, how) {
      const file = disk.open(path, how)
      paths.set(file, path)
      return file
    },
    sync: (file) => (isForgotten(file) ? instead(file) : disk.sync(file)),
    later: {
      ...disk.later,
      async create(path) {
        const file = await disk.later.create(path)
        paths.set(file, path)
        return file
      },
      sync: async (file) => (isForgotten(file) ? instead(file) : disk.later.sync(file)),
    },
  }
}

/** A build that writes the head first and makes its lines durable afterwards. */
function sealsFirst(disk: ModelDisk): Partial<Disk> {
  const owed = new Set<number>()
  const pay = (): void => {
    for (const file of owed) disk.sync(file)
    owed.clear()
  }
  return {
    ...notSynced(disk, /log\.\d+\.jsonl$/, (file) => void owed.add(file)),
    syncFolder(path) {
      disk.syncFolder(path)
      if (path.endsWith('/checkpoints')) pay()
    },
    identify(at) {
      if (/log\.\d+\.jsonl$/.test(String(at))) pay()
      return disk.identify(at)
    },
    close(file) {
      if (owed.has(file)) pay()
      disk.close(file)
    },
  }
}

const seeds = Array.from({ length: Number(process.env.CRASH_SEEDS ?? 100) }, (_, i) => i + 1)

async function brokenBy(wrap: Wrap, kinds: readonly Injection['kind'][]): Promise<readonly string[]> {
  const broken: string[] = []
  for (const seed of seeds) {
    await lives(seed, wrap, kinds).catch((error: Error) => broken.push(`seed ${seed}: ${error.stack}`))
  }
  return broken
}

describe('a sealed log on a disk that keeps only what was synced', () => {
  it('keeps every acknowledged event and seal when the power goes, and no two heads contradict each other', async () => {
    expect(await brokenBy(() => ({}), ['power'])).toEqual([])
  })

  it('does so too when calls fail, and then the power goes', async () => {
    expect(await brokenBy(() => ({}), ['error', 'short', 'power'])).toEqual([])
  })

  it.each<[string, Wrap, RegExp]>([
    ['syncs no head', (disk) => notSynced(disk, /\.note\.new$/), /seal-unfit|tampered/],
    [
      'does not sync the folder of the heads',
      (disk) => ({ syncFolder: (path) => (path.endsWith('/checkpoints') ? undefined : disk.syncFolder(path)) }),
      /was acknowledged and is not there/,
    ],
    ['syncs neither', (disk) => ({ ...notSynced(disk, /\.note\.new$/), syncFolder: () => {} }), /is not there/],
    [
      'leaves half of the newest head under its other name',
      (disk) => notSynced(disk, /checkpoint\.new$/),
      /checkpoint is no/,
    ],
    ['seals before the line is durable', sealsFirst, /seal-unfit|lines were cut off/],
  ])('catches a build that %s', async (_, wrong, message) => {
    const found = seeds.values().map((seed) => lives(seed, wrong, ['power']).then(() => '', String))
    for (const next of found) if (message.test(await next)) return
    throw new Error(`no seed of ${seeds.length} finds it`)
  })
})
