import { tellFaster } from './beside-others.ts'
import type { Journal } from './journal.ts'
import { leadOf } from './lead.ts'
import type { OperatorPort } from './ports.ts'

/** Asks who leads from here on; on record when it resolves. Nothing is where nobody takes over. */
export async function askHandover(
  { operator }: { readonly operator: Pick<OperatorPort, 'actor' | 'handover' | 'faster'> },
  journal: Journal,
): Promise<void> {
  const asked = { instance: '', code: '', title: { en: 'Hand-over', nl: 'Overdracht' } }
  const actor = await operator.actor(asked)
  const lead = leadOf(journal.state())
  const given = (await operator.handover?.({ actor, lead })) ?? null
  if (given === null) return journal.record([])
  const stands = await journal.claim(
    [{ type: 'handover.made', actor: given.from, data: { ...given } }],
    ({ state }) => leadOf(state) === lead,
  )
  if (!stands) tellFaster(operator, journal, asked)
}
