import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { onTestFinished } from 'vitest'

/** The kinds of file systems with which sticks are sold. */
export type StickKind = 'vfat' | 'exfat'

const makers = { vfat: 'mkfs.vfat', exfat: 'mkfs.exfat' } as const
const checkers = { vfat: ['fsck.vfat', '-n'], exfat: ['fsck.exfat', '-n'] } as const

/** A stick: the folder where it is mounted. `pull` takes it out; `isSound` is what the checker of its file system says then. */
export interface Stick {
  readonly folder: string
  pull(): void
  isSound(): boolean
}

/**
 * A new file system of this kind in a file, mounted by the kernel, or where that has none by a driver in user space (fusefat,
 * exfat-fuse). Only root can do this. It is unmounted when the test ends.
 */
export function stick(place: string, kind: StickKind, megabytes = 24): Stick {
  const [image, folder] = [`${place}.img`, place]
  writeFileSync(image, '')
  truncateSync(image, megabytes * 1024 * 1024)
  execFileSync(makers[kind], [image], { stdio: 'ignore' })
  mkdirSync(folder, { recursive: true })
  const device = execFileSync('losetup', ['--find', '--show', image], { encoding: 'utf8' }).trim()
  if (hasKernel(kind)) execFileSync('mount', ['-t', kind, device, folder])
  else if (kind === 'exfat') execFileSync('mount.exfat-fuse', [device, folder], { stdio: 'ignore' })
  else execFileSync('fusefat', ['-o', 'rw+', device, folder], { stdio: 'ignore' })
  let isIn = true
  const pull = (): void => {
    if (isIn) execFileSync('umount', [folder])
    isIn = false
  }
  onTestFinished(() => {
    pull()
    execFileSync('losetup', ['--detach', device])
  })
  const [checker, ...args] = checkers[kind]
  return { folder, pull, isSound: () => passes(checker, [...args, device]) }
}

function hasKernel(kind: StickKind): boolean {
  return readFileSync('/proc/filesystems', 'utf8').split(/\s+/).includes(kind)
}

function passes(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
