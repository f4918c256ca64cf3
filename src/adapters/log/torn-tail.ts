import { recorder } from '../../audit/batch.ts'
import { segmentName } from '../../audit/segment-name.ts'
import type { Position } from '../../audit/verify.ts'
import type { Draft } from '../../core/event.ts'
import type { Disk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { chunksOf, writeAll } from '../disk/whole-writes.ts'

/**
 * Takes away what a crash left behind the last LF, even if it could be read: the bytes go to `quarantine/`, durable, before
 * they are cut off. Gives the event that must be written then.
 */
export function quarantineTail(disk: Disk, folder: string, file: number, at: Position): Draft {
  const quarantine = `${folder}/quarantine`
  disk.makeFolder(quarantine)
  disk.syncFolder(folder)
  const { name, copy } = freshFile(disk, quarantine, `${segmentName(at.segment)}.${at.whole}`)
  let bytes = 0
  try {
    for (const chunk of chunksOf(disk, file, Number.POSITIVE_INFINITY, at.whole)) {
      writeAll(disk, copy, chunk)
      bytes += chunk.length
    }
    disk.sync(copy)
  } finally {
    disk.close(copy)
  }
  disk.syncFolder(quarantine)
  disk.truncate(file, at.whole)
  disk.sync(file)
  return { type: 'log.recovered', actor: recorder, data: { quarantine: name, bytes } }
}

/** A crash during an earlier recovery may have left a copy: that one stays. */
function freshFile(disk: Disk, folder: string, wanted: string): { readonly name: string; readonly copy: number } {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`
    try {
      return { name, copy: disk.open(`${folder}/${name}`, 'create') }
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
}
