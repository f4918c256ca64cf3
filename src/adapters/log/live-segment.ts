import type { Batch } from '../../audit/batch.ts'
import { LogVerifier, type Position } from '../../audit/verify.ts'
import type { Disk, FileIdentity } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { chunksOf, unfinished, writeAll } from '../disk/whole-writes.ts'
import { awayFault, changedFault, diskFault, lockedFault } from './faults.ts'
import { type LogHost, leastSegmentBytes } from './host.ts'
import type { LogLocks } from './locks.ts'
import { sameFile } from './same-file.ts'
import { knownSegments, segmentPath, segmentsIn } from './segments.ts'
import { Pace, waitForTurn } from './turn.ts'

/** The segment in which a log goes on, open; who has its lock may write. */
export class LiveSegment {
  readonly #disk: Disk
  readonly #folder: string
  #file: number
  /** The identity of the file: it can't change while it is open. */
  #identity: FileIdentity
  #path: string
  /** The segment that comes behind this one, when it is there. */
  #next: string

  /** Below so many bytes no segment comes behind this one. */
  readonly #mayEndAt: number

  constructor({ disk, segmentBytes }: LogHost, folder: string, index: number, file: number) {
    this.#mayEndAt = Math.min(segmentBytes, leastSegmentBytes)
    this.#disk = disk
    this.#folder = folder
    this.#file = file
    this.#identity = disk.identify(file)
    this.#path = segmentPath(folder, index)
    this.#next = segmentPath(folder, index + 1)
  }

  get file(): number {
    return this.#file
  }

  lock(): boolean {
    return this.#disk.lock(this.#file)
  }

  unlock(): void {
    this.#disk.unlock(this.#file)
  }

  close(): void {
    this.#disk.close(this.#file)
  }

  /** Whether it is as it was left at so many bytes, and nothing came in its place or behind it. */
  isLeftAt(whole: number): boolean {
    const { size, links } = this.#disk.identify(this.#file)
    return size === whole && links > 0 && (whole < this.#mayEndAt || !this.#disk.isThere(this.#next))
  }

  /** Whether the log goes on elsewhere: in a segment behind this one, or in another file of this name. */
  isLeft(): boolean {
    return this.#disk.isThere(this.#next) || sameFile(this.#disk, this.#path, this.#file) === null
  }

  is(file: number): boolean {
    const { inode, device } = this.#disk.identify(file)
    return inode === this.#identity.inode && device === this.#identity.device
  }

  /** Goes on in another file. The lock on this one is let go. */
  moveTo(index: number, file: number): void {
    this.#disk.close(this.#file)
    this.#file = file
    this.#identity = this.#disk.identify(file)
    this.#path = segmentPath(this.#folder, index)
    this.#next = segmentPath(this.#folder, index + 1)
  }

  /** The fault of the log's path: its disk went away, or it was deleted. null: some file of this disk stands there. */
  faultOfPath(): unknown {
    const { device } = this.#identity
    try {
      return this.#disk.identify(this.#path).device === device ? null : awayFault(this.#folder, null)
    } catch (error) {
      const isDeleted = codeOf(error) === 'ENOENT' && this.#isFolderHere(device)
      return isDeleted ? changedFault(this.#folder) : awayFault(this.#folder, error)
    }
  }

  #isFolderHere(device: number): boolean {
    try {
      return this.#disk.identify(this.#folder).device === device
    } catch {
      return false
    }
  }

  /** One write of one buffer. */
  write({ bytes }: Batch): void {
    const taken = this.#disk.write(this.#file, bytes)
    if (taken === bytes.length) return
    throw Object.assign(new Error(`${taken} of ${bytes.length} bytes were written`), { code: 'ENOSPC' })
  }

  sync(): void {
    this.#disk.sync(this.#file)
  }

  /** Takes away what was not acknowledged. What stays behind the last whole line is torn: the next one deals with it. */
  cutBack(whole: number): void {
    try {
      this.#disk.truncate(this.#file, whole)
    } catch {
      // As said.
    }
  }

  /**
   * Makes a segment that is there whole and durable, or not at all: the lines of this one as far as `copied`, and a batch. The
   * log goes on in it, locked.
   */
  place(index: number, copied: Position | null, batch: Batch): void {
    const disk = this.#disk
    const path = segmentPath(this.#folder, index)
    disk.remove(path + unfinished)
    const file = disk.open(path + unfinished, 'create')
    let renamed = false
    try {
      disk.lock(file)
      if (copied !== null) this.#copy(file, copied)
      writeAll(disk, file, batch.bytes)
      disk.sync(file)
      disk.rename(path + unfinished, path)
      renamed = true
      disk.syncFolder(this.#folder)
    } catch (error) {
      disk.close(file)
      // It has its name, durable or not: nothing may be written to the one before it any more.
      if (renamed) throw diskFault(this.#folder, error)
      disk.remove(path + unfinished)
      throw error
    }
    this.moveTo(index, file)
  }

  #copy(to: number, at: Position): void {
    if (at.whole === 0) return
    const verifier = new LogVerifier(null, { from: at })
    verifier.begin(at.segment)
    for (const chunk of chunksOf(this.#disk, this.#file, at.whole)) {
      writeAll(this.#disk, to, chunk)
      verifier.push(chunk)
    }
    if (verifier.position.head !== at.head) throw changedFault(this.#folder)
  }
}

/**
 * Opens the last segment with the lock on it, for which it waits. The lock is on the segment itself and not on a file beside
 * it: somebody who deletes that file lets nobody in. Throws `log.locked` and `log.missing`.
 */
export async function lockLastSegment(
  folder: string,
  host: Pick<LogHost, 'disk' | 'pause'>,
  locks: LogLocks,
): Promise<{ readonly file: number; readonly indices: readonly number[] }> {
  const { disk } = host
  // Another one may begin a segment, or go on in a new file, between our look at the folder and our lock.
  for (let attempt = 0; attempt < mostMoves; attempt += 1) {
    const indices = knownSegments(disk, folder)
    const last = indices.at(-1) as number
    const path = segmentPath(folder, last)
    const file = disk.open(path, 'append')
    try {
      if (!disk.lock(file)) await waitForTurn({ folder, host, locks, pace: new Pace() }, () => disk.lock(file))
      if (sameFile(disk, path, file) !== null && segmentsIn(disk, folder).at(-1) === last) return { file, indices }
    } catch (error) {
      disk.close(file)
      throw error
    }
    disk.close(file)
  }
  throw lockedFault(folder, null)
}

/** How often a log may go on elsewhere while one looks for it. */
const mostMoves = 10
