import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceLock } from '../../src/adapters/cloud/embedded/cloud-folder.ts'
import type { EventType, LogEvent } from '../../src/core/event.ts'
import { lockHolder } from '../../src/services/kernel-lock.ts'
import { cli } from '../support/run-cli.ts'
import { killsOf, readSyncs, type Sync } from '../support/sampled-kills.ts'

// Kills the commands of the emergency cloud at their durable writes, and in the middle of what they do; the services are
// real processes. At some of each kind of write, whichever command writes it, and with KILLS=all before and after every one.
const root = fileURLToPath(new URL('../..', import.meta.url))
const hook = join(root, 'test/crash/kill-at-sync.js')
const program = join(root, 'bin/cyber-respond.js')
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

/** Runs a command that gets a signal when it has said something on stderr; gives the signal that ended it, or its exit code. */
async function stoppedWhen(said: string, by: NodeJS.Signals, ...argv: readonly string[]): Promise<string | number> {
  const { code, signal } = await run({ STOP_WHEN_SAID: said, STOP_BY: by }, ...argv)
  return signal ?? code
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

const all = Object.keys(acts) as (keyof typeof acts)[]

async function ready(act: keyof typeof acts): Promise<void> {
  const wanted = act === 'up' ? [] : names
  if (open() === null && running().join() === wanted.join()) return
  const first = await run({}, ...(act === 'up' ? down : up))
  expect(first.code, first.said).toBe(0)
}

/** The writes of each act, counted once. */
let syncs: readonly (Sync & { readonly act: keyof typeof acts })[] = []
beforeAll(async () => {
  const counted = join(home, 'syncs')
  for (const act of all) {
    await ready(act)
    expect((await run({ SYNCS_TO: counted }, ...acts[act])).code).toBe(0)
    syncs = [...syncs, ...readSyncs(counted).map((sync) => ({ ...sync, act }))]
  }
})

test.each(all)('%s is killed at its durable writes', { timeout: 1_800_000 }, async (act) => {
  const own = syncs.filter((sync) => sync.act === act)
  const intent = own.find(({ kind }) => kind.endsWith(' cloud.intent'))?.at ?? own.length
  expect(intent).toBeLessThan(own.length)
  const left = new Set<string>()
  const kill = async (when: string): Promise<void> => {
    await ready(act)
    const [before, ran] = [lines(), running()]
    const killed = await run({ KILL_AT: when }, ...acts[act])
    // Two runs may differ by a sync or two.
    if (Number.parseInt(when, 10) < own.length - 3) expect(killed.signal, `${act} at ${when}`).toBe('SIGKILL')
    left.add(open() === null ? 'settled' : 'open')
    await goesOn(act, before, ran)
  }
  for (const { when } of killsOf(syncs).filter((one) => one.act === act)) await kill(when)
  // Kills fell before the intent or behind the outcome, and in between: what is missing is sought.
  if (!left.has('settled')) await kill('1')
  for (let at = intent; at <= own.length && !left.has('open'); at += 1) await kill(`${at}+`)
  expect([...left].toSorted()).toEqual(['open', 'settled'])
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
  const counted = join(whole, 'syncs')
  const start = async (env: NodeJS.ProcessEnv): Promise<Ran> => {
    home = mkdtempSync(join(tmpdir(), 'cyber-respond-cloud-crash-'))
    return run(env, ...up)
  }
  const end = async (): Promise<void> => {
    await run({}, ...down)
    rmSync(home, { recursive: true, force: true })
  }
  try {
    expect((await start({ SYNCS_TO: counted })).code).toBe(0)
    await end()
    // Of its many kinds the demo is killed at each: here one in twenty of them all.
    const first = readSyncs(counted).map((sync) => ({ ...sync, kind: 'first start' }))
    for (const { at, when } of killsOf(first)) {
      const killed = await start({ KILL_AT: when })
      if (at < first.length - 3) expect(killed.signal, killed.said).toBe('SIGKILL')
      if (running().length > 0) expect(lines().join()).toContain('"cloud.intent"')
      const again = await run({}, ...up)
      expect([again.code, again.signal], again.said).toEqual([0, null])
      expect([running(), claimed()]).toEqual([names, names])
      expect(readdirSync(join(home, 'incidents')).filter((name) => !name.startsWith('.'))).toHaveLength(1)
      expect((await look('verify', 'willebroek')).code).toBe(0)
      await end()
    }
  } finally {
    home = whole
  }
})
