import type { State } from './state.ts'

/**
 * Who leads by the record: who was named when the incident was declared, or took over since, whichever was written last. Null:
 * nobody was named.
 */
export function leadOf({ facts, factsAt, handover }: Pick<State, 'facts' | 'factsAt' | 'handover'>): string | null {
  const { lead } = facts
  const named = typeof lead === 'string' && lead.trim() !== '' ? lead : null
  if (handover === null) return named
  return named !== null && (factsAt.lead ?? '') > handover.at ? named : handover.to
}
