import { createHash } from 'node:crypto'
import type { Disk } from '../../src/adapters/disk.ts'
import { namesIn } from '../../src/adapters/durable-file.ts'
import { chunksOf } from '../../src/adapters/log-segments.ts'
import type { RecordSource } from '../../src/adapters/record-source.ts'

/** An incident's folder on any disk, for whoever verifies. */
export function diskSource(disk: Disk, folder: string): RecordSource {
  const content = (name: string): Buffer => {
    const file = disk.open(`${folder}/${name}`, 'read')
    try {
      return Buffer.concat([...chunksOf(disk, file, Number.POSITIVE_INFINITY)].map((chunk) => Buffer.from(chunk)))
    } finally {
      disk.close(file)
    }
  }
  const within = (name: string): readonly string[] => namesIn(disk, `${folder}/${name}`).map((one) => `${name}/${one}`)
  return {
    path: folder,
    list: () => [...namesIn(disk, folder), ...within('checkpoints'), ...within('keys')].toSorted(),
    size: (name) => content(name).length,
    read: async function* (name) {
      yield content(name)
    },
    digest: async (name) => createHash('sha256').update(content(name)).digest('hex'),
  }
}
