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
import { unfinished } from '../disk/whole-writes.ts'
import { takeBallast } from './ballast.ts'
import { readDisclosures, revealWith } from './disclosure-file.ts'
import { diskFault, existsFault, tamperedFault } from './faults.ts'
import { lockLastSegment, nameHolder } from './holder.ts'
import { type LogHost, logHost } from './host.ts'
import { newLog, readForWriting } from './opening.ts'
import { knownSegments, readSegments, segmentPath, segmentsIn } from './segments.ts'
import { refuseStrange } from './strange-places.ts'
import { quarantineTail } from './torn-tail.ts'
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
    takeBallast(disk, folder, host.ballastBytes)
    const file = createFirst(disk, folder)
    return orClose(disk, file, () => {
      if (!disk.lock(file)) throw existsFault(folder)
      nameHolder(disk, folder, host.pid)
      disk.syncFolder(folder)
      return new LogWriter(folder, host, file, newLog())
    })
  })
}

/**
 * Opens a log for writing: takes the lock, verifies every line, and reads the events in the same pass. What a crash left
 * half written is taken away and that is recorded. Throws Faults: `log.missing` (exit code 2), and with exit code 5
 * `log.locked`, `log.tampered`, `log.disk-full`, `log.unusable`.
 */
export async function openLog(
  folder: string,
  host: LogHost = logHost(),
): Promise<{ readonly log: OpenLog; readonly events: readonly LogEvent[] }> {
  let events: LogEvent[] = []
  const log = await openAndRead(folder, host, () => {
    events = []
    return (event) => events.push(event)
  })
  return { log, events }
}

/** The same with the state that the events make, without keeping them: a long log costs half the time and memory. */
export async function resumeLog(
  folder: string,
  host: LogHost = logHost(),
): Promise<{ readonly log: OpenLog; readonly state: State }> {
  let folding = startFold(empty)
  const log = await openAndRead(folder, host, () => {
    folding = startFold(empty)
    return folding.take
  })
  return { log, state: folding.state }
}

async function openAndRead(folder: string, host: LogHost, start: () => (event: LogEvent) => void): Promise<OpenLog> {
  const { disk } = host
  return withFaults(folder, () => {
    refuseStrange(disk, folder)
    const { file, indices } = lockLastSegment(disk, folder)
    return orClose(disk, file, async () => {
      let take: (event: LogEvent) => void = () => {}
      const found = await readForWriting(host, { folder, indices, live: file }, () => {
        take = start()
        return take
      })
      nameHolder(disk, folder, host.pid)
      disk.remove(segmentPath(folder, indices.length) + unfinished)
      disk.remove(segmentPath(folder, indices.length - 1) + unfinished)
      takeBallast(disk, folder, host.ballastBytes)
      const recovered = found.torn > 0 ? [quarantineTail(disk, folder, file, found.at)] : []
      // What a process that was killed had written but not synced counts from here on.
      disk.sync(file)
      disk.syncFolder(folder)
      const log = new LogWriter(folder, host, file, found)
      for (const event of await log.append(recovered, log.size)) take(event)
      return log
    })
  })
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
