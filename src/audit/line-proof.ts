import type { Json, LogEvent } from '../core/event.ts'
import { leafOf } from './chain.ts'
import type { Checkpoint } from './checkpoint.ts'
import { concealedIn, type Disclosure } from './disclosure.ts'
import { EnvelopeScanner } from './envelope.ts'
import { eventOf } from './line.ts'
import { formatVerifierKey, parseVerifierKey, signatureType, type VerifierKey } from './note.ts'
import { maxLineBytes } from './print-line.ts'
import { formatProof } from './proof.ts'
import { inclusionProof, rootOfInclusion, type Subtrees } from './tree.ts'

/**
 * The things that a proof of one line carries along, as JSON in its `extra`: all that a stranger needs besides trust in
 * a key.
 */
export interface CarriedByProof {
  /** The line without its LF. */
  readonly line: string
  /** The personal values that digests in it stand for, where they may be known: base64url of salt, path and value. */
  readonly disclosures: readonly string[]
  /** The keys of the log that sealed it. */
  readonly keys: readonly VerifierKey[]
}

const format = 'cyber-respond/proof@1'

/** The leaf of a line, from its bytes without LF. */
export function leafBytes(line: Buffer): Buffer {
  return Buffer.from(leafOf(Buffer.concat([Buffer.of(0), line])), 'hex')
}

/** The event of a line that may come from anybody; null: that is no line of a log. */
export function eventIn(line: Buffer): LogEvent | null {
  const scanner = new EnvelopeScanner()
  if (line.length > maxLineBytes || !scanner.scan(line, 0, line.length)) return null
  return eventOf(line, line.toString('latin1'), 0, line.length, scanner, (data) => data)
}

/**
 * A proof (C2SP tlog-proof) that a line stands at `seq` below a signed head. null: line and hashes do not lead to the
 * head's root, so there is nothing to prove. Of the disclosures that are given, by digest, those of this line go along.
 */
export function makeLineProof(
  { subtrees, line }: { readonly subtrees: Subtrees; readonly line: Buffer },
  seq: number,
  head: { readonly checkpoint: Checkpoint; readonly note: string },
  known: { readonly key: VerifierKey; readonly disclosures: ReadonlyMap<string, Pick<Disclosure, 'disclosure'>> },
): string | null {
  const { size, root } = head.checkpoint
  const hashes = inclusionProof(subtrees, seq, size)
  if (rootOfInclusion(leafBytes(line), seq, size, hashes)?.equals(root) !== true) return null
  const event = eventIn(line)
  if (event === null) return null
  const text = line.toString('utf8')
  const disclosures = concealedIn(event.data as Json).flatMap(
    ({ digest }) => known.disclosures.get(digest)?.disclosure ?? [],
  )
  const extra = Buffer.from(carriedText({ line: text, disclosures, keys: [known.key] }))
  return formatProof({ index: seq, hashes, extra, checkpoint: head.note })
}

function carriedText({ line, disclosures, keys }: CarriedByProof): string {
  return JSON.stringify({ format, line, disclosures, keys: keys.map(formatVerifierKey) })
}

/** null: this is not what a proof of ours carries, in the one way in which it is written. */
export function readCarried(extra: Buffer): CarriedByProof | null {
  const text = extra.toString('utf8')
  const found = jsonOf(text)
  if (found === null || typeof found.line !== 'string') return null
  if (!isTexts(found.disclosures) || !isTexts(found.keys)) return null
  const keys = found.keys.flatMap((key) => parseVerifierKey(key) ?? [])
  const carried = { line: found.line, disclosures: found.disclosures, keys }
  const isWhole = keys.length === found.keys.length && keys.every(({ type }) => type === signatureType.log)
  return isWhole && carriedText(carried) === text ? carried : null
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
