import { statfsSync } from 'node:fs'

/** The kinds of file systems of Linux itself, which keep whose a file is by a number: ext, XFS, btrfs, F2FS. */
const byNumber: ReadonlySet<number> = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010])

/** Whether a stick keeps who owns its files, so that on another laptop only a user of the same number can read it. */
export function keepsRights(folder: string, statfs: (path: string) => { readonly type: number } = statfsSync): boolean {
  try {
    return byNumber.has(statfs(folder).type >>> 0)
  } catch {
    return false
  }
}
