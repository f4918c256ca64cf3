import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fdatasyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { createLog } from '../../src/adapters/log-files.ts'
import { batchOf, type Head } from '../../src/audit/batch.ts'
import { genesis } from '../../src/audit/chain.ts'
import type { Draft } from '../../src/core/event.ts'
import { median, timeInTurns } from './measure.ts'

const root = new URL('../..', import.meta.url).pathname

function draft(i: number): Draft {
  const step = `isolate/cut-links[link-${i % 500}]`
  const actor = 'An Peeters'
  return i % 2 === 0
    ? { type: 'step.intent', actor, step, data: { attempt: 1, what: `nft --file links/internet-edge-${i}.nft` } }
    : { type: 'step.outcome', actor, step, data: { result: 'done', summary: 'exit code 0', facts: { links_cut: i } } }
}

/**
 * Rate of durable appends, as a part of the rate of a bare loop that writes and syncs lines of the same length. It is the
 * rate that lasts: the first thousand appends, while Node still compiles, are not counted on either side.
 */
export async function benchAppend(folder: string): Promise<number> {
  const at = mkdtempSync(join(folder, 'append-'))
  const log = await createLog(join(at, 'log'))
  const bare = openSync(join(at, 'bare'), 'a')
  const witness = { wall: Date.now(), mono: process.hrtime.bigint(), boot: randomUUID(), run: randomUUID() }
  const line = batchOf({ lines: 1000, head: genesis, witness: null }, [draft(1000)], witness).bytes
  const ratios: number[] = []
  // In short turns, because a disk is faster at one moment than at the next.
  for (let round = -50; round < 99; round += 1) {
    const start = performance.now()
    for (let i = 0; i < 20; i += 1) {
      writeSync(bare, line)
      fdatasyncSync(bare)
    }
    const middle = performance.now()
    for (let i = 0; i < 20; i += 1) await log.append([draft(i)], log.size)
    if (round >= 0) ratios.push((middle - start) / (performance.now() - middle))
  }
  closeSync(bare)
  await log.close()
  return median(ratios)
}

/** Time to open, verify and fold a log of 100,000 events, over the time that Node takes to read and hash its file. */
export async function benchResume(folder: string): Promise<number> {
  const at = mkdtempSync(join(folder, 'resume-'))
  const log = join(at, 'log')
  mkdirSync(log)
  writeFileSync(join(log, 'log.000000.jsonl'), hundredThousand())
  symlinkSync(join(root, 'node_modules'), join(at, 'node_modules'))
  // The shipped form is a bundle; what Node takes to strip types is not what is measured.
  buildSync({
    entryPoints: [join(root, 'test/bench/resume-log.ts')],
    outfile: join(at, 'resume-log.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['fs-native-extensions'],
  })
  const hashFile = `const { hash } = require('node:crypto'); const { readFileSync } = require('node:fs')
    if (hash('sha256', readFileSync(process.argv[1])).length !== 64) throw new Error('no hash')`
  const [floor = 0, resume = 0] = timeInTurns(
    [
      { argv: [process.execPath, '-e', hashFile, join(log, 'log.000000.jsonl')] },
      { argv: [process.execPath, join(at, 'resume-log.mjs'), log] },
    ],
    9,
  )
  return resume / floor
}

function hundredThousand(): Buffer {
  const parts: Buffer[] = []
  let head: Head = { lines: 0, head: genesis, witness: null }
  for (let i = 0; i < 100_000; i += 1) {
    const wall = Date.UTC(2026, 10, 24) + i * 10
    const witness = { wall, mono: BigInt(i) * 10_000_000n, boot: genesis.slice(0, 36), run: genesis.slice(0, 36) }
    const batch = batchOf(head, [draft(i)], witness)
    parts.push(batch.bytes)
    head = batch.next
  }
  return Buffer.concat(parts)
}
