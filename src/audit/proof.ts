import { strictBase64 } from './note.ts'
import { hashBytes } from './tree.ts'

/** A C2SP tlog-proof: where one line stands, and the hashes from it up to a checkpoint's root. */
export interface InclusionProof {
  /** Counted from 0: the `seq` of the line. */
  readonly index: number
  readonly hashes: readonly Buffer[]
  /** The part that the proof carries along and does not vouch for: here the line and its disclosures. */
  readonly extra: Buffer | null
  /** The signed note, as it stands. */
  readonly checkpoint: string
}

const header = 'c2sp.org/tlog-proof@v1'

export function formatProof({ index, hashes, extra, checkpoint }: InclusionProof): string {
  const head = [header, ...(extra === null ? [] : [`extra ${extra.toString('base64')}`]), `index ${index}`]
  return `${[...head, ...hashes.map((hash) => hash.toString('base64'))].join('\n')}\n\n${checkpoint}`
}

/** null: this is no tlog-proof. What it says is still to be checked. */
export function parseProof(text: string): InclusionProof | null {
  const end = text.indexOf('\n\n')
  if (end < 0) return null
  const [first, ...lines] = text.slice(0, end).split('\n')
  if (first !== header) return null
  let extra: Buffer | null = null
  if (lines[0]?.startsWith('extra ') === true) {
    extra = strictBase64((lines.shift() as string).slice('extra '.length))
    if (extra === null) return null
  }
  const digits = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')?.[1]
  const hashes = lines.map(hashOf)
  if (digits === undefined || !Number.isSafeInteger(Number(digits)) || hashes.length > 63) return null
  if (!hashes.every((hash) => hash !== null)) return null
  return { index: Number(digits), hashes, extra, checkpoint: text.slice(end + 2) }
}

/** The body of C2SP tlog-witness add-checkpoint: what a witness needs to see that a head follows from the one it knows. */
export function addCheckpointBody(old: number, hashes: readonly Buffer[], checkpoint: string): string {
  return `${[`old ${old}`, ...hashes.map((hash) => hash.toString('base64'))].join('\n')}\n\n${checkpoint}`
}

function hashOf(line: string): Buffer | null {
  const bytes = strictBase64(line)
  return bytes === null || bytes.length !== hashBytes ? null : bytes
}
