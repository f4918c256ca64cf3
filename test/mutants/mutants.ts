/**
 * `npm run mutants`: makes one small change of the code at a time, and looks whether a test notices it.
 *
 *     npm run mutants -- [--seed 20261129] [--count 180] [--jobs 2] [--most 40] [--again]
 *
 * The changes are drawn by the seed over the areas of `sample.ts`. All of them are put into a copy of the program behind
 * switches; then each is switched on and its tests run, the nearest first and at most so many files, until one fails. The
 * tests must pass without any change. What survives is printed, and must be killed by a new test or be named in
 * `equivalents.json`: a change that no test can notice, and why. The result of the last run is kept in `result.md`.
 * `--again` keeps of the run before what was noticed in files that are still the same, and looks at the rest anew.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { nearestTests } from './nearest-tests.ts'
import { type Mutant, sample } from './sample.ts'
import { putIn } from './switched.ts'
import { type Ended, type Equivalent, told } from './told.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261129' },
    count: { type: 'string', default: '180' },
    jobs: { type: 'string', default: '2' },
    most: { type: 'string', default: '40' },
    again: { type: 'boolean', default: false },
  },
})
const root = fileURLToPath(new URL('../..', import.meta.url))
const here = join(root, 'test/mutants')
const copy = join(tmpdir(), 'cyber-respond-mutants')
const kept = join(tmpdir(), 'cyber-respond-mutants.json')

function makeCopy(): Mutant[] {
  rmSync(copy, { recursive: true, force: true })
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  for (const file of files.trimEnd().split('\n')) {
    if (!existsSync(join(root, file))) continue
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const mutants = sample(copy, Number(values.seed), Number(values.count))
  putIn(copy, mutants)
  execFileSync('npm', ['run', 'build'], { cwd: copy, stdio: 'ignore' })
  return mutants
}

/** Milliseconds that a test file may take; what hangs was noticed too. */
const fileLimit = 120_000

/** Who runs test files in the copy. What hangs is killed with all that it started. */
class Runner {
  #child: ChildProcess | null = null

  /** With one mutant on; true: all passed. */
  async pass(id: number, files: readonly string[]): Promise<boolean> {
    this.#child ??= await started()
    const child = this.#child
    const timer = setTimeout(() => this.stop(), fileLimit * files.length)
    const passed = await new Promise<unknown>((resolve) => {
      child.once('message', resolve)
      child.once('close', () => resolve(false))
      child.send({ id, files })
    })
    clearTimeout(timer)
    child.removeAllListeners()
    // What an infinite loop or a process that was left behind does to the next one nobody knows.
    if (passed !== true) this.stop()
    return passed === true
  }

  stop(): void {
    const { pid } = this.#child ?? {}
    this.#child = null
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // It ended by itself, with all that it started.
    }
  }
}

async function started(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(here, 'runner.ts')], {
    cwd: copy,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
  })
  await once(child, 'message')
  return child
}

async function end(runner: Runner, mutant: Mutant, near: readonly string[]): Promise<Ended> {
  for (let from = 0, size = 2; from < near.length; from += size, size *= 3) {
    const files = near.slice(from, from + size)
    if (!(await runner.pass(mutant.id, files))) return { ...mutant, killed: true, tests: from + files.length }
  }
  return { ...mutant, killed: false, tests: near.length }
}

const mutants = makeCopy()
const testsOf = nearestTests(copy)
const before: readonly Ended[] = values.again && existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : []
const ended: Ended[] = mutants.flatMap((mutant) => {
  const same = before.find(({ key, killed }) => killed && key === mutant.key)
  return same === undefined ? [] : [{ ...same, ...mutant }]
})
const waiting = mutants.filter(({ id }) => !ended.some((one) => one.id === id))
await Promise.all(
  Array.from({ length: Number(values.jobs) }, async () => {
    const runner = new Runner()
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const one = await end(runner, mutant, testsOf(mutant.file).slice(0, Number(values.most)))
      ended.push(one)
      writeFileSync(kept, JSON.stringify(ended))
      process.stderr.write(
        `${ended.length} of ${mutants.length}  ${one.killed ? 'killed  ' : 'SURVIVED'}  ${one.file}:${one.line}  ${one.kind}\n`,
      )
    }
    runner.stop()
  }),
)
const equivalents: readonly Equivalent[] = JSON.parse(readFileSync(join(here, 'equivalents.json'), 'utf8'))
const result = told(ended, equivalents, values.seed)
writeFileSync(join(here, 'result.md'), result.text)
process.stdout.write(result.text)
process.exitCode = result.share >= 0.94 ? 0 : 1
