import { extname, join } from 'node:path'
import type { OutboxPort } from '../../core/ports.ts'
import { type Disk, realDisk } from '../disk/disk.ts'
import { storeFile } from '../disk/store-file.ts'
import { bytesOf, writeAllLater } from '../disk/whole-writes.ts'

/**
 * Prepared notices in one folder, which must exist. Nothing is sent and nothing is overwritten: a second, different
 * text under the same name gets a number, and the same text again is the file that is there. One process at
 * a time writes: the lock of the incident's log sees to that.
 */
export function createOutbox(folder: string, disk: Disk = realDisk): OutboxPort {
  return {
    async write(name, content) {
      const bytes = Buffer.from(content, 'utf8')
      let path = ''
      await storeFile({
        disk,
        folder,
        kind: 'outbox',
        fill: (file) => writeAllLater(disk, file, bytes),
        name() {
          const { free, same } = place(disk, folder, safeName(name), bytes)
          path = join(folder, free ?? same)
          return free
        },
      })
      return path
    },
  }
}

type Place = { readonly free: string; readonly same?: never } | { readonly free: null; readonly same: string }

function place(disk: Disk, folder: string, name: string, content: Buffer): Place {
  const ending = extname(name)
  const stem = name.slice(0, name.length - ending.length)
  const [there, strange] = [new Set(disk.list(folder)), new Set(disk.others(folder))]
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${stem}-${number}${ending}`
    const isFolder = strange.has(`${candidate}/`)
    if (!there.has(candidate) && !isFolder) return { free: candidate }
    if (!strange.has(candidate) && !isFolder && holds(disk, join(folder, candidate), content)) {
      return { free: null, same: candidate }
    }
  }
}

function holds(disk: Disk, path: string, content: Buffer): boolean {
  const file = disk.open(path, 'read')
  try {
    return bytesOf(disk, file, content.length + 1).equals(content)
  } finally {
    disk.close(file)
  }
}

/**
 * A name that every file system takes and no shell, path or screen trips over: letters a to z, digits, point, hyphen
 * and underscore, not hidden, at most 100 characters with its ending.
 */
export function safeName(name: string): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  const stem = name
    .slice(0, name.length - ending.length)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, 100 - ending.length)
    .replace(/^[.-]+|[.-]+$/g, '')
  return `${stem === '' ? 'notice' : stem}${ending}`
}
