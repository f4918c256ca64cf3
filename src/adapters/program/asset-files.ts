import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { getAssetKeys, getRawAsset } from 'node:sea'
import { damagedProgram } from './damaged-program.ts'
import { hashAround, stampOf } from './executable-stamp.ts'
import type { OwnFiles } from './own-files.ts'

/** The asset that says how many bytes each other one has, and their CRC-32. */
export const assetChecksFile = 'checks.json'
/** The asset in which the executable's own stamp stands. */
export const stampFile = 'stamp'

export type AssetChecks = Readonly<Record<string, readonly [size: number, crc32: number]>>

/** The program in one executable: its files are assets in it, under the same names. */
export function assetFiles(executable: string): OwnFiles {
  return {
    place: executable,
    isBuilt: true,
    start: [],
    namesIn: (folder) =>
      getAssetKeys().flatMap((name) => {
        const rest = name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : ''
        return rest === '' || rest.includes('/') ? [] : [rest]
      }),
    read: readAsset,
    onDisk: () => [],
    damaged: (hash) => {
      try {
        return isWhole(executable, hash) ? [] : [executable]
      } catch {
        return [executable]
      }
    },
    writtenAt: () => statSync(executable).mtimeMs,
  }
}

/** The bytes of an asset, straight from the executable in memory. Throws `program.damaged` when they are not those that the build put there. */
export function readAsset(name: string): Buffer {
  if (!checks().has(name)) throw Object.assign(new Error(`ENOENT: there is no ${name}`), { code: 'ENOENT' })
  const bytes = rawAsset(name)
  const [size, crc] = checks().get(name) ?? []
  if (bytes.length !== size || crc32(bytes) !== crc) throw damagedProgram([name])
  return bytes
}

let known: ReadonlyMap<string, readonly [number, number]> | null = null

function checks(): ReadonlyMap<string, readonly [number, number]> {
  if (known === null) {
    try {
      known = new Map(Object.entries(JSON.parse(rawAsset(assetChecksFile).toString('latin1')) as AssetChecks))
    } catch {
      throw damagedProgram([assetChecksFile])
    }
  }
  return known
}

function rawAsset(name: string): Buffer {
  return Buffer.from(getRawAsset(name))
}

/** Not imported: the program in a folder has this file, too, and would load it at each start. */
function crc32(bytes: Buffer): number {
  return process.getBuiltinModule('node:zlib').crc32(bytes)
}

/** Whether the file from which this process was started is the one that the build made. */
function isWhole(executable: string, sha256: ((bytes: Buffer) => string) | null): boolean {
  const stamp = stampOf(rawAsset(stampFile).toString('latin1'))
  if (stamp === null || statSync(executable).size !== stamp.size) return false
  if (sha256 === null) return true
  const file = openSync(executable, 'r')
  try {
    const space = Buffer.allocUnsafeSlow(1 << 20)
    const read = (from: number, to: number) => {
      const piece = space.subarray(0, to - from)
      if (readSync(file, piece, 0, piece.length, from) !== piece.length) throw new Error('it is shorter now')
      return piece
    }
    return hashAround(stamp, read, sha256) === stamp.hash
  } finally {
    closeSync(file)
  }
}
