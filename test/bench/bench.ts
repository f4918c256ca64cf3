// `npm run bench`: figures as ratios against a floor that is measured in the same run, and whether their bounds are met. What was
// found last is kept in `result.json`, each figure with its machine and how busy that was.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { print } from '../../src/adapters/terminal/print.ts'
import { benchApprovals } from './approvals-bench.ts'
import { benchCommands } from './commands-bench.ts'
import { benchDesk } from './desk-bench.ts'
import { benchControl, benchRehearsal } from './drill-bench.ts'
import type { Figure } from './figure.ts'
import { benchHands } from './hands-bench.ts'
import { benchAppend, benchResume, benchVerify } from './log-bench.ts'
import { root } from './measure.ts'
import { benchMemory, benchNames, longHome } from './names-bench.ts'
import { benchReplay, benchScreen } from './replay-bench.ts'
import { conditions, loadNow, type Results, readResults, withNew, writeResults } from './results.ts'
import { benchComplete, benchExecutable, benchPrompt, benchStart } from './start-bench.ts'
import { benchSessions, benchSteps } from './steps-bench.ts'
import { heading, row } from './table.ts'

type Measure = (folder: string) => readonly Figure[] | Promise<readonly Figure[]>

let home: string | null = null
const inLongHome = (measure: Measure): Measure => {
  return (folder) => {
    home ??= longHome(folder)
    return measure(home)
  }
}

/** What can be measured, by name, in the order in which it is. */
const measures: { readonly [name: string]: Measure } = {
  start: benchStart,
  complete: benchComplete,
  prompt: benchPrompt,
  executable: benchExecutable,
  commands: benchCommands,
  append: benchAppend,
  hands: benchHands,
  resume: benchResume,
  verify: benchVerify,
  names: inLongHome(benchNames),
  memory: inLongHome(benchMemory),
  replay: benchReplay,
  screen: benchScreen,
  steps: benchSteps,
  sessions: benchSessions,
  rehearsal: benchRehearsal,
  control: benchControl,
  desk: benchDesk,
  approvals: benchApprovals,
}

const names = Object.keys(measures)
const help = `npm run bench [-- --only NAME ...] [--out FILE]

Without --only all is measured, one after the other: some 25 minutes, on a machine that does nothing else.
  --only NAME  measures this; may be given several times: ${names.join(', ')}
  --out FILE   keeps the result there (test/bench/result.json); with --only its other figures stay
`

/** Gives an exit code: 2 for what is no option or no name, like the program itself. */
async function bench(argv: readonly string[]): Promise<number> {
  const options = {
    only: { type: 'string', multiple: true },
    out: { type: 'string' },
    help: { type: 'boolean' },
  } as const
  const { only = names, out, help: asked } = parseArgs({ args: [...argv], options }).values
  const unknown = only.find((name) => !names.includes(name))
  if (unknown !== undefined) throw new Error(`there is nothing to measure by the name of ${unknown}`)
  if (asked === true) {
    print('stdout', help)
    return 0
  }
  const file = out ?? join(root, 'test/bench/result.json')
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-bench-'))
  try {
    print('stdout', `${heading}\n`)
    for (const name of names.filter((one) => only.includes(one))) {
      const before = loadNow()
      const figures = (await measures[name]?.(folder)) ?? []
      const when = conditions(before)
      const taken: Results = Object.fromEntries(
        figures.map((figure) => [`${name}/${figure.what}`, { ...figure, ...when }]),
      )
      print('stdout', figures.map((figure) => `${row(figure)}\n`).join(''))
      // At once: whoever stops it keeps what was measured.
      writeResults(file, withNew(readResults(file), name, taken, names))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return 0
}

try {
  process.exitCode = await bench(process.argv.slice(2))
} catch (error) {
  const { code, message, stack } = error as NodeJS.ErrnoException
  const isUsage = code?.startsWith('ERR_PARSE_ARGS') === true || message.startsWith('there is nothing')
  print('stderr', isUsage ? `bench: ${message}\n\n${help}` : `${stack}\n`)
  process.exitCode = isUsage ? 2 : 1
}
