import { createHash, type Hash } from 'node:crypto'
import type { Reveal } from '../../audit/line.ts'
import { NewerEvents } from '../../audit/newer.ts'
import { genesis } from '../../audit/print-line.ts'
import { keyCollector, type RecordKeys } from '../../audit/record-keys.ts'
import { claimsOf, isSeal, isSealSigned, problemOf, type Seal } from '../../audit/seal.ts'
import { TrustedLines } from '../../audit/trusted-lines.ts'
import { LogVerifier, type Position, type Verified } from '../../audit/verify.ts'
import type { LogEvent } from '../../core/event.ts'
import { type ExerciseTimes, exerciseTimes } from '../../core/exercise-time.ts'
import type { Fault } from '../../core/fault.ts'
import { chunksOf } from '../disk/whole-writes.ts'
import { readDisclosures, revealWith } from './disclosure-file.ts'
import { forkedFault, newerFault, tamperedFault, unfitSealFault } from './faults.ts'
import { identityIn, type LogIdentity, type RememberedHead } from './head-memory.ts'
import type { LogHost } from './host.ts'
import { newestSeal, segmentMark, sizeOf } from './seal-files.ts'
import type { SealsSoFar } from './seals.ts'
import { readSegments, type SegmentSink, segmentPath } from './segments.ts'

type Take = (event: LogEvent) => void

/** A log as it was found when it was opened for writing. */
export interface FoundLog {
  readonly at: Position
  /** The bytes behind the last LF. */
  readonly torn: number
  readonly closed: boolean
  readonly seals: SealsSoFar
  /** The times of the exercise as far as the lines that were found. */
  readonly times: ExerciseTimes
  /** Looks at what others write from here on. */
  readonly newer: NewerEvents
  /** The digests whose values were to be erased. */
  readonly erased: ReadonlySet<string>
}

interface LogFiles {
  readonly folder: string
  readonly indices: readonly number[]
  /** The last segment. */
  readonly live: number
  /** The bytes of it that are read: what comes behind them may be half written. */
  readonly size: number
}

/**
 * Reads a log that is to be written on. Lines that this machine verified before, and whose bytes are still the same by one
 * SHA-256 over all of them, are only read; every other line is verified. The newest seal must fit, whoever made it, and so
 * must the head that this machine signed last. No event may need a newer program than this one. `start` gives who takes the events: it may be asked twice, and then what
 * the first one got counts for nothing. Throws `log.tampered`, `log.seal-unfit`, `log.forked`, `log.newer`.
 */
export async function readForWriting(host: LogHost, files: LogFiles, start: () => Take): Promise<FoundLog> {
  const { folder } = files
  let times = exerciseTimes()
  let newer = new NewerEvents(host.version)
  const begin = (): Take => {
    const inTime = exerciseTimes()
    const take = start()
    times = inTime
    const watching = new NewerEvents(host.version)
    newer = watching
    return (event) => {
      watching.take(event)
      take(inTime(event))
    }
  }
  const readable: Readable = { ...files, reveal: revealWith(readDisclosures(host.disk, folder)) }
  const seal = newestSeal(host.disk, folder)
  if (seal !== null && !isSeal(seal)) throw unfitSealFault(folder, seal)
  const identity = host.sealing === null ? null : identityOf(host, files)
  const known = identity === null ? null : (host.sealing?.memory.recall(identity) ?? null)
  const before = known === null ? null : { size: known.verified.lines, root: known.verified.tree.root() }
  const expected: Expected = { folder, seal, before }
  // A seal is what binds the memory: where none reaches it, it is not relied on.
  const quick =
    known === null || sizeOf(seal) < known.verified.lines
      ? null
      : await readKnown(host, readable, known, begin(), expected)
  const found =
    quick !== null && faultOf(quick, expected) === null ? quick : await readAll(host, readable, begin(), expected)
  const fault = faultOf(found, expected)
  if (fault !== null) throw fault
  if (newer.found !== null) throw newerFault(folder, newer.found, host.version)
  const { verifier, digest, keys } = found
  const { position: at, torn, tree, closed } = verifier
  return {
    at,
    torn,
    closed,
    seals: { keys, sealedSize: sizeOf(seal), tree, digest, first: identity?.first ?? null },
    ...{ times, newer, erased: keys.erased },
  }
}

/** The digest and the place that the lines must lead to. */
interface Expected {
  readonly folder: string
  readonly seal: Seal | null
  /** The head that this machine signed last, as far as it remembers. */
  readonly before: { readonly size: number; readonly root: Buffer } | null
}

function rootsFor({ seal, before }: Expected, roots: Map<number, Buffer>) {
  const rootsAt = [sizeOf(seal), before?.size ?? 0].toSorted((a, b) => a - b)
  return { rootsAt, atRoot: (size: number, root: Buffer): unknown => roots.set(size, root) }
}

function faultOf({ verifier, keys, roots }: Walked, { folder, seal, before }: Expected): Fault | null {
  if (verifier.finding !== null) return tamperedFault(folder, verifier.finding)
  const { position } = verifier
  if (seal !== null) {
    const isSigned = isSealSigned(claimsOf(seal, keys.log))
    const unfit = problemOf(
      seal,
      { lines: position.lines, keys: keys.log, root: roots.get(seal.checkpoint.size), known: 0 },
      isSigned,
    )
    if (unfit !== null) return unfitSealFault(folder, unfit)
  }
  if (before === null || roots.get(before.size)?.equals(before.root) === true) return null
  return forkedFault(folder, before.size, position.lines)
}

interface Readable extends LogFiles {
  readonly reveal: Reveal
}

interface Walked {
  readonly verifier: LogVerifier
  readonly roots: ReadonlyMap<number, Buffer>
  readonly digest: Hash
  readonly keys: RecordKeys
}

async function readAll(host: LogHost, files: Readable, take: Take, expected: Expected): Promise<Walked> {
  const digest = createHash('sha256')
  const { keys, notable } = keyCollector()
  const roots = new Map<number, Buffer>()
  const verifier = new LogVerifier(take, {
    notable,
    ...rootsFor(expected, roots),
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
  return { verifier, roots, digest, keys }
}

/** null: the bytes are not those that are remembered. */
async function readKnown(
  host: LogHost,
  files: Readable,
  known: RememberedHead,
  take: Take,
  expected: Expected,
): Promise<Walked | null> {
  const digest = createHash('sha256')
  const { keys, notable } = keyCollector()
  const roots = new Map<number, Buffer>()
  const both: Take = (event) => {
    notable(event)
    take(event)
  }
  const goOn = (behind: Verified): LogVerifier =>
    new LogVerifier(take, { behind, notable, ...rootsFor(expected, roots), reveal: files.reveal })
  const reader = new KnownPart(digest, known, new TrustedLines(both, files.reveal), goOn)
  try {
    await read(host, files, reader)
  } catch (error) {
    if (error instanceof Mistaken) return null
    throw error
  }
  const { verifier } = reader
  return verifier === null ? null : { verifier, roots, digest, keys }
}

class Mistaken extends Error {}

/** Gives what is remembered to the one that trusts and the rest to one that verifies, which begins there. */
class KnownPart implements SegmentSink {
  readonly #digest: Hash
  readonly #known: RememberedHead
  readonly #trusted: TrustedLines
  readonly #goOn: (behind: Verified) => LogVerifier
  #left = Number.POSITIVE_INFINITY
  /** null while what is remembered isn't read. */
  verifier: LogVerifier | null = null

  constructor(digest: Hash, known: RememberedHead, trusted: TrustedLines, goOn: (behind: Verified) => LogVerifier) {
    this.#digest = digest
    this.#known = known
    this.#trusted = trusted
    this.#goOn = goOn
  }

  begin(index: number): void {
    const { segment, whole } = this.#known.verified
    this.#digest.update(segmentMark(index))
    if (this.verifier !== null) this.verifier.begin(index)
    else if (index > segment) throw new Mistaken()
    else if (index === segment) this.#left = whole
  }

  push(chunk: Buffer): void {
    const known = this.verifier === null ? chunk.subarray(0, Math.min(this.#left, chunk.length)) : chunk.subarray(0, 0)
    if (known.length > 0) {
      this.#digest.update(known)
      this.#left -= known.length
      this.verifier = this.#trust(known)
    }
    if (known.length === chunk.length) return
    const rest = Buffer.from(chunk.subarray(known.length))
    this.#digest.update(rest)
    this.verifier?.push(rest)
  }

  /** Takes remembered bytes, and gives the verifier behind the last of them. Until the digest fits, anything may stand there. */
  #trust(bytes: Buffer): LogVerifier | null {
    try {
      this.#trusted.push(bytes)
      return this.#left === 0 ? this.#arrive() : null
    } catch {
      throw new Mistaken()
    }
  }

  #arrive(): LogVerifier {
    const { verified, digest } = this.#known
    if (this.#digest.copy().digest('hex') !== digest) throw new Mistaken()
    const { end } = this.#trusted
    if (end?.lines !== verified.lines) throw new Mistaken()
    return this.#goOn({ ...verified, ...end })
  }
}

function read({ disk }: LogHost, { folder, indices, live, size }: LogFiles, sink: SegmentSink): Promise<void> {
  return readSegments(disk, folder, indices, sink, { live: { file: live, size } })
}

/** The identity of a log; null: it has no line yet. Nothing of it was verified. */
function identityOf({ disk }: LogHost, { folder }: LogFiles): LogIdentity | null {
  const file = disk.open(segmentPath(folder, 0), 'read')
  try {
    for (const chunk of chunksOf(disk, file, Number.POSITIVE_INFINITY)) return identityIn(chunk)
    return null
  } finally {
    disk.close(file)
  }
}

/** A log before its first line. */
export function newLog({ version }: Pick<LogHost, 'version'>): FoundLog {
  const { tree } = new LogVerifier()
  const start = { lines: 0, head: genesis }
  const digest = createHash('sha256').update(segmentMark(0))
  return {
    at: { ...start, start, witness: null, segment: 0, whole: 0 },
    torn: 0,
    closed: false,
    seals: { keys: { log: [], operators: [] }, sealedSize: 0, tree, digest, first: null },
    ...{ times: exerciseTimes(), newer: new NewerEvents(version), erased: new Set<string>() },
  }
}
