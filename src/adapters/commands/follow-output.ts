import { harmlessLine } from '../../core/harmless.ts'

/** Shows the last line of what comes in, ten times a second at most, so that a flood doesn't drown the screen. */
export function followOutput(show: (line: string) => void): { add(chunk: Uint8Array): void; stop(): void } {
  let latest: Uint8Array | null = null
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    if (latest === null) return
    const lines = Buffer.from(latest.subarray(-400))
      .toString('utf8')
      .split(/[\r\n]+/)
    const line = lines.findLast((candidate) => candidate.trim() !== '')
    if (line !== undefined) show(harmlessLine(line.trim(), 200))
    latest = null
  }
  return {
    add(chunk) {
      latest = chunk
      timer ??= setInterval(look, 100)
    },
    stop: () => clearInterval(timer),
  }
}
