/** So long from now: `towards` is 1 for what comes, −1 for what was, and 0 where only the length was said. */
export interface SaidSpan {
  readonly kind: 'span'
  readonly towards: -1 | 0 | 1
  readonly days: number
  readonly hours: number
  readonly minutes: number
}

/** Ways to say a length that are not a number and a unit. */
const fixed: readonly (readonly [RegExp, string])[] = [
  [/\b(?:an hour and a half|anderhalf uur|anderhalve uur)\b/, '90m'],
  [/\b(?:half an hour|an? half hour|(?:een )?half ?uur(?:tje)?)\b/, '30m'],
  [/\b(?:a quarter of an hour|(?:een )?kwartier(?:tje)?)\b/, '15m'],
]

const numbers: readonly (readonly string[])[] = [
  ['a', 'an', 'one', 'een', 'één'],
  ['two', 'twee'],
  ['three', 'drie'],
  ['four', 'vier'],
  ['five', 'vijf'],
  ['six', 'zes'],
  ['seven', 'zeven'],
  ['eight', 'acht'],
  ['nine', 'negen'],
  ['ten', 'tien'],
  ['eleven', 'elf'],
  ['twelve', 'twaalf'],
]
const numberOf: ReadonlyMap<string, number> = new Map(
  numbers.flatMap((words, index) => words.map((word) => [word, index + 1] as const)),
)

type Unit = 'week' | 'day' | 'hour' | 'minute'

/** `u` and `h` are also how one says a time of day. */
const units: readonly (readonly [Unit, readonly string[]])[] = [
  ['week', ['w', 'week', 'weeks', 'weken']],
  ['day', ['d', 'day', 'days', 'dag', 'dagen']],
  ['hour', ['h', 'u', 'hr', 'hrs', 'hour', 'hours', 'uur', 'uren']],
  ['minute', ['m', 'min', 'mins', 'minute', 'minutes', 'minuut', 'minuten']],
]
const unitOf: ReadonlyMap<string, Unit> = new Map(
  units.flatMap(([unit, words]) => words.map((word) => [word, unit] as const)),
)
const clockUnits: ReadonlySet<string> = new Set(['h', 'u', 'uur'])

const forms: readonly (readonly [RegExp, -1 | 0 | 1])[] = [
  [/^\+\s*(.+)$/, 1],
  [/^[-−]\s*(.+)$/, -1],
  [/^(?:in|over|binnen)\s+(.+)$/, 1],
  [/^(.+?)\s+(?:from now|vanaf nu)$/, 1],
  [/^(.+?)\s+(?:ago|geleden)$/, -1],
  [/^(.+)$/, 0],
]

/**
 * A length of time from now, as people say it: `+72h`, `in 3 hours`, `over een half uur`, `35 min geleden`; null when the text
 * is none. `9u` alone is an hour of the day, `72u` can only be a length.
 */
export function saidSpan(text: string): SaidSpan | null {
  for (const [form, towards] of forms) {
    const [, length] = form.exec(text) ?? []
    if (length === undefined) continue
    const parts = partsOf(length)
    if (parts === null || (towards === 0 && isHourOfDay(parts))) return null
    const sum = (unit: Unit): number => parts.reduce((all, part) => all + (part.unit === unit ? part.count : 0), 0)
    return { kind: 'span', towards, days: sum('day') + 7 * sum('week'), hours: sum('hour'), minutes: sum('minute') }
  }
  return null
}

interface Part {
  readonly count: number
  readonly unit: Unit
  readonly word: string
}

function partsOf(length: string): readonly Part[] | null {
  const said = fixed.reduce((words, [form, short]) => words.replace(form, short), length)
  const parts: Part[] = []
  let rest = said.trim()
  while (rest !== '') {
    const [whole, count = '', word = ''] =
      /^(\d{1,5}|\p{L}+(?=\s))\s*(\p{L}+)\.?(?:\s*,|\s+(?:and|en)\b)?\s*/u.exec(rest) ?? []
    const unit = unitOf.get(word)
    const number = /^\d/.test(count) ? Number(count) : numberOf.get(count)
    if (whole === undefined || unit === undefined || number === undefined) return null
    if (parts.some((part) => part.unit === unit)) return null
    parts.push({ count: number, unit, word })
    rest = rest.slice(whole.length)
  }
  return parts.length === 0 ? null : parts
}

function isHourOfDay(parts: readonly Part[]): boolean {
  const [first, ...others] = parts
  return first !== undefined && others.length === 0 && clockUnits.has(first.word) && first.count < 24
}
