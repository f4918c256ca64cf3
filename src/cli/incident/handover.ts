import { readLog } from '../../adapters/log/files.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { leadOf } from '../../core/lead.ts'
import { samePerson } from '../../core/person.ts'
import { givenName, personName } from '../../core/person-name.ts'
import { type Host, inNameOf } from '../wiring/host.ts'
import { findIncident, stateOf } from '../wiring/incident.ts'
import { record } from '../wiring/record.ts'

/**
 * Records that somebody else leads from here on, with both names: who hands over is who was named for this command, else who
 * leads by the record, and at a terminal is asked. The head is sealed, and signed by whoever hands over.
 */
export async function handover(host: Host, incident: string, given: string, note: string): Promise<number> {
  if (given.trim() === '') throw nobody()
  const to = givenName(given, { en: 'who takes over', nl: 'wie overneemt' })
  const named = host.operator ?? (host.interactive ? await askWhoHandsOver(host, incident) : null)
  await record(named === null ? host : inNameOf(host, named), incident, async (_incident, state) => {
    const lead = leadOf(state)
    // An answer that is no name, or was erased, names nobody.
    const known = lead === null ? null : personName(lead)
    const from = named ?? (known !== null && 'name' in known ? known.name : null)
    if (from === null) throw nobodyHandsOver()
    if (samePerson(from, to) || (lead !== null && samePerson(lead, to))) throw sameHands(to)
    return [{ type: 'handover.made', actor: from, data: { from, to, note } }]
  })
  return exit.done
}

/** Asks before the log is opened, with who leads by the record as what Enter means. */
async function askWhoHandsOver(host: Host, name: string): Promise<string> {
  const folder = await findIncident(host, name, 'open')
  const lead = leadOf(stateOf((await readLog(folder)).events))
  const { askPersonName } = await import('../../prompts/name.ts')
  const { askBefore } = await import('../wiring/ask-before.ts')
  const question = { en: 'Who hands over?', nl: 'Wie draagt over?' }
  return askBefore(host, { en: '--operator NAME', nl: '--operator NAAM' }, (asker) =>
    askPersonName(asker, question, lead === null ? {} : { fallback: lead }),
  )
}

function nobodyHandsOver(): Fault {
  return new Fault({
    code: 'handover.from-nobody',
    exit: exit.usage,
    message: {
      en: 'nobody leads by the record, and nobody is named who hands over',
      nl: 'volgens het logboek leidt niemand, en er is niemand genoemd die overdraagt',
    },
    hint: { en: 'name who hands over: --operator NAME', nl: 'noem wie overdraagt: --operator NAAM' },
  })
}

function nobody(): Fault {
  return new Fault({
    code: 'handover.nobody',
    exit: exit.usage,
    message: { en: 'nobody is named who takes over', nl: 'er is niemand genoemd die overneemt' },
    hint: {
      en: 'cyber-respond handover <incident> "Cato Denkbeeld"',
      nl: 'geef de naam: cyber-respond handover <incident> "Cato Denkbeeld"',
    },
  })
}

function sameHands(to: string): Fault {
  const shown = harmlessLine(to, 100)
  return new Fault({
    code: 'handover.same-person',
    exit: exit.usage,
    message: { en: `"${shown}" already leads`, nl: `"${shown}" heeft al de leiding` },
    hint: {
      en: 'name who takes over; who hands over is --operator NAME',
      nl: 'noem wie overneemt; wie overdraagt, is --operator NAAM',
    },
  })
}
