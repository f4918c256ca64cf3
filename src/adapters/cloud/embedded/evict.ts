import { readdir, readlink, realpath } from 'node:fs/promises'
import { setTimeout as after } from 'node:timers/promises'
import { lockHolder } from '../../../services/kernel-lock.ts'

/** Resolves to true as soon as nobody has the lock, or to false when somebody still has it after `withinMs`. */
export async function lockFree(lock: string, withinMs: number): Promise<boolean> {
  for (const deadline = performance.now() + withinMs; ; await after(25)) {
    if (lockHolder(lock) === null) return true
    if (performance.now() >= deadline) return false
  }
}

/**
 * Ends the process that has a lock and does not listen any more. Only a process that really has this lock file open is
 * killed, which Linux can tell; a number alone may belong to somebody else by now. Returns whether the lock is free.
 */
export async function evict(lock: string): Promise<boolean> {
  if (lockHolder(lock) === null) return true
  return (await signalHolder(lock, 'SIGKILL')) && lockFree(lock, 2000)
}

/** Sends a signal to the process that has a lock; false when it can't be told which one that is. */
export async function signalHolder(lock: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<boolean> {
  const holder = lockHolder(lock)
  if (holder === null || holder.pid === null || !(await hasOpen(holder.pid, lock))) return false
  try {
    process.kill(holder.pid, signal)
  } catch {
    // It ended by itself in between.
  }
  return true
}

async function hasOpen(pid: number, file: string): Promise<boolean> {
  const path = await realpath(file)
  const open = await readdir(`/proc/${pid}/fd`).catch(() => [])
  const targets = await Promise.all(open.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')))
  return targets.includes(path)
}
