import { roleWords } from '../core/role-words.ts'
import { type Lang, pick, type Text } from '../core/text.ts'

/** A role as people call it. A runbook may name any role; one that the shipped runbooks don't use is shown as it is. */
export function roleName(role: string, lang: Lang): string {
  return pick(roleWords(role), lang)
}

/** The roles of a scenario. */
export type Roles = readonly { readonly id: string; readonly title: Text }[]

/** A role by the name that the scenario gives it, or that it has in every incident. */
export function roleTitle(roles: Roles, id: string, lang: Lang): string {
  return pick(roles.find((role) => role.id === id)?.title ?? roleName(id, lang), lang)
}
