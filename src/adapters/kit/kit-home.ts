import { readdirSync, readFileSync, statfsSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { realDisk } from '../disk/disk.ts'
import { readText } from '../disk/durable-file.ts'
import { makeFolderDurably } from '../disk/durable-folder.ts'
import { isFolder } from '../disk/make-folders.ts'
import { unwritableHome } from '../disk/unwritable.ts'
import { replaceFile } from '../disk/whole-file.ts'
import { filesBelow, isHalfFile } from './kit-folder.ts'
import { kitNames } from './kit-manifest.ts'
import type { SmallFile } from './pack-files.ts'

/** What was placed in a kit's home when it was opened: `keys` is the folder in memory where the keys lie; null: in the home itself. */
interface Placed {
  readonly files: readonly string[]
  readonly keys: string | null
  /** Nobody had the passphrase: this laptop's own keys are used. */
  readonly without: boolean
}

const placedFile = 'kit-open.json'

/** Whether nobody need be asked any more: the keys of a kit are at hand in its home, or somebody went on without. */
export function isKitOpen(home: string): boolean {
  return placedIn(home)?.without === true || areKeysHere(home)
}

/** Whether the keys of a kit are at hand in its home. After the laptop was switched off those in memory are gone. */
export function areKeysHere(home: string): boolean {
  const placed = placedIn(home)
  return placed !== null && !placed.without && placed.files.every((path) => isThere(join(home, path)))
}

/** The identity with which copies of records are opened; null: the kit is closed. */
export function kitIdentity(home: string): string | null {
  try {
    return readFileSync(join(home, kitNames.identity), 'utf8')
  } catch {
    return null
  }
}

/** Puts the profiles of a kit in its home, where none is yet: what was changed on this laptop stays. Throws `home.unwritable`. */
export function placeProfiles(home: string, kit: string): void {
  for (const { path, from } of filesBelow(join(kit, 'profiles'))) {
    const target = join(home, 'profiles', path)
    if (!/^[a-z0-9-]+\.yaml$/.test(path) || isThere(target)) continue
    place(home, target, readFileSync(from))
  }
}

/**
 * Puts what a kit kept closed in its home: the keys in a folder in memory where this laptop has one of this user alone (`runtime`),
 * with links to them, else beside the rest. What this laptop has there already stays: a record may be sealed with it. Gives that
 * folder. It is noted before anything is placed, so that `forgetSecrets` finds it all, whenever the program ended.
 */
export function placeSecrets(home: string, files: readonly SmallFile[], runtime: string | null): string | null {
  const noted = placedIn(home)?.files ?? []
  const ours = files.filter(({ path, bytes }) => noted.includes(path) || isOurs(join(home, path), bytes))
  remember(home, { files: ours.map(({ path }) => path), keys: runtime, without: false })
  for (const { path, bytes } of ours) {
    const target = join(home, path)
    if (isThere(target)) continue
    if (runtime === null || !path.startsWith('keys/')) place(home, target, bytes)
    else {
      const inMemory = join(runtime, path)
      place(runtime, inMemory, bytes)
      makeFolderDurably(realDisk, dirname(target))
      realDisk.remove(target)
      symlinkSync(inMemory, target)
    }
  }
  return runtime
}

/** Whether a file may be called the kit's: it is not there yet, or it is the same. */
function isOurs(target: string, bytes: Buffer): boolean {
  return !isThere(target) || readFileSync(target).equals(bytes)
}

/** Remembers that a kit is used without what it keeps closed; what of it had been placed goes. */
export function goWithout(home: string): void {
  forgetSecrets(home)
  remember(home, { files: [], keys: null, without: true })
}

/** Takes away what was placed when the kit was opened, also half: the keys, and what the configuration names. */
export function forgetSecrets(home: string): void {
  const placed = placedIn(home)
  if (placed === null) return
  for (const path of placed.files) {
    const target = join(home, path)
    realDisk.remove(target)
    for (const name of namesIn(dirname(target))) {
      if (isHalfFile(name)) realDisk.remove(join(dirname(target), name))
    }
  }
  if (placed.keys !== null) realDisk.removeFolder(placed.keys)
  realDisk.remove(join(home, placedFile))
}

function namesIn(folder: string): readonly string[] {
  return isFolder(folder) ? readdirSync(folder) : []
}

/** The folder in memory for the keys of a kit, where this user has one that is his alone; null: there is none. */
export function runtimeFolder(env: Readonly<Record<string, string | undefined>>, id: string): string | null {
  const base = env.XDG_RUNTIME_DIR
  if (base === undefined || !base.startsWith('/')) return null
  try {
    const { uid, mode } = statSync(base)
    const isMine = uid === process.getuid?.() && (mode & 0o077) === 0
    return isMine && inMemory.has(statfsSync(base).type) ? join(base, `cyber-respond-kit-${id}`) : null
  } catch {
    return null
  }
}

/** The kinds of file systems that are gone with the power: tmpfs, ramfs. */
const inMemory: ReadonlySet<number> = new Set([0x01021994, 0x858458f6])

function placedIn(home: string): Placed | null {
  try {
    const found = JSON.parse(readText(realDisk, join(home, placedFile)) ?? 'null')
    return Array.isArray(found?.files) ? found : null
  } catch {
    return null
  }
}

function remember(home: string, placed: Placed): void {
  place(home, join(home, placedFile), Buffer.from(`${JSON.stringify(placed)}\n`))
}

function place(home: string, path: string, bytes: Buffer): void {
  try {
    makeFolderDurably(realDisk, dirname(path))
    replaceFile(realDisk, path, bytes)
  } catch (error) {
    throw unwritableHome(home, error)
  }
}

/** Whether a file is there, behind a link too: a link to what is gone is not. */
function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

/** Removes a kit's home from this laptop with all that is in it. */
export function wipeKitHome(home: string): void {
  forgetSecrets(home)
  if (isFolder(home)) realDisk.removeFolder(home)
}
