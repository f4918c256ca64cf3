import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { OwnFiles } from './own-files.ts'

/** The file that the build puts beside the bundle: each other file with its size in bytes and its SHA-256 in hex. */
export const programFilesFile = 'files.json'

type Known = Readonly<Record<string, readonly [size: number, sha256: string]>>

/** The program in a folder, as a package or a clone has it: `bin/`, `dist/` and `runbooks/`. */
export function folderFiles(place: string, isBuilt: boolean): OwnFiles {
  const path = (name: string) => join(place, name)
  const list = `dist/${programFilesFile}`
  return {
    place,
    isBuilt,
    start: [path('bin/cyber-respond.js')],
    namesIn: (folder) => readdirSync(path(folder)),
    read: (name) => readFileSync(path(name)),
    onDisk: (names) => names.map(path),
    damaged: (hash) => {
      const known = knownFiles(path(list))
      if (known === null) return [list]
      return Object.entries(known).flatMap(([name, [size, sha256]]) => {
        try {
          const file = path(`dist/${name}`)
          const isSame = statSync(file).size === size && (hash === null || hash(readFileSync(file)) === sha256)
          return isSame ? [] : [`dist/${name}`]
        } catch {
          return [`dist/${name}`]
        }
      })
    },
    writtenAt: () => statSync(path(list)).mtimeMs,
  }
}

function knownFiles(list: string): Known | null {
  try {
    return JSON.parse(readFileSync(list, 'utf8'))
  } catch {
    return null
  }
}
