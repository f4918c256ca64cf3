import { archiveFault } from './archive-faults.ts'
import {
  blockBytes,
  maxNameBytes,
  maxOctalSize,
  type PaxHeader,
  padding,
  readLongName,
  readPax,
  readTarHeader,
  type TarHeader,
} from './tar-format.ts'

/** An entry of a tar, and its content. A chunk is the reader's until it asks for the next. What isn't read is passed over. */
export interface TarEntry extends TarHeader {
  content(): AsyncIterable<Buffer>
}

/**
 * The files and folders of a tar, while its bytes go by, in flat memory. Throws the Faults of archives: whatever isn't a
 * file or a folder with a harmless relative name is refused, and so is whatever could have another name for another reader
 * of tars. Read is what our own writer makes, and the same as GNU tar says it. `path` is only for messages.
 */
export async function* tarEntries(chunks: AsyncIterable<Buffer>, path: string): AsyncGenerator<TarEntry, void> {
  const bytes = new Bytes(chunks, path)
  try {
    for (let entry = await nextEntry(bytes, path); entry !== null; entry = await nextEntry(bytes, path)) {
      let left = entry.size
      const content = async function* (): AsyncGenerator<Buffer, void> {
        while (left > 0) {
          const chunk = await bytes.some(left)
          left -= chunk.length
          yield chunk
        }
      }
      yield { ...entry, content }
      for await (const _passed of content());
      await bytes.zeros(padding(entry.size).length)
    }
    await bytes.onlyZeros()
  } finally {
    await bytes.close()
  }
}

async function nextEntry(bytes: Bytes, path: string): Promise<TarHeader | null> {
  let told: PaxHeader | null = null
  for (;;) {
    const header = readTarHeader(await bytes.exactly(blockBytes))
    if (header === undefined) throw archiveFault(path, bytes.read > blockBytes ? 'hostile' : 'garbage', noHeader)
    if (header === null) {
      if (told !== null) throw archiveFault(path, 'hostile', noHeader)
      return null
    }
    if (header.type !== 'x' && header.type !== 'L') return entryOf(header, told ?? {}, path)
    if (header.size > maxNameBytes) throw archiveFault(path, 'hostile', tooLong)
    const content = await bytes.exactly(header.size)
    await bytes.zeros(padding(header.size).length)
    // Which of two names counts, is another question to each reader.
    if (told !== null) throw archiveFault(path, 'hostile', twoHeaders)
    told = named(header.type, content, path)
  }
}

function entryOf({ name: short, type, size: given }: TarHeader, told: PaxHeader, path: string): TarHeader {
  const said = told.path ?? short
  const size = told.size ?? given
  const name = checkedName(said, path)
  // A size that the block itself can hold stands there; a reader of blocks alone would lose its place.
  const fits = told.size === undefined || (told.size > maxOctalSize && given === 0)
  if (!fits) throw archiveFault(path, 'hostile', noHeader)
  // To others a file whose name ends in a slash is a folder, and then its content the next header.
  if (type === '0' && said.endsWith('/')) throw archiveFault(path, 'hostile', noFile(name))
  if (type !== '0' && (type !== '5' || size > 0)) throw archiveFault(path, 'hostile', notAFile(name))
  return { name, type, size }
}

function named(type: string, content: Buffer, path: string): PaxHeader {
  const name = type === 'L' ? readLongName(content) : null
  const told = type === 'L' ? (name === null ? null : { path: name }) : readPax(content)
  if (told === null) throw archiveFault(path, 'hostile', unknownHeader)
  return told
}

/** The name without the slash of a folder. Nothing is ever unpacked, but others may. */
function checkedName(given: string, path: string): string {
  const name = given.replace(/^\.\//, '').replace(/\/$/, '')
  const bad = (part: string): boolean => part === '' || part === '.' || part === '..'
  if (Buffer.byteLength(name) > maxNameBytes) throw archiveFault(path, 'hostile', tooLong)
  if (given !== './' && (name.includes('\0') || name.split('/').some(bad))) {
    throw archiveFault(path, 'hostile', { en: `the name "${given}"`, nl: `de naam "${given}"` })
  }
  return name
}

const noHeader = { en: 'a broken header', nl: 'een kapotte hoofding' }
const unknownHeader = {
  en: 'a header that says what this program never writes',
  nl: 'een hoofding die zegt wat dit programma nooit schrijft',
}
const twoHeaders = { en: 'two headers for one file', nl: 'twee hoofdingen voor één bestand' }
const noFile = (name: string) => ({
  en: `${name}, a file with the name of a folder`,
  nl: `${name}, een bestand met de naam van een map`,
})
const hiddenBytes = { en: 'bytes between two files', nl: 'bytes tussen twee bestanden' }
const tooLong = { en: 'a name without end', nl: 'een naam zonder einde' }
const notAFile = (name: string) => ({
  en: `${name}, a link or a device`,
  nl: `${name}, een koppeling of een apparaat`,
})

/** Bytes on demand from chunks of any size. */
class Bytes {
  read = 0
  readonly #chunks: AsyncIterator<Buffer>
  readonly #path: string
  #rest: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Buffer>, path: string) {
    this.#chunks = chunks[Symbol.asyncIterator]()
    this.#path = path
  }

  /** Reads between one and `most` bytes. */
  async some(most: number): Promise<Buffer> {
    if (!(await this.#more())) throw archiveFault(this.#path, 'truncated')
    const taken = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(taken.length)
    this.read += taken.length
    return taken
  }

  async exactly(count: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for (let left = count; left > 0; ) {
      const part = await this.some(left)
      // The next chunk may come in the same memory.
      parts.push(Buffer.from(part))
      left -= part.length
    }
    return Buffer.concat(parts)
  }

  /** Reads what fills the rest of a block. A reader that takes the whole block may read more than another one. */
  async zeros(count: number): Promise<void> {
    if ((await this.exactly(count)).some((byte) => byte !== 0)) throw archiveFault(this.#path, 'hostile', hiddenBytes)
  }

  /** Reads to the end. Behind the archive stands nothing. */
  async onlyZeros(): Promise<void> {
    while (await this.#more()) {
      if (this.#rest.some((byte) => byte !== 0)) {
        throw archiveFault(this.#path, 'hostile', { en: 'bytes behind its end', nl: 'bytes na het einde' })
      }
      this.#rest = this.#rest.subarray(this.#rest.length)
    }
  }

  /** Lets go of where the bytes come from. */
  async close(): Promise<void> {
    await this.#chunks.return?.()
  }

  async #more(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#chunks.next()
      if (done === true) return false
      this.#rest = value
    }
    return true
  }
}
