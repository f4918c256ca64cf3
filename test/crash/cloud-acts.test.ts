import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serviceLock } from '../../src/adapters/cloud/embedded/cloud-folder.ts'
import type { EventType, LogEvent } from '../../src/core/event.ts'
import { lockHolder } from '../../src/services/kernel-lock.ts'
import { cli } from '../support/run-cli.ts'

// Kills the commands of the emergency cloud at their durable writes, before and after each, and in the middle of what they do;
// the services are real processes. In CI at every second write, elsewhere at every tenth.
const root = fileURLToPath(new URL('../..', import.meta.url))
const hook = join(root, 'test/crash/kill-at-sync.js')
const program = join(root, 'bin/cyber-respond.js')
const stride = process.env.CI === 'true' ? 2 : 10
const names = ['status-page', 'counter-desk'] as const

let home: string
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-cloud-crash-'))
  expect((await run({}, ...up)).code).toBe(0)
})
afterAll(async () => {
  await run({}, ...down)
  rmSync(home, { recursive: true, force: true })
})

const up = ['cloud', 'up', 'willebroek', '--yes']
const down = ['cloud', 'down', 'willebroek', '--yes']

interface Ran {
  readonly code: number
  readonly signal: string | null
  readonly said: string
}

function run(env: NodeJS.ProcessEnv, ...argv: readonly string[]): Promise<Ran> {
  const variables = { ...process.env, CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', USER: 'els', ...env }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', hook, program, ...argv], { env: variables }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), signal: error?.signal ?? null, said: `${out}${err}` }),
    )
  })
}

/** Runs a command that only reads, which needs no process of its own. */
async function look(...argv: readonly string[]): Promise<Pick<Ran, 'code' | 'said'>> {
  const { code, out, err } = await cli(home, ...argv)
  return { code, said: `${out}${err}` }
}

/** Runs a command and sends it a signal when it says something on stderr; gives the signal that ended it, or its exit code. */
function stoppedWhen(said: string, by: NodeJS.Signals, ...argv: readonly string[]): Promise<string | number | null> {
  const env = { ...process.env, CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', USER: 'els' }
  const child = spawn(process.execPath, [program, ...argv], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let err = ''
  child.stderr.on('data', (bytes) => {
    err += bytes
    if (err.includes(said) && !child.killed) child.kill(by)
  })
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))
}

const incident = (): string => readdirSync(join(home, 'incidents')).find((name) => !name.startsWith('.')) ?? ''

function lines(): readonly string[] {
  if (!existsSync(join(home, 'incidents')) || incident() === '') return []
  return readFileSync(join(home, 'incidents', incident(), 'log.000000.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1)
}

const events = (): readonly LogEvent[] => lines().map((line) => JSON.parse(line))

const running = (): readonly string[] =>
  names.filter((name) => lockHolder(serviceLock(join(home, 'cloud', incident()), name)) !== null)

/** The last intent, when nothing says how it ended. */
function open(): Extract<LogEvent, { type: 'cloud.intent' }> | null {
  const ends: readonly EventType[] = ['cloud.outcome', 'cloud.decided']
  const last = events().findLast(({ type }) => type === 'cloud.intent' || ends.includes(type))
  return last?.type === 'cloud.intent' ? last : null
}

/** What the record says of the services, by its last line about them. */
function claimed(): readonly string[] {
  for (const event of events().toReversed()) {
    if (event.type !== 'cloud.outcome' && event.type !== 'cloud.decided') continue
    const { services } = event.data
    if (services.length > 0) return services.filter(({ state }) => state !== 'stopped').map(({ name }) => name)
  }
  return []
}

const acts = {
  down,
  up,
  'page-set': ['cloud', 'page', 'set', 'willebroek', 'births', '--state', 'limited'],
  'access-renew': ['cloud', 'access', 'willebroek'],
  export: ['cloud', 'export', 'willebroek'],
} as const

/** What must hold after a kill, and what the next command makes of it. */
async function goesOn(act: keyof typeof acts, before: readonly string[], ran: readonly string[]): Promise<void> {
  const killed = lines()
  expect(killed.slice(0, before.length)).toEqual(before)
  const left = open()
  // Nothing is otherwise than the record says without an intent that says why.
  if (left === null) expect(running()).toEqual(claimed())
  else expect(left.data.act).toBe(act)
  if (running().join() !== ran.join()) expect(killed.slice(before.length).join()).toContain('cloud.intent')
  const looked = await look('status', 'willebroek')
  expect(looked.said.includes('ITS END IS NOT ON RECORD')).toBe(left !== null)
  const again = await run({}, ...acts[act])
  expect([again.code, again.signal], again.said).toEqual([0, null])
  const after = lines()
  expect(after.slice(0, killed.length)).toEqual(killed)
  const told = after.slice(killed.length).map((line): LogEvent => JSON.parse(line))
  const decided = told.filter(({ type }) => type === 'cloud.decided')
  expect(decided).toHaveLength(left === null ? 0 : 1)
  if (left !== null) expect(decided[0]?.data).toMatchObject({ intent: left.seq, act })
  expect(told.at(-2)).toMatchObject({ type: 'cloud.outcome', data: { act, result: 'done' } })
  expect(running()).toEqual(claimed())
  expect(open()).toBeNull()
  for (const reading of [['verify'], ['replay', '--json']]) {
    const found = await look(...reading, 'willebroek')
    expect(found.code, found.said).toBe(0)
  }
}

describe.each(Object.keys(acts) as (keyof typeof acts)[])('%s', (act) => {
  const ready = async (): Promise<void> => {
    const wanted = act === 'up' ? [] : names
    if (open() === null && running().join() === wanted.join()) return
    const first = await run({}, ...(act === 'up' ? down : up))
    expect(first.code, first.said).toBe(0)
  }

  test('is killed at its durable writes', { timeout: 1_800_000 }, async () => {
    await ready()
    const counted = join(home, 'count')
    expect((await run({ COUNT_TO: counted }, ...acts[act])).code).toBe(0)
    const total = Number(readFileSync(counted, 'utf8'))
    expect(total).toBeGreaterThan(5)
    const left = new Set<string>()
    const kill = async (when: string, mustDie: boolean): Promise<void> => {
      await ready()
      const [before, ran] = [lines(), running()]
      const killed = await run({ KILL_AT: when }, ...acts[act])
      if (mustDie) expect(killed.signal, `${act} at ${when}`).toBe('SIGKILL')
      left.add(open() === null ? 'settled' : 'open')
      await goesOn(act, before, ran)
    }
    const all = Array.from({ length: total }, (_, index) => index + 1)
    // Two runs may differ by a sync or two.
    for (const at of all.filter((number) => number % stride === 1))
      for (const when of [`${at}`, `${at}+`]) await kill(when, at < total - 3)
    // A page and a code have few writes of ours between intent and outcome: those are sought.
    for (const at of all) if (!left.has('open')) await kill(`${at}+`, at < total - 3)
    // Kills fell before the intent or behind the outcome, and in between.
    expect([...left].toSorted()).toEqual(['open', 'settled'])
  })
})

test.each([
  ['down', 'status-page: stopped'],
  ['down', 'stop: begins'],
  ['up', 'starting the supervisor'],
  ['up', 'status-page: healthy'],
  ['access-renew', 'new access code: begins'],
] as const)('%s is killed when it has said "%s"', { timeout: 600_000 }, async (act, said) => {
  await run({}, ...(act === 'up' ? down : up))
  const [before, ran] = [lines(), running()]
  expect(await stoppedWhen(said, 'SIGKILL', ...acts[act])).toBe('SIGKILL')
  expect(open()?.data.act).toBe(act)
  // What a supervisor begins it goes on with, whoever asked for it.
  await goesOn(act, before, ran)
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s while it starts: no outcome, and the session says that it was interrupted',
  { timeout: 600_000 },
  async (signal, code) => {
    await run({}, ...down)
    const [before, ran] = [lines(), running()]
    expect(await stoppedWhen('starting the supervisor', signal, ...up)).toBe(code)
    expect(open()?.data.act).toBe('up')
    expect(events().at(-1)).toMatchObject({ type: 'session.ended', data: { why: 'interrupted' } })
    await goesOn('up', before, ran)
  },
)

test('the first start of a town is killed at its durable writes', { timeout: 1_800_000 }, async () => {
  const whole = home
  const counted = join(whole, 'count')
  try {
    for (let at = 0, total = Number.POSITIVE_INFINITY; at <= total; at += at === 0 ? 1 : stride) {
      home = mkdtempSync(join(tmpdir(), 'cyber-respond-cloud-crash-'))
      const killed = await run(at === 0 ? { COUNT_TO: counted } : { KILL_AT: `${at}` }, ...up)
      if (at === 0) total = Number(readFileSync(counted, 'utf8'))
      else if (at < total - 3) expect(killed.signal, killed.said).toBe('SIGKILL')
      if (running().length > 0) expect(lines().join()).toContain('"cloud.intent"')
      const again = await run({}, ...up)
      expect([again.code, again.signal], again.said).toEqual([0, null])
      expect([running(), claimed()]).toEqual([names, names])
      expect(readdirSync(join(home, 'incidents')).filter((name) => !name.startsWith('.'))).toHaveLength(1)
      expect((await look('verify', 'willebroek')).code).toBe(0)
      await run({}, ...down)
      rmSync(home, { recursive: true, force: true })
    }
  } finally {
    home = whole
  }
})
