import { resolve } from 'node:path'
import { MemoryCheck, type Remembered } from '../../audit/remembered-head.ts'
import { type Verification, withMemory } from '../../audit/verification.ts'
import { LogVerifier } from '../../audit/verify.ts'
import type { LogEvent } from '../../core/event.ts'
import { exerciseTimes } from '../../core/exercise-time.ts'
import { empty, startFold } from '../../core/fold.ts'
import type { State } from '../../core/state.ts'
import type { Disk } from '../disk/disk.ts'
import { codeOf } from '../disk/disk-errors.ts'
import { makeFolderDurably } from '../disk/durable-folder.ts'
import { takeBallast } from './ballast.ts'
import { readDisclosures, revealWith } from './disclosure-file.ts'
import { diskFault, existsFault, lockedFault, tamperedFault } from './faults.ts'
import { nameHolder } from './holder.ts'
import { type LogHost, logHost } from './host.ts'
import { lockLastSegment } from './live-segment.ts'
import { LogLocks } from './locks.ts'
import { newLog, readForWriting } from './opening.ts'
import { knownSegments, readSegments, segmentPath, segmentsIn } from './segments.ts'
import { refuseStrange } from './strange-places.ts'
import { LogWriter, type OpenLog } from './writer.ts'

/**
 * Begins a log in a folder, which is made when it isn't there. Throws Faults with exit code 5: `log.exists`, `log.locked`,
 * `log.disk-full`, `log.unusable`.
 */
export async function createLog(folder: string, host: LogHost = logHost()): Promise<OpenLog> {
  const { disk } = host
  return withFaults(folder, () => {
    makeFolderDurably(disk, resolve(folder))
    refuseStrange(disk, folder)
    if (segmentsIn(disk, folder).length > 0) throw existsFault(folder)
    return withLocks(folder, host, 'session', (locks) => {
      takeBallast(disk, folder, host.ballastBytes)
      const file = createFirst(disk, folder)
      return orClose(disk, file, () => {
        if (!disk.lock(file)) throw existsFault(folder)
        nameHolder(disk, folder, host.pid)
        disk.syncFolder(folder)
        const log = new LogWriter(folder, host, locks, file, newLog(host))
        disk.unlock(file)
        return log
      })
    })
  })
}

/**
 * Opens a log for writing: verifies every line, and reads the events in the same pass. What a crash left half written is taken
 * away and that is recorded. Throws Faults: `log.missing` (exit code 2), and with exit code 5 `log.locked`, `log.tampered`,
 * `log.disk-full`, `log.unusable`.
 */
export async function openLog(
  folder: string,
  host: LogHost = logHost(),
  part: Part = 'session',
): Promise<{ readonly log: OpenLog; readonly events: readonly LogEvent[] }> {
  let events: LogEvent[] = []
  const start = () => {
    events = []
    return (event: LogEvent) => events.push(event)
  }
  const log = await openAndRead(folder, host, part, start)
  return { log, events }
}

/** The same with the state that the events make, without keeping them: a long log costs half the time and memory. */
export async function resumeLog(
  folder: string,
  host: LogHost = logHost(),
  part: Part = 'session',
): Promise<{ readonly log: OpenLog; readonly state: State }> {
  let folding = startFold(empty)
  const start = () => {
    folding = startFold(empty)
    return folding.take
  }
  const log = await openAndRead(folder, host, part, start)
  return { log, state: folding.state }
}

/**
 * A record has one `session` at a time; any number of others may write `beside` it. Where nobody has a session,
 * any number may write a `fact` at the same time, and no session begins meanwhile. Who `joins` is the session where there is none,
 * and else beside it.
 */
export type Part = 'session' | 'joins' | 'fact' | 'beside'

async function openAndRead(
  folder: string,
  host: LogHost,
  part: Part,
  start: () => (event: LogEvent) => void,
): Promise<OpenLog> {
  const { disk } = host
  return withFaults(folder, () => {
    refuseStrange(disk, folder)
    // Nothing is made in a folder that holds no log.
    knownSegments(disk, folder)
    return withLocks(folder, host, part, async (locks) => {
      const { file, indices } = await lockLastSegment(folder, host, locks)
      return orClose(disk, file, async () => {
        let take: (event: LogEvent) => void = () => {}
        if (locks.hasSession) nameHolder(disk, folder, host.pid)
        const { size } = disk.identify(file)
        // What is there now stays: it is read without the lock, however long it is.
        disk.unlock(file)
        const found = await readForWriting(host, { folder, indices, live: file, size }, () => {
          take = start()
          return take
        })
        const log = new LogWriter(folder, host, locks, file, found)
        for (const event of await log.begin(found.erased)) take(event)
        return log
      })
    })
  })
}

async function withLocks<T>(
  folder: string,
  { disk, pid, run, sealing }: LogHost,
  part: Part,
  work: (locks: LogLocks) => T | Promise<T>,
): Promise<T> {
  const hand = { pid, name: sealing?.countersign?.person ?? null }
  const locks = new LogLocks(disk, folder, run, hand)
  try {
    if (part === 'session' && !locks.take('session', hand)) {
      throw lockedFault(folder, locks.holderOfSession()?.pid ?? null)
    }
    if (part === 'joins' && !locks.take('session', hand)) locks.isBeside = true
    if (part === 'fact') locks.takeForFact()
    return await work(locks)
  } catch (error) {
    locks.close()
    throw error
  }
}

/**
 * Reads a log without its lock, as it is at this moment: also while another process writes in it, and in a copy that was
 * made meanwhile. A line that isn't finished is left out. `remembered` is what this machine knows of it. Throws `log.missing`, `log.tampered`, `log.unusable`.
 */
export async function readLog(
  folder: string,
  disk: Disk = logHost().disk,
  remembered: Remembered | null = null,
): Promise<{ readonly events: readonly LogEvent[]; readonly verification: Verification }> {
  const events: LogEvent[] = []
  const verification = await walkLog(folder, (event) => events.push(event), disk, remembered)
  return { events, verification }
}

/** The same without keeping the events, which `take` gets: not to be trusted before it returns. */
export async function walkLog(
  folder: string,
  take: (event: LogEvent) => void,
  disk: Disk = logHost().disk,
  remembered: Remembered | null = null,
): Promise<Verification> {
  const times = exerciseTimes()
  const memory = new MemoryCheck(remembered)
  const disclosures = await withFaults(folder, () => readDisclosures(disk, folder))
  const verifier = new LogVerifier((event) => take(times(event)), {
    reveal: revealWith(disclosures),
    rootsAt: memory.sizes,
    atRoot: (size, root) => memory.atRoot(size, root),
  })
  await readAll(folder, disk, verifier)
  if (verifier.finding !== null) throw tamperedFault(folder, verifier.finding)
  return withMemory(verifier.end(), memory)
}

async function readAll(folder: string, disk: Disk, verifier: LogVerifier) {
  await withFaults(folder, async () => {
    const indices = knownSegments(disk, folder)
    await readSegments(disk, folder, indices, verifier)
  })
}

async function withFaults<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw diskFault(folder, error)
  }
}

async function orClose<T>(disk: Disk, file: number, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    disk.close(file)
    throw error
  }
}

function createFirst(disk: Disk, folder: string): number {
  try {
    return disk.open(segmentPath(folder, 0), 'create')
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? existsFault(folder) : error
  }
}
