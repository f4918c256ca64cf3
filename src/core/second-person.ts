import { isListed, type KnownPerson } from './known-people.ts'
import { needs03 } from './needs.ts'
import type { Text } from './text.ts'

/**
 * A second person as the record names one, whatever it was for. `unlisted`: the profile names people, and this is none of them.
 * What says so needs the version that knows it.
 */
export interface SecondPerson {
  readonly approver: string
  readonly unlisted?: boolean
}

/** What stands in an event of its own beside a second person's name; nothing where the profile names that person, or nobody at all. */
export function listing(
  people: readonly KnownPerson[],
  approver: string,
): { readonly unlisted?: true; readonly needs?: string } {
  return isListed(people, approver) ? {} : { unlisted: true, needs: needs03 }
}

/** The name of a second person as every screen and report shows it. */
export function secondPerson({ approver, unlisted }: SecondPerson): Text {
  if (unlisted !== true) return { en: approver, nl: approver }
  return { en: `${approver} (not in the profile)`, nl: `${approver} (niet in het profiel)` }
}

/** The mark alone, where the name stands in a state or a report already. */
export function unlistedIn({ unlisted }: Pick<SecondPerson, 'unlisted'>): { readonly unlisted?: true } {
  return unlisted === true ? { unlisted: true } : {}
}

/** What is said to who names a second person whom the profile doesn't know. */
export function notListed(approver: string): Text {
  return {
    en: `The profile names no "${approver}": the record says so beside the name.`,
    nl: `Het profiel kent geen "${approver}": het logboek zegt dat bij de naam.`,
  }
}
