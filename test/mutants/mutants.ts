/**
 * `npm run mutants`: makes one small change of the code at a time, and looks whether a test notices it.
 *
 *     npm run mutants -- [--seed 20261129] [--count 180] [--jobs 2] [--again]
 *
 * The changes are drawn by the seed over the areas of `sample.ts`. All of them are put into a copy of the program behind
 * switches; one run of the tests tells which test files pass by which change; then each change is switched on and its tests
 * run, the nearest first, until one fails. What survives is printed, and must be killed by a new test or be named in
 * `equivalents.json`: a change that no test can notice, and why. The result of the last run is kept in `result.md`.
 * `--again` goes on with the results of a run that was stopped.
 */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Mutant, sample } from './sample.ts'
import { putIn } from './switched.ts'
import { type Ended, type Equivalent, told } from './told.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261129' },
    count: { type: 'string', default: '180' },
    jobs: { type: 'string', default: '2' },
    again: { type: 'boolean', default: false },
  },
})
const root = fileURLToPath(new URL('../..', import.meta.url))
const here = join(root, 'test/mutants')
const copy = join(tmpdir(), 'cyber-respond-mutants')
const kept = join(copy, 'mutants-ended.json')
/** Where the tests are that are asked; those at a terminal, and other people's programs, take too long for each change. */
const asked = ['unit', 'contract', 'cli', 'homes', 'crash'].map((folder) => `test/${folder}`)

interface Passing {
  readonly file: string
  readonly ms: number
  readonly hits: readonly number[]
}

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
  writeFileSync(
    join(copy, 'test/vitest.config.ts'),
    readFileSync(join(copy, 'test/vitest.config.ts'), 'utf8').replace(
      'test: {',
      "test: {\n    setupFiles: ['test/mutants/passed-by.ts'],",
    ),
  )
  execFileSync('npm', ['run', 'build'], { cwd: copy, stdio: 'ignore' })
  return mutants
}

/** Runs test files in the copy; true: all passed. `limit` in milliseconds: what hangs was noticed too. */
function run(
  files: readonly string[],
  env: NodeJS.ProcessEnv,
  limit: number,
  ...more: readonly string[]
): Promise<boolean> {
  const argv = ['vitest', 'run', '--config', 'test/vitest.config.ts', ...more, ...files]
  const child = spawn('npx', argv, {
    cwd: copy,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore'],
    detached: true,
  })
  const end = (): void => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
  const timer = setTimeout(end, limit)
  return new Promise((resolve) =>
    child.on('close', (code) => {
      clearTimeout(timer)
      end()
      resolve(code === 0)
    }),
  )
}

/** Which test files pass by which mutants, and how long they take; those that fail without any change are left out. */
async function passing(): Promise<Passing[]> {
  const [hitsFile, report] = [join(copy, 'hits.jsonl'), join(copy, 'report.json')]
  rmSync(hitsFile, { force: true })
  const reporter = ['--reporter=json', `--outputFile=${report}`, '--maxWorkers', values.jobs]
  await run(asked, { PASSED_BY: hitsFile }, 3_600_000, ...reporter)
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    readonly testResults: readonly {
      readonly name: string
      readonly status: string
      readonly startTime: number
      readonly endTime: number
    }[]
  }
  const hits = new Map<string, number[]>()
  for (const line of readFileSync(hitsFile, 'utf8').trimEnd().split('\n')) {
    const one = JSON.parse(line) as { readonly testPath: string; readonly hits: readonly number[] }
    hits.set(one.testPath, [...(hits.get(one.testPath) ?? []), ...one.hits])
  }
  return testResults
    .filter(({ name, status }) => {
      if (status !== 'passed') process.stderr.write(`fails without any change, not asked: ${name}\n`)
      return status === 'passed'
    })
    .map(({ name, startTime, endTime }) => ({ file: name, ms: endTime - startTime, hits: hits.get(name) ?? [] }))
}

/** The nearest first: the test that is named after the file, then the quick ones. */
function nearest(mutant: Mutant, tests: readonly Passing[]): Passing[] {
  const own = basename(mutant.file, '.ts')
  const distance = ({ file, ms }: Passing): number => (basename(file) === `${own}.test.ts` ? 0 : 1 + ms)
  return tests.filter(({ hits }) => hits.includes(mutant.id)).toSorted((a, b) => distance(a) - distance(b))
}

async function end(mutant: Mutant, tests: readonly Passing[]): Promise<Ended> {
  const near = nearest(mutant, tests)
  for (let from = 0, size = 3; from < near.length; from += size, size *= 3) {
    const some = near.slice(from, from + size)
    const limit = 60_000 + 5 * some.reduce((sum, { ms }) => sum + ms, 0)
    const files = some.map(({ file }) => file)
    if (!(await run(files, { MUTANT: String(mutant.id) }, limit, '--bail=1', '--maxWorkers=1')))
      return { ...mutant, killed: true, tests: from + some.length }
  }
  return { ...mutant, killed: false, tests: near.length }
}

const mutants = values.again ? sample(root, Number(values.seed), Number(values.count)) : makeCopy()
const before: Ended[] = values.again && existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : []
const testsFile = join(copy, 'passing.json')
if (!values.again || !existsSync(testsFile)) writeFileSync(testsFile, JSON.stringify(await passing()))
const tests: readonly Passing[] = JSON.parse(readFileSync(testsFile, 'utf8'))
const ended = [...before]
const waiting = mutants.filter(({ id }) => !ended.some((one) => one.id === id))
await Promise.all(
  Array.from({ length: Number(values.jobs) }, async () => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const one = await end(mutant, tests)
      ended.push(one)
      writeFileSync(kept, JSON.stringify(ended))
      process.stderr.write(
        `${ended.length} of ${mutants.length}  ${one.killed ? 'killed  ' : 'SURVIVED'}  ${one.file}:${one.line}  ${one.kind}\n`,
      )
    }
  }),
)
const equivalents: readonly Equivalent[] = JSON.parse(readFileSync(join(here, 'equivalents.json'), 'utf8'))
const result = told(ended, equivalents, values.seed)
writeFileSync(join(here, 'result.md'), result.text)
process.stdout.write(result.text)
process.exitCode = result.share >= 0.94 ? 0 : 1
