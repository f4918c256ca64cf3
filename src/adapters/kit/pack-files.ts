import { type TarEntry, tarEntries } from '../record/tar-entries.ts'
import { padding, tarEnd, tarHeader } from '../record/tar-format.ts'

/** A small file, by its path in the home. */
export interface SmallFile {
  readonly path: string
  readonly bytes: Buffer
}

/** Files as a tar. */
export function packFiles(files: readonly SmallFile[]): Buffer {
  return Buffer.concat([
    ...files.flatMap(({ path, bytes }) => [
      tarHeader({ name: path, type: '0', size: bytes.length }),
      bytes,
      padding(bytes.length),
    ]),
    tarEnd,
  ])
}

/** The files of a tar that somebody closed who had the passphrase; it may still be an enemy's. Throws the Faults of archives. */
export async function unpackFiles(tar: Buffer, path: string): Promise<readonly SmallFile[]> {
  const chunks = async function* (): AsyncGenerator<Buffer, void> {
    yield tar
  }
  const files: SmallFile[] = []
  for await (const entry of tarEntries(chunks(), path)) {
    if (entry.type === '0') files.push({ path: entry.name, bytes: await whole(entry) })
  }
  return files
}

async function whole(entry: TarEntry): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of entry.content()) parts.push(Buffer.from(chunk))
  return Buffer.concat(parts)
}
