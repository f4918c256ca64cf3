import { archiveFault } from './archive-faults.ts'
import { blockBytes, maxNameBytes, padding, readPax, readTarHeader, type TarHeader } from './tar-format.ts'

/** An entry of a tar, and its content. A chunk is the reader's until it asks for the next. What isn't read is passed over. */
export interface TarEntry extends TarHeader {
  content(): AsyncIterable<Buffer>
}

/**
 * The files and folders of a tar, while its bytes go by, in flat memory. Throws the Faults of archives: whatever isn't a
 * file or a folder with a harmless relative name is refused. `path` is only for messages.
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
      await bytes.exactly(padding(entry.size).length)
    }
    await bytes.onlyZeros()
  } finally {
    await bytes.close()
  }
}

async function nextEntry(bytes: Bytes, path: string): Promise<TarHeader | null> {
  let told: { readonly path?: string; readonly size?: number } = {}
  for (;;) {
    const header = readTarHeader(await bytes.exactly(blockBytes))
    if (header === undefined) throw archiveFault(path, bytes.read > blockBytes ? 'hostile' : 'garbage', noHeader)
    if (header === null) return null
    if (header.type !== 'x' && header.type !== 'g' && header.type !== 'L') {
      const { type } = header
      const size = told.size ?? header.size
      const name = checkedName(told.path ?? header.name, path)
      if (type !== '0' && (type !== '5' || size > 0)) throw archiveFault(path, 'hostile', notAFile(name))
      return { name, type, size }
    }
    if (header.size > maxNameBytes) throw archiveFault(path, 'hostile', tooLong)
    const content = await bytes.exactly(header.size)
    await bytes.exactly(padding(header.size).length)
    if (header.type !== 'g') told = { ...told, ...named(header.type, content, path) }
  }
}

function named(type: string, content: Buffer, path: string): { path?: string; size?: number } {
  if (type === 'L') return { path: content.toString('utf8').replace(/\0+$/, '') }
  const pax = readPax(content)
  if (pax === null) throw archiveFault(path, 'hostile', noHeader)
  return pax
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

  /** Between one and `most` bytes. */
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
