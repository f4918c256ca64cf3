import type { KnownFile } from './known-files.ts'

/** The state of the files that a record names by their hash. `unknown` stand in the folder, and no event names them. */
export interface CheckedFiles {
  readonly checked: number
  readonly bytes: number
  readonly missing: readonly KnownFile[]
  readonly changed: readonly KnownFile[]
  readonly unknown: readonly string[]
}
