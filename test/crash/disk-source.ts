import type { Disk } from '../../src/adapters/disk/disk.ts'
import { namesIn } from '../../src/adapters/disk/durable-file.ts'
import { bytesOf } from '../../src/adapters/disk/whole-writes.ts'
import type { RecordSource } from '../../src/adapters/record/source.ts'
import { memorySource } from '../support/memory-source.ts'

/** An incident's folder on any disk as it is at this moment, for whoever verifies. */
export function diskSource(disk: Disk, folder: string): RecordSource {
  const content = (name: string): Buffer => {
    const file = disk.open(`${folder}/${name}`, 'read')
    try {
      return bytesOf(disk, file)
    } finally {
      disk.close(file)
    }
  }
  const within = (name: string): readonly string[] => namesIn(disk, `${folder}/${name}`).map((one) => `${name}/${one}`)
  const folders = new Set(disk.others(folder))
  const files = namesIn(disk, folder).filter((name) => !folders.has(`${name}/`))
  const names = [...files, ...within('checkpoints'), ...within('keys')]
  return memorySource(new Map(names.map((name) => [name, content(name)])))
}
