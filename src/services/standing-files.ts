import { statSync } from 'node:fs'

/**
 * The files that these paths lead to, by device and inode, as one text to compare; null when one can't be looked at.
 */
export function fileIdentities(paths: readonly string[]): string | null {
  try {
    return paths
      .map((path) => statSync(path, { bigint: true }))
      .map(({ dev, ino }) => `${dev}:${ino}`)
      .join(' ')
  } catch {
    return null
  }
}
