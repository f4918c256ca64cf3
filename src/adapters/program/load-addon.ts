import { closeSync, constants, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { readAsset } from './asset-files.ts'

/** An addon that is an asset of the executable, `fs-native-extensions/prebuilds/linux-x64/fs-native-extensions.node`. */
export function loadAddon(name: string): unknown {
  return loadAddonBytes(readAsset(`addons/${name}`), foldersFor(process.env))
}

/** Where a file may be that code is loaded from: what is the user's own first. Some of them may forbid it (`noexec`). */
function foldersFor(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const { XDG_RUNTIME_DIR, XDG_CACHE_HOME, HOME } = env
  const named = [XDG_RUNTIME_DIR, XDG_CACHE_HOME, HOME].filter((folder) => folder?.startsWith('/') === true)
  return [...(named as readonly string[]), '/dev/shm', tmpdir(), '/var/tmp', dirname(process.execPath)]
}

/**
 * The exports of an addon, which the system only loads from a file. The file has no name wherever the disk can do that: nobody else
 * can change it, and nothing is left behind, however this process ends. Elsewhere it is in a folder of its own, and
 * gone at once. Throws `program.no-locks`.
 */
export function loadAddonBytes(bytes: Buffer, folders: readonly string[]): unknown {
  let why: unknown = null
  for (const load of [loadNameless, loadNamed]) {
    for (const folder of folders) {
      try {
        return load(bytes, folder)
      } catch (error) {
        why = error
      }
    }
  }
  throw noLocks(why)
}

function noLocks(why: unknown): Fault {
  const reason = why === null ? '' : ` (${codeOf(why) ?? 'ERR_DLOPEN_FAILED'})`
  return new Fault({
    code: 'program.no-locks',
    exit: exit.log,
    cause: why,
    message: {
      en: `the locks that keep two processes apart can't be loaded here${reason}, so nothing was done`,
      nl: `de sloten die twee processen uit elkaar houden, kunnen hier niet geladen worden${reason}, dus er is niets gedaan`,
    },
    hint: {
      en: 'set XDG_RUNTIME_DIR to a folder of yours in which programs may run',
      nl: "zet XDG_RUNTIME_DIR op een map van u waarin programma's mogen draaien",
    },
  })
}

/** Linux' flag, which Node does not name. */
const nameless = 0o20000000 | constants.O_DIRECTORY

let loads = 0

function loadNameless(bytes: Buffer, folder: string): unknown {
  const file = openSync(folder, nameless | constants.O_RDWR, 0o600)
  try {
    writeAll(file, bytes)
    // The loader knows a file by its path, and the number of a closed file comes again.
    loads += 1
    return load(`/proc/self/fd/${'./'.repeat(loads)}${file}`)
  } finally {
    closeSync(file)
  }
}

function loadNamed(bytes: Buffer, folder: string): unknown {
  // Only its owner may look into it.
  const own = mkdtempSync(join(folder, '.cyber-respond-'))
  try {
    const path = join(own, 'addon.node')
    const file = openSync(path, 'wx', 0o600)
    try {
      writeAll(file, bytes)
    } finally {
      closeSync(file)
    }
    return load(path)
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

function writeAll(file: number, bytes: Buffer): void {
  let written = 0
  while (written < bytes.length) written += writeSync(file, bytes, written)
}

function load(path: string): unknown {
  const module = { exports: {} }
  process.dlopen(module, path)
  return module.exports
}
