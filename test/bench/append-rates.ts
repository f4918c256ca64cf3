// Rates of durable appends, as parts of the rate of a bare loop that writes and syncs lines of the same length: without
// seals; with them, where the loop makes durable what a head must be every 64 lines too; and with them, where it doesn't.
// They are the rates that last: the first thousands of appends, while Node still compiles, are not counted on either side.
// `append-rates.ts <folder>` prints them as JSON.
import { randomUUID } from 'node:crypto'
import { closeSync, fdatasyncSync, fsyncSync, mkdirSync, mkdtempSync, openSync, renameSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { createLog } from '../../src/adapters/log/files.ts'
import { headMemory } from '../../src/adapters/log/head-memory.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import type { OpenLog } from '../../src/adapters/log/writer.ts'
import { batchOf } from '../../src/audit/batch.ts'
import { genesis } from '../../src/audit/print-line.ts'
import { testKey, testOrigin } from '../support/test-key.ts'
import { actOf } from './act.ts'
import { median } from './measure.ts'

/** Microseconds for an append, and for what it is held against. */
interface Pair {
  readonly ours: number
  readonly theirs: number
}

export interface AppendRates {
  readonly bare: Pair
  readonly sealed: Pair
  readonly sealedToBare: Pair
}

/** A head is sealed after so many lines at the latest. */
const perSeal = 64

async function appendRates(folder: string): Promise<AppendRates> {
  const at = mkdtempSync(join(folder, 'append-'))
  const sealing = {
    key: testKey(),
    memory: headMemory(realDisk, join(at, 'keys')),
    origin: testOrigin,
    countersign: null,
  }
  const plain = await createLog(join(at, 'plain'))
  const sealed = await createLog(join(at, 'sealed'), logHost(sealing))
  const bare = openSync(join(at, 'bare'), 'a')
  const witness = { wall: Date.now(), mono: process.hrtime.bigint(), boot: randomUUID(), run: randomUUID() }
  const line = batchOf({ lines: 1000, head: genesis, witness: null }, [actOf(1000)], witness).bytes
  const loop = (): void => {
    for (let i = 0; i < perSeal; i += 1) {
      writeSync(bare, line)
      fdatasyncSync(bare)
    }
  }
  // Made beforehand, as the bare loop's line is.
  const acts = Array.from({ length: perSeal }, (_, i) => [actOf(i)])
  const append = async (log: OpenLog): Promise<void> => {
    for (const act of acts) await log.append(act, log.size)
  }
  const unsealed = await inTurns(loop, () => append(plain))
  mkdirSync(join(at, 'heads'))
  const loops: number[] = []
  const withHead = (): void => {
    const start = performance.now()
    loop()
    loops.push(performance.now() - start)
    durableHead(at, loops.length * perSeal, line)
  }
  const withSeals = await inTurns(withHead, () => append(sealed))
  closeSync(bare)
  await plain.close()
  await sealed.close()
  // The middle of the ratios, so that a noisy round counts once; the times only go with it.
  const rate = ({ floors, times }: Turns): Pair => {
    const theirs = (1000 * median(floors)) / perSeal
    return { ours: theirs / median(times.map((time, round) => (floors[round] ?? 0) / time)), theirs }
  }
  return {
    bare: rate(unsealed),
    sealed: rate(withSeals),
    sealedToBare: rate({ floors: loops.slice(-withSeals.times.length), times: withSeals.times }),
  }
}

/** What each round took, in milliseconds. */
interface Turns {
  readonly floors: readonly number[]
  readonly times: readonly number[]
}

/** In short turns, because a disk is faster at one moment than at the next. The first rounds are not counted. */
async function inTurns(floor: () => void, work: () => Promise<void>): Promise<Turns> {
  const floors: number[] = []
  const times: number[] = []
  for (let round = -60; round < 90; round += 1) {
    const start = performance.now()
    floor()
    const between = performance.now()
    await work()
    const end = performance.now()
    if (round < 0) continue
    floors.push(between - start)
    times.push(end - between)
  }
  return { floors, times }
}

/**
 * The least that a head costs: its own file and `checkpoint`, each written, synced and renamed, and the folder synced that
 * has a name more.
 */
function durableHead(folder: string, size: number, content: Uint8Array): void {
  const heads = join(folder, 'heads')
  for (const path of [join(heads, `${size}.note`), join(folder, 'checkpoint')]) {
    const file = openSync(`${path}.new`, 'w')
    writeSync(file, content)
    fdatasyncSync(file)
    closeSync(file)
    renameSync(`${path}.new`, path)
  }
  const opened = openSync(heads, 'r')
  fsyncSync(opened)
  closeSync(opened)
}

process.stdout.write(`${JSON.stringify(await appendRates(process.argv[2] ?? tmpdir()))}\n`)
