import type { Text } from '../../core/text.ts'
import type { RunbookGlance } from '../../runbook/loose.ts'
import type { CommandData } from './command-data.ts'

/** The file that the build puts beside the bundle, of what completion offers wherever it runs. */
export const shippedFile = 'completion.json'

/** Something that is called by its id. */
export interface Named {
  readonly id: string
  readonly title: Text
}

/** A scenario, with what a command line names of it. */
export interface ScenarioGlance extends Named {
  readonly levels: readonly Named[]
  readonly teams: readonly Named[]
}

/** The tree of commands, and what ships with the program. `print` tells whether the bytes of a file are still these. */
export interface Shipped {
  readonly program: CommandData
  readonly runbooks: readonly (RunbookGlance & { readonly file: string; readonly print: number })[]
  readonly plans: readonly Named[]
  readonly scenarios: readonly ScenarioGlance[]
  readonly services: readonly Named[]
  readonly guides: readonly Named[]
}

/** A number that tells files apart that were changed, and not by whom: FNV-1a over the bytes, four at a time. */
export function fingerprint(bytes: Buffer): number {
  let print = bytes.length
  const fours = bytes.length - (bytes.length % 4)
  for (let at = 0; at < fours; at += 4) print = Math.imul(print ^ bytes.readInt32LE(at), 0x01000193)
  for (const byte of bytes.subarray(fours)) print = Math.imul(print ^ byte, 0x01000193)
  return print >>> 0
}
