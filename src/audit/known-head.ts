import type { SignatureFinding } from './verification.ts'

/** A head that somebody wrote down: how many lines, and the beginning of their root in base32. */
export interface KnownHead {
  readonly size: number
  readonly letters: string
}

/** Crockford's: no I, L, O and U, which are mistaken for others on paper. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 160 bits: nobody finds two records with the same ones. */
const lettersInHead = 32

/**
 * `130-7ZK4-…-K3`: the size and 160 bits of the root, in groups of four letters, for paper and the telephone, and two letters by
 * which a slip is noticed.
 */
export function shortHead(size: number, root: Buffer): string {
  const letters = lettersOf(root)
  return [String(size), ...(letters.match(/.{4}/g) ?? []), checkLetters(size, letters)].join('-')
}

/**
 * Reads what a person typed from paper: small letters, spaces, and the letters that look like digits. null: no head. `slip`: its
 * last two letters do not fit the others. Heads of 0.1.0 and 0.2.0 have no such letters.
 */
export function parseKnownHead(text: string): KnownHead | 'slip' | null {
  const [digits = '', ...groups] = text.trim().split(/[\s-]+/)
  const typed = groups.join('').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  const size = Number(digits)
  if (!/^\d{1,15}$/.test(digits) || ![...typed].every((letter) => alphabet.includes(letter))) return null
  const [letters, check] = [typed.slice(0, lettersInHead), typed.slice(lettersInHead)]
  if (letters.length < lettersInHead || (check !== '' && check.length !== 2)) return null
  return check === '' || check === checkLetters(size, letters) ? { size, letters } : 'slip'
}

/** The largest prime that fits into two letters: no wrong or swapped sign leaves the rest of a division by it the same. */
const divisor = 1021n

function checkLetters(size: number, letters: string): string {
  let rest = BigInt(size) % divisor
  for (const letter of letters) rest = (rest * 32n + BigInt(alphabet.indexOf(letter))) % divisor
  return `${alphabet[Number(rest / 32n)]}${alphabet[Number(rest % 32n)]}`
}

/** Whether these lines are those of a head that somebody kept. */
export function knownHeadFinding(
  { size, letters }: KnownHead,
  lines: number,
  roots: ReadonlyMap<number, Buffer>,
): SignatureFinding {
  const base = { kind: 'known-head', who: `${size}-${letters.slice(0, 4)}…`, size, at: null } as const
  const root = roots.get(size)
  if (root !== undefined && lettersOf(root) === letters) return { ...base, state: 'good', why: null }
  const why =
    size > lines
      ? { en: `only ${lines} lines are there`, nl: `er zijn maar ${lines} regels` }
      : {
          en: 'these lines have another root; compare what you typed before you believe it',
          nl: 'deze regels hebben een andere wortel; vergelijk eerst wat u typte',
        }
  return { ...base, state: 'bad', why }
}

function lettersOf(root: Buffer): string {
  const bits = BigInt(`0x${root.toString('hex').slice(0, (lettersInHead * 5) / 4)}`)
  return bits
    .toString(32)
    .padStart(lettersInHead, '0')
    .replaceAll(/./g, (digit) => alphabet[Number.parseInt(digit, 32)] as string)
}
