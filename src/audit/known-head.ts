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

/** `130-7ZK4-…`: the size and 160 bits of the root, in groups of four letters, for paper and the telephone. */
export function shortHead(size: number, root: Buffer): string {
  return [String(size), ...(lettersOf(root).match(/.{4}/g) ?? [])].join('-')
}

/** Reads what a person typed from paper: small letters, spaces, and the letters that look like digits. null: no head. */
export function parseKnownHead(text: string): KnownHead | null {
  const [digits = '', ...groups] = text.trim().split(/[\s-]+/)
  const letters = groups.join('').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  const size = Number(digits)
  if (!/^\d{1,15}$/.test(digits) || letters.length !== lettersInHead) return null
  return [...letters].every((letter) => alphabet.includes(letter)) ? { size, letters } : null
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
      : { en: 'these lines have another root', nl: 'deze regels hebben een andere wortel' }
  return { ...base, state: 'bad', why }
}

function lettersOf(root: Buffer): string {
  const bits = BigInt(`0x${root.toString('hex').slice(0, (lettersInHead * 5) / 4)}`)
  return bits
    .toString(32)
    .padStart(lettersInHead, '0')
    .replaceAll(/./g, (digit) => alphabet[Number.parseInt(digit, 32)] as string)
}
