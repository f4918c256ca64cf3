import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { createLog } from '../../src/adapters/log/files.ts'
import { alone, type Figure, rate, times } from './figure.ts'
import { median, root } from './measure.ts'

/** The appends of all processes together in a round. */
const perRound = 800
const rounds = 9

/** Milliseconds for the appends of a round by so many processes at once, and the microseconds that each append took. */
async function round(
  folder: string,
  hands: number,
): Promise<{ readonly ms: number; readonly took: readonly number[] }> {
  const at = join(mkdtempSync(join(folder, 'hands-')), 'log')
  await (await createLog(at)).close()
  const program = join(root, 'test/bench/hand.ts')
  const children = Array.from({ length: hands }, () => {
    const child = spawn(process.execPath, [program, at, String(perRound / hands)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.on('data', (data: Buffer) => {
      out += data
    })
    return { child, said: () => out }
  })
  await Promise.all(children.map(({ child }) => once(child.stdout, 'data')))
  const ended = Promise.all(children.map(({ child }) => once(child, 'close')))
  const start = performance.now()
  for (const { child } of children) child.stdin.end('.')
  await ended
  return { ms: performance.now() - start, took: children.flatMap(({ said }) => JSON.parse(said()) as number[]) }
}

/** Eight processes that append to one log at once, held against one that does as much alone: their rate, and how long one waits. */
export async function benchHands(folder: string): Promise<readonly Figure[]> {
  const alones: number[] = []
  const together: number[] = []
  const syncs: number[] = []
  const late: number[] = []
  let longest = 0
  for (let i = 0; i < rounds; i += 1) {
    const one = await round(folder, 1)
    const eight = await round(folder, 8)
    alones.push(one.ms / perRound)
    together.push(eight.ms / perRound)
    syncs.push(median(one.took))
    const sorted = eight.took.toSorted((a, b) => a - b)
    late.push(sorted[Math.floor(sorted.length * 0.99)] ?? 0)
    longest = Math.max(longest, sorted.at(-1) ?? 0)
  }
  return [
    rate(
      { what: 'appends of eight processes at once / of one alone (rate)', bound: 0.7 },
      median(together),
      median(alones),
    ),
    times(
      { what: '99 of 100 of these wait at most / an append alone', bound: 30, unit: 'µs' },
      median(late),
      median(syncs),
    ),
    alone({ what: 'the longest wait of them', bound: 1000 }, longest / 1000),
  ]
}
