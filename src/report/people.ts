import { absent } from '../audit/disclosure.ts'
import type { LogEvent } from '../core/event.ts'
import { falseAlarmRole } from '../core/false-alarm.ts'
import { erasureRole } from '../core/redaction-act.ts'
import { type SecondPerson, unlistedIn } from '../core/second-person.ts'
import type { View } from '../core/view.ts'
import type { HeldRole, Person } from './report.ts'

type Found = { -readonly [Member in keyof Person]: Person[Member] } & { roles: HeldRole[] }

/**
 * The persons behind the lines of a record, each with the role as far as the record shows it: who acted in a step of a
 * role, approved in it, took the incident over, or was named for it in an answer (a fact that is called like a role). Who agreed to
 * an erasure or a false alarm has a role by that too.
 */
export function peopleOf(events: readonly LogEvent[], view: View): readonly Person[] {
  const people = startPeople(view)
  for (const event of events) people.take(event)
  return people.end()
}

/** The same, line by line. */
export function startPeople(view: View): { take(event: LogEvent): void; end(): readonly Person[] } {
  const people = new Map<string, Found>()
  const person = (name: string, at: string): Found => {
    const known = people.get(name) ?? { name, firstAt: at, lastAt: at, lines: 0, roles: [] }
    people.set(name, known)
    known.lastAt = at
    return known
  }
  const holds = (name: string, at: string, held: HeldRole): void => {
    const { roles } = person(name, at)
    if (!roles.some(({ role, how }) => role === held.role && how === held.how)) roles.push(held)
  }
  const agrees = (second: SecondPerson, at: string, role: string, line: number): void =>
    holds(second.approver, at, { role, how: 'approved', line, ...unlistedIn(second) })
  const steps = new Map(view.steps.map(({ instance, step }) => [instance, step]))
  const known = new Set(view.steps.map(({ step }) => step.role))
  const take = (event: LogEvent): void => {
    const { actor, t } = event
    const line = event.seq + 1
    person(actor, t).lines += 1
    if (event.type === 'step.approved' || event.type === 'step.refused' || event.type === 'alone.decided')
      agrees(event.data, t, event.data.role, line)
    else if (event.type === 'redaction') agrees(event.data, t, erasureRole, line)
    else if (event.type === 'incident.closed' && event.data.falseAlarm !== undefined)
      agrees(event.data.falseAlarm, t, falseAlarmRole, line)
    else if (event.type === 'step.transcribed') {
      const { by, approval } = event.data
      const role = steps.get(event.step ?? '')?.role
      if (role !== undefined) holds(by, t, { role, how: 'acted', line })
      if (approval !== undefined) agrees(approval, t, approval.role, line)
    } else if (event.type === 'handover.made') holds(event.data.to, t, { role: 'lead', how: 'took-over', line })
    else if (event.type === 'step.outcome') {
      const role = steps.get(event.step ?? '')?.role
      if (role !== undefined) holds(actor, t, { role, how: 'acted', line })
      for (const [fact, value] of Object.entries(event.data.facts ?? {})) {
        if (known.has(fact) && typeof value === 'string' && value !== absent.text)
          holds(value, t, { role: fact, how: 'named', line })
      }
    }
  }
  return { take, end: () => [...people.values()] }
}
