import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as after } from 'node:timers/promises'

/** The result of ending a group. `found`: something was running. `forced`: it ignored SIGTERM and was killed. */
export interface GroupEnd {
  readonly found: boolean
  readonly forced: boolean
}

/** Ends every process of a group: SIGTERM, and SIGKILL for what is still there `mercyMs` later. */
export async function endGroup(group: number, mercyMs: number): Promise<GroupEnd> {
  if (!(await groupRuns(group))) return { found: false, forced: false }
  signalGroup(group, 'SIGTERM')
  for (const deadline = performance.now() + mercyMs; performance.now() < deadline; await after(20)) {
    if (!(await groupRuns(group))) return { found: true, forced: false }
  }
  signalGroup(group, 'SIGKILL')
  return { found: true, forced: true }
}

/** Whether any process of the group still runs. One that has ended and only waits to be collected doesn't. */
export async function groupRuns(group: number): Promise<boolean> {
  if (!signalGroup(group, 0)) return false
  // Orphans are collected by the system's first process, which in a container may take its time or never do it.
  const entries = await readdir('/proc').catch(() => null)
  if (entries === null) return true
  const pids = entries.filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')))
  return stats.some((line) => {
    // pid (name) state parent group …; the name may hold anything, parentheses too.
    const [state, , member] = line.slice(line.lastIndexOf(')') + 2).split(' ')
    return member === String(group) && state !== 'Z' && state !== 'X'
  })
}

/** Whether there was anything in the group to signal. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal)
  } catch {
    return false
  }
}
