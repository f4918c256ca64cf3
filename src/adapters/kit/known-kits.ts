import { join } from 'node:path'
import { realDisk } from '../disk/disk.ts'
import { readText } from '../disk/durable-file.ts'
import { isFolder } from '../disk/make-folders.ts'
import { replaceFile } from '../disk/whole-file.ts'

/** A kit that was made from a home, or looked at with it. Times are instants; `signer` is a key as in a .pub file. */
export interface KnownKit {
  readonly id: string
  readonly made_at: string
  readonly municipality: string | null
  readonly signer: string | null
  readonly seen_at: string
}

const format = 'cyber-respond/kits@1'
/** Older ones are forgotten. */
const most = 50

function fileOf(home: string): string {
  return join(home, 'kits.json')
}

/** The kits that a home knows, the last one made first. What can't be read is as good as forgotten. */
export function knownKits(home: string): readonly KnownKit[] {
  try {
    const found = JSON.parse(readText(realDisk, fileOf(home)) ?? '{}')
    if (found.format !== format || !Array.isArray(found.kits)) return []
    return (found.kits as readonly unknown[]).filter(isKnown).toSorted((a, b) => (a.made_at < b.made_at ? 1 : -1))
  } catch {
    return []
  }
}

/** Remembers that a kit was made or looked at. A home that is not there is not made for it. Throws what the disk says. */
export function rememberKit(home: string, kit: KnownKit): void {
  if (!isFolder(home)) return
  const kits = [kit, ...knownKits(home).filter(({ id }) => id !== kit.id)].slice(0, most)
  replaceFile(realDisk, fileOf(home), `${JSON.stringify({ format, kits }, null, 2)}\n`)
}

function isKnown(found: unknown): found is KnownKit {
  const { id, made_at, municipality, signer, seen_at } = (found ?? {}) as Record<string, unknown>
  const isOr = (value: unknown): boolean => value === null || typeof value === 'string'
  return [id, made_at, seen_at].every((one) => typeof one === 'string') && isOr(municipality) && isOr(signer)
}
