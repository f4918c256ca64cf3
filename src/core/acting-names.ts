import type { LogEvent } from './event.ts'

/** The names under which somebody acted or approved in a line, each once: also on a paper that was entered afterwards. */
export function actingNames({ actor, ...event }: LogEvent): ReadonlySet<string> {
  const names = new Set([actor])
  const { data } = event
  // A line of a newer program may hold anything there.
  if ('approver' in data && typeof data.approver === 'string') names.add(data.approver)
  if (event.type === 'incident.closed' && event.data.falseAlarm !== undefined) names.add(event.data.falseAlarm.approver)
  if (event.type === 'step.transcribed') {
    names.add(event.data.by)
    if (event.data.approval !== undefined) names.add(event.data.approval.approver)
  }
  return names
}
