import { statSync } from 'node:fs'
import type { Blob } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import type { BlobPort } from '../../core/ports.ts'

/** Blobs that are only looked at: a file that isn't there is a fault before anything happens. Throws `evidence.missing`. */
export const lookingBlobs: BlobPort = {
  putText: async (name, content) => lookedAt(name, Buffer.byteLength(content)),
  putFile: async (path) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat?.isFile() === true) return lookedAt(path, stat.size)
    throw noFile(path)
  },
  take: async (path) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat?.isFile() !== true && stat?.isDirectory() !== true) throw noFile(path)
    return { files: [lookedAt(path, stat.size)], notTaken: [] }
  },
}

function lookedAt(name: string, size: number): Blob {
  return { name, sha256: '0'.repeat(64), size }
}

function noFile(path: string): Fault {
  return new Fault({
    code: 'evidence.missing',
    exit: exit.invalid,
    message: { en: `there is no file ${path}`, nl: `er is geen bestand ${path}` },
    hint: { en: 'nothing was done', nl: 'er is niets gedaan' },
  })
}
