import type { Profile } from '../core/profile.ts'
import type { KnownRoles } from '../runbook/known-roles.ts'

/** The roles that nobody of a profile has though the runbooks ask for them, and those that no runbook knows. */
export interface RoleGaps {
  readonly nobody: readonly string[]
  readonly unknown: readonly { readonly index: number; readonly role: string }[]
}

/** Compares the people of a profile with the roles of the runbooks. */
export function roleGaps({ contacts }: Pick<Profile, 'contacts'>, { needed, optional }: KnownRoles): RoleGaps {
  const held = new Set((contacts ?? []).map(({ role }) => role))
  return {
    nobody: [...needed].filter((role) => !held.has(role)),
    unknown: (contacts ?? []).flatMap(({ role }, index) =>
      needed.has(role) || optional.has(role) ? [] : [{ index, role }],
    ),
  }
}
