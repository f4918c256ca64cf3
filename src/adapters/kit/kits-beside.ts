import { readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readKit } from './kit-folder.ts'

/** A kit in a folder beside another one. `name`: that of its folder. */
export interface KitBeside {
  readonly name: string
  readonly id: string
  readonly made_at: string
  readonly municipality: string | null
}

/** More folders than this are no stick. */
const most = 100

/** The kits in the folders beside that of a kit, as on a stick that holds two; the last one made comes last. */
export function kitsBeside(folder: string): readonly KitBeside[] {
  const parent = dirname(resolve(folder))
  return namesIn(parent)
    .flatMap((name) => {
      const path = join(parent, name)
      if (path === resolve(folder)) return []
      try {
        const { id, made_at, municipality } = readKit(path).manifest
        return [{ name, id, made_at, municipality: municipality?.slug ?? null }]
      } catch {
        // No kit, or one that nobody can read.
        return []
      }
    })
    .toSorted((a, b) => (a.made_at < b.made_at ? -1 : 1))
}

function namesIn(parent: string): readonly string[] {
  try {
    const entries = readdirSync(parent, { withFileTypes: true })
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
    return folders.slice(0, most)
  } catch {
    return []
  }
}
