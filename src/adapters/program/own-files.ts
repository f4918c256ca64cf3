/**
 * The files that belong to the program itself, wherever they are. Each has one name, `dist/main.cjs` or
 * `runbooks/isolate.yaml`, with `/` on every machine.
 */
export interface OwnFiles {
  /** Where they are: the folder of the program, or its executable. */
  readonly place: string
  /** Whether the build made this program; among its sources there is no `dist/`. */
  readonly isBuilt: boolean
  /** What Node, or the executable, is given so that it starts this program. */
  readonly start: readonly string[]
  /** The names of the files in a folder, without it and without the folders in it. Throws as Node does. */
  namesIn(folder: string): readonly string[]
  /** The bytes of a file, which are only for reading. Throws as Node does when there is none. */
  read(name: string): Buffer
  /** The paths of those files among these that lie on the disk by themselves. */
  onDisk(names: readonly string[]): readonly string[]
  /**
   * The names of what is not as the build made it: half a copy, a stick that lost something. By sizes only, which takes a
   * moment; `hash` (SHA-256 in hex) looks at every byte.
   */
  damaged(hash: ((bytes: Buffer) => string) | null): readonly string[]
  /** When they were written here, in milliseconds since 1970. Throws as Node does. */
  writtenAt(): number
}
