import { join } from 'node:path'
import { realDisk } from '../../adapters/disk/disk.ts'
import { createBlobs } from '../../adapters/evidence/blob-files.ts'
import { incidentsFolder } from '../../adapters/home/incident-files.ts'
import { liveRecords } from '../../adapters/home/live-records.ts'
import { openLog } from '../../adapters/log/files.ts'
import { logHost } from '../../adapters/log/host.ts'
import { ordersIn, watchFolders } from '../../adapters/simulated/drill-orders.ts'
import { exerciseClock, stillMs } from '../../adapters/simulated/exercise-clock.ts'
import type { Draft, EventData, LogEvent } from '../../core/event.ts'
import { type ExerciseClock, instantText } from '../../core/exercise-time.ts'
import { empty, fold } from '../../core/fold.ts'
import type { State } from '../../core/state.ts'
import { drillAfter, drillOf } from '../../drill/drill-state.ts'
import { type Playing, playDrill } from '../../drill/playing.ts'
import type { Scenario } from '../../drill/scenario.ts'
import type { Host } from '../wiring/host.ts'
import { type Incident, openedOf } from '../wiring/incident.ts'
import { sealingOf } from '../wiring/sealing.ts'
import { version } from '../wiring/version.ts'
import { drillFiles } from './view.ts'

/** A drill that this process plays. */
export interface DrillSession {
  readonly folder: string
  readonly incident: Incident
  /** The scenario at the level that is played. */
  readonly scenario: Scenario
  readonly playing: Playing
  readonly clock: ReturnType<typeof exerciseClock>
  readonly state: State
  /** Stops the players: the exercise is over, or there is a real incident, or the record can't be written. */
  readonly stopped: AbortSignal
  /** The reason of the end, besides that the exercise is over. */
  why(): 'incident' | unknown
  /** Puts on record that the clock stands still, and closes the log. */
  close(): Promise<void>
}

interface Begin {
  readonly host: Host
  readonly folder: string
  readonly actor: string
  /** null: as it was. */
  readonly speed: number | null
  /** Whether nobody plays the facilitator. */
  readonly solo: boolean
  told(events: readonly LogEvent[]): void
}

/** The milliseconds after which the scenario is looked at again. */
const every = 200

/** Opens a drill for playing: reads what is on record, lets its clock run on from where it stood, and what is due happen. */
export async function beginDrill(parts: Begin): Promise<DrillSession> {
  const { host, folder } = parts
  const name = folder.slice(folder.lastIndexOf('/') + 1)
  const { log, events } = await openLog(folder, logHost(await sealingOf(host, name, 'drill')))
  try {
    return await begin(parts, log, events)
  } catch (error) {
    await log.close()
    throw error
  }
}

type OpenLog = Awaited<ReturnType<typeof openLog>>['log']

async function begin(parts: Begin, log: OpenLog, before: readonly LogEvent[]): Promise<DrillSession> {
  const { host, folder, actor } = parts
  const opened = openedOf(fold(empty, before), folder)
  const { incident, scenario } = await drillFiles(folder, opened)
  const drill = drillOf(scenario, incident.profile, before)
  const setting = (): ExerciseClock => log.exerciseClock() ?? { at: 0, wall: 0, speed: 0 }
  const clock = exerciseClock(setting, undefined, stillMs)
  const beginning: readonly Draft[] = [
    setClock(actor, setting().at, parts.speed ?? drill.pace, drill.why === null ? 'started' : 'resumed'),
    { type: 'session.started', actor, data: { version, mode: 'interactive' } },
  ]
  const first = await log.append(beginning, log.size)
  const stop = new AbortController()
  let why: unknown = null
  const playing = playDrill(
    {
      scenario,
      book: incident.book,
      expressions: incident.expressions,
      clock,
      blobs: createBlobs(join(folder, 'blobs')),
      state: fold(empty, [...before, ...first]),
      drill: first.reduce(drillAfter, drill),
      coached: parts.solo,
      told: parts.told,
    },
    log,
  )
  const nowAt = (): number => clock.now().epochMilliseconds
  const look = async (): Promise<void> => {
    await playing.obey(ordersIn(folder))
    await playing.tick()
    if (why === null && liveRecords(host.home, 'incident').length > 0) {
      why = 'incident'
      await playing.log.add([setClock('cyber-respond', nowAt(), 0, 'incident')])
    }
    if (why !== null || playing.drill().ended !== null) stop.abort()
  }
  const pump = onceAtATime(look, (error) => {
    why ??= error
    stop.abort()
  })
  realDisk.makeFolder(join(folder, 'control'))
  const unwatch = watchFolders([join(folder, 'control'), incidentsFolder(host.home)], every, pump)
  pump()
  return {
    ...{ folder, incident, scenario, playing, clock },
    state: fold(empty, [...before, ...first]),
    stopped: stop.signal,
    why: () => why,
    close: async () => {
      unwatch()
      try {
        if (playing.drill().speed > 0) await playing.log.add([setClock(actor, nowAt(), 0, 'left')])
      } finally {
        await log.close()
      }
    },
  }
}

function setClock(actor: string, at: number, speed: number, why: EventData['drill.clock']['why']): Draft {
  return { type: 'drill.clock', actor, data: { at: instantText(at), speed, why } }
}

/** Calls of `work` that come while it runs make it run once more. */
function onceAtATime(work: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let isRunning = false
  let isWanted = false
  const go = async (): Promise<void> => {
    if (isRunning) {
      isWanted = true
      return
    }
    isRunning = true
    try {
      do {
        isWanted = false
        await work()
      } while (isWanted)
    } catch (error) {
      failed(error)
    } finally {
      isRunning = false
    }
  }
  return () => void go()
}
