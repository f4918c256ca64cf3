import { setImmediate as turn } from 'node:timers/promises'
import { segmentIndex, segmentName } from '../../audit/segment-name.ts'
import type { Disk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { chunkBytes, chunksOf } from '../disk/whole-writes.ts'
import { missingFault } from './faults.ts'
import { staySmall } from './stay-small.ts'

/** The numbers of the segments in a folder, in order. */
export function segmentsIn(disk: Disk, folder: string): readonly number[] {
  return disk
    .list(folder)
    .map(segmentIndex)
    .filter((index) => index !== null)
    .sort((a, b) => a - b)
}

/** The same, of a folder that must hold a log. Throws `log.missing`. */
export function knownSegments(disk: Disk, folder: string): readonly number[] {
  try {
    const indices = segmentsIn(disk, folder)
    if (indices.length > 0) return indices
  } catch (error) {
    const code = codeOf(error)
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
  }
  throw missingFault(folder)
}

export function segmentPath(folder: string, index: number): string {
  return `${folder}/${segmentName(index)}`
}

/** Called with the bytes that were read, and how many there are in all. */
export type SegmentProgress = (bytes: number, total: number) => void

/** Gets the bytes of a log: for each segment in order `begin`, then `push` for its chunks, which it may write in. */
export interface SegmentSink {
  begin(index: number): void
  push(chunk: Buffer): void
}

/**
 * Reads segments through a sink, in flat memory. `live` is a descriptor to read the last one through, as far as
 * `size`; without it the segments are read as they are at this moment, whoever writes in them.
 */
export async function readSegments(
  disk: Disk,
  folder: string,
  indices: readonly number[],
  sink: SegmentSink,
  options: {
    readonly live?: { readonly file: number; readonly size: number }
    readonly progress?: SegmentProgress
  } = {},
): Promise<void> {
  const total = indices.reduce((sum, index) => sum + disk.identify(segmentPath(folder, index)).size, 0)
  staySmall(total)
  let done = 0
  for (const index of indices) {
    sink.begin(index)
    const live = index === indices.at(-1) ? options.live : undefined
    const file = live?.file ?? disk.open(segmentPath(folder, index), 'read')
    try {
      for (const chunk of chunksOf(disk, file, live?.size ?? Number.POSITIVE_INFINITY)) {
        done += chunk.length
        sink.push(chunk)
        options.progress?.(done, Math.max(done, total))
        // Ctrl-C is heard between two chunks.
        if (done % (32 * chunkBytes) < chunkBytes) await turn()
      }
    } finally {
      if (live === undefined) disk.close(file)
    }
  }
}
