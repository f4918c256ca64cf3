import { type Disclosure, revealIn } from '../../audit/disclosure.ts'
import type { Reveal } from '../../audit/line.ts'
import type { Json } from '../../core/event.ts'
import { openToAdd } from '../disk/added-file.ts'
import type { Disk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { placeFile } from '../disk/durable-file.ts'
import { bytesOf, writeAll } from '../disk/whole-writes.ts'

/** The file beside the log, readable by its owner only, of what its digests of personal values stand for. */
export const disclosuresFile = 'disclosures.jsonl'

/** The disclosures in the text of such a file, by digest. What can't be read was cut off by a crash, before it counted. */
export function parseDisclosures(text: string): ReadonlyMap<string, Disclosure> {
  const found = new Map<string, Disclosure>()
  for (const line of text.split('\n')) {
    const one = parsed(line)
    if (one !== null) found.set(one.digest, one)
  }
  return found
}

/** Puts values back where these disclosures have them. */
export function revealWith(disclosures: ReadonlyMap<string, Disclosure>): Reveal {
  return (data) => revealIn(data as Json, (digest) => disclosures.get(digest) ?? null) as typeof data
}

/** The disclosures of a log in a folder; none when there is no such file. */
export function readDisclosures(disk: Disk, folder: string): ReadonlyMap<string, Disclosure> {
  let file: number
  try {
    file = disk.open(`${folder}/${disclosuresFile}`, 'read')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Map()
    throw error
  }
  try {
    return parseDisclosures(bytesOf(disk, file).toString('utf8'))
  } finally {
    disk.close(file)
  }
}

/** Adds disclosures, durable when it returns: before the lines that need them. */
export function addDisclosures(disk: Disk, folder: string, disclosures: readonly Disclosure[]): void {
  if (disclosures.length === 0) return
  const { file, isNew } = openToAdd(disk, `${folder}/${disclosuresFile}`)
  try {
    // Should a crash have left half a line, this one begins anew.
    writeAll(disk, file, Buffer.from(`${isNew ? '' : '\n'}${printed(disclosures)}`))
    disk.sync(file)
  } finally {
    disk.close(file)
  }
  if (isNew) disk.syncFolder(folder)
}

/** Leaves some out for good, durable when it returns. false: none of them was there. */
export function eraseDisclosures(disk: Disk, folder: string, digests: ReadonlySet<string>): boolean {
  const all = [...readDisclosures(disk, folder).values()]
  const kept = all.filter(({ digest }) => !digests.has(digest))
  if (kept.length === all.length) return false
  const path = `${folder}/${disclosuresFile}`
  placeFile(disk, path, printed(kept), true)
  disk.syncFolder(folder)
  return true
}

function printed(disclosures: readonly Disclosure[]): string {
  return disclosures
    .map(({ digest, disclosure, path, seq }) => `${JSON.stringify({ digest, disclosure, path, seq })}\n`)
    .join('')
}

function parsed(line: string): Disclosure | null {
  try {
    const { digest, disclosure, path, seq } = JSON.parse(line)
    const isOne = [digest, disclosure, path].every((text) => typeof text === 'string') && Number.isSafeInteger(seq)
    return isOne ? { digest, disclosure, path, seq } : null
  } catch {
    return null
  }
}
