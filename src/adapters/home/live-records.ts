import { closeSync, constants, openSync, readdirSync, readlinkSync, readSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { cutOff } from '../../core/cut-off.ts'
import type { State } from '../../core/state.ts'
import { incidentNames, incidentsFolder } from './incident-files.ts'
import type { RecordKind } from './record-places.ts'

/** The incidents (or drills) of this home that a process on this machine is writing at this moment, by name. */
export function liveRecords(home: string, kind: RecordKind): readonly string[] {
  return incidentNames(home, kind).filter((name) => isLive(join(incidentsFolder(home, kind), name)))
}

/**
 * Whether a process on this machine is writing the record in a folder: the session that holder names, or one beside it. It only
 * looks: taking a lock, be it for a moment, could keep somebody from a real incident.
 */
export function isLive(folder: string): boolean {
  return [join(folder, 'holder'), ...handsIn(join(folder, 'locks'))].some((path) => isOfLiving(path, folder))
}

/** The files in which those who have the log open are named. */
function handsIn(locks: string): readonly string[] {
  try {
    return readdirSync(locks).map((name) => join(locks, name))
  } catch {
    return []
  }
}

function isOfLiving(path: string, folder: string): boolean {
  try {
    const pid = holderOf(path)
    // Signal 0 only asks whether the process is there.
    return Number.isSafeInteger(pid) && pid > 0 && process.kill(pid, 0) && hasLogOpen(pid, folder)
  } catch (error) {
    // Somebody else's process is one too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The state of the record in a folder as it is now: a step is being done only while somebody works on the record. */
export function stateNow(folder: string, recorded: State): State {
  return isLive(folder) ? recorded : cutOff(recorded)
}

function holderOf(path: string): number {
  // Whatever else stands there is not followed, and not waited for.
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const buffer = Buffer.alloc(16)
    const text = buffer.toString('latin1', 0, readSync(file, buffer))
    // Behind the number may stand a name.
    return Number(/^\d+/.exec(text)?.[0] ?? Number.NaN)
  } finally {
    closeSync(file)
  }
}

/** A holder that was killed leaves its number behind, and after a while the kernel gives it to anybody. */
function hasLogOpen(pid: number, folder: string): boolean {
  const log = join(realpathSync(folder), 'log.')
  const files = `/proc/${pid}/fd`
  try {
    return readdirSync(files).some((name) => openedPath(join(files, name)).startsWith(log))
  } catch {
    // Somebody else's process, or a system that doesn't tell.
    return true
  }
}

function openedPath(link: string): string {
  try {
    return readlinkSync(link)
  } catch {
    // Closed since.
    return ''
  }
}
