/** The date of birth that a national register number holds; month and day are null where nobody knew them. */
export interface BirthSaid {
  readonly year: number
  readonly month: number | null
  readonly day: number | null
}

/** The last two of the 11 digits are 97 minus the first nine modulo 97; with a 2 before them for who was born from 2000. */
export function isNationalNumber(value: string): boolean {
  return centuryOf(value) !== null
}

/**
 * The date of birth in a valid number, of which the first six digits are year, month and day. Numbers of who is not in the
 * register itself (bis) have 20 or 40 added to the month; zeros stand for what was not known. null: no valid number.
 */
export function birthSaidBy(value: string): BirthSaid | null {
  const century = centuryOf(value)
  if (century === null) return null
  const month = Number(value.slice(2, 4)) % 20
  const day = Number(value.slice(4, 6))
  return {
    year: century + Number(value.slice(0, 2)),
    month: month >= 1 && month <= 12 ? month : null,
    day: month >= 1 && month <= 12 && day >= 1 && day <= 31 ? day : null,
  }
}

function centuryOf(value: string): 1900 | 2000 | null {
  if (!/^\d{11}$/.test(value)) return null
  const check = Number(value.slice(9))
  const fits = (prefix: string) => 97 - (Number(prefix + value.slice(0, 9)) % 97) === check
  if (fits('')) return 1900
  return fits('2') ? 2000 : null
}
