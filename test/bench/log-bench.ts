import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { realDisk } from '../../src/adapters/disk.ts'
import { headMemory } from '../../src/adapters/head-memory.ts'
import { createLog } from '../../src/adapters/log-files.ts'
import { logHost } from '../../src/adapters/log-host.ts'
import type { OpenLog } from '../../src/adapters/log-writer.ts'
import { batchOf } from '../../src/audit/batch.ts'
import { genesis } from '../../src/audit/print-line.ts'
import type { Draft } from '../../src/core/event.ts'
import { writeBigLog } from '../support/big-log.ts'
import { testKey, testOrigin } from '../support/test-key.ts'
import { median, timeInTurns } from './measure.ts'

const root = new URL('../..', import.meta.url).pathname
/** A head is sealed after so many lines at the latest. */
const perSeal = 64

function draft(i: number): Draft {
  const step = `isolate/cut-links[link-${i % 500}]`
  const actor = 'An Peeters'
  return i % 2 === 0
    ? { type: 'step.intent', actor, step, data: { attempt: 1, what: `nft --file links/internet-edge-${i}.nft` } }
    : { type: 'step.outcome', actor, step, data: { result: 'done', summary: 'exit code 0', facts: { links_cut: i } } }
}

/**
 * Rates of durable appends, as parts of the rate of a bare loop that writes and syncs lines of the same length: without
 * seals; with them, where the loop makes a small file durable every 64 lines too; and with them, where it doesn't. They
 * are the rates that last: the first thousands of appends, while Node still compiles, are not counted on either side.
 */
export async function benchAppend(
  folder: string,
): Promise<{ readonly bare: number; readonly sealed: number; readonly sealedToBare: number }> {
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
  const line = batchOf({ lines: 1000, head: genesis, witness: null }, [draft(1000)], witness).bytes
  const loop = (): void => {
    for (let i = 0; i < perSeal; i += 1) {
      writeSync(bare, line)
      fdatasyncSync(bare)
    }
  }
  const append = async (log: OpenLog): Promise<void> => {
    for (let i = 0; i < perSeal; i += 1) await log.append([draft(i)], log.size)
  }
  const unsealed = await inTurns(loop, () => append(plain))
  let withoutFile = 0
  const withFile = (): void => {
    const start = performance.now()
    loop()
    withoutFile = performance.now() - start
    durableFiles(at, line)
  }
  const loops: number[] = []
  const withSeals = await inTurns(withFile, async () => {
    loops.push(withoutFile)
    await append(sealed)
  })
  closeSync(bare)
  await plain.close()
  await sealed.close()
  const rate = ({ floors, times }: Turns): number => median(times.map((time, round) => (floors[round] ?? 0) / time))
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

/** The least that a head costs: its file and `checkpoint`, each written, synced and renamed, and the folder synced. */
function durableFiles(folder: string, content: Uint8Array): void {
  for (const name of ['note', 'checkpoint']) {
    const path = join(folder, name)
    const file = openSync(`${path}.new`, 'w')
    writeSync(file, content)
    fdatasyncSync(file)
    closeSync(file)
    renameSync(`${path}.new`, path)
  }
  const opened = openSync(folder, 'r')
  fsyncSync(opened)
  closeSync(opened)
}

/**
 * Time to open and fold a sealed log of 100,000 events, over the time that Node takes to read and hash its file: on the
 * machine that wrote it, and on one that sees it for the first time.
 */
export async function benchResume(folder: string): Promise<{ readonly again: number; readonly first: number }> {
  const at = mkdtempSync(join(folder, 'resume-'))
  const log = join(at, 'log')
  writeBigLog(log, 100_000, draft)
  const { program, warmUp } = await shipped(at, 'resume-log')
  const keys = join(at, 'keys')
  const hashFile = `const { hash } = require('node:crypto'); const { readFileSync } = require('node:fs')
    if (hash('sha256', readFileSync(process.argv[1])).length !== 64) throw new Error('no hash')`
  // It writes a line and seals it, and so remembers the head.
  timeInTurns([{ argv: [process.execPath, warmUp, log, keys, 'write'] }], 1)
  const elsewhere = join(at, 'elsewhere')
  const [floor = 0, again = 0, first = 0] = timeInTurns(
    [
      { argv: [process.execPath, '-e', hashFile, join(log, 'log.000000.jsonl')] },
      { argv: [process.execPath, program, log, keys] },
      {
        argv: [process.execPath, program, log, elsewhere],
        before: () => rmSync(elsewhere, { recursive: true, force: true }),
      },
    ],
    9,
  )
  return { again: again / floor, first: first / floor }
}

/**
 * Time to verify a sealed log of a million lines of 300 bytes (strict form, chain, tree, 15,625 seals), over the time of
 * `openssl dgst -sha256` on the same file; its memory in megabytes; and what a line costs there, over what it costs in a
 * log of a quarter of a million.
 */
export async function benchVerify(
  folder: string,
): Promise<{ readonly time: number; readonly megabytes: number; readonly growth: number }> {
  const at = mkdtempSync(join(folder, 'verify-'))
  const [small, large] = [250_000, 1_000_000]
  const logs = [small, large].map((lines) => {
    const log = join(at, String(lines))
    const text = (i: number): string => `line ${i} `.padEnd(11, '.')
    writeBigLog(log, lines, (i) => ({ type: 'note.added', actor: 'An', data: { text: text(i) } }))
    return log
  })
  const { program, warmUp } = await shipped(at, 'verify-log')
  const [shorter = '', log = ''] = logs
  execFileSync(process.execPath, [warmUp, shorter])
  const file = join(log, 'log.000000.jsonl')
  const [floor = 0, quarter = 0, whole = 0] = timeInTurns(
    [
      { argv: ['openssl', 'dgst', '-sha256', file] },
      ...logs.map((path) => ({ argv: [process.execPath, program, path] })),
    ],
    7,
  )
  const megabytes = Number(execFileSync(process.execPath, [program, log], { encoding: 'utf8' }))
  return { time: whole / floor, megabytes, growth: whole / large / (quarter / small) }
}

/** A program of this folder in the form in which ours ships. It has no code of V8's yet: `warmUp` makes that. */
async function shipped(folder: string, name: string): Promise<{ readonly program: string; readonly warmUp: string }> {
  const { bundleProgram, packages } = (await import(join(root, 'bin/bundle.js'))) as {
    bundleProgram(outdir: string, entryPoints: Readonly<Record<string, string>>, plugins?: readonly []): Promise<void>
    readonly packages: Readonly<Record<string, string>>
  }
  const at = join(folder, name)
  await bundleProgram(join(at, 'dist'), packages, [])
  await bundleProgram(join(at, 'dist'), { [name]: `test/bench/${name}.ts` })
  symlinkSync(join(root, 'node_modules'), join(at, 'node_modules'))
  writeFileSync(join(at, 'package.json'), '{ "type": "module" }')
  const bin = join(at, 'bin')
  mkdirSync(bin)
  for (const file of ['cyber-respond.js', 'keep-code.js']) copyFileSync(join(root, 'bin', file), join(bin, file))
  const write = (file: string, lines: readonly string[]): string => {
    writeFileSync(join(bin, file), `${lines.join('\n')}\n`)
    return join(bin, file)
  }
  const run = `load('./${name}.cjs').run(process.argv.slice(2))`
  return {
    program: write('program.js', ["import { load } from './cyber-respond.js'", `await ${run}`]),
    warmUp: write('warm-up.js', [
      "import { load } from './cyber-respond.js'",
      "import { keepCode } from './keep-code.js'",
      `await keepCode(() => ${run})`,
    ]),
  }
}
