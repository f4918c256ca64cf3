import { spawn, spawnSync } from 'node:child_process'

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
