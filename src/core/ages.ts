import type { Text } from './text.ts'

/**
 * The months after which each kind of fact may be wrong: the one table for `doctor`, `municipality check`, cards and forms. A
 * proposal of this project, and no norm.
 */
export const monthsUntilOld = { contact: 6, channel: 6, drill: 12, kit: 3 } as const

export type AgingKind = keyof typeof monthsUntilOld

/**
 * The days of a fact, each YYYY-MM-DD: the source's own (`published`), the one on which somebody looked at the source (`looked`),
 * and the one on which it was used and held (`reached`: somebody answered on that number). null, or not there: not known.
 */
export interface Days {
  readonly published?: string | null | undefined
  readonly looked?: string | null | undefined
  readonly reached?: string | null | undefined
}

/** `day` is the newest one that says that the fact held, and `by` which of the three it is. `ahead`: it is still to come. */
export type Age =
  | {
      readonly state: 'fresh' | 'old' | 'ahead'
      readonly day: string
      readonly by: keyof Days
      readonly months: number
    }
  | { readonly state: 'never' }

const strongest = ['reached', 'looked'] as const

/**
 * The age of a fact on a day. A source's own day counts only where nobody looked since: that a page is old says less than that
 * somebody found it unchanged.
 */
export function ageOf(kind: AgingKind, days: Days, today: string): Age {
  const acts = strongest.flatMap((by) => (days[by] == null ? [] : [{ by, day: days[by] }]))
  const [first = null, second] = acts
  const newest = second !== undefined && first !== null && second.day > first.day ? second : first
  const counted = newest ?? (days.published == null ? null : ({ by: 'published', day: days.published } as const))
  if (counted === null) return { state: 'never' }
  const months = monthsUntilOld[kind]
  const state = counted.day > today ? 'ahead' : counted.day < monthsBefore(today, months) ? 'old' : 'fresh'
  return { state, ...counted, months }
}

/** The words for an age, as they stand behind a name or a number. */
export function ageText(age: Age): Text {
  if (age.state === 'never') return { en: 'NEVER CHECKED', nl: 'NOOIT NAGEKEKEN' }
  const { by, day, state, months } = age
  const { en, nl } = acts[by]
  if (state === 'fresh') return { en: `${en} ${day}`, nl: `${nl} ${day}` }
  if (state === 'ahead') return { en: `${en} ${day}, WHICH IS STILL TO COME`, nl: `${nl} ${day}, DAT MOET NOG KOMEN` }
  return {
    en: `${en} ${day}, MORE THAN ${months} MONTHS AGO`,
    nl: `${nl} ${day}, MEER DAN ${months} MAANDEN GELEDEN`,
  }
}

const acts: { readonly [by in keyof Days]-?: Text } = {
  reached: { en: 'reached on', nl: 'bereikt op' },
  looked: { en: 'looked at on', nl: 'bekeken op' },
  published: { en: 'from a page of', nl: 'van een pagina van' },
}

/** The day so many months before another, both YYYY-MM-DD. */
export function monthsBefore(day: string, months: number): string {
  return Temporal.PlainDate.from(day).subtract({ months }).toString()
}
