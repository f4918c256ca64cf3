import { createHash } from 'node:crypto'
import type { RecordSource } from '../../src/adapters/record/source.ts'

/** An incident's folder that is only in memory, for whoever verifies: contents by name. */
export function memorySource(files: ReadonlyMap<string, Buffer>): RecordSource {
  const content = (name: string): Buffer => files.get(name) as Buffer
  return {
    path: 'record',
    peek: null,
    list: () => [...files.keys()].toSorted(),
    entries: () => ({ files: [...files.keys()].sort(), others: [] }),
    size: (name) => content(name).length,
    read: async function* (name) {
      yield Buffer.from(content(name))
    },
    digest: async (name) => createHash('sha256').update(content(name)).digest('hex'),
  }
}
