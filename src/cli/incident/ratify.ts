import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { realDisk } from '../../adapters/disk/disk.ts'
import { kindOf } from '../../adapters/home/incident-files.ts'
import { walkLog } from '../../adapters/log/files.ts'
import type { AloneAct } from '../../core/alone-act.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { empty, fold, startFold } from '../../core/fold.ts'
import { harmless, harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { knownPeople } from '../../core/known-people.ts'
import { plan } from '../../core/planner.ts'
import { ratificationDraft, ratificationRequest, ratificationText } from '../../core/ratification.ts'
import type { State } from '../../core/state.ts'
import { pick, type Text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { aloneLines } from '../../ui/alone.ts'
import { renderEvent } from '../../ui/event.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import { findIncident, loadIncident, openedOf, withLog } from '../wiring/incident.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { approvalSigner, signatureBy } from '../wiring/sealing.ts'

interface RatifyOptions {
  readonly reason?: string
  readonly refuse?: boolean
}

/**
 * Ratifies or refuses, as a second person, what went on without one; without a step it tells what waits for that. `which` is a
 * step's code or id, or the number of the line. Also when the incident is closed: who could not be reached comes later.
 */
export async function ratify(host: Host, name: string, which: string | null, own: RatifyOptions): Promise<number> {
  const folder = await findIncident(host, name, 'any')
  if (which === null) return tell(host, folder)
  const reason = own.reason?.trim() ?? ''
  if (reason === '') throw noReason()
  return withLog(host, folder, async (log, state) => {
    const { viewed, people } = await viewing(folder, state)
    const alone = found(which, viewed(state))
    const approver = operatorName(host)
    const request = ratificationRequest({ ...state, size: log.size }, alone)
    const decision = own.refuse === true ? 'refused' : 'ratified'
    const text = ratificationText(request.bound, { of: alone.seq, decision, approver, role: alone.role, reason })
    const signature = await signatureBy(await approvalSigner(host, kindOf(folder)), approver, text)
    const answer = { approver, reason, decision, ...(signature && { signature }) } as const
    const events = await log.append([ratificationDraft(request, answer, people)], log.size)
    const terminal = createTerminal(host.process, host)
    const view = viewed(fold(state, events))
    for (const event of events) host.stderr(`${renderEvent(event, view, terminal, host.lang)}\n`)
    return exit.done
  })
}

const nothing: Text = {
  en: 'nothing was done without a second person',
  nl: 'er gebeurde niets zonder tweede persoon',
}

/** The view of any state of this incident, and the people of its profile. */
async function viewing(folder: string, state: State) {
  const { book, expressions, profile } = await loadIncident(folder, openedOf(state, folder))
  const viewed = (at: State): View => plan(book, at, expressions, wallClock.now())
  return { viewed, people: knownPeople(profile) }
}

/** Reads only: works while another process has the incident open. */
async function tell(host: Host, folder: string): Promise<number> {
  const folding = startFold(empty)
  await walkLog(folder, (event) => folding.take(event), realDisk)
  const { viewed } = await viewing(folder, folding.state)
  const view = viewed(folding.state)
  const { alone } = view.state
  if (host.json) host.stdout(`${harmlessJson(alone.map(({ seq, ...one }) => ({ line: seq + 1, ...one })))}\n`)
  else if (alone.length === 0) host.stderr(`${pick(nothing, host.lang)}\n`)
  else for (const line of aloneLines(view, wallClock.now())) host.stdout(`${harmless(pick(line, host.lang))}\n`)
  return exit.done
}

/** The act that is meant. Of a step that went on alone several times, the last one that nobody judged yet. */
function found(which: string, view: View): AloneAct {
  const { alone } = view.state
  const code = (one: AloneAct): string | undefined => view.step(one.step)?.step.code.toLowerCase()
  const wanted = which.trim().toLowerCase()
  const meant = alone.filter(
    (one) => String(one.seq + 1) === wanted || one.step.toLowerCase() === wanted || code(one) === wanted,
  )
  const open = meant.filter(({ judged }) => judged === null)
  const [only, ...others] = open
  if (only !== undefined && others.length === 0) return only
  if (only !== undefined) throw several(which, open)
  throw meant.length === 0 ? unknownAct(which, alone) : judgedBefore(which)
}

function linesOf(acts: readonly AloneAct[]): string {
  return acts.map(({ seq, step }) => `${seq + 1} (${harmlessLine(step, 80)})`).join(', ')
}

function noReason(): Fault {
  return new Fault({
    code: 'ratify.no-reason',
    exit: exit.usage,
    message: { en: 'there is no reason', nl: 'er is geen reden' },
    hint: {
      en: 'say why it was right, or with --refuse why not: --reason TEXT',
      nl: 'zeg waarom het juist was, of met --refuse waarom niet: --reason TEKST',
    },
  })
}

function several(which: string, acts: readonly AloneAct[]): Fault {
  const shown = harmlessLine(which, 80)
  return new Fault({
    code: 'ratify.several',
    exit: exit.usage,
    message: {
      en: `${shown} went on without a second person ${acts.length} times`,
      nl: `${shown} ging ${acts.length} keer verder zonder tweede persoon`,
    },
    hint: {
      en: `each is judged by itself, by its line: ${linesOf(acts)}`,
      nl: `over elk wordt apart geoordeeld, met de regel: ${linesOf(acts)}`,
    },
  })
}

function unknownAct(which: string, alone: readonly AloneAct[]): Fault {
  const shown = harmlessLine(which, 80)
  const open = alone.filter(({ judged }) => judged === null)
  return new Fault({
    code: 'ratify.unknown',
    exit: exit.usage,
    message: {
      en: `${shown} did not go on without a second person`,
      nl: `${shown} ging niet verder zonder tweede persoon`,
    },
    hint:
      open.length === 0
        ? { en: 'nothing waits to be ratified', nl: 'er wacht niets op bekrachtiging' }
        : { en: `to be ratified, by line: ${linesOf(open)}`, nl: `te bekrachtigen, met de regel: ${linesOf(open)}` },
  })
}

function judgedBefore(which: string): Fault {
  const shown = harmlessLine(which, 80)
  return new Fault({
    code: 'ratify.judged',
    exit: exit.usage,
    message: {
      en: `a second person said already whether ${shown} was right`,
      nl: `een tweede persoon zei al of ${shown} juist was`,
    },
    hint: {
      en: 'the first word stands; say more in a note: cyber-respond note INCIDENT TEXT',
      nl: 'het eerste woord blijft staan; zeg meer in een notitie: cyber-respond note INCIDENT TEKST',
    },
  })
}
