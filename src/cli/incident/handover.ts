import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { samePerson } from '../../core/person.ts'
import { givenName } from '../../core/person-name.ts'
import type { Host } from '../wiring/host.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { record } from '../wiring/record.ts'

/** Records that somebody else leads from here on. The head is sealed, and signed by whoever hands over. */
export async function handover(host: Host, incident: string, given: string, note: string): Promise<number> {
  const from = operatorName(host)
  if (given.trim() === '') throw nobody()
  const to = givenName(given, { en: 'who takes over', nl: 'wie overneemt' })
  if (samePerson(from, to)) throw sameHands(to)
  await record(host, incident, async () => [{ type: 'handover.made', actor: from, data: { from, to, note } }])
  return exit.done
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
