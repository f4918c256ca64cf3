import { fstatSync, ftruncateSync } from 'node:fs'

const logCap = 1024 * 1024

/** One line in the process's log, which is emptied when it has grown too long. It never holds what a person typed. */
export function note(line: string): void {
  try {
    const log = fstatSync(2)
    if (log.isFile() && log.size > logCap) ftruncateSync(2, 0)
    process.stderr.write(`${Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })} ${line}\n`)
  } catch {
    // A log that can't be written (a full disk) must not stop the counter.
  }
}
