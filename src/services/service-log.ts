import { fstatSync, ftruncateSync, writeSync } from 'node:fs'

/** The place that lines go to, and the clocks: a file of the process, or a disk of a test. */
export interface ServiceLogPort {
  /** Writes from the beginning of `bytes` and returns how many of them fitted. Throws what the disk says. */
  write(bytes: Buffer): number
  /** The length of the file in bytes; null when it is none (a terminal, a pipe). */
  size(): number | null
  empty(): void
  /** Milliseconds that never run backwards. */
  elapsed(): number
  /** The time as it stands before a line. */
  wallTime(): string
  /** Does the work after so many milliseconds, unless the process ends before. */
  later(ms: number, work: () => void): void
}

const logCap = 1024 * 1024
const longestLine = 500
const repeatsMs = 60_000
const againMs = 2000
const mostRepeats = 100

/**
 * The log of a process that must stay up. A line that can't be written (a full disk, a reader that left) is dropped and
 * counted; how many are missing is written as soon as there is room. The same line is written once a minute and otherwise
 * counted, so that nobody who knocks often can fill the disk with it. The file is emptied when it has grown too long.
 */
export function createServiceLog(port: ServiceLogPort): (line: string) => void {
  const repeats = new Map<string, { since: number; more: number }>()
  let dropped = 0
  let torn = false
  let waits = false

  const put = (line: string): boolean => {
    const bytes = Buffer.from(`${torn ? '\n' : ''}${port.wallTime()} ${line}\n`)
    let written = 0
    try {
      if ((port.size() ?? 0) > logCap) port.empty()
      while (written < bytes.length) {
        const count = port.write(bytes.subarray(written))
        if (count === 0) break
        written += count
      }
    } catch {
      // The disk is full or the reader is gone: what was not written is counted, and nobody is stopped by it.
    }
    if (written > 0) torn = written < bytes.length
    // A line that lacks only its end is there: the next one brings it.
    return written >= bytes.length - 1
  }
  const write = (line: string): void => {
    if (dropped > 0 && put(`${counted(dropped)} could not be written here`)) dropped = 0
    if (dropped > 0 || !put(line)) dropped += 1
    if (dropped > 0) tryLater()
  }
  const tryLater = (): void => {
    if (waits) return
    waits = true
    port.later(againMs, () => {
      waits = false
      if (dropped > 0 && put(`${counted(dropped)} could not be written here`)) dropped = 0
      if (dropped > 0) tryLater()
    })
  }
  /** Writes how often a line came since it was written, when its minute is over or too many lines are kept in mind. */
  const tellRepeats = (): void => {
    for (const [said, { since, more }] of repeats) {
      if (port.elapsed() - since < repeatsMs && repeats.size <= mostRepeats) continue
      repeats.delete(said)
      if (more > 0) write(`${said} (${more === 1 ? 'once more' : `${more} more times`})`)
    }
  }

  return (text) => {
    const line = Array.from(text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '))
      .slice(0, longestLine)
      .join('')
    tellRepeats()
    const seen = repeats.get(line)
    if (seen === undefined) {
      repeats.set(line, { since: port.elapsed(), more: 0 })
      write(line)
      return
    }
    if (seen.more === 0) port.later(repeatsMs, tellRepeats)
    seen.more += 1
  }
}

function counted(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`
}

/** One line in the process's log. It never holds what a person typed. */
export const noteDown: (line: string) => void = createServiceLog({
  // Not through Node's streams, whose error comes later, past every `try`, and ends the process.
  write: (bytes) => writeSync(2, bytes),
  size: () => {
    const log = fstatSync(2)
    return log.isFile() ? log.size : null
  },
  empty: () => ftruncateSync(2, 0),
  elapsed: () => performance.now(),
  wallTime: () => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
  later: (ms, work) => void setTimeout(work, ms).unref(),
})

/** Lets no stream of this process end it: packages may write there, into a disk that is full or to a reader that left. */
export function keepStreamsHarmless(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
