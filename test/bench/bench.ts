// Figures as ratios against a floor that is measured in the same run: `npm run bench`, or `npm run bench record` for those of
// the audit log only, `npm run bench drill` for those of drills, `npm run bench desk` for that of the counter desk, `npm run bench approvals` for that of signed approvals. Says which
// bounds are missed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { benchApprovals } from './approvals-bench.ts'
import { benchDesk } from './desk-bench.ts'
import { benchControl, benchRehearsal } from './drill-bench.ts'
import { benchAppend, benchResume, benchVerify } from './log-bench.ts'
import { median, timeInTurns, timeUntil } from './measure.ts'
import { benchReplay } from './replay-bench.ts'

interface Figure {
  readonly what: string
  readonly ratio: number
  /** `most`: the ratio may not be above the bound; `least`: not below it. */
  readonly side: 'most' | 'least'
  /** null: only to be seen. */
  readonly bound: number | null
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/cyber-respond.js')
const node = process.execPath
const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-bench-'))
const home = join(folder, 'home')
const freshHome = (): void => rmSync(home, { recursive: true, force: true })

function startUp(): readonly Figure[] {
  const [floor = 0, version = 0, lint = 0] = timeInTurns(
    [
      { argv: [node, '-e', '0'] },
      { argv: [node, program, '--version'] },
      { argv: [node, program, 'runbook', 'lint', join(root, 'runbooks/emergency.yaml')] },
    ],
    15,
  )
  return [
    { what: '--version / node -e 0', ratio: version / floor, side: 'most', bound: 1.3 },
    { what: 'runbook lint, one runbook / node -e 0', ratio: lint / floor, side: 'most', bound: 2.5 },
  ]
}

/** Both on a pseudo-terminal, until the text is there: a bare node that prints it, and the first prompt. */
async function firstPrompt(profile: string): Promise<number> {
  const activate = `${node} ${program} activate willebroek --operator Els${profile}`
  const env = { CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', TERM: 'xterm-256color' }
  const floors: number[] = []
  const prompts: number[] = []
  for (let round = -1; round < 11; round += 1) {
    freshHome()
    const floor = await timeUntil(`${node} -p '"What now"'`, 'What now', env)
    const prompt = await timeUntil(activate, 'What now', env)
    if (round < 0) continue
    floors.push(floor)
    prompts.push(prompt)
  }
  return median(prompts) / median(floors)
}

/** The cost of fifty more steps, on both sides: how long the program takes to start is measured above. */
function fiftySteps(): Figure {
  const runbooks = join(folder, 'sixty')
  mkdirSync(runbooks)
  const steps = Array.from({ length: 60 }, (_, index) =>
    [
      `  - { id: s${index}, code: S${index + 1}, title: Run true, done_when: It exits with 0, role: lead`,
      "run: { command: ['true'] } }",
    ].join(', '),
  )
  const write = (name: string, text: string): void => writeFileSync(join(runbooks, name), text)
  write('sixty.plan.yaml', 'format: cyber-respond/plan@1\nid: sixty\ntitle: Sixty\nrunbooks: [sixty]\n')
  write('sixty.yaml', `format: cyber-respond/runbook@1\nid: sixty\ntitle: Sixty\nsteps:\n${steps.join('\n')}\n`)
  write('obligations.yaml', 'format: cyber-respond/obligations@1\nchannels: []\nobligations: []\n')
  const answers = join(folder, 'answers.yaml')
  writeFileSync(answers, 'format: cyber-respond/answers@1\nplan: sixty\noperator: Els\nsteps: {}\n')
  const run = [node, program, '--runbooks', runbooks, 'activate', 'willebroek', '--plan', 'sixty', '--answers', answers]
  const env = { CYBER_RESPOND_HOME: home }
  const floor = join(root, 'test/bench/floor-steps.ts')
  const [floor10 = 0, floor60 = 0, ours10 = 0, ours60 = 0] = timeInTurns(
    [
      { argv: [node, floor, folder, '10'] },
      { argv: [node, floor, folder, '60'] },
      { argv: [...run, '--until', 'S11'], before: freshHome, env, code: 4 },
      { argv: run, before: freshHome, env },
    ],
    9,
  )
  const ratio = (ours60 - ours10) / (floor60 - floor10)
  return { what: '50 recorded commands / spawn and two synced appends each', ratio, side: 'most', bound: 1.5 }
}

async function record(): Promise<readonly Figure[]> {
  const append = benchAppend(folder)
  const resume = await benchResume(folder)
  const verify = await benchVerify(folder)
  const least = 'least' as const
  const most = 'most' as const
  return [
    { what: 'durable append, no seals / bare write+fdatasync (rate)', ratio: append.bare, side: least, bound: 0.8 },
    {
      what: 'sealed durable append / the same and the files of a head each 64 lines (rate)',
      ratio: append.sealed,
      side: least,
      bound: 0.85,
    },
    {
      what: 'sealed durable append / bare write+fdatasync (rate)',
      ratio: append.sealedToBare,
      side: least,
      bound: null,
    },
    { what: 'resume of 100,000 events / read and hash the file', ratio: resume.again, side: most, bound: 3 },
    { what: 'the same on a machine that never saw them', ratio: resume.first, side: most, bound: null },
    { what: 'verify of 1,000,000 sealed lines / openssl dgst -sha256', ratio: verify.time, side: most, bound: 14 },
    { what: 'its memory, in MB', ratio: verify.megabytes, side: most, bound: 200 },
    { what: 'its time for a line / that in a log of 250,000', ratio: verify.growth, side: most, bound: 1.2 },
  ]
}

async function drills(): Promise<readonly Figure[]> {
  const rehearsal = benchRehearsal(folder)
  const control = await benchControl(folder)
  return [
    { what: 'rehearsal of a drill of twelve hours / node -e 0', ratio: rehearsal, side: 'most', bound: 8 },
    { what: "a player's act at the facilitator, in ms, median", ratio: control.median, side: 'most', bound: 100 },
    { what: 'the same, worst of 30', ratio: control.worst, side: 'most', bound: 100 },
  ]
}

async function desk(): Promise<readonly Figure[]> {
  const { median: usual, worst } = await benchDesk()
  return [
    { what: "the desk's health check while 20 searches run, in ms, median", ratio: usual, side: 'most', bound: 100 },
    { what: 'the same, worst, median of 5 runs', ratio: worst, side: 'most', bound: 100 },
  ]
}

async function approvals(): Promise<readonly Figure[]> {
  const ratio = await benchApprovals(folder, program)
  return [{ what: 'verify with 1,000 signed approvals / without the signatures', ratio, side: 'most', bound: 3 }]
}

try {
  const figures: readonly Figure[] =
    process.argv[2] === 'record'
      ? await record()
      : process.argv[2] === 'drill'
        ? await drills()
        : process.argv[2] === 'desk'
          ? await desk()
          : process.argv[2] === 'approvals'
            ? await approvals()
            : [
                ...startUp(),
                { what: 'first prompt of activate / node -p', ratio: await firstPrompt(''), side: 'most', bound: 4 },
                {
                  what: 'the same with a profile of 100 lines to read',
                  ratio: await firstPrompt(` --profile ${join(root, 'fixtures/profiles/willebroek.yaml')}`),
                  side: 'most',
                  bound: 5,
                },
                fiftySteps(),
                ...(await record()),
                {
                  what: 'replay of 1,000,000 lines as JSON / verify (rate)',
                  ratio: benchReplay(folder),
                  side: 'least',
                  bound: 0.5,
                },
                ...(await drills()),
                ...(await desk()),
                ...(await approvals()),
              ]
  for (const { what, ratio, side, bound } of figures) {
    const isMet = bound === null || (side === 'most' ? ratio <= bound : ratio >= bound)
    const limit = bound === null ? '' : `(at ${side} ${bound})`
    process.stdout.write(
      `${isMet ? 'ok    ' : 'MISSED'} ${ratio.toFixed(2).padStart(6)}  ${limit.padEnd(15)} ${what}\n`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
