import type { Journal } from './journal.ts'
import { leadOf } from './lead.ts'
import type { OperatorPort } from './ports.ts'

/** Asks who leads from here on; on record when it resolves. Nothing is where nobody takes over. */
export async function askHandover(
  { operator }: { readonly operator: Pick<OperatorPort, 'actor' | 'handover'> },
  journal: Journal,
): Promise<void> {
  const actor = await operator.actor({ instance: '', code: '', title: { en: 'Hand-over', nl: 'Overdracht' } })
  const given = (await operator.handover?.({ actor, lead: leadOf(journal.state()) })) ?? null
  await journal.record(given === null ? [] : [{ type: 'handover.made', actor: given.from, data: { ...given } }])
}
