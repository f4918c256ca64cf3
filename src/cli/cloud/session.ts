import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { thisMachine } from '../../adapters/home/this-machine.ts'
import type { CloudAsked } from '../../core/cloud-act.ts'
import type { EventData, LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault, isFault } from '../../core/fault.ts'
import { type Journal, openJournal } from '../../core/journal.ts'
import { performCloudAct } from '../../core/perform-cloud-act.ts'
import type { LogPort } from '../../core/ports.ts'
import { lostSessions, sharedSession } from '../../core/sessions.ts'
import { settleCloud } from '../../core/settle-cloud.ts'
import type { State } from '../../core/state.ts'
import type { View } from '../../core/view.ts'
import { cloudLines, differs } from '../../ui/cloud.ts'
import { renderEvent } from '../../ui/event.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { providerOf } from '../wiring/cloud-provider.ts'
import type { Host } from '../wiring/host.ts'
import { type Incident, loadIncident, openedOf, withLog } from '../wiring/incident.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { listenForSignals } from '../wiring/signals.ts'
import { version } from '../wiring/version.ts'
import { progressOf, sayLine, showDone, showSecret } from './acts.ts'
import { cloudNow } from './now.ts'

/**
 * Carries out one act on the emergency cloud of an incident, in a session of its own, with the log held: no record, no act.
 * What an earlier session left open is looked at and settled first.
 */
export async function cloudSession(
  host: Host,
  folder: string,
  ask: (incident: Incident) => CloudAsked,
): Promise<number> {
  const signals = listenForSignals()
  try {
    return await withLog(host, folder, async (log, state) => {
      const incident = await loadIncident(folder, openedOf(state, folder))
      const asked = ask(incident)
      const cloud = providerOf(host, incident)
      const actor = operatorName(host)
      // Refused before there is anything to record.
      if (asked.act === 'page-set') await cloud.comparePage(asked.change)
      const journal = journalOf(host, incident, log, state)
      await journal.record([
        ...lostSessions(state, (run) => !log.isAlive(run)),
        { type: 'session.started', actor, data: sharedSession(thisMachine(), { version, mode: 'command' }) },
      ])
      const close = (why: EventData['session.ended']['why']): Promise<void> =>
        journal.record([{ type: 'session.ended', actor, data: { why } }])
      try {
        await settleCloud(journal, cloud, actor)
        const done = await performCloudAct(
          {
            ...{ cloud, journal, actor, signal: signals.signal, progress: progressOf(host) },
            hand: (secret) => showSecret(host, secret),
          },
          asked,
        )
        await close('left')
        return showDone(host, done)
      } catch (error) {
        if (!(error instanceof Fault) || error.exit === exit.log) throw error
        await close(isFault(error, 'interrupted') ? 'interrupted' : 'stopped')
        throw error
      }
    })
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (isFault(error, 'log.locked')) throw busy(error)
    throw isFault(error, 'interrupted') ? signalled(error, signals.exitCode()) : error
  } finally {
    signals.stop()
  }
}

/**
 * Settles, before anything else of an incident's session, what a command left open, and says it where the services are
 * not as the record says. Gives the state that follows.
 */
export async function cloudAtResume(
  host: Host,
  incident: Incident,
  { log, state, actor }: { readonly log: LogPort; readonly state: State; readonly actor: string },
): Promise<State> {
  const journal = journalOf(host, incident, log, state)
  await settleCloud(journal, providerOf(host, incident), actor)
  const { cloud } = journal.state()
  const present = await cloudNow(host, incident, journal.state())
  if (cloud !== null && present !== null && 'services' in present && differs(cloud.services, present.services)) {
    for (const line of cloudLines(cloud, present, wallClock.now(), host.lang)) sayLine(host, line)
  }
  return journal.state()
}

/** Shows each line about the cloud once it is durable. */
function journalOf(host: Host, { book, expressions }: Incident, log: LogPort, state: State): Journal {
  const terminal = createTerminal(host.process, host)
  const told = (events: readonly LogEvent[], view: () => View): void => {
    for (const event of events)
      if (event.type.startsWith('cloud.')) host.stderr(`${renderEvent(event, view(), terminal, host.lang)}\n`)
  }
  return openJournal({ book, log, clock: wallClock, expressions, told }, state)
}

/** The fault with the exit code of the signal that it was. */
function signalled({ code, exit: usual, text, hint }: Fault, by: number | null): Fault {
  return new Fault({
    code,
    exit: by === exit.terminated ? exit.terminated : usual,
    message: text,
    ...(hint === undefined ? {} : { hint }),
  })
}

/** Two commands at once, or one while the incident is open in another terminal. */
function busy({ text }: Fault): Fault {
  return new Fault({
    code: 'cloud.busy',
    exit: exit.log,
    message: {
      en: `nothing was started, stopped or changed: ${text.en}`,
      nl: `er is niets gestart, gestopt of gewijzigd: ${text.nl}`,
    },
    hint: {
      en: 'wait until it is done, or act in that terminal (leave the incident there first); cloud status works meanwhile',
      nl: 'wacht tot het klaar is, of werk in die terminal (verlaat daar eerst het incident); cloud status werkt intussen wel',
    },
  })
}
