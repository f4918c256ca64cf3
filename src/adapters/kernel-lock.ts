import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { tryLock } from 'fs-native-extensions'

/** A lock that the kernel holds for this process and lets go when the process ends, however it ends. */
export interface KernelLock {
  release(): void
}

/**
 * Takes the exclusive lock on a file, which is made when it isn't there. null: somebody else has it.
 * The file then tells the id of the process that has the lock (`lockHolder`).
 */
export function takeLock(path: string): KernelLock | null {
  const file = openSync(path, 'a+', 0o600)
  if (!tryLock(file)) {
    closeSync(file)
    return null
  }
  ftruncateSync(file, 0)
  writeSync(file, `${process.pid}\n`)
  return { release: () => closeSync(file) }
}

/** Tries for `withinMs`, because whoever looks at a lock (`lockHolder`) has it for a moment. */
export async function takeLockSoon(path: string, withinMs: number): Promise<KernelLock | null> {
  for (const deadline = performance.now() + withinMs; ; await after(20)) {
    const lock = takeLock(path)
    if (lock !== null || performance.now() >= deadline) return lock
  }
}

/**
 * Who has the lock on a file. null: nobody, or there is no such file. The id is null in the moment between taking the
 * lock and writing it down; it says who took the lock, and is no licence to kill whoever has that number now.
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
