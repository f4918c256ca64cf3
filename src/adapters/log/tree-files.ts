import { hashBytes, perfectRoot } from '../../audit/tree.ts'
import type { Disk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { unfinished, writeAll } from '../disk/whole-writes.ts'

/**
 * The tree of a log beside it, so that a proof needs no line but its own: in `tree/0`, `tree/8` and `tree/16` stand the
 * hashes of all whole nodes of these levels, 32 bytes each. All of it follows from the lines: it is not synced, may be
 * wrong or gone at any time, and nobody believes it without a signed root.
 */
export const keptLevels = [0, 8, 16] as const

/** Nodes of a kept level below one of the next. */
const fan = 256

export function treeFile(level: number): string {
  return `tree/${level}`
}

/**
 * Puts leaves (in hex) behind the first `before`, as far as nobody did so since. What is not as it was left is left alone:
 * whoever needs it makes it anew.
 */
export function keepLeaves(disk: Disk, folder: string, before: number, leaves: readonly string[]): void {
  try {
    const path = `${folder}/${treeFile(0)}`
    const there = sizeOf(disk, path) / hashBytes
    if (!Number.isInteger(there) || there < before || there >= before + leaves.length) return
    const news = leaves.slice(there - before)
    if (there === 0) makeTree(disk, folder)
    extend(disk, path, there, Buffer.from(news.join(''), 'hex'))
    if (Math.floor((there + news.length) / fan) > Math.floor(there / fan)) raiseLevels(disk, folder)
  } catch {
    // A proof takes longer then, and nothing else depends on it.
  }
}

/** Replaces the tree of a log that is not being written by anybody else, or is written again anyhow. */
export function keepTree(disk: Disk, folder: string, leaves: Buffer): void {
  try {
    makeTree(disk, folder)
    const path = `${folder}/${treeFile(0)}`
    disk.remove(path + unfinished)
    extend(disk, path + unfinished, 0, leaves)
    for (const level of keptLevels.slice(1)) disk.remove(`${folder}/${treeFile(level)}`)
    disk.rename(path + unfinished, path)
    raiseLevels(disk, folder)
  } catch {
    // A disk that can't be written: the next proof reads every line again.
  }
}

/**
 * Makes the folder of the tree. Whoever only reads a record leaves its tree there too, and looks at nothing else: a
 * link in its place leads elsewhere.
 */
function makeTree(disk: Disk, folder: string): void {
  if (disk.others(folder).includes('tree')) throw new Error('no folder')
  disk.makeFolder(`${folder}/tree`)
}

/** Brings the upper levels to what the lowest has. */
function raiseLevels(disk: Disk, folder: string): void {
  for (const [index, level] of keptLevels.entries()) {
    const below = keptLevels[index - 1]
    if (below === undefined) continue
    const there = sizeOf(disk, `${folder}/${treeFile(level)}`) / hashBytes
    const missing = readFrom(disk, `${folder}/${treeFile(below)}`, there * fan * hashBytes)
    const whole = Math.floor(missing.length / (fan * hashBytes))
    const nodes = Array.from({ length: whole }, (_none, at) =>
      perfectRoot(missing.subarray(at * fan * hashBytes, (at + 1) * fan * hashBytes)),
    )
    if (whole > 0) extend(disk, `${folder}/${treeFile(level)}`, there, Buffer.concat(nodes))
  }
}

/** Appends to a file that holds exactly `from` hashes; makes it when that is none. */
function extend(disk: Disk, path: string, from: number, hashes: Buffer): void {
  const file = disk.open(path, from === 0 ? 'create' : 'append')
  try {
    if (disk.identify(file).size === from * hashBytes) writeAll(disk, file, hashes)
  } finally {
    disk.close(file)
  }
}

function sizeOf(disk: Disk, path: string): number {
  try {
    return disk.identify(path).size
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0
    throw error
  }
}

function readFrom(disk: Disk, path: string, position: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, sizeOf(disk, path) - position))
  if (bytes.length === 0) return bytes
  const file = disk.open(path, 'read')
  try {
    return bytes.subarray(0, disk.read(file, bytes, position))
  } finally {
    disk.close(file)
  }
}
