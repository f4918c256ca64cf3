import type { Json } from './event.ts'
import type { Contact } from './profile.ts'
import type { StepView, View } from './view.ts'

/** The contacts of the profile; null: nothing is known of any. */
export function contactsIn({ scope }: Pick<View, 'scope'>): readonly Contact[] | null {
  const { profile } = scope as { readonly profile?: { readonly contacts?: Json } | null }
  const contacts = profile?.contacts
  return Array.isArray(contacts) ? (contacts as unknown as readonly Contact[]) : null
}

/** Who answers for the item that a step is done for, by the profile: the owner of a service. */
export function ownerOf({ step, scope }: Pick<StepView, 'step' | 'scope'>): string | null {
  const item = step.each === undefined ? null : (scope[step.each.as] as { readonly owner?: unknown } | null | undefined)
  return typeof item?.owner === 'string' ? item.owner : null
}
