import { samePerson } from '../core/person.ts'
import type { Contact } from '../core/profile.ts'
import type { Look } from './look.ts'

/** A person as one reaches her: the name, and the number where the profile has one. */
export function personText(name: string, contacts: readonly Contact[] | null, look: Look): string {
  const phone = contacts?.find((contact) => samePerson(contact.name, name))?.phone ?? null
  return look.say(phone === null ? name : `${name}, ${phone}`)
}
