import { readFileSync, statfsSync } from 'node:fs'

/**
 * A folder in memory for the homes of tests that ask nothing of a disk, or undefined: then they go where temporary files go.
 * Thousands of small records, each written through to the disk, take longer to sync than to test. Only where it is Linux's
 * own, with room to spare and programs may be started from it (a container's has 64 MB and forbids that); and nobody who
 * names a folder himself gets another one.
 */
export function memoryFolder(named = process.env.TMPDIR): string | undefined {
  const folder = '/dev/shm'
  try {
    if (named !== undefined) return undefined
    const [, , , options = ''] = mountOf(folder)
    const { bavail, bsize } = statfsSync(folder)
    return !options.split(',').includes('noexec') && bavail * bsize >= 2 * 2 ** 30 ? folder : undefined
  } catch {
    return undefined
  }
}

/** The line of the kernel's table of mounts: device, place, kind, options. */
function mountOf(folder: string): readonly string[] {
  const lines = readFileSync('/proc/self/mounts', 'utf8').split('\n')
  return lines.map((line) => line.split(' ')).findLast(([, place]) => place === folder) ?? ['', '', '', 'noexec']
}
