import { lstatSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { OutboxPort } from '../../core/ports.ts'
import { storeFile } from '../disk/store-file.ts'

/**
 * Prepared notices in one folder, which must exist. Nothing is sent and nothing is overwritten: a second, different
 * text under the same name gets a number, and the same text again is the file that is there. One process at
 * a time writes: the lock of the incident's log sees to that.
 */
export function createOutbox(folder: string): OutboxPort {
  return {
    async write(name, content) {
      let path = ''
      await storeFile({
        folder,
        kind: 'outbox',
        fill: (file) => file.writeFile(content, 'utf8'),
        name() {
          const { free, same } = place(folder, safeName(name), content)
          path = join(folder, free ?? same)
          return free
        },
      })
      return path
    },
  }
}

type Place = { readonly free: string; readonly same?: never } | { readonly free: null; readonly same: string }

function place(folder: string, name: string, content: string): Place {
  const ending = extname(name)
  const stem = name.slice(0, name.length - ending.length)
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${stem}-${number}${ending}`
    const found = lstatSync(join(folder, candidate), { throwIfNoEntry: false })
    if (found === undefined) return { free: candidate }
    if (found.isFile() && readFileSync(join(folder, candidate), 'utf8') === content) {
      return { free: null, same: candidate }
    }
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
