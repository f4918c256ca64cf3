import { basename } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { thisMachine } from '../../adapters/home/this-machine.ts'
import type { OpenLog } from '../../adapters/log/writer.ts'
import { counted } from '../../core/counted.ts'
import type { End } from '../../core/engine.ts'
import type { Draft } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { fold } from '../../core/fold.ts'
import { harmless, harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { knownPeople } from '../../core/known-people.ts'
import { plan } from '../../core/planner.ts'
import type { OperatorPort } from '../../core/ports.ts'
import { lostSessions, sharedSession } from '../../core/sessions.ts'
import type { State } from '../../core/state.ts'
import { pick, type Text } from '../../core/text.ts'
import { renderEvent } from '../../ui/event.ts'
import { renderHeader } from '../../ui/header.ts'
import { createLook } from '../../ui/look.ts'
import { tally } from '../../ui/tally.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { wrapMessage } from '../../ui/wrap-message.ts'
import { providerOf } from '../wiring/cloud-provider.ts'
import { settingsOf } from '../wiring/config.ts'
import { draftsOf } from '../wiring/drafts.ts'
import { drive } from '../wiring/drive.ts'
import type { Host } from '../wiring/host.ts'
import { type Incident, loadIncident, openedOf, type PinnedParts, withLog } from '../wiring/incident.ts'
import { loginName, operatorName } from '../wiring/operator-name.ts'
import { approvalSigner } from '../wiring/sealing.ts'
import { listenForSignals } from '../wiring/signals.ts'
import { tellWarning } from '../wiring/tell-warning.ts'
import { terminalAsker } from '../wiring/terminal-asker.ts'
import { unreadPlaces } from '../wiring/usable-profile.ts'
import { version } from '../wiring/version.ts'
import { ofWholeProgram } from '../wiring/whole-program.ts'
import { incidentBlobs, incidentOutbox, realWorld } from '../wiring/world.ts'
import { driftNow } from './drift.ts'
import { tellLeftBehind } from './false-alarm.ts'

interface SessionOptions {
  /** Path of an answers file, or null for a person at the terminal. */
  readonly answers: string | null
  /** Code or id of a step to stop before; only with answers. */
  readonly until?: string
  /** The number of acts that go on at once. */
  readonly places: number
  /** The incident was made a moment ago: what its plan and profile are; its answers, if any, were tried already. */
  readonly ready?: PinnedParts
}

/** Goes on with an incident until it is finished, the operator leaves, or something stops it. Returns the exit code. */
export async function runSession(host: Host, folder: string, options: SessionOptions): Promise<number> {
  host.about(basename(folder))
  const signals = listenForSignals()
  try {
    // A person works beside others; what an answers file says is for who is alone.
    const part = options.answers === null ? 'joins' : 'session'
    const work = (log: OpenLog, state: State) => inSession({ host, folder, options, log, state, signals })
    const code = await withLog(host, folder, work, 'incident', part)
    // Whoever interrupts wants to be gone.
    const { tsa } = await settingsOf(host)
    if (tsa !== undefined && signals.exitCode() === null) {
      await (await import('../audit/witness-stamp.ts')).stampAtEnd(host, folder, tsa, signals.signal)
    }
    return code
  } finally {
    signals.stop()
  }
}

interface Session {
  readonly host: Host
  readonly folder: string
  readonly options: SessionOptions
  readonly log: OpenLog
  readonly state: State
  readonly signals: ReturnType<typeof listenForSignals>
}

async function inSession(session: Session): Promise<number> {
  const { host, folder, options, log, signals } = session
  const { places } = options
  const opened = openedOf(session.state, folder)
  if (opened.exercise !== undefined) throw isDrill(opened.incident)
  const incident = await loadIncident(folder, opened, options.ready)
  const { operator, actor: by, atEnd } = await operatorOf(session, incident)
  const begun = await begin(session, incident, by, options.answers === null ? 'interactive' : 'unattended')
  const state =
    begun.cloud === null
      ? begun
      : await (await import('../cloud/session.ts')).cloudAtResume(host, incident, { log, state: begun, actor: by })
  const world = realWorld({
    host,
    incident,
    operator,
    clock: wallClock,
    cloud: providerOf(host, incident),
    blobs: incidentBlobs(incident),
    outbox: incidentOutbox(incident),
  })
  const driven = await drive({
    host,
    incident,
    log: ofWholeProgram(log),
    isAlive: (run) => log.isAlive(run),
    operator,
    world,
    signals,
    state,
    clock: wallClock,
    actor: by,
    // One place is one act to its end after another, as 0.2.0 did it.
    places: places === 1 ? undefined : places,
  })
  if (driven.end === 'interrupted') {
    host.stderr(leaving(host, incident))
    return driven.code
  }
  const code = finish(host, incident, driven.state, driven.end)
  if (driven.end === 'finished') await atEnd?.()
  return code
}

/** Writes who came back, and what changed on disk since the incident was opened. */
async function begin(
  session: Session,
  incident: Incident,
  actor: string,
  mode: 'interactive' | 'unattended',
): Promise<State> {
  const { log, host } = session
  const drafts: Draft[] = [
    ...lostSessions(session.state, (run) => !log.isAlive(run)),
    { type: 'session.started', actor, data: sharedSession(thisMachine(), { version, mode }) },
  ]
  const { unread = [] } = incident.opened
  if (unread.length > 0 && session.options.ready === undefined) {
    const [en, nl] = [unreadPlaces(unread).en, unreadPlaces(unread).nl]
    tellWarning(host, {
      en: `The profile was broken when this incident began. ${en} What is not known is asked for when it is needed.`,
      nl: `Het profiel was stuk toen dit incident begon. ${nl} Wat niet gekend is, wordt gevraagd als het nodig is.`,
    })
  }
  const drift = driftNow(host, incident)
  if (drift.length > 0) {
    const files = drift.map((file) => file.name)
    if (files.join() !== session.state.drift.join()) drafts.push({ type: 'drift.seen', actor, data: { files } })
    host.stderr(
      pick(
        {
          en: `Changed since this incident began, which goes on with what held then:\n`,
          nl: `Gewijzigd sinds de start van dit incident, dat verdergaat met wat toen gold:\n`,
        },
        host.lang,
      ),
    )
    for (const { name, pinned, path } of drift) {
      host.stderr(path === null ? `  ${harmless(name)}\n` : `  diff -u ${harmless(pinned)} ${harmless(path)}\n`)
    }
  }
  const events = await log.append(drafts, session.state.size)
  const state = fold(session.state, events)
  if (mode === 'unattended') {
    const terminal = createTerminal(host.process, host)
    const view = plan(incident.book, state, incident.expressions, wallClock.now())
    host.stderr(`${renderHeader(view, createLook(terminal, host.lang))}\n`)
    for (const event of events) host.stderr(`${renderEvent(event, view, terminal, host.lang)}\n`)
  }
  return state
}

/** Who decides, in whose name, and what is offered once the incident is closed. */
interface Operating {
  readonly operator: OperatorPort
  readonly actor: string
  readonly atEnd?: () => Promise<void>
}

/** The operator that decides: a person at the terminal, or an answers file that was tried first. */
async function operatorOf(session: Session, incident: Incident): Promise<Operating> {
  const { host, options } = session
  if (options.answers === null) {
    return { ...(await person(session, incident)), actor: operatorName(host) }
  }
  const { tryAnswers, unattended } = await import('./unattended.ts')
  if (options.ready === undefined) await tryAnswers(host, incident, options.answers, options.until, session.state)
  return unattended(host, incident, options.answers, options.until)
}

async function person(session: Session, incident: Incident): Promise<Omit<Operating, 'actor'>> {
  const { host, signals } = session
  const { createPrompts } = await import('../../prompts/operator.ts')
  const terminal = createTerminal(host.process, host)
  const operator = createPrompts({
    terminal,
    stdin: host.process.stdin,
    stdout: host.process.stderr,
    lang: host.lang,
    now: wallClock.now,
    actor: host.operator,
    suggestion: loginName(host) ?? '',
    people: knownPeople(incident.profile),
    signal: signals.signal,
    signer: await approvalSigner(host),
    blobs: incidentBlobs(incident),
    drafts: draftsOf(host, incident.folder),
  })
  return copiesTo(session, incident, operator)
}

/** The operator, who is offered copies of the record to the stick that this was started from, if it takes any. */
async function copiesTo(
  { host, signals }: Session,
  { folder }: Incident,
  operator: OperatorPort,
): Promise<Omit<Operating, 'actor'>> {
  const { kit } = host
  if (kit === null || (await settingsOf(host)).record_copies === 'never') return { operator }
  const { offeringCopies, takesCopies } = await import('./kit-copies.ts')
  if (!takesCopies(kit)) return { operator }
  const look = createLook(createTerminal(host.process, host), host.lang)
  return offeringCopies(host, folder, kit, terminalAsker(host, look, signals.signal), operator)
}

/**
 * Refuses to begin what could not go on: an answers file or a person at a terminal decides, and only a file has an end.
 */
export function requireSomebody(host: Host, options: { readonly answers?: string; readonly until?: string }): void {
  if (options.answers !== undefined) return
  if (options.until !== undefined) throw untilAlone()
  if (!host.interactive) throw noTerminal()
}

/** The fault that a record is of a drill: here the world is the real one. */
function isDrill(name: string): Fault {
  const shown = harmlessLine(name, 100)
  return new Fault({
    code: 'session.drill',
    exit: exit.usage,
    message: {
      en: `${shown} is a drill: nothing of it may be done for real`,
      nl: `${shown} is een oefening: niets ervan mag echt gebeuren`,
    },
    hint: {
      en: `go on with it: cyber-respond drill resume ${shown}`,
      nl: `ga ermee verder: cyber-respond drill resume ${shown}`,
    },
  })
}

function untilAlone(): Fault {
  return new Fault({
    code: 'answers.until-alone',
    exit: exit.usage,
    message: {
      en: '--until stops an unattended run, and there are no answers',
      nl: '--until stopt een uitvoering zonder persoon, en er zijn geen antwoorden',
    },
    hint: {
      en: 'add --answers FILE; at a terminal choose Leave where you want to stop',
      nl: 'voeg --answers BESTAND toe; aan een terminal kiest u Stoppen waar u wilt stoppen',
    },
  })
}

function noTerminal(): Fault {
  return new Fault({
    code: 'terminal.none',
    exit: exit.answerNeeded,
    message: {
      en: 'a person must answer, and there is no terminal',
      nl: 'een persoon moet antwoorden, en er is geen terminal',
    },
    hint: {
      en: 'give the answers with --answers FILE, or look first with --dry-run',
      nl: 'geef de antwoorden met --answers BESTAND, of kijk eerst met --dry-run',
    },
  })
}

function finish(host: Host, incident: Incident, state: State, end: End): number {
  const view = plan(incident.book, state, incident.expressions, wallClock.now())
  const failed = view.steps.filter((step) => step.status === 'failed')
  if (host.json) {
    const { incident: name, municipality } = incident.opened
    host.stdout(
      `${harmlessJson({ incident: name, municipality: municipality.nis, end, failed: failed.map((s) => s.instance), folder: incident.folder })}\n`,
    )
  }
  if (end === 'finished') {
    draftsOf(host, incident.folder).forget()
    if (state.closed?.falseAlarm !== undefined) {
      host.stderr(`${pick(closedAsFalseAlarm(basename(incident.folder)), host.lang)}\n`)
      tellLeftBehind(host, view)
      return exit.done
    }
    const { done: proven, unproven, contradicted } = tally(view)
    const but = {
      en: contradicted === 0 ? '' : `, ${contradicted} contradicted by the record`,
      nl: contradicted === 0 ? '' : `, ${contradicted} tegengesproken door het logboek`,
    }
    host.stderr(
      pick(
        {
          en: `Incident ${basename(incident.folder)} is closed: ${counted(proven, 'step', 'steps')} proven, ${unproven} not${but.en}.\n`,
          nl: `Incident ${basename(incident.folder)} is afgesloten: ${counted(proven, 'stap', 'stappen')} bewezen, ${unproven} niet${but.nl}.\n`,
        },
        host.lang,
      ),
    )
    return exit.done
  }
  host.stderr(leaving(host, incident))
  return failed.length > 0 ? exit.failed : exit.stopped
}

function closedAsFalseAlarm(name: string): Text {
  return {
    en: `Incident ${name} is closed as a FALSE ALARM. Its folder stays.`,
    nl: `Incident ${name} is afgesloten als VALS ALARM. De map blijft.`,
  }
}

function leaving(host: Host, incident: Incident): string {
  const name = basename(incident.folder)
  const drafts = draftsOf(host, incident.folder).all()
  const kept = drafts.map(({ code, answers }) => `${harmlessLine(code, 20)} (${answers.length})`).join(', ')
  const said = pick(
    {
      en: `${kept === '' ? 'Everything that was answered is in the record.' : `Not in the record yet, kept as drafts: answers to ${kept}. Everything else is in it.`} Go on with: cyber-respond resume ${name}`,
      nl: `${kept === '' ? 'Alles wat beantwoord is, staat in het logboek.' : `Nog niet in het logboek, bewaard als klad: antwoorden op ${kept}. Al het andere staat erin.`} Ga verder met: cyber-respond resume ${name}`,
    },
    host.lang,
  )
  return `${wrapMessage(said, host.messageColumns, '')}\n`
}
