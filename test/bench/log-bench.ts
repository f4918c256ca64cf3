import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeBigLog } from '../support/big-log.ts'
import { actOf } from './act.ts'
import type { AppendRates } from './append-rates.ts'
import { alone, type Figure, rate, times } from './figure.ts'
import { median, root, timeInTurns } from './measure.ts'

/** What `append-rates.ts` finds, as the median of eleven processes: each has its own luck with memory, and the disk is another every half a minute. */
export function benchAppend(folder: string): readonly Figure[] {
  const program = join(root, 'test/bench/append-rates.ts')
  const runs = Array.from(
    { length: 11 },
    (): AppendRates => JSON.parse(execFileSync(process.execPath, [program, folder], { encoding: 'utf8' })),
  )
  const middle = (of: keyof AppendRates) => ({
    ours: median(runs.map((run) => run[of].ours)),
    theirs: median(runs.map((run) => run[of].theirs)),
    // Of each process by itself: the ratio is steadier than the times.
    ratio: median(runs.map((run) => run[of].theirs / run[of].ours)),
  })
  const figure = (what: string, bound: number | null, of: keyof AppendRates): Figure => {
    const { ours, theirs, ratio } = middle(of)
    return { ...rate({ what, bound, unit: 'µs' }, ours, theirs), ratio }
  }
  return [
    figure('durable append, no seals / bare write+fdatasync (rate)', 0.8, 'bare'),
    figure('sealed durable append / the same and a head’s files each 64 lines (rate)', 0.85, 'sealed'),
    figure('sealed durable append / bare write+fdatasync (rate)', null, 'sealedToBare'),
  ]
}

/**
 * Time to open and fold a sealed log of 100,000 events, over the time that Node takes to read and hash its file: on the
 * machine that wrote it, and on one that sees it for the first time.
 */
export async function benchResume(folder: string): Promise<readonly Figure[]> {
  const at = mkdtempSync(join(folder, 'resume-'))
  const log = join(at, 'log')
  writeBigLog(log, 100_000, actOf)
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
  return [
    times({ what: 'resume of 100,000 events / read and hash the file', bound: 3 }, again, floor),
    times({ what: 'the same on a machine that never saw them', bound: null }, first, floor),
  ]
}

/**
 * Time to verify a sealed log of a million lines of 300 bytes (strict form, chain, tree, 15,625 seals), over the time of
 * `openssl dgst -sha256` on the same file; its memory in megabytes; and what a line costs there, over what it costs in a
 * log of a quarter of a million.
 */
export async function benchVerify(folder: string): Promise<readonly Figure[]> {
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
  const forLine = (time: number, lines: number): number => (1000 * time) / lines
  return [
    times({ what: 'verify of 1,000,000 sealed lines / openssl dgst -sha256', bound: 14 }, whole, floor),
    alone({ what: 'its memory', bound: 200, unit: 'MB' }, megabytes),
    times(
      { what: 'its time for a line / that in a log of 250,000', bound: 1.2, unit: 'µs' },
      forLine(whole, large),
      forLine(quarter, small),
    ),
  ]
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
