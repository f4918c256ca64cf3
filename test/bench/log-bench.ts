import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeBigLog } from '../support/big-log.ts'
import { actOf } from './act.ts'
import type { AppendRates } from './append-rates.ts'
import { median, timeInTurns } from './measure.ts'

const root = new URL('../..', import.meta.url).pathname

/** What `append-rates.ts` finds, as the median of eleven processes: each has its own luck with memory, and the disk is another every half a minute. */
export function benchAppend(folder: string): AppendRates {
  const program = join(root, 'test/bench/append-rates.ts')
  const runs = Array.from(
    { length: 11 },
    (): AppendRates => JSON.parse(execFileSync(process.execPath, [program, folder], { encoding: 'utf8' })),
  )
  const middle = (rate: keyof AppendRates): number => median(runs.map((run) => run[rate]))
  return { bare: middle('bare'), sealed: middle('sealed'), sealedToBare: middle('sealedToBare') }
}

/**
 * Time to open and fold a sealed log of 100,000 events, over the time that Node takes to read and hash its file: on the
 * machine that wrote it, and on one that sees it for the first time.
 */
export async function benchResume(folder: string): Promise<{ readonly again: number; readonly first: number }> {
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
