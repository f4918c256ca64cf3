import type { KnownFile } from './known-files.ts'

/** The state of the files that a record names by their hash. `unknown` stand in the folder, and no event names them. */
export interface CheckedFiles {
  readonly checked: number
  readonly bytes: number
  /** Not there, and withheld from this copy with a reason that the record bears out. */
  readonly withheld: readonly KnownFile[]
  readonly missing: readonly KnownFile[]
  readonly changed: readonly KnownFile[]
  readonly unknown: readonly string[]
}
