/** Called with the bytes that were read, and how many there are in all. */
export type ReadProgress = (bytes: number, total: number) => void

/** The files in a record's folder or archive, each by its path in it, in order. */
export interface Entries {
  readonly files: readonly string[]
  readonly others: readonly string[]
}

/**
 * An incident's folder to read, wherever it is: on disk, or in an archive as it is. Names are relative to the folder, with
 * `/` between the parts. Whatever can't be read is a Fault with exit code 5.
 */
export interface RecordSource {
  /** The folder or the archive, for messages. */
  readonly path: string
  /** Every regular file, sorted. */
  list(): readonly string[]
  /** The same files, and all else: folders, with a `/` at their end, links, pipes and the like. Not what lies behind them. */
  entries(): Entries
  /** The size in bytes. Throws for a name that isn't listed, as the others do. */
  size(name: string): number
  /** The content. A chunk is the reader's, to change too, until it asks for the next. */
  read(name: string): AsyncIterable<Buffer>
  /**
   * Reads up to `length` bytes at a place, without what stands before it; null: this is an archive, which has no such
   * short cut.
   */
  readonly peek: ((name: string, position: number, length: number) => Buffer) | null
  /** The SHA-256 in hex. `progress` gets how many bytes were read since it was last called. */
  digest(name: string, progress?: (bytes: number) => void): Promise<string>
}

/** The content of a file, or its first `most` bytes and a little more. */
export async function smallFile(source: RecordSource, name: string, most: number): Promise<Buffer> {
  if (source.peek !== null) {
    const start = source.peek(name, 0, 1024)
    return start.length < 1024 ? start : source.peek(name, 0, Math.min(source.size(name), most + 1))
  }
  const parts: Buffer[] = []
  let size = 0
  for await (const chunk of source.read(name)) {
    parts.push(Buffer.from(chunk))
    size += chunk.length
    if (size > most) break
  }
  return Buffer.concat(parts)
}
