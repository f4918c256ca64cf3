import { contactsIn, ownerOf } from './contacts.ts'
import { leadOf } from './lead.ts'
import { samePerson } from './person.ts'
import type { StepStatus, StepView, View } from './view.ts'

/** What is wanted of the steps of an incident: those that are not settled, one person's, one runbook's. */
export interface StepFilter {
  readonly open?: boolean
  /** The person; null: everybody's. */
  readonly mine?: string | null
  /** The id of a runbook; null: all. */
  readonly track?: string | null
}

const settled: ReadonlySet<StepStatus> = new Set(['done', 'skipped', 'not-applicable'])

/** The steps that fit, in the order of the plan. */
export function stepsThatFit(view: View, { open = false, mine = null, track = null }: StepFilter): readonly StepView[] {
  const roles = mine === null ? null : rolesOf(mine, view)
  return view.steps.filter(
    (step) =>
      (!open || !settled.has(step.status)) &&
      (track === null || step.runbook === track) &&
      (mine === null || roles?.has(step.step.role) === true || isOwner(mine, step)),
  )
}

/**
 * The roles of a person: those that the profile gives, that of who leads or writes by the record, and those that the answer about
 * the team gives (a line is `role: name`).
 */
export function rolesOf(name: string, view: View): ReadonlySet<string> {
  const roles = new Set<string>()
  for (const contact of contactsIn(view) ?? []) if (samePerson(contact.name, name)) roles.add(contact.role)
  const lead = leadOf(view.state)
  // Who handed the lead over has it no more, whatever the profile says.
  if (lead !== null) roles.delete('lead')
  if (lead !== null && samePerson(lead, name)) roles.add('lead')
  const { scribe, team } = view.state.facts
  if (typeof scribe === 'string' && samePerson(scribe, name)) roles.add('scribe')
  for (const line of Array.isArray(team) ? team : []) {
    const [role = '', ...who] = String(line).split(':')
    if (who.length > 0 && samePerson(who.join(':'), name)) roles.add(role.trim())
  }
  return roles
}

function isOwner(name: string, step: StepView): boolean {
  const owner = step.step.role === 'service-owner' ? ownerOf(step) : null
  return owner !== null && samePerson(owner, name)
}

/** The runbook that somebody means by its id or its title, in either language; null: there is none. */
export function trackOf(asked: string, { steps }: Pick<View, 'steps'>): string | null {
  const wanted = asked.trim().toLowerCase()
  const found = steps.find(
    ({ runbook, runbookTitle }) =>
      runbook === wanted || runbookTitle.en.toLowerCase() === wanted || runbookTitle.nl.toLowerCase() === wanted,
  )
  return found?.runbook ?? null
}

/** The ids of the runbooks, in the order of the plan. */
export function tracksOf({ steps }: Pick<View, 'steps'>): readonly string[] {
  return [...new Set(steps.map(({ runbook }) => runbook))]
}
