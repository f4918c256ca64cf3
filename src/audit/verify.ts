import type { LogEvent } from '../core/event.ts'
import { hasShape } from '../core/event-shape.ts'
import { whatIsWrong } from './bad-line.ts'
import type { LogEnd } from './batch.ts'
import { isCanonical } from './canonical.ts'
import { leafOf } from './chain.ts'
import { concealedIn } from './disclosure.ts'
import { EnvelopeScanner } from './envelope.ts'
import { limitsOf } from './limits.ts'
import { concealedMark, eventOf, hides, nameIn, type Reveal, readingOf } from './line.ts'
import { isNotable, isType, stands, tellsTimes } from './line-type.ts'
import { genesis, maxLineBytes } from './print-line.ts'
import { segmentName } from './segment-name.ts'
import { seemsShaped } from './shape-scan.ts'
import { GrowingTree } from './tree.ts'
import { checkedLines, describeProblem, type FoundProblem, type Problem, type Verification } from './verification.ts'
import { wholeLines } from './whole-lines.ts'

/** The place up to which a log verifies: what a writer needs to go on behind the last whole line. */
export interface Position extends LogEnd {
  readonly segment: number
  /** The head at the beginning of the last segment. */
  readonly start: Pick<LogEnd, 'lines' | 'head'>
  /** Bytes of the last segment up to and with its last LF. */
  readonly whole: number
}

/** The place from which a verifier can go on: behind a line that was verified before. */
export interface Verified extends Position {
  readonly closed: boolean
  readonly tree: GrowingTree
}

interface VerifierOptions {
  /** The first segment given is the one that begins there. */
  readonly from?: Pick<Position, 'segment' | 'start'>
  /** The bytes given begin behind it, within its segment: `begin` was called for that one. */
  readonly behind?: Verified
  /**
   * Gets the events by which the record itself is checked, as they stand in their lines: keys, erasures, approvals, opening,
   * sessions, the end, and those of the steps that are watched. `acted`: how many lines there were with the last one above of a
   * step or a session (`step.…`, `session.…`).
   */
  notable?(event: LogEvent, acted: number): void
  /** Whether the events of a step are wanted, of whatever kind. */
  watches?(step: string): boolean
  /** Gets the digests of personal values in a line, each with its path within `data`. */
  concealed?(seq: number, found: readonly { readonly path: string; readonly digest: string }[]): void
  /** Sizes at which the root is wanted, in ascending order. */
  readonly rootsAt?: readonly number[]
  /** Gets the root at each of them that is reached, and the time of the last line below it (null: it isn't read here). */
  atRoot?(size: number, root: Buffer, t: string | null): void
  /**
   * Gets the events that state times, and those that they are held against, as they stand in their lines. Unlike `notable` ones
   * they may have any shape, and change nothing about what is found.
   */
  telling?(event: LogEvent): void
  /** Gives the personal values of a line back. */
  readonly reveal?: Reveal
  /** False: nobody asks for a root, and the tree stays empty. */
  readonly growsTree?: boolean
  /** Lines behind this many are not looked at. */
  readonly until?: number
}

/**
 * Gets an event whose line was found good. The line itself is `bytes` from `at` up to `lf`, and is good until the call returns.
 * `data` is the text of its data, where the whole line is plain ASCII without escapes.
 */
export type TakeLine = (event: LogEvent, bytes: Buffer, at: number, lf: number, data: string | null) => void

/**
 * Verifies a log while its bytes go by: strict form, members, numbering, chain, and the seams between segments. Flat memory.
 * For each segment in order call `begin`, then `push` for its bytes in chunks of any size; `end` tells what was found. After
 * the first bad line nothing more is looked at.
 */
export class LogVerifier {
  readonly #take: TakeLine | null
  readonly #scanner = new EnvelopeScanner()
  /** A line that began in an earlier chunk: one free byte, the line, its LF. */
  readonly #carry = Buffer.alloc(maxLineBytes + 2)
  #carried = 0
  #lines = 0
  #head = genesis
  #segment = -1
  #linesInSegment = 0
  #whole = 0
  #closed = false
  #acted = 0
  #finding: FoundProblem | null = null
  #last: Buffer | null = null
  /** The clock reading of the line before the first one that is read here. */
  #witness: Position['witness'] = null
  /** The buffer in which the last line still stands, until it is copied. */
  #lastIn: Buffer | null = null
  #lastAt = 0
  #lastEnd = 0
  #start: Position['start'] = { lines: 0, head: genesis }
  readonly #options: VerifierOptions
  readonly #tree: GrowingTree
  #rootsTaken = 0
  #nextRoot: number
  /** The time of the last line, where a root is wanted at it. */
  #t: string | null = null
  /** Whether a line that was not looked at yet can hold a personal value: of most chunks one look says no. */
  #mayConceal = false
  readonly #seesConcealed: boolean

  /** `take` gets each event after its line was found good; it must not trust them before `end` says so. */
  constructor(take: TakeLine | null = null, options: VerifierOptions = {}) {
    this.#take = take
    this.#options = options
    this.#seesConcealed = take === null || options.concealed !== undefined
    const { from, behind } = options
    this.#tree = behind?.tree ?? new GrowingTree()
    if (from !== undefined) {
      this.#segment = from.segment - 1
      this.#lines = from.start.lines
      this.#head = from.start.head
    }
    if (behind !== undefined) {
      this.#segment = behind.segment
      this.#start = behind.start
      this.#lines = behind.lines
      this.#head = behind.head
      this.#linesInSegment = behind.lines - behind.start.lines
      this.#whole = behind.whole
      this.#closed = behind.closed
      this.#witness = behind.witness
    }
    this.#nextRoot = -1
    this.#awaitRoot()
  }

  /** The tree over the lines so far. */
  get tree(): GrowingTree {
    return this.#tree
  }

  get closed(): boolean {
    return this.#closed
  }

  /** Gives the root at every wanted size that is reached now, and looks which is next. */
  #awaitRoot(): void {
    const { rootsAt = [] } = this.#options
    for (; this.#rootsTaken < rootsAt.length; this.#rootsTaken += 1) {
      const size = rootsAt[this.#rootsTaken] as number
      if (size > this.#tree.size) break
      if (size === this.#tree.size) this.#options.atRoot?.(size, this.#tree.root(), this.#t)
    }
    this.#nextRoot = rootsAt[this.#rootsTaken] ?? -1
  }

  get finding(): FoundProblem | null {
    return this.#finding
  }

  /** The next segment begins. `index` is the number in its name. */
  begin(index: number): void {
    if (this.#isDone()) return
    if (this.#carried > 0) this.#fail('segment-cut')
    this.#segment += 1
    this.#linesInSegment = 0
    this.#whole = 0
    this.#start = { lines: this.#lines, head: this.#head }
    if (index !== this.#segment) this.#fail('segment-missing')
  }

  /** The bytes before each line in `chunk` (its LFs) are overwritten. */
  push(chunk: Buffer): void {
    if (this.#isDone()) return
    const text = chunk.toString('latin1')
    this.#mayConceal = this.#seesConcealed && chunk.includes(concealedMark)
    for (let at = 0; at < chunk.length && this.#finding === null; ) {
      if (this.#isDone()) break
      const lf = text.indexOf('\n', at)
      if (lf < 0) {
        this.#remember()
        this.#keep(chunk.subarray(at))
      } else if (lf - at + this.#carried > maxLineBytes) this.#fail('too-long')
      else if (this.#carried > 0 || at === 0) {
        this.#keep(chunk.subarray(at, lf + 1))
        const length = this.#carried
        this.#carried = 0
        // The mark may stand across two chunks.
        this.#mayConceal ||= this.#seesConcealed && hides(this.#carry, 1, length)
        this.#line(this.#carry, this.#carry.toString('latin1', 0, length), 1, length)
      } else this.#line(chunk, text, at, lf)
      at = lf < 0 ? chunk.length : lf + 1
    }
    this.#remember()
  }

  #isDone(): boolean {
    return this.#lines === this.#options.until
  }

  /** Copies the last line: the caller will use the chunk again. */
  #remember(): void {
    if (this.#lastIn !== null) this.#last = Buffer.from(this.#lastIn.subarray(this.#lastAt, this.#lastEnd))
    this.#lastIn = null
  }

  get position(): Position {
    const witness = this.#last === null ? this.#witness : readingOf(this.#last)
    const segment = Math.max(this.#segment, 0)
    return { lines: this.#lines, head: this.#head, witness, segment, start: this.#start, whole: this.#whole }
  }

  /** The bytes behind the last LF. */
  get torn(): number {
    return this.#carried
  }

  end(): Verification {
    const verdict = this.#finding !== null ? 'tampered' : this.#carried > 0 ? 'torn' : 'unsealed'
    const judged = {
      verdict,
      state: this.#closed ? 'closed' : 'open',
      lines: this.#lines,
      sealed: 0,
      tail: this.#lines,
      signatures: [],
    } as const
    return {
      ...judged,
      root: this.#tree.root().toString('hex'),
      origin: null,
      firstBadLine: this.#finding?.line ?? null,
      checked: [checkedLines],
      found: this.#finding !== null ? describeProblem(this.#finding) : wholeLines(this.#lines, this.#carried),
      limits: limitsOf(judged),
      remarks: [],
    }
  }

  /** Holds on to what may be the beginning of a line; of what is longer than a line only the count. */
  #keep(bytes: Buffer): void {
    if (this.#carried <= maxLineBytes) bytes.copy(this.#carry, 1 + this.#carried)
    this.#carried += bytes.length
  }

  #line(bytes: Buffer, text: string, at: number, lf: number): void {
    const scanner = this.#scanner
    const problem = this.#problemOf(bytes, text, at, lf)
    const isHiding = problem === null && this.#mayConceal && hides(bytes, at, lf)
    if (problem !== null || !this.#isShaped(bytes, text, at, lf, isHiding) || !this.#note(bytes, text, at, lf)) {
      this.#fail(problem ?? 'shape')
      return
    }
    if (stands(bytes, scanner.type, 'step.') || stands(bytes, scanner.type, 'session.')) this.#acted = this.#lines + 1
    if (this.#options.telling !== undefined) this.#tell(bytes, text, at, lf)
    if (isHiding && this.#options.concealed !== undefined) {
      const { data } = JSON.parse(bytes.toString('utf8', at, lf))
      this.#options.concealed(this.#lines, concealedIn(data))
    }
    if (this.#take !== null) {
      const data = scanner.plain ? text.slice(scanner.data, scanner.dataEnd) : null
      const event = eventOf(bytes, text, at, lf, scanner, this.#options.reveal)
      if (!hasShape(event)) {
        this.#fail('shape')
        return
      }
      this.#take(event, bytes, at, lf, data)
    }
    this.#head = leafOf(bytes.subarray(at - 1, lf))
    if (this.#options.growsTree !== false) this.#tree.add(this.#head)
    this.#lines += 1
    if (this.#tree.size === this.#nextRoot) {
      this.#t = text.slice(scanner.t, scanner.t + 24)
      this.#awaitRoot()
    }
    this.#linesInSegment += 1
    this.#whole += lf - at + 1
    this.#lastIn = bytes
    this.#lastAt = at
    this.#lastEnd = lf
  }

  /** Whether the line's event has the shape of its type. Where the event is wanted, it is looked at itself. */
  #isShaped(bytes: Buffer, text: string, at: number, lf: number, isHiding: boolean): boolean {
    const { type, typeEnd, data } = this.#scanner
    if (this.#take !== null) return true
    if (!isHiding && seemsShaped(nameIn(text, type, typeEnd), bytes, data)) return true
    return hasShape(eventOf(bytes, text, at, lf, this.#scanner, this.#options.reveal))
  }

  /** false: the event is one that verification looks into, and not of the shape of those. */
  #note(bytes: Buffer, text: string, at: number, lf: number): boolean {
    const { type, typeEnd } = this.#scanner
    if (!isNotable(bytes, type, typeEnd) && !this.#isWatched(text)) return true
    const event = eventOf(bytes, text, at, lf, this.#scanner, this.#options.reveal)
    if (!hasShape(event)) return false
    if (event.type === 'incident.closed') this.#closed = true
    this.#options.notable?.(event, this.#acted)
    return true
  }

  #isWatched(text: string): boolean {
    const { step, stepEnd, plain } = this.#scanner
    const { watches } = this.#options
    if (step === 0 || watches === undefined) return false
    // What is written with escapes, or beyond ASCII, is read to be sure.
    return !plain || watches.call(this.#options, text.slice(step, stepEnd))
  }

  #tell(bytes: Buffer, text: string, at: number, lf: number): void {
    if (!tellsTimes(bytes, text, this.#scanner)) return
    const event = eventOf(bytes, text, at, lf, this.#scanner, this.#options.reveal)
    if (hasShape(event)) this.#options.telling?.(event)
  }

  #problemOf(bytes: Buffer, text: string, at: number, lf: number): Problem | null {
    const scanner = this.#scanner
    if (!scanner.scan(bytes, at, lf)) return whatIsWrong(bytes.subarray(at, lf))
    if (scanner.number !== this.#lines) return 'sequence'
    // To compare a slice costs a quarter of what `startsWith` does.
    if (text.slice(scanner.prev, scanner.prev + this.#head.length) !== this.#head) {
      return isCanonical(bytes.subarray(at, lf)) ? 'chain' : 'form'
    }
    return this.#fitsSegment(bytes, text, at, lf) ? null : 'segment-start'
  }

  /** `segment.start` stands at the head of each segment but the first, tells its number and what went before. */
  #fitsSegment(bytes: Buffer, text: string, at: number, lf: number): boolean {
    const starts = isType(bytes, this.#scanner.type, this.#scanner.typeEnd, 'segment.start')
    if (starts !== (this.#segment > 0 && this.#linesInSegment === 0)) return false
    if (!starts) return true
    const event = eventOf(bytes, text, at, lf, this.#scanner)
    return event.type === 'segment.start' && event.data.index === this.#segment && event.data.prev === this.#head
  }

  #fail(problem: Problem): void {
    this.#finding ??= {
      problem,
      line: this.#lines + 1,
      file: segmentName(this.#segment),
      inFile: this.#linesInSegment + 1,
    }
  }
}
