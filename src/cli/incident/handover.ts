import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { isSamePerson, knownPeople, withThose } from '../../core/known-people.ts'
import { leadOf } from '../../core/lead.ts'
import { givenName, personName } from '../../core/person-name.ts'
import { shellWord } from '../../core/shell-word.ts'
import { type Host, inNameOf } from '../wiring/host.ts'
import { findIncident } from '../wiring/incident.ts'
import { record } from '../wiring/record.ts'
import { whoHasPart } from './who-has-part.ts'

/**
 * Records that somebody else leads from here on, with both names: who hands over is who was named for this command, else who
 * leads by the record; at a terminal who was not named is asked. The head is sealed, and signed by whoever hands over.
 */
export async function handover(host: Host, incident: string, given: string | null, note: string): Promise<number> {
  if (given === null ? !host.interactive : given.trim() === '') throw nobody(incident)
  const typed = given === null ? null : givenName(given, { en: 'who takes over', nl: 'wie overneemt' })
  const asked = host.interactive && (typed === null || host.operator === null)
  const answers = asked ? await askBoth(host, incident, typed) : { from: null, to: null }
  const to = typed ?? answers.to
  if (to === null) throw nobody(incident)
  const named = host.operator ?? answers.from
  await record(named === null ? host : inNameOf(host, named), incident, async ({ profile }, state) => {
    const lead = leadOf(state)
    // An answer that is no name, or was erased, names nobody.
    const known = lead === null ? null : personName(lead)
    const from = named ?? (known !== null && 'name' in known ? known.name : null)
    if (from === null) throw nobodyHandsOver()
    const isSame = (one: string): boolean => isSamePerson(knownPeople(profile), one, to)
    if (isSame(from) || (lead !== null && isSame(lead))) throw sameHands(to)
    return [{ type: 'handover.made', actor: from, data: { from, to, note } }]
  })
  return exit.done
}

/** Asks before the log is opened for who is not named yet, with who leads by the record as what Enter means for who hands over. */
async function askBoth(
  host: Host,
  name: string,
  to: string | null,
): Promise<{ readonly from: string | null; readonly to: string | null }> {
  const folder = await findIncident(host, name, 'open')
  const { people, named, lead } = await whoHasPart(folder)
  const { askBothSides } = await import('../../prompts/handover.ts')
  const { askBefore } = await import('../wiring/ask-before.ts')
  const option = { en: '--operator NAME', nl: '--operator NAAM' }
  return askBefore(
    host,
    option,
    (asker) => askBothSides(asker, { from: host.operator, to, lead }),
    withThose(people, named),
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

function nobody(incident: string): Fault {
  const one = shellWord(harmlessLine(incident, 100))
  return new Fault({
    code: 'handover.nobody',
    exit: exit.usage,
    message: { en: 'nobody is named who takes over', nl: 'er is niemand genoemd die overneemt' },
    hint: {
      en: `give the name: cyber-respond handover ${one} "Cato Denkbeeld"`,
      nl: `geef de naam: cyber-respond handover ${one} "Cato Denkbeeld"`,
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
