import type { Profile } from '../core/profile.ts'

/** The name in the place of a person's: what a reader sees who got a copy without it. */
export const withheldPerson = 'Withheld / niet meegegeven'

/**
 * A profile without persons and how to reach them, as the file that an archive holds in the place of the pinned one: so that
 * whoever reads the record sees the same steps. It is no part of the record, and no line vouches for it.
 */
export function sharedProfile(profile: Profile): string {
  const shared = {
    format: 'cyber-respond/profile@1',
    ...profile,
    contacts: profile.contacts?.map(({ role }) => ({ role, name: withheldPerson, phone: null, mail: null })) ?? null,
    partners: profile.partners?.map(({ phone: _, mail: __, ...partner }) => partner) ?? null,
    suppliers: profile.suppliers?.map(({ phone: _, mail: __, ...supplier }) => supplier) ?? null,
    neighbours: profile.neighbours?.map(({ phone: _, ...neighbour }) => neighbour) ?? null,
    services: profile.services?.map((service) => ({ ...service, owner: null })) ?? null,
  }
  return `${JSON.stringify(shared, null, 2)}\n`
}
