/**
 * `npm run mutants`: makes one small change of the code at a time, and looks whether a test notices it.
 *
 *     npm run mutants -- [--seed 20261129] [--count 180] [--jobs 2] [--tests unit,homes,cli,contract,crash] [--again]
 *
 * The changes are drawn by the seed over the areas of `sample.ts`. All of them are put into a copy of the program behind
 * switches; one run of the tests tells which test files pass by which change; then each is switched on and its tests run, the
 * nearest first, until one fails. What survives is printed, and must be killed by a new test or be named in
 * `equivalents.json`: a change that no test can notice, and why. The result of the last run is kept in `result.md`.
 * `--again` keeps of the run before what was noticed in files that are still the same, and looks at the rest anew: so the quick
 * folders of tests can be asked first, and the slow ones about what is left. Tests at a terminal, and with other people's
 * programs, take too long for each change.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { FileEnd } from './runner.ts'
import { Runner } from './runners.ts'
import { type Mutant, sample } from './sample.ts'
import { putIn } from './switched.ts'
import { type Ended, type Equivalent, told } from './told.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261129' },
    count: { type: 'string', default: '180' },
    jobs: { type: 'string', default: '2' },
    tests: { type: 'string', default: 'unit,homes,cli,contract,crash' },
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

/** A test file, how long it takes, and by which mutants it passes. */
interface Passing {
  readonly file: string
  readonly ms: number
  readonly hits: readonly number[]
}

/** The test files that pass without any change. What fails is tried once more by itself: by chance, or because of the load. */
async function passing(): Promise<Passing[]> {
  const out = join(copy, 'hits.jsonl')
  const asked = values.tests.split(',').map((name) => `test/${name}`)
  const first = await unchanged(asked, Number(values.jobs), out)
  const red = first.filter(({ ok }) => !ok).map(({ file }) => file.slice(copy.length + 1))
  const second = red.length === 0 ? [] : await unchanged(red, 1, out)
  const hits = new Map<string, readonly number[]>()
  for (const line of readFileSync(out, 'utf8').trimEnd().split('\n')) {
    const one = JSON.parse(line) as { readonly testPath: string; readonly hits: readonly number[] }
    hits.set(one.testPath, one.hits)
  }
  return [...first.filter(({ ok }) => ok), ...second].flatMap(({ file, ok, ms }) => {
    if (!ok) process.stderr.write(`fails without any change, not asked: ${file}\n`)
    return ok ? [{ file, ms, hits: hits.get(file) ?? [] }] : []
  })
}

async function unchanged(files: readonly string[], jobs: number, out: string): Promise<readonly FileEnd[]> {
  const runner = new Runner(here, copy, jobs, 0)
  const ends = await runner.run({ files, env: { PASSED_BY: out } }, 3_600_000)
  runner.stop()
  return ends ?? []
}

/** The nearest first: the test that is named after the file, then the quick ones. */
function nearest(mutant: Mutant, tests: readonly Passing[]): Passing[] {
  const own = `${basename(mutant.file, '.ts')}.test.ts`
  const far = ({ file, ms }: Passing): number => (basename(file) === own ? 0 : 1 + ms)
  return tests.filter(({ hits }) => hits.includes(mutant.id)).toSorted((a, b) => far(a) - far(b))
}

/** Those of some test files that fail with a mutant, or don't end within `limit` ms. */
async function failing(runner: Runner, mutant: Mutant, files: readonly string[], limit: number): Promise<string[]> {
  const ends = await runner.run({ files, env: { MUTANT: String(mutant.id) } }, limit)
  const red = files.filter((file) => !ends?.some((one) => one.ok && one.file.endsWith(`/${file}`)))
  // What an infinite loop or a process that was left behind does to the next one nobody knows.
  if (red.length > 0) runner.stop()
  return red
}

async function end(runner: Runner, mutant: Mutant, near: readonly Passing[]): Promise<Ended> {
  for (let from = 0, size = 2; from < near.length; from += size, size *= 2) {
    const some = near.slice(from, from + size)
    const files = some.map(({ file }) => file.slice(copy.length + 1))
    // What takes five times as long as it should hangs, and was noticed too.
    const limit = 60_000 + 5 * some.reduce((sum, { ms }) => sum + ms, 0)
    const red = await failing(runner, mutant, files, limit)
    // What fails by chance, or because the machine is busy, passes the second time.
    if (red.length === 0 || (await failing(runner, mutant, red, limit)).length === 0) continue
    return { ...mutant, killed: true, tests: from + some.length }
  }
  return { ...mutant, killed: false, tests: near.length }
}

const mutants = makeCopy()
const tests = await passing()
const before: readonly Ended[] = values.again && existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : []
const ended: Ended[] = mutants.flatMap((mutant) => {
  const same = before.find(({ key, killed }) => killed && key === mutant.key)
  return same === undefined ? [] : [{ ...same, ...mutant }]
})
const waiting = mutants.filter(({ id }) => !ended.some((one) => one.id === id))
await Promise.all(
  Array.from({ length: Number(values.jobs) }, async () => {
    const runner = new Runner(here, copy, 1, 1)
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const one = await end(runner, mutant, nearest(mutant, tests))
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
const result = told(ended, equivalents, values)
writeFileSync(join(here, 'result.md'), result.text)
process.stdout.write(result.text)
process.exitCode = result.share >= 0.94 ? 0 : 1
