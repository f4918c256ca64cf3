/**
 * What an executable says of its own bytes: how many they are, and their hash. It stands among them, so its own place counts as
 * zeros. The hash is that of the hashes of its pieces, so that nobody needs 160 MB of memory for it.
 */
export interface Stamp {
  readonly size: number
  /** Where the stamp stands in the file. */
  readonly at: number
  /** SHA-256 in hex, over the hexadecimal SHA-256 of each piece. */
  readonly hash: string
}

const begins = 'cyber-respond executable'
const digits = 12
const pieceSize = 1 << 20

/** The length of every stamp. */
export const stampLength = `${begins} ${'0'.repeat(digits)} ${'0'.repeat(digits)} ${'0'.repeat(64)}\n`.length

/** The place that the build keeps free for a stamp, which it can't know before everything else is there. */
export const emptyStamp = `${begins} ${'?'.repeat(stampLength - begins.length - 2)}\n`

export function stampText({ size, at, hash }: Stamp): string {
  const number = (value: number) => String(value).padStart(digits, '0')
  return `${begins} ${number(size)} ${number(at)} ${hash}\n`
}

/** The stamp that a text is; null: it is none. */
export function stampOf(text: string): Stamp | null {
  const found = /^cyber-respond executable (\d{12}) (\d{12}) ([0-9a-f]{64})\n$/.exec(text)
  return found === null ? null : { size: Number(found[1]), at: Number(found[2]), hash: found[3] ?? '' }
}

/** The hash of a file of `size` bytes whose stamp is at `at`. `read` gives the bytes from one place to another, to be changed. */
export function hashAround(
  { size, at }: Omit<Stamp, 'hash'>,
  read: (from: number, to: number) => Buffer,
  sha256: (bytes: Buffer) => string,
): string {
  const hashes: string[] = []
  for (let from = 0; from < size; from += pieceSize) {
    const piece = read(from, Math.min(from + pieceSize, size))
    const [begin, end] = [at - from, at + stampLength - from]
    if (end > 0 && begin < piece.length) piece.fill(0, Math.max(begin, 0), Math.min(end, piece.length))
    hashes.push(sha256(piece))
  }
  return sha256(Buffer.from(hashes.join('')))
}
