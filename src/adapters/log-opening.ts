import { createHash, type Hash } from 'node:crypto'
import { genesis, leafOf } from '../audit/chain.ts'
import type { Reveal } from '../audit/line.ts'
import { parseVerifierKey } from '../audit/note.ts'
import { claimsOf, isSeal, isSealSigned, type LogKey, problemOf } from '../audit/seals.ts'
import { TrustedLines } from '../audit/trusted-lines.ts'
import { LogVerifier, type Position } from '../audit/verify.ts'
import type { LogEvent } from '../core/event.ts'
import { eraseDisclosures, readDisclosures, revealWith } from './disclosure-file.ts'
import type { RememberedHead } from './head-memory.ts'
import { forkedFault, tamperedFault, unfitSealFault } from './log-faults.ts'
import type { LogHost } from './log-host.ts'
import { newestSeal, type SealsSoFar, segmentMark, sizeOf } from './log-seals.ts'
import { chunksOf, readSegments, type SegmentSink, segmentPath } from './log-segments.ts'

type Take = (event: LogEvent) => void

/** A log as it was found when it was opened for writing. */
export interface Found {
  readonly at: Position
  readonly closed: boolean
  readonly seals: SealsSoFar
}

interface LogFiles {
  readonly folder: string
  readonly indices: readonly number[]
  /** The last segment, locked. */
  readonly live: number
}

/**
 * Reads a log that is to be written on. Lines that this machine verified before, and whose bytes are still the same by one
 * SHA-256 over all of them, are only read; every other line is verified. `start` gives who takes the events: it may be
 * asked twice, and then what the first one got counts for nothing. Throws `log.tampered`, `log.forked`.
 */
export async function readForWriting(host: LogHost, files: LogFiles, start: () => Take): Promise<Found> {
  const { disk, sealing } = host
  const disclosures = readDisclosures(disk, files.folder)
  const reveal = revealWith(disclosures)
  const first = sealing === null ? null : firstLeaf(host, files)
  const known = first === null ? null : (sealing?.memory.recall(first) ?? null)
  const seal = newestSeal(disk, files.folder)
  if (seal !== null && !isSeal(seal)) throw unfitSealFault(files.folder, seal)
  const quick = known === null ? null : await readKnown(host, { ...files, reveal }, known, start())
  const found =
    quick ?? (await readAll(host, { ...files, reveal }, start(), [sizeOf(seal), known?.verified.lines ?? 0]))
  const { verifier, digest, keys } = found
  if (verifier.finding !== null) throw tamperedFault(files.folder, verifier.finding)
  const at = verifier.position
  if (quick === null) {
    const roots = verifier.roots
    if (seal !== null) {
      const isSigned = isSealSigned(seal, claimsOf(seal, keys.log))
      const unfit = problemOf(seal, { lines: at.lines, keys: keys.log, roots, known: 0 }, isSigned)
      if (unfit !== null) throw unfitSealFault(files.folder, unfit)
    }
    const before = known?.verified
    if (before !== undefined && roots.get(before.lines)?.equals(before.tree.root()) !== true) {
      throw forkedFault(files.folder, before.lines, at.lines)
    }
  }
  // An erasure that a crash cut off between its line and the deed.
  if (keys.erased.size > 0) eraseDisclosures(disk, files.folder, keys.erased)
  const { tree, closed } = verifier
  return { at, closed, seals: { keys, sealedSize: sizeOf(seal), tree, digest, first } }
}

interface Readable extends LogFiles {
  readonly reveal: Reveal
}

interface Walked {
  readonly verifier: LogVerifier
  readonly digest: Hash
  readonly keys: { readonly log: LogKey[]; readonly operators: string[]; readonly erased: Set<string> }
}

async function readAll(host: LogHost, files: Readable, take: Take, rootsAt: readonly number[]): Promise<Walked> {
  const digest = createHash('sha256')
  const { keys, notable } = keyCollector()
  const verifier = new LogVerifier(take, {
    notable,
    rootsAt: rootsAt.toSorted((a, b) => a - b),
    reveal: files.reveal,
  })
  await read(host, files, {
    begin(index) {
      digest.update(segmentMark(index))
      verifier.begin(index)
    },
    push(chunk) {
      digest.update(chunk)
      verifier.push(chunk)
    },
  })
  return { verifier, digest, keys }
}

/** null: the bytes are not those that are remembered. */
async function readKnown(host: LogHost, files: Readable, known: RememberedHead, take: Take): Promise<Walked | null> {
  const digest = createHash('sha256')
  const { keys, notable } = keyCollector()
  const { verified } = known
  const both: Take = (event) => {
    notable(event)
    take(event)
  }
  const trusted = new TrustedLines(both, files.reveal)
  const verifier = new LogVerifier(take, {
    behind: verified,
    notable,
    reveal: files.reveal,
  })
  const reader = new KnownPart(digest, known, trusted, verifier)
  try {
    await read(host, files, reader)
  } catch (error) {
    if (error instanceof Mistaken || error instanceof SyntaxError) return null
    throw error
  }
  return reader.isBehind ? { verifier, digest, keys } : null
}

class Mistaken extends Error {}

/** Gives what is remembered to the one that trusts and the rest to the one that verifies. */
class KnownPart implements SegmentSink {
  readonly #digest: Hash
  readonly #known: RememberedHead
  readonly #trusted: TrustedLines
  readonly #verifier: LogVerifier
  #left = Number.POSITIVE_INFINITY
  isBehind = false

  constructor(digest: Hash, known: RememberedHead, trusted: TrustedLines, verifier: LogVerifier) {
    this.#digest = digest
    this.#known = known
    this.#trusted = trusted
    this.#verifier = verifier
  }

  begin(index: number): void {
    const { verified } = this.#known
    if (!this.isBehind && index > verified.segment) throw new Mistaken()
    this.#digest.update(segmentMark(index))
    if (this.isBehind) this.#verifier.begin(index)
    else if (index === verified.segment) this.#left = verified.whole
  }

  push(chunk: Buffer): void {
    const known = this.isBehind ? 0 : Math.min(this.#left, chunk.length)
    if (known > 0) {
      const part = chunk.subarray(0, known)
      this.#digest.update(part)
      this.#trusted.push(part)
      this.#left -= known
      if (this.#left === 0) this.#arrive()
    }
    if (known === chunk.length) return
    const rest = Buffer.from(chunk.subarray(known))
    this.#digest.update(rest)
    this.#verifier.push(rest)
  }

  #arrive(): void {
    if (this.#digest.copy().digest('hex') !== this.#known.digest) throw new Mistaken()
    this.isBehind = true
  }
}

function read({ disk }: LogHost, { folder, indices, live }: LogFiles, sink: SegmentSink): Promise<void> {
  return readSegments(disk, folder, indices, sink, { live })
}

/** What a log is known by: the leaf of its first line. null: it has none yet. */
function firstLeaf({ disk }: LogHost, { folder }: LogFiles): string | null {
  const file = disk.open(segmentPath(folder, 0), 'read')
  try {
    for (const chunk of chunksOf(disk, file, 128 * 1024)) {
      const lf = chunk.indexOf(0x0a)
      return lf < 0 ? null : leafOf(Buffer.concat([Buffer.of(0), chunk.subarray(0, lf)]))
    }
    return null
  } finally {
    disk.close(file)
  }
}

/** Collects the keys that a record names. */
export function keyCollector(): {
  readonly keys: Walked['keys']
  notable(event: LogEvent): void
} {
  const keys: Walked['keys'] = { log: [], operators: [], erased: new Set() }
  return {
    keys,
    notable(event) {
      if (event.type === 'redaction') keys.erased.add(event.data.digest)
      if (event.type !== 'key.added') return
      if (event.data.use === 'operator') keys.operators.push(event.data.key)
      const key = event.data.use === 'log' ? parseVerifierKey(event.data.key) : null
      if (key !== null) keys.log.push({ key, seq: event.seq })
    },
  }
}

/** A log before its first line. */
export function newLog(): Found {
  const { tree } = new LogVerifier()
  const start = { lines: 0, head: genesis }
  const digest = createHash('sha256').update(segmentMark(0))
  return {
    at: { ...start, start, witness: null, segment: 0, whole: 0, torn: 0 },
    closed: false,
    seals: { keys: { log: [], operators: [] }, sealedSize: 0, tree, digest, first: null },
  }
}
