import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { starterTitle } from '../../src/adapters/commands/starter-words.ts'
import { stepLeftovers } from '../../src/adapters/commands/step-processes.ts'
import { root, tempFolder } from './run-cli.ts'

/** Whether a process is the small one, in a shell: that of a program can't be meant then by mistake. */
const isSmall = (pid: string): string => `[ "$(tr -d '\\0' </proc/${pid}/cmdline)" = '${starterTitle}' ]`
/** Waits until the program has a small process that can be asked. */
const untilSmall = `found=; until [ -n "$found" ]; do for one in $(cat /proc/$PPID/task/$PPID/children); do ${isSmall('$one')} && found=$one; done; done; true`

/**
 * An incident of four commands, of which the second one waits for the small process, so that it starts the third. `program` is what
 * starts the program.
 */
export function fourCommands(third: string, program = [process.execPath, join(root, 'bin/cyber-respond.js')]) {
  const home = tempFolder()
  const runbooks = join(home, 'books')
  mkdirSync(runbooks)
  const steps = ['true', untilSmall, `${isSmall('$PPID')} || exit 1; ${third}`, 'true'].map(
    (script, index) =>
      `  - { id: s${index + 1}, code: S${index + 1}, title: Step, done_when: It ends, role: lead, run: { command: [sh, '-c', ${JSON.stringify(script)}] } }`,
  )
  const write = (name: string, text: string): void => writeFileSync(join(runbooks, name), text)
  write('four.plan.yaml', 'format: cyber-respond/plan@1\nid: four\ntitle: Four\nrunbooks: [four]\n')
  write('four.yaml', `format: cyber-respond/runbook@1\nid: four\ntitle: Four\nsteps:\n${steps.join('\n')}\n`)
  write('obligations.yaml', 'format: cyber-respond/obligations@1\nchannels: []\nobligations: []\n')
  const decided = 'unknown: { decide: done, reason: Looked at it }\n'
  write('answers', `format: cyber-respond/answers@1\nplan: four\noperator: Els\n${decided}steps: {}\n`)
  const argv = [
    '--runbooks',
    runbooks,
    'activate',
    'willebroek',
    '--plan',
    'four',
    '--answers',
    join(runbooks, 'answers'),
  ]
  const run = () =>
    spawnSync(program[0] ?? '', [...program.slice(1), ...argv], {
      env: { PATH: process.env.PATH, CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', USER: 'els' },
      encoding: 'utf8',
    })
  const folder = (): string => join(home, 'incidents', readdirSync(join(home, 'incidents'))[0] ?? '')
  const events = () =>
    readFileSync(join(folder(), 'log.000000.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ step }) => step !== undefined)
  return {
    run,
    /** What the record says of the steps, a word each: `s3 intent`. */
    lines: () =>
      events().map(({ type, step, data }) =>
        [step.slice(5), type.slice(5), data.result ?? data.decision ?? ''].join(' ').trim(),
      ),
    /** What the commands printed. */
    outputs: () => events().flatMap(({ type, data }) => (type === 'step.outcome' ? [data.detail.output] : [])),
    leftovers: () => stepLeftovers(folder(), 'four/s3'),
  }
}
