import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { starterTitle } from '../../src/adapters/commands/starter-words.ts'
import { stepLeftovers } from '../../src/adapters/commands/step-processes.ts'
import { root, tempFolder } from '../support/run-cli.ts'

/** Whether a process is the small one, in a shell: that of a program can't be meant then by mistake. */
const isSmall = (pid: string): string => `[ "$(tr -d '\\0' </proc/${pid}/cmdline)" = '${starterTitle}' ]`
/** Waits until the program has a small process that can be asked. */
const untilSmall = `found=; until [ -n "$found" ]; do for one in $(cat /proc/$PPID/task/$PPID/children); do ${isSmall('$one')} && found=$one; done; done; true`

/** Four commands: the second one waits for the small process, so that it starts the third. */
function incident(third: string) {
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
    spawnSync(process.execPath, [join(root, 'bin/cyber-respond.js'), ...argv], {
      env: { PATH: process.env.PATH, CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', USER: 'els' },
      encoding: 'utf8',
    })
  const folder = (): string => join(home, 'incidents', readdirSync(join(home, 'incidents'))[0] ?? '')
  return {
    run,
    /** What the record says of the steps, a word each: `s3 intent`. */
    lines: () =>
      readFileSync(join(folder(), 'log.000000.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .filter(({ step }) => step !== undefined)
        .map(({ type, step, data }) =>
          [step.slice(5), type.slice(5), data.result ?? data.decision ?? ''].join(' ').trim(),
        ),
    leftovers: () => stepLeftovers(folder(), 'four/s3'),
  }
}

/** What stays when a test fails, too. */
function endAtLast({ leftovers }: ReturnType<typeof incident>): void {
  onTestFinished(async () => {
    const pids = /kill ([\d ]+)$/.exec((await leftovers()).seen.en)?.[1]?.split(' ') ?? []
    for (const pid of pids) process.kill(Number(pid), 'SIGKILL')
  })
}

const upTo3 = ['s1 intent', 's1 outcome done', 's2 intent', 's2 outcome done', 's3 intent']
const program = `$(ps -o ppid= -p $PPID)`

describe('a command that the small process started goes on when', () => {
  test.each([
    ['the small process is killed', 'kill -9 $PPID; exec sleep 600', 4],
    ['the program is killed', `kill -9 ${program}; exec sleep 600`, null],
    ['both are killed', `kill -9 ${program} $PPID; exec sleep 600`, null],
  ])('%s: it is unknown, found, and decided when the incident is resumed', async (_what, script, code) => {
    const the = incident(script)
    endAtLast(the)
    const cut = the.run()
    expect([cut.status, cut.stderr]).toEqual([
      code,
      code === null ? expect.any(String) : expect.stringContaining('resume'),
    ])
    expect(the.lines()).toEqual(upTo3)
    expect(await the.leftovers()).toMatchObject({ running: true })
    const refused = the.run()
    expect([refused.status, refused.stderr]).toEqual([4, expect.stringContaining('still')])
    const { seen } = await the.leftovers()
    execFileSync('sh', ['-c', `kill ${/kill ([\d ]+)$/.exec(seen.en)?.[1]}`])
    await expect.poll(async () => (await the.leftovers()).running).toBe(false)
    const resumed = the.run()
    expect([resumed.status, resumed.stderr]).toEqual([0, expect.any(String)])
    expect(the.lines()).toEqual([...upTo3, 's3 decided done', 's4 intent', 's4 outcome done'])
  })
})

test('a command that ends it is told by its name when the program is ended by a signal', async () => {
  const the = incident(`kill -TERM ${program}; exec sleep 600`)
  endAtLast(the)
  const cut = the.run()
  expect(cut.status).toBe(143)
  expect(the.lines()).toEqual(upTo3)
  expect(await the.leftovers()).toMatchObject({ running: false })
})
