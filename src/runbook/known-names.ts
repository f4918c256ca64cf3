import { factsOf } from '../core/act-traits.ts'
import { possibleAnswers } from '../core/answer.ts'
import type { Obligations, Runbook } from '../core/model.ts'
import type { Profile } from '../core/profile.ts'

/** The roots that every expression sees, with the members that are known beforehand (null: any). */
export const roots: { readonly [root: string]: readonly string[] | null } = {
  profile: keysOf<Profile>({
    municipality: true,
    checked: true,
    organisation: true,
    nis2: true,
    contacts: true,
    links: true,
    partners: true,
    suppliers: true,
    neighbours: true,
    services: true,
    backups: true,
    cloud: true,
    personal: true,
  }),
  municipality: null,
  incident: null,
  plan: null,
  facts: null,
  steps: null,
}

/** Fails to compile when the profile gets a member that is not listed. */
function keysOf<T>(keys: { readonly [K in keyof T]: true }): readonly string[] {
  return Object.keys(keys)
}

/** The names that a check's `expect` sees besides. */
export const seen = {
  tcp: [],
  http: ['status', 'body'],
  command: ['code', 'stdout'],
  file: ['exists', 'size'],
} as const

/** The possible answers where one is chosen from a list, by the fact that it becomes. */
export function factValues(
  runbooks: readonly Runbook[],
  obligations: Obligations | null,
): { readonly [fact: string]: readonly string[] } {
  const actions = runbooks.flatMap(({ steps }) => steps.map(({ action }) => action))
  const fields = [
    ...actions.flatMap((action) => factsOf(action)),
    ...(obligations?.obligations ?? []).flatMap((obligation) => obligation.fields),
  ]
  const found: { [fact: string]: readonly string[] } = {}
  const add = (fact: string, values: readonly string[]): void => {
    found[fact] = [...new Set([...(found[fact] ?? []), ...values])]
  }
  for (const field of fields) {
    const values = possibleAnswers(field)
    if (values !== null) add(field.id, values)
  }
  // Where the same fact is written freely somewhere else, anything can stand there.
  for (const field of fields) if (possibleAnswers(field) === null) delete found[field.id]
  return found
}

/** The names that a contradiction sees besides: the facts before the answers, and what the record knows. */
export const seenByContradictions = ['was', 'record'] as const

/** The name that what a card shows sees besides. */
export const seenByShows = ['record'] as const

/** Every fact that a step or a notice can give. */
export function factNames(runbooks: readonly Runbook[], obligations: Obligations | null): readonly string[] {
  const names = new Set<string>()
  for (const { action } of runbooks.flatMap((runbook) => runbook.steps)) {
    for (const { id } of factsOf(action)) names.add(id)
  }
  // The answers to a notice's questions are facts too, so that nobody is asked twice.
  for (const { fields } of obligations?.obligations ?? []) for (const field of fields) names.add(field.id)
  return [...names]
}
