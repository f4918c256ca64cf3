import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { serviceLock, supervisorLock } from '../../src/adapters/cloud/embedded/cloud-folder.ts'
import type { LogEvent } from '../../src/core/event.ts'
import { lockHolder } from '../../src/services/kernel-lock.ts'
import { cli } from '../support/run-cli.ts'
import { killsOf, readSyncs } from '../support/sampled-kills.ts'

// Kills the demo's run at its durable writes, and goes on with it as its user would: at some of each kind, and with KILLS=all
// before and after every one.
const root = fileURLToPath(new URL('../..', import.meta.url))
const hook = join(root, 'test/crash/kill-at-sync.js')
const program = join(root, 'bin/cyber-respond.js')
const scratch = mkdtempSync(join(tmpdir(), 'cyber-respond-crash-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const profile = join(scratch, 'willebroek.yaml')
writeFileSync(
  profile,
  readFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), 'utf8')
    .replaceAll('watch: 1s', 'watch: 100ms')
    .replaceAll('../bin/', join(root, 'fixtures/bin/')),
)
const args = [
  'activate',
  'willebroek',
  '--profile',
  profile,
  '--answers',
  join(root, 'fixtures/answers/willebroek.yaml'),
]

const services = ['status-page', 'counter-desk'] as const

interface Ran {
  readonly signal: string | null
  readonly code: number
  /** The last that it printed. */
  readonly said: string
}

interface Home {
  readonly folder: string
  run(env: NodeJS.ProcessEnv, ...argv: readonly string[]): Promise<Ran>
  /** The lines of the log that are whole. */
  log(): readonly string[]
  effects(): readonly string[]
  /** Whether processes of the emergency cloud are there: none after a run that ended as it should. */
  isServing(): boolean
}

function newHome(): Home {
  const folder = mkdtempSync(join(scratch, 'home-'))
  const world = join(folder, 'world.txt')
  const env = { ...process.env, CYBER_RESPOND_HOME: folder, CYBER_RESPOND_DEMO_WORLD: world, LANG: 'C.UTF-8' }
  return {
    folder,
    run: (more, ...argv) =>
      new Promise((resolve) => {
        execFile(
          process.execPath,
          ['--import', hook, program, ...argv],
          { env: { ...env, ...more } },
          (error, out, err) =>
            resolve({
              ...{ signal: error?.signal ?? null, code: Number(error?.code ?? 0) },
              said: `${out}${err}`.slice(-2000),
            }),
        )
      }),
    log: () => {
      const incidents = join(folder, 'incidents')
      const names = existsSync(incidents) ? readdirSync(incidents).filter((name) => !name.startsWith('.')) : []
      expect(names.length).toBeLessThanOrEqual(1)
      const text =
        names.length === 0 ? '' : readFileSync(join(incidents, names[0] as string, 'log.000000.jsonl'), 'utf8')
      return text.split('\n').slice(0, -1)
    },
    effects: () => (existsSync(world) ? readFileSync(world, 'utf8').split('\n').slice(0, -1) : []),
    isServing: () => {
      const clouds = join(folder, 'cloud')
      const names = existsSync(clouds) ? readdirSync(clouds) : []
      return names.some((name) =>
        [supervisorLock, ...services.map((one) => (at: string) => serviceLock(at, one))].some(
          (lock) => lockHolder(lock(join(clouds, name))) !== null,
        ),
      )
    },
  }
}

/** How each step ended, by the last outcome or decision in the log. */
function ends(lines: readonly string[]): Readonly<Record<string, string>> {
  const result: Record<string, string> = {}
  for (const event of lines.map((line): LogEvent => JSON.parse(line))) {
    if (event.type === 'step.outcome') result[event.step ?? ''] = event.data.result
  }
  return result
}

const reference = newHome()
const counted = join(scratch, 'syncs')
const first = await reference.run({ SYNCS_TO: counted }, ...args)
const syncs = existsSync(counted) ? readSyncs(counted) : []
const total = syncs.length
const wanted = ends(reference.log())

test('the run that nobody kills ends well, and syncs at least twice a step', () => {
  expect([first.signal, first.code], first.said).toEqual([null, 0])
  expect(reference.log().at(-2)).toContain('incident.closed')
  expect(total).toBeGreaterThan(100)
})

test.concurrent.for(killsOf(syncs))(
  'killed at sync $when of the demo, it goes on to the same end',
  { timeout: 240_000 },
  async ({ at, when }, { expect }) => {
    const home = newHome()
    try {
      const killed = await home.run({ KILL_AT: when }, ...args)
      // The last points come after everything is settled: a run or two may be done before them.
      if (at <= total - 4) expect(killed.signal, killed.said).toBe('SIGKILL')
      else
        expect(
          [
            ['SIGKILL', 0],
            [null, 0],
          ],
          killed.said,
        ).toContainEqual([killed.signal, killed.code])
      const before = home.log()
      // Once the incident is closed on record nothing is left to go on with: `activate` would open the next one.
      const closed = before.some((line) => line.includes('"type":"incident.closed"'))
      if (!closed) {
        const again = await home.run({}, ...args)
        expect([again.signal, again.code], again.said).toEqual([null, 0])
      }
      const after = home.log()
      // No acknowledged event is lost or changed: what was in the log is the beginning of what is in it now.
      expect(after.slice(0, before.length)).toEqual(before)
      expect(ends(after)).toEqual(wanted)
      expect(after.at(closed ? -1 : -2)).toMatch(closed ? /incident\.closed|session\.ended/ : /incident\.closed/)
      // No effect is repeated unnoticed: each repetition was decided, on record.
      const decided = after.filter((line) => line.includes('"step.decided"') && line.includes('"redo"')).length
      const effects = home.effects()
      expect(new Set(effects)).toEqual(new Set(reference.effects()))
      expect(effects.length - new Set(effects).size).toBeLessThanOrEqual(decided)
      // Who only reads needs no process of his own.
      expect((await cli(home.folder, 'verify', 'willebroek')).code).toBe(0)
    } finally {
      if (home.isServing()) await home.run({}, 'cloud', 'down', 'willebroek', '--yes')
      rmSync(home.folder, { recursive: true, force: true })
    }
  },
)
