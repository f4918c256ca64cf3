import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
/** The program as it ships, and the Node that runs it. */
export const program = join(root, 'bin/cyber-respond.js')
export const node = process.execPath

/** The median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Milliseconds that each command takes, taken in turns so that a noisy moment hits all of them; the median of `rounds`. */
export function timeInTurns(
  commands: readonly {
    readonly argv: readonly string[]
    before?(): void
    readonly env?: NodeJS.ProcessEnv
    readonly code?: number
  }[],
  rounds: number,
): readonly number[] {
  const times = commands.map((): number[] => [])
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, { argv, before, env, code = 0 }] of commands.entries()) {
      before?.()
      const [file = '', ...args] = argv
      const start = performance.now()
      const { status, stderr } = spawnSync(file, args, { encoding: 'utf8', env: { ...process.env, ...env } })
      const took = performance.now() - start
      if (status !== code) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr}`)
      // The first round warms the disk and the compile cache.
      if (round >= 0) times[index]?.push(took)
    }
  }
  return times.map(median)
}

/** Milliseconds until a command has printed `text` on a pseudo-terminal (util-linux script); then it is ended. */
export async function timeUntil(command: string, text: string, env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now()
  const child = spawn('script', ['-qfec', command, '/dev/null'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  let seen = ''
  child.stdout.setEncoding('utf8')
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: string) => {
      seen += chunk
      if (!seen.includes(text)) return
      const took = performance.now() - start
      child.stdout.removeAllListeners('data')
      child.removeAllListeners('close')
      // Ctrl-C, as a person would.
      child.stdin.write('\x03')
      child.on('close', () => resolve(took))
    })
    child.on('close', () => reject(new Error(`ended without ${JSON.stringify(text)}: ${seen}`)))
  })
}

/** The peak resident set of the program with these arguments, in megabytes, where nobody reads what it prints. */
export function peakInMegabytes(argv: readonly string[]): number {
  const told = ['--require', join(root, 'test/bench/tell-peak.cjs')]
  const { status, output } = spawnSync(node, [...told, program, ...argv], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${output[2]}`)
  return Number(output[3]) / 1024
}
