import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { harmlessLine } from '../../core/harmless.ts'
import { isFolder } from '../disk/make-folders.ts'
import { standsThere } from '../disk/stands-there.ts'
import { copying } from '../disk/store-file.ts'
import { badManifest, noKit } from './kit-faults.ts'
import { type KitManifest, kitNames, readKitManifest } from './kit-manifest.ts'
import { kitHoldsRecords, kitThere, noKitFolder, notEmpty } from './make-faults.ts'

/** What systems leave at the top of a stick. */
const ofTheSystem =
  /^(?:System Volume Information|\$RECYCLE\.BIN|lost\+found|\.Trash-\d+|\.Trashes|\.fseventsd|\.Spotlight-V100|\.part-[0-9a-f-]+)$/

/** Whether a name is one that a system, or a copy that was cut off, left at the top of a stick. */
export function isOfSystem(name: string): boolean {
  return ofTheSystem.test(name)
}

/**
 * Whether a kit can be made in a folder: empty, new in one that is there, or one in which a kit was being made; with `renew` also
 * a kit. Gives the paths of the files of the kit that goes. Throws Faults.
 */
export function roomForKit(folder: string, renew: boolean): readonly string[] {
  if (!isFolder(folder)) {
    if (standsThere(folder)) throw noKitFolder(folder, { en: 'it is a file', nl: 'het is een bestand' })
    // A name of a stick that was mistyped would put the kit on the laptop's own disk.
    if (!isFolder(dirname(folder))) {
      throw noKitFolder(folder, { en: 'the folder above it is not there', nl: 'de map erboven is er niet' })
    }
    return []
  }
  const names = namesOf(folder)
  if (names.includes(kitNames.manifest)) {
    if (!renew) throw kitThere(folder)
    if (names.includes(kitNames.records)) throw kitHoldsRecords(folder)
    refuseLinks(folder)
    return readKit(folder).manifest.files.map(({ path }) => path)
  }
  if (names.includes(kitNames.unfinished)) {
    refuseLinks(folder)
    return []
  }
  const [other] = names.filter((name) => !isOfSystem(name))
  if (other !== undefined) throw notEmpty(folder, other)
  return []
}

/** What a kit that goes names behind a link is no part of it, and would be deleted or written over. */
function refuseLinks(folder: string): void {
  const link = copying(folder, () => filesInKit(folder)).find(({ isFile }) => !isFile)
  if (link === undefined) return
  const name = harmlessLine(link.path, 100)
  throw noKitFolder(folder, {
    en: `${name} in it is a link, or no file`,
    nl: `${name} erin is een link, of geen bestand`,
  })
}

function namesOf(folder: string): readonly string[] {
  return copying(folder, () => readdirSync(folder))
}

/** More is no manifest. */
const mostBytes = 4 * 1024 * 1024

/** A kit as its manifest says, with the bytes of that. Throws `kit.none`, `kit.manifest`. */
export function readKit(folder: string): { readonly manifest: KitManifest; readonly bytes: Buffer } {
  const path = join(folder, kitNames.manifest)
  if (!standsThere(path)) throw noKit(folder, standsThere(join(folder, kitNames.unfinished)))
  const bytes = smallBytes(path)
  const manifest = bytes === null ? null : readKitManifest(bytes.toString('utf8'))
  if (bytes === null || manifest === null) throw badManifest(folder)
  return { manifest, bytes }
}

/** Whether a folder is a kit, a half one, or one that was damaged: whoever reads it says which. */
export function looksLikeKit(folder: string): boolean {
  return standsThere(join(folder, kitNames.manifest)) || standsThere(join(folder, kitNames.unfinished))
}

/** The text of a small file at the top of a kit; null: there is none. */
export function readKitText(folder: string, name: string): string | null {
  return smallBytes(join(folder, name))?.toString('utf8') ?? null
}

function smallBytes(path: string): Buffer | null {
  try {
    const stat = lstatSync(path)
    return stat.isFile() && stat.size <= mostBytes ? readFileSync(path) : null
  } catch {
    return null
  }
}

/** The files in a kit's folder, by their paths, and what is neither file nor folder; `records` and what a system left stay out. */
export function filesInKit(
  folder: string,
): readonly { readonly path: string; readonly isFile: boolean; readonly mode: number }[] {
  const found: { path: string; isFile: boolean; mode: number }[] = []
  const walk = (inner: string): void => {
    for (const entry of readdirSync(join(folder, inner), { withFileTypes: true })) {
      const path = inner === '' ? entry.name : `${inner}/${entry.name}`
      if (inner === '' && (isOfSystem(entry.name) || entry.name === kitNames.records)) continue
      if (entry.isDirectory()) walk(path)
      else found.push({ path, isFile: entry.isFile(), mode: modeOf(join(folder, path)) })
    }
  }
  walk('')
  return found
}

function modeOf(path: string): number {
  try {
    return lstatSync(path).mode & 0o777
  } catch {
    return 0
  }
}

/** The plain files of a folder and those in it, each with its path from there; none when it is not there. */
export function filesBelow(
  folder: string,
): readonly { readonly path: string; readonly from: string; readonly size: number }[] {
  if (!isFolder(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const from = join(entry.parentPath, entry.name)
      return { path: from.slice(folder.length + 1), from, size: statSync(from).size }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Whether a name is that of a file which was cut off before it was whole. */
export function isHalfFile(name: string): boolean {
  return /^\.part-[0-9a-f-]{36}$/.test(name)
}

/** The files that a copy which was cut off left half written in a folder and those in it: nobody knows them, and they take room. */
export function halfFiles(folder: string): readonly string[] {
  if (!isFolder(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isHalfFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}
