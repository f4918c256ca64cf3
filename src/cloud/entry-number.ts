import type { EntryKind } from './desk-entry.ts'

/** The parts of an entry's number: what it says of the entry, and what keeps it from ever being given twice. */
export interface NumberParts {
  /** The municipality's NIS code: five digits, and no two municipalities share one. */
  readonly nis: string
  readonly exercise: boolean
  readonly kind: EntryKind
  /** Drawn anew by each start of a desk (`seriesOf`), so that a copy of its data gives other numbers than the original. */
  readonly series: string
  /** Counts up for each kind in one database, over all its years and starts. */
  readonly sequence: number
}

/** Geboorte, overlijden, verlies, steun. */
const kindLetters: Readonly<Record<EntryKind, string>> = {
  birth: 'G',
  death: 'O',
  'lost-document': 'V',
  'welfare-payment': 'S',
}

// No 0/O, 1/I/L, U/V, which are misheard and misread, and no vowels, so that no series is a word: 26 signs.
const seriesSigns = '23456789BCDFGHJKMNPQRSTWXZ'
const seriesLength = 5
// 31 is a prime: with a weight of its own for each place, any one wrong sign and any two that changed places are noticed.
const checkSigns = '0123456789ABCDEFGHJKMNPQRSTWXYZ'

/** A series from numbers below 26 that somebody drew at random: 11.9 million of them. */
export function seriesOf(drawn: () => number): string {
  return Array.from({ length: seriesLength }, () => seriesSigns[drawn() % seriesSigns.length]).join('')
}

/** The number of signs that a series is drawn from. */
export const seriesBase: number = seriesSigns.length

/** The number on the receipt: `12040-G-K7Q4M-0012-B`, before which `OEF-` stands in an exercise. */
export function entryNumber({ nis, exercise, kind, series, sequence }: NumberParts): string {
  const letter = kindLetters[kind]
  const count = String(sequence).padStart(4, '0')
  return `${exercise ? 'OEF-' : ''}${nis}-${letter}-${series}-${count}-${checkSign(nis, letter, series, count)}`
}

function checkSign(nis: string, letter: string, series: string, count: string): string {
  // O and V are no check signs; at their place no other letter can take the values of 0 and 1.
  const signs = `${nis}${letter === 'O' ? '0' : letter === 'V' ? '1' : letter}${series}${count}`
  const sum = Array.from(signs).reduce((before, sign, place) => before + (place + 1) * checkSigns.indexOf(sign), 0)
  return checkSigns[sum % checkSigns.length] ?? ''
}

/**
 * A number as somebody says it over the telephone or copies it by hand: without hyphens, in small letters, with O for 0.
 * `misheard`: it has the form of a number, and its check sign says that it is none. null: something else.
 */
export function spokenNumber(typed: string): { readonly number: string } | 'misheard' | null {
  const plain = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  const parts = /^([O0]EF)?([\dOIL]{5})([GOVS0])([2-9B-Z]{5})([\dOIL]{4,6})([0-9A-Z])$/.exec(plain)
  if (parts === null) return null
  const [, mark, nis = '', kind = '', series = '', count = '', check = ''] = parts
  const letter = kind === '0' ? 'O' : kind
  const read = [digits(nis), letter, series, digits(count)] as const
  if (![...series].every((sign) => seriesSigns.includes(sign)) || !sameSign(checkSign(...read), check))
    return 'misheard'
  return { number: [...(mark === undefined ? [] : ['OEF']), ...read, checkSign(...read)].join('-') }
}

function digits(text: string): string {
  return text.replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}

function sameSign(right: string, typed: string): boolean {
  return right === typed || right === digits(typed)
}
