import { type Disk, realDisk } from '../../src/adapters/disk/disk.ts'

/** The real disk, of which a folder is all that there is: `/home` is the `home` in it. */
export function below(folder: string): Disk {
  const at = <T>(path: T): T => (typeof path === 'string' ? ((folder + path) as T) : path)
  return {
    ...realDisk,
    list: (path) => realDisk.list(at(path)),
    others: (path) => realDisk.others(at(path)),
    makeFolder: (path) => realDisk.makeFolder(at(path))?.slice(folder.length) ?? null,
    open: (path, how) => realDisk.open(at(path), how),
    syncFolder: (path) => realDisk.syncFolder(at(path)),
    identify: (path) => realDisk.identify(at(path)),
    rename: (from, to) => realDisk.rename(at(from), at(to)),
    link: (from, to) => realDisk.link(at(from), at(to)),
    remove: (path) => realDisk.remove(at(path)),
    removeFolder: (path) => realDisk.removeFolder(at(path)),
    makeReadOnly: (path) => realDisk.makeReadOnly(at(path)),
    later: {
      ...realDisk.later,
      create: (path) => realDisk.later.create(at(path)),
      rename: (from, to) => realDisk.later.rename(at(from), at(to)),
      syncFolder: (path) => realDisk.later.syncFolder(at(path)),
    },
  }
}
