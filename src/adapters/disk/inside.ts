import { realpathSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'

/** Whether a path is a folder or lies in it, links followed. Neither has to exist. */
export function isInside(folder: string, path: string): boolean {
  return `${real(path)}${sep}`.startsWith(`${real(folder)}${sep}`)
}

/** The real path of what exists of a path, and the rest as it is. */
function real(path: string): string {
  const full = resolve(path)
  try {
    return realpathSync(full)
  } catch {
    const parent = dirname(full)
    return parent === full ? full : join(real(parent), full.slice(parent.length))
  }
}
