import { statSync } from 'node:fs'

/** The size of a file in bytes; 0 where there is none, or nobody can tell, which whoever opens it will say better. */
export function sizeOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0
  } catch {
    return 0
  }
}
