import { closeSync, constants, fstatSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { tryLock } from 'fs-native-extensions'

/** A lock that the kernel holds for this process and lets go when the process ends, however it ends. */
export interface KernelLock {
  /** Whether the path still leads to the locked file: not when its folder was moved, deleted or unmounted. */
  stands(): boolean
  release(): void
}

/**
 * Takes the exclusive lock on a file, which is made when it isn't there. null: somebody else has it.
 * The file then tells the id of the process that has the lock (`lockHolder`).
 */
export function takeLock(path: string): KernelLock | null {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  if (!tryLock(file)) {
    closeSync(file)
    return null
  }
  try {
    // Over what stands there: that needs no room, also when the disk is full.
    const name = `${process.pid}\n`
    writeSync(file, name, 0)
    ftruncateSync(file, name.length)
  } catch {
    // A new file on a full disk: the lock holds all the same, without a name.
  }
  const { dev, ino } = fstatSync(file, { bigint: true })
  return {
    stands: () => {
      try {
        const there = statSync(path, { bigint: true })
        return there.dev === dev && there.ino === ino
      } catch {
        return false
      }
    },
    release: () => closeSync(file),
  }
}

/** Tries for `withinMs`, because whoever looks at a lock (`lockHolder`) has it for a moment. */
export async function takeLockSoon(path: string, withinMs: number): Promise<KernelLock | null> {
  for (const deadline = performance.now() + withinMs; ; await after(20)) {
    const lock = takeLock(path)
    if (lock !== null || performance.now() >= deadline) return lock
  }
}

/**
 * The process that has the lock on a file. null: nobody has, or there is no such file. The id is null in the moment
 * between taking the lock and writing it down; it says who took the lock, and is no licence to kill whoever has that
 * number now.
 */
export function lockHolder(path: string): { readonly pid: number | null } | null {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return null
  }
  try {
    // A shared lock, so that two who look don't take each other for a holder.
    if (tryLock(file, { shared: true })) return null
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10)
    return { pid: Number.isSafeInteger(pid) && pid > 0 ? pid : null }
  } finally {
    closeSync(file)
  }
}
