import { basename } from 'node:path'
import { liveRecords } from '../../adapters/home/live-records.ts'
import type { LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault, isFault } from '../../core/fault.ts'
import { pick } from '../../core/text.ts'
import { mostSpeed } from '../../drill/order.ts'
import { findMunicipality, foundNote } from '../../municipality/find-municipality.ts'
import { endings } from '../../ui/drill-event.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { wrapMessage } from '../../ui/wrap-message.ts'
import { draftsOf } from '../wiring/drafts.ts'
import { drive } from '../wiring/drive.ts'
import type { Host } from '../wiring/host.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { listenForSignals } from '../wiring/signals.ts'
import { tellWarning } from '../wiring/tell-warning.ts'
import { createDrill, openDrill } from './create.ts'
import { scenarioNamed } from './files.ts'
import { drillFolder } from './find-drill.ts'
import { mayBegin } from './foreign.ts'
import { askHotWash } from './hot-wash.ts'
import { openIncidentNote } from './open-incidents.ts'
import { isForPlayers, type Players, playersOf, playersOperator } from './players.ts'
import { prepareDrill } from './prepare.ts'
import { beginDrill, type DrillSession } from './session.ts'
import { requireTerminal } from './terminal.ts'
import { withWayBack } from './way-back.ts'
import { refuseOtherPlan, whichScenario } from './which-scenario.ts'

export interface DrillRunOptions {
  readonly scenario?: string
  /** The plan that is exercised, where no scenario is named. */
  readonly plan?: string
  readonly level?: string
  readonly start?: string
  readonly speed?: string
  readonly profile?: string
  readonly solo?: boolean
  readonly realCloud?: boolean
}

/** Begins a drill for a municipality at the players' terminal, or goes on with the one that is not over. */
export async function drillRun(host: Host, query: string, options: DrillRunOptions): Promise<number> {
  const found = findMunicipality(query)
  const about = foundNote(found)
  if (about !== null) host.stderr(`${pick(about, host.lang)}\n`)
  const speed = speedOf(options.speed)
  refuseDuringIncident(host)
  const { municipality } = found
  const open = await openDrill(host, municipality)
  requireTerminal(host)
  if (open !== null && options.scenario === undefined && options.plan === undefined) {
    host.stderr(`${pick(goingOn, host.lang)} ${basename(open)}\n`)
    return playersSession(host, open, options, speed)
  }
  const { scenario, bytes } = await scenarioNamed(host, options.scenario ?? (await whichScenario(host, options)))
  refuseOtherPlan(scenario, options.plan)
  if (!(await mayBegin(host, scenario, municipality))) return exit.done
  const { level, start, profile } = options
  const prepared = await prepareDrill(host, { municipality, scenario, scenarioBytes: bytes, level, start, profile })
  return playersSession(host, await createDrill(host, municipality, prepared), options, speed)
}

/** Goes on with a drill that is not over. */
export async function drillResume(host: Host, name: string | null, options: DrillRunOptions): Promise<number> {
  const speed = speedOf(options.speed)
  refuseDuringIncident(host)
  const folder = drillFolder(host, name)
  requireTerminal(host)
  return playersSession(host, folder, options, speed)
}

const goingOn = { en: 'Going on with the exercise', nl: 'De oefening gaat verder:' }

async function playersSession(
  host: Host,
  folder: string,
  options: DrillRunOptions,
  speed: number | null,
): Promise<number> {
  const real = await openIncidentNote(host.home)
  if (real !== null) tellWarning(host, real)
  const signals = listenForSignals()
  const early: LogEvent[] = []
  let came = (events: readonly LogEvent[]): void => void early.push(...events)
  try {
    const session = await beginDrill({
      ...{ host, folder, speed, actor: operatorName(host), solo: options.solo === true },
      told: (events) => came(events),
    })
    let players: Players | null = null
    let failure: unknown = null
    try {
      players = await playersOf(host, session, signals.signal, options.realCloud === true)
      came = players.came
      came(early)
      return await play(host, session, signals, players)
    } catch (error) {
      failure = error
      throw error
    } finally {
      if (options.realCloud === true && session.playing.drill().ended !== null) await players?.cloud.down(() => {})
      await closing(session, failure)
      // On a small screen the exercise drew over it.
      if (real !== null && failure === null) tellWarning(host, real)
    }
  } catch (error) {
    throw withWayBack(error, 'resume', basename(folder))
  } finally {
    signals.stop()
  }
}

/**
 * Closes the session. When the record can't be written any more, the first thing that went wrong is told, and not what
 * followed from it.
 */
async function closing(session: DrillSession, failure: unknown): Promise<void> {
  try {
    await session.close()
  } catch (error) {
    if (failure === null) throw error
  }
}

async function play(
  host: Host,
  session: DrillSession,
  signals: ReturnType<typeof listenForSignals>,
  { world, show, afterwards }: Players,
): Promise<number> {
  const { playing, clock, incident, folder, why } = session
  const look = createLook(createTerminal(host.process, host), host.lang)
  host.stderr(`\n ${look.ink.loud(pick(banner, host.lang))}\n ${look.say(controlHint)}\n`)
  host.stderr(`   cyber-respond drill control ${basename(folder)}\n`)
  try {
    const driven = await drive({
      ...{ host, incident, log: playing.log, state: session.state, world, clock, actor: operatorName(host) },
      operator: playersOperator(world.operator, session),
      signals: { signal: AbortSignal.any([signals.signal, session.stopped]), exitCode: signals.exitCode },
      shows: isForPlayers,
    })
    if (driven.end === 'interrupted') {
      host.stderr(`${wrapMessage(pick(leaving(basename(folder)), host.lang), host.messageColumns, '')}\n`)
      return driven.code
    }
  } catch (error) {
    const first = why()
    if (first !== null && first !== 'incident') throw first
    // What stops the exercise stops the question that was open.
    if (!session.stopped.aborted || !isFault(error, 'interrupted')) throw error
  }
  if (why() === 'incident') return forIncident(host)
  if (why() !== null) throw why()
  if (playing.drill().ended === null) {
    host.stderr(`${wrapMessage(pick(leaving(basename(folder)), host.lang), host.messageColumns, '')}\n`)
    return exit.stopped
  }
  draftsOf(host, folder, 'drill').forget()
  show()
  host.stderr(`\n ${look.ink.loud(look.say(endings[playing.drill().ended ?? 'finished']))}\n\n`)
  await askHotWash(host, session, afterwards)
  host.stderr(`${wrapMessage(pick(over(basename(folder)), host.lang), host.messageColumns, '')}\n`)
  return exit.done
}

function speedOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const speed = Number(text)
  if (Number.isSafeInteger(speed) && speed >= 1 && speed <= mostSpeed) return speed
  throw new Fault({
    code: 'drill.speed',
    exit: exit.usage,
    message: {
      en: `the speed is a whole number from 1 to ${mostSpeed}`,
      nl: `de snelheid is een geheel getal van 1 tot ${mostSpeed}`,
    },
    hint: { en: '--speed 60: an hour passes in a minute', nl: '--speed 60: een uur gaat voorbij in een minuut' },
  })
}

function refuseDuringIncident(host: Host): void {
  const [live] = liveRecords(host.home, 'incident')
  if (live === undefined) return
  throw new Fault({
    code: 'drill.incident',
    exit: exit.stopped,
    message: {
      en: `there is a real incident on this machine at this moment: ${live}`,
      nl: `er loopt op dit moment een echt incident op deze machine: ${live}`,
    },
    hint: { en: 'exercise on another machine, or later', nl: 'oefen op een andere machine, of later' },
  })
}

function forIncident(host: Host): number {
  const line = '='.repeat(60)
  host.stderr(`\n${line}\n${pick(realIncident, host.lang)}\n${line}\n`)
  return exit.stopped
}

const realIncident = {
  en: 'THERE IS A REAL INCIDENT ON THIS MACHINE.\nThe exercise is paused and can go on later.',
  nl: 'ER IS EEN ECHT INCIDENT OP DEZE MACHINE.\nDe oefening is gepauzeerd en kan later verdergaan.',
}

const banner = {
  en: 'EXERCISE / OEFENING: nothing leaves this machine, nothing is real.',
  nl: 'OEFENING / EXERCISE: niets verlaat deze machine, niets is echt.',
}

const controlHint = { en: 'the facilitator, in another terminal:', nl: 'de spelleider, in een andere terminal:' }

function leaving(name: string): { readonly en: string; readonly nl: string } {
  return {
    en: `The clock of the exercise stands still. Go on with: cyber-respond drill resume ${name}`,
    nl: `De klok van de oefening staat stil. Ga verder met: cyber-respond drill resume ${name}`,
  }
}

function over(name: string): { readonly en: string; readonly nl: string } {
  return {
    en: `The exercise is over. The report: cyber-respond drill report ${name}`,
    nl: `De oefening is voorbij. Het verslag: cyber-respond drill report ${name}`,
  }
}
