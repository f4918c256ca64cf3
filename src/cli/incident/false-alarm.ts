import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { approvalText } from '../../core/approval-text.ts'
import { exit } from '../../core/exit-codes.ts'
import { falseAlarmDraft, falseAlarmRequest } from '../../core/false-alarm.ts'
import { Fault } from '../../core/fault.ts'
import { fold } from '../../core/fold.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { knownPeople } from '../../core/known-people.ts'
import { givenName } from '../../core/person-name.ts'
import { plan } from '../../core/planner.ts'
import type { Text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { renderEvent } from '../../ui/event.ts'
import { leftBehindTexts } from '../../ui/false-alarm.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { hang } from '../../ui/wrap.ts'
import { draftsOf } from '../wiring/drafts.ts'
import type { Host } from '../wiring/host.ts'
import { findIncident, loadIncident, openedOf, withLog } from '../wiring/incident.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { approvalSigner, signatureBy } from '../wiring/sealing.ts'

interface FalseAlarmOptions {
  readonly reason: string
  readonly approver: string
}

/** Closes an incident that was none: with a reason, and a second person who agrees. Its folder stays. */
export async function falseAlarm(host: Host, name: string, own: FalseAlarmOptions): Promise<number> {
  const actor = operatorName(host)
  const reason = own.reason.trim()
  if (reason === '' || own.approver.trim() === '') throw empty(reason === '' ? 'reason' : 'approver')
  const approver = givenName(own.approver, '--approver')
  const folder = await findIncident(host, name, 'open')
  await withLog(host, folder, async (log, state) => {
    const opened = openedOf(state, folder)
    if (opened.exercise !== undefined) throw notOfDrill(opened.incident)
    if (state.closed !== null) throw isClosed(opened.incident)
    const request = falseAlarmRequest({ ...state, size: log.size }, actor)
    const text = approvalText(request.bound, { approver, role: request.role, reason })
    const signature = await signatureBy(await approvalSigner(host), approver, text)
    const { book, expressions, profile } = await loadIncident(folder, opened)
    const answer = { reason, approver, ...(signature && { signature }) }
    const events = await log.append([falseAlarmDraft(request, answer, knownPeople(profile))], log.size)
    const view = plan(book, fold(state, events), expressions, wallClock.now())
    const terminal = createTerminal(host.process, host)
    for (const event of events) host.stderr(`${renderEvent(event, view, terminal, host.lang)}\n`)
    tellLeftBehind(host, view)
  })
  draftsOf(host, folder).forget()
  return exit.done
}

/** Tells what stays when an incident was closed as a false alarm. */
export function tellLeftBehind(host: Host, view: View): void {
  const { columns, say } = createLook(createTerminal(host.process, host), host.lang)
  for (const text of leftBehindTexts(view)) host.stderr(`${hang('- ', say(text), columns)}\n`)
}

function empty(option: keyof FalseAlarmOptions): Fault {
  return new Fault({
    code: 'false-alarm.empty',
    exit: exit.usage,
    message: { en: `--${option} is empty`, nl: `--${option} is leeg` },
    hint: {
      en: 'say why it was a false alarm (--reason), and which second person agrees (--approver)',
      nl: 'zeg waarom het vals alarm was (--reason), en welke tweede persoon akkoord gaat (--approver)',
    },
  })
}

function notOfDrill(name: string): Fault {
  const shown = harmlessLine(name, 100)
  return new Fault({
    code: 'false-alarm.drill',
    exit: exit.usage,
    message: {
      en: `${shown} is a drill, and no drill is a false alarm`,
      nl: `${shown} is een oefening, en geen oefening is vals alarm`,
    },
    hint: {
      en: `the facilitator ends it: cyber-respond drill control ${shown}`,
      nl: `de spelleider beëindigt ze: cyber-respond drill control ${shown}`,
    },
  })
}

function isClosed(name: string): Fault {
  const shown = harmlessLine(name, 100)
  const message: Text = { en: `${shown} is closed already`, nl: `${shown} is al afgesloten` }
  return new Fault({
    code: 'false-alarm.closed',
    exit: exit.usage,
    message,
    hint: {
      en: `a closing stands; say more in a note: cyber-respond note ${shown} TEXT`,
      nl: `een afsluiting blijft staan; zeg meer in een notitie: cyber-respond note ${shown} TEKST`,
    },
  })
}
