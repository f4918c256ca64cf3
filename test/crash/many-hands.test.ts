import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { createLog, openLog, readLog } from '../../src/adapters/log/files.ts'
import type { LogEvent } from '../../src/core/event.ts'
import { compiledOnce } from '../support/compiled-once.ts'
import { temporaryFolder, testHost } from '../support/log-samples.ts'
import { verifySealed } from '../support/sealing.ts'
import { random } from './model-disk.ts'

const program = fileURLToPath(new URL('hand.ts', import.meta.url))
const hook = fileURLToPath(new URL('kill-at-sync.js', import.meta.url))

interface Hand {
  readonly name: string
  /** Resolves when it has the log open and waits for the word. */
  readonly ready: Promise<void>
  readonly ended: Promise<{ readonly code: number | null; readonly err: string; readonly said: readonly string[] }>
}

function hand(folder: string, name: string, appends: number, env: NodeJS.ProcessEnv = {}): Hand {
  const killed = env.KILL_AT === undefined ? [] : ['--import', hook]
  const child = spawn(process.execPath, [...killed, program, folder, name, String(appends)], {
    env: { ...process.env, ...compiledOnce, CYBER_RESPOND_HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said: string[] = []
  let err = ''
  child.stderr.on('data', (data: Buffer) => {
    err += data
  })
  const lines = createInterface({ input: child.stdout })
  const ready = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      said.push(line)
      if (line === 'ready') resolve()
    })
    child.on('close', () => resolve())
  })
  const ended = once(child, 'close').then(([code]) => ({ code, err: err.trim(), said }))
  return { name, ready, ended }
}

/** A log in which nothing stands yet, and the word for all hands. */
async function shared() {
  const above = temporaryFolder()
  const folder = join(above, 'log')
  await (await createLog(folder, testHost())).close()
  return { folder, go: () => writeFileSync(join(above, 'go'), '') }
}

/** The numbers of the acts of each hand in a record, in its order. */
function actsOf(events: readonly LogEvent[]): ReadonlyMap<string, readonly string[]> {
  const acts = new Map<string, string[]>()
  for (const event of events) {
    if (event.type !== 'note.added') continue
    const [name = '', number = ''] = event.data.text.replaceAll('.', '').split(' ')
    acts.set(name, [...(acts.get(name) ?? []), number])
  }
  return acts
}

const notes = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => i)
    .filter((i) => i % 10 !== 9)
    .map(String)

it('eight processes that append at once: every event stands once, in one order for all, and the seals fit', async () => {
  const { folder, go } = await shared()
  const hands = Array.from({ length: 8 }, (_, i) => hand(folder, `hand-${i}`, 40))
  await Promise.all(hands.map(({ ready }) => ready))
  go()
  const ends = await Promise.all(hands.map(({ ended }) => ended))
  for (const end of ends) expect(end).toMatchObject({ code: 0, err: '' })
  const { events } = await readLog(folder)
  for (const { name } of hands) expect(actsOf(events).get(name)).toEqual(notes(40))
  for (const { said } of ends) {
    // Whoever lost a race stands at the second try.
    expect(said.at(-1)).toMatch(/^tries [12]$/)
    expect(said.at(-2)).toMatch(/^told \d+$/)
    for (const line of said.slice(1, -2)) {
      const [seq, number] = line.split(' ').map(Number)
      const event = events[seq as number]
      if (event?.type === 'note.added') expect(event.data.text).toContain(` ${number}.`)
    }
  }
  expect(readdirSync(folder).filter((name) => name.startsWith('log.')).length).toBeGreaterThan(2)
  expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', lines: events.length, tail: 0 })
  expect(readdirSync(join(folder, 'locks')).filter((name) => name.includes('-'))).toEqual([])
})

it.each([1, 2, 3])(
  'processes that are killed at a sync while the others go on: nothing acknowledged is lost (%i)',
  async (seed) => {
    const dice = random(seed)
    const { folder, go } = await shared()
    const killed = Array.from({ length: 4 }, (_, i) => {
      const at = 8 + Math.floor(dice() * 40)
      return hand(folder, `killed-${i}`, 60, { KILL_AT: `${at}${dice() < 0.5 ? '+' : ''}` })
    })
    const whole = Array.from({ length: 3 }, (_, i) => hand(folder, `whole-${i}`, 30))
    await Promise.all([...killed, ...whole].map(({ ready }) => ready))
    go()
    for (const { ended } of whole) expect(await ended).toMatchObject({ code: 0, err: '' })
    const dead = await Promise.all(killed.map(async ({ name, ended }) => ({ name, ...(await ended) })))
    expect(dead.filter(({ code }) => code === null).length).toBeGreaterThan(2)
    await (await openLog(folder, testHost())).log.close()
    const { events } = await readLog(folder)
    const acts = actsOf(events)
    for (const { name } of whole) expect(acts.get(name)).toEqual(notes(30))
    for (const { name, said } of dead) {
      const numbers = said
        .flatMap((line) => /^\d+ (\d+)$/.exec(line)?.[1] ?? [])
        .filter((one) => Number(one) % 10 !== 9)
      // What it was told stands, and perhaps one more that it was not told of.
      const found = acts.get(name) ?? []
      expect(found.slice(0, numbers.length)).toEqual(numbers)
      expect(found.length - numbers.length).toBeLessThan(2)
    }
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', firstBadLine: null })
  },
)
