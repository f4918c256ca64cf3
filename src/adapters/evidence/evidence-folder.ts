import { isUtf8 } from 'node:buffer'
import type { Stats } from 'node:fs'
import { lstat, readdir, readlink, realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import type { NotTaken } from '../../core/event.ts'
import { Fault } from '../../core/fault.ts'
import { harmless, harmlessLine } from '../../core/harmless.ts'
import type { Said } from '../../core/text.ts'
import { changedMeanwhile, reading } from './evidence-source.ts'

/** A file in a folder. `path` is its bytes, because a name need not be text; `name` is what people read. */
export interface FoundFile {
  readonly path: Buffer
  /** The path from the folder's own name on, without what could deceive a reader. */
  readonly name: string
  readonly size: number
}

/**
 * Every regular file in a folder and below it, in the order of the bytes of their names; nothing is opened. Links are not
 * followed, wherever they lead: they and all else that is no file are listed with what they are. `folder` is a real path.
 */
export async function findFiles(
  folder: string,
): Promise<{ readonly files: readonly FoundFile[]; readonly notTaken: readonly NotTaken[] }> {
  const files: FoundFile[] = []
  const notTaken: NotTaken[] = []
  const visit = async (path: Buffer, name: string): Promise<void> => {
    for (const entry of await namesIn(path, name)) {
      const inside = Buffer.concat([path, path.at(-1) === slash[0] ? Buffer.alloc(0) : slash, entry])
      const shown = name === '' ? readable(entry) : `${name}/${readable(entry)}`
      try {
        const found = await reading(shown, lstat(inside))
        if (found.isDirectory()) await visit(inside, shown)
        else if (found.isFile()) files.push({ path: inside, name: shown, size: found.size })
        else notTaken.push({ name: nameForRecord(shown), why: await kindOf(inside, found) })
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        notTaken.push({ name: nameForRecord(shown), why: error.text })
      }
    }
  }
  await visit(Buffer.from(folder), harmless(basename(folder)))
  return { files, notTaken }
}

/** A name as the record keeps it. */
export function nameForRecord(name: string): string {
  return harmlessLine(name, 1000)
}

const slash = Buffer.from('/')

async function namesIn(path: Buffer, name: string): Promise<readonly Buffer[]> {
  const names = await reading(name, readdir(path, { encoding: 'buffer' }))
  // It could have been swapped for a link since it was looked at.
  const real = await reading(name, realpath(path, { encoding: 'buffer' }))
  if (!real.equals(path)) throw changedMeanwhile(name)
  return names.sort(Buffer.compare)
}

/** The name as text; what isn't UTF-8 shows its bytes. */
function readable(name: Buffer): string {
  if (isUtf8(name)) return harmless(name.toString('utf8'))
  return harmless(name.toString('latin1')).replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`)
}

async function kindOf(path: Buffer, found: Stats): Promise<Said> {
  if (found.isSymbolicLink()) {
    const target = readable(await readlink(path, { encoding: 'buffer' }))
    const shown = nameForRecord(target)
    return { en: `a link to ${shown}`, nl: `een koppeling naar ${shown}` }
  }
  if (found.isFIFO()) return { en: 'a pipe', nl: 'een pijp' }
  if (found.isSocket()) return { en: 'a socket', nl: 'een socket' }
  return { en: 'a device', nl: 'een apparaat' }
}
