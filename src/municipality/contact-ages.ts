import { type Age, ageOf, type Days } from '../core/ages.ts'
import type { Profile } from '../core/profile.ts'

/** The lists of a profile that hold people and organisations to call. */
export const calledLists = ['contacts', 'partners', 'suppliers', 'neighbours'] as const

/** Somebody to call, with the role (null: an organisation), the place in the profile and the age of the number. */
export interface ContactAge {
  readonly list: (typeof calledLists)[number]
  readonly index: number
  readonly role: string | null
  readonly name: string
  readonly age: Age
}

/** The age of each entry of a profile that has a number or an address, on a day. */
export function contactAges(profile: Profile, today: string): readonly ContactAge[] {
  return calledLists.flatMap((list) =>
    (profile[list] ?? []).flatMap((one, index) => {
      const way = one.phone ?? ('mail' in one ? one.mail : null) ?? null
      const role = 'role' in one ? one.role : null
      return way === null ? [] : [{ list, index, role, name: one.name, age: ageIn(profile, one, today) }]
    }),
  )
}

/** The age of one of them. Whoever filled in `checked` called every number on that day. */
export function ageIn({ checked }: Pick<Profile, 'checked'>, { published, looked, reached }: Days, today: string): Age {
  const called = [reached, checked].filter((day) => day != null).toSorted()
  return ageOf('contact', { published, looked, reached: called.at(-1) ?? null }, today)
}
