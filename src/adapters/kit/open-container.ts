import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../core/fault.ts'
import { sha256 } from '../disk/sha256.ts'
import { openBytes } from './age-file.ts'
import { damagedContainer, wrongKey } from './kit-faults.ts'
import { readKit } from './kit-folder.ts'
import { kitNames } from './kit-manifest.ts'
import type { OpensWith } from './opens-with.ts'
import { type SmallFile, unpackFiles } from './pack-files.ts'

/** The files that a kit keeps closed. Throws `kit.wrong-key`, `kit.damaged`, `kit.none` and `kit.manifest`. */
export async function openContainer(folder: string, by: OpensWith): Promise<readonly SmallFile[]> {
  const path = join(folder, kitNames.container)
  const bytes = wholeBytes(folder, path)
  const opened = await openBytes(bytes, by)
  if (opened === 'other') throw wrongKey()
  if (opened === 'damaged') throw damagedContainer()
  try {
    return await unpackFiles(opened, path)
  } catch (error) {
    throw error instanceof Fault ? damagedContainer() : error
  }
}

/** Its bytes, if they are those of the manifest: what was changed is told as that, and not as a wrong passphrase. */
function wholeBytes(folder: string, path: string): Buffer {
  const wanted = readKit(folder).manifest.files.find((one) => one.path === kitNames.container)
  let bytes: Buffer | null = null
  try {
    bytes = readFileSync(path)
  } catch {
    // As if it had been changed.
  }
  if (bytes === null || sha256(bytes) !== wanted?.sha256) throw damagedContainer()
  return bytes
}
