import { ownFiles } from './this-program.ts'

/** The words with which this very program is started, wherever somebody stands. */
export function ownCommand(): readonly string[] {
  return [process.execPath, ...ownFiles.start]
}
