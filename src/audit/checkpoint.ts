import { strictBase64 } from './note.ts'
import { hashBytes } from './tree.ts'

/** The head of a log at one size, as C2SP tlog-checkpoint writes it. */
export interface Checkpoint {
  /** The log that it is about: its first line. */
  readonly origin: string
  /** Number of lines below it. */
  readonly size: number
  /** The RFC 6962 root over them. */
  readonly root: Buffer
}

/** Exactly three lines; extension lines are never written. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`
}

/** null: the text of a note is no checkpoint, or has extension lines, which no checkpoint of ours has. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [, origin, digits, encoded] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/=]{44})\n$/.exec(text) ?? []
  if (origin === undefined || encoded === undefined) return null
  const root = strictBase64(encoded)
  const size = Number(digits)
  if (root === null || root.length !== hashBytes || !Number.isSafeInteger(size)) return null
  return { origin, size, root }
}
