import type { LogEvent } from '../core/event.ts'
import { typesThatAre } from '../core/event-traits.ts'
import { samePerson } from '../core/person.ts'
import type { Replayable } from './played.ts'

const decided = typesThatAre('owned')

/**
 * The lines (seq) of decisions without an owner: to skip, block or reopen a step, to approve or refuse an act, or what
 * became of one after a crash. A decision has an owner when a reason is given, and who took it is somebody: a contact of the
 * profile, the one who opened the drill, somebody who was named in an answer (lead, scribe, team) or took over. Where nobody
 * at all was named, only the reasons count.
 */
export function ownerless({ events, profile }: Pick<Replayable, 'events' | 'profile'>): readonly number[] {
  const named = new Set<string>((profile.contacts ?? []).map(({ name }) => name))
  const isTeamKnown = events.some((event) => namesIn(event).length > 0)
  const found: number[] = []
  for (const event of events) {
    if (event.type === 'incident.opened') named.add(event.actor)
    for (const name of namesIn(event)) named.add(name)
    if (!decided.has(event.type)) continue
    const { reason, approver } = event.data as { readonly reason?: unknown; readonly approver?: unknown }
    const hasReason = typeof reason === 'string' && reason.trim() !== ''
    const who = typeof approver === 'string' ? approver : event.actor
    if (!hasReason || (isTeamKnown && !isNamed(who, named))) found.push(event.seq)
  }
  return found
}

/** The persons whom an event gives a part in what happens. */
function namesIn(event: LogEvent): readonly string[] {
  if (event.type === 'handover.made') return [event.data.to]
  if (event.type !== 'step.outcome') return []
  const { lead, scribe, team } = event.data.facts ?? {}
  return [lead, scribe, ...(Array.isArray(team) ? team : [])].filter((name) => typeof name === 'string' && name !== '')
}

/** A line of the team says a role and a name: then the name is the end of it, or its beginning. */
function isNamed(who: string, named: ReadonlySet<string>): boolean {
  return [...named].some((name) => {
    const parts = [name, ...name.split(/[:,;(–-]/)]
    return parts.some((part) => part.trim() !== '' && samePerson(part, who))
  })
}
