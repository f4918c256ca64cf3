import {
  type Claim,
  claimsOf,
  isSeal,
  type LogKey,
  problemOf,
  readSeal,
  type Seal,
  type SealProblem,
} from '../../audit/seal.ts'
import { SignatureThread } from './signature-thread.ts'
import { type RecordSource, smallFile } from './source.ts'

/** A seal under another name than that of its size; it was read at once. */
interface Other {
  readonly size: number
  readonly found: Seal | SealProblem
}

/** A number: the file `checkpoints/<number>.note`, which is read when its lines were. */
type Entry = number | Other

interface Due {
  readonly index: number
  readonly root: Buffer | undefined
}

interface Bad {
  readonly index: number
  readonly found: Seal | SealProblem
  readonly root: Buffer | undefined
  readonly isSigned: boolean
}

/** The most bytes of a seal. A larger file gets cut, and then is none. */
const mostBytes = 64 * 1024
/** The signatures that another thread is asked about at once: that costs less for some than for each. */
const atOnce = 32

/**
 * Checks the seals of a log while its lines go by. A long log has a hundred thousand: each is read when its lines were, its
 * signature is checked on another thread, and only those that don't fit are kept, and those that are asked for.
 */
export class SealChecks {
  readonly #source: RecordSource
  readonly #keys: readonly LogKey[]
  readonly #entries: readonly Entry[]
  readonly #wanted: ReadonlySet<number>
  readonly #kept = new Map<number, Seal>()
  readonly #bad: Bad[] = []
  readonly #signatures = new SignatureThread()
  #due: Due[] = []
  #next = 0
  #reading: Promise<void> = Promise.resolve()

  private constructor(
    source: RecordSource,
    keys: readonly LogKey[],
    entries: readonly Entry[],
    wanted: ReadonlySet<number>,
  ) {
    this.#source = source
    this.#keys = keys
    this.#entries = entries
    this.#wanted = wanted
  }

  /**
   * `names` are the files of the record. `keys` is added to while lines are read. Seals over more than `most` lines are left
   * out. `wanted` is which are kept.
   */
  static async of(
    source: RecordSource,
    names: readonly string[],
    keys: readonly LogKey[],
    { most, wanted }: { readonly most: number; readonly wanted: ReadonlySet<number> },
  ): Promise<SealChecks> {
    const entries: Entry[] = []
    for (const file of names) {
      if (file !== 'checkpoint' && !/^checkpoints\/[^/]*\.note$/.test(file)) continue
      const digits = /^checkpoints\/(0|[1-9]\d{0,14})\.note$/.exec(file)?.[1]
      const entry = digits === undefined ? other(await sealIn(source, file)) : Number(digits)
      if (sizeOf(entry) <= most) entries.push(entry)
    }
    entries.sort((a, b) => sizeOf(a) - sizeOf(b))
    return new SealChecks(source, keys, entries, wanted)
  }

  /** The numbers of lines that the seals are over, ascending, each once. */
  get sizes(): readonly number[] {
    return this.#entries.map(sizeOf).filter((size, index, all) => size !== all[index - 1])
  }

  /** The lines up to a size that a seal is over were found good, and have this root. */
  reach(size: number, root: Buffer | undefined): void {
    for (; this.#next < this.#entries.length; this.#next += 1) {
      if (sizeOf(this.#entries[this.#next] as Entry) > size) break
      this.#due.push({ index: this.#next, root })
    }
    if (this.#due.length >= atOnce) this.#checkDue()
  }

  #checkDue(): void {
    const checks = this.#check(this.#due.splice(0))
    this.#reading = Promise.all([this.#reading, checks]).then(() => {})
    // Whoever waits for it hears of it.
    this.#reading.catch(() => {})
  }

  async #check(due: readonly Due[]): Promise<void> {
    const read = await Promise.all(due.map(({ index }) => this.#sealOf(this.#entries[index] as Entry)))
    const claims = read.map((found) => (isSeal(found) ? claimsOf(found, this.#keys) : []))
    const holds = await this.#signatures.check(claims.flat())
    let seen = 0
    due.forEach(({ index, root }, i) => {
      const found = read[i] as Seal | SealProblem
      const own = holds.slice(seen, seen + (claims[i] as readonly Claim[]).length)
      seen += own.length
      const isSigned = own.length > 0 && own.every((one) => one)
      const fits = isSeal(found) && isSigned && root?.equals(found.checkpoint.root) === true
      if (!fits) this.#bad.push({ index, found, root, isSigned })
      else if (this.#wanted.has(found.checkpoint.size)) this.#kept.set(found.checkpoint.size, found)
    })
  }

  async #sealOf(entry: Entry): Promise<Seal | SealProblem> {
    return typeof entry === 'number' ? sealIn(this.#source, `checkpoints/${entry}.note`) : entry.found
  }

  /** Stops: nobody asks for the end. */
  stop(): Promise<void> {
    return this.#signatures.end()
  }

  /** All lines were read, this many. `sealed` is the size of the last seal before the first that doesn't fit. */
  async end(lines: number): Promise<{
    readonly sealed: number
    readonly problems: readonly SealProblem[]
    /** The seals that fit, of those that were wanted. */
    readonly heads: ReadonlyMap<number, Seal>
  }> {
    this.reach(Number.MAX_SAFE_INTEGER, undefined)
    this.#checkDue()
    await this.#reading
    await this.stop()
    const bad = this.#bad.toSorted((a, b) => a.index - b.index)
    const [first] = bad
    const sealed = sizeOf(this.#entries[(first?.index ?? this.#entries.length) - 1] ?? 0)
    const problems = bad.flatMap(({ found, root, isSigned }) => {
      if (!isSeal(found)) return [found]
      return problemOf(found, { lines, keys: this.#keys, root, known: sealed }, isSigned) ?? []
    })
    const heads = new Map([...this.#kept].filter(([size]) => size <= sealed))
    return { sealed, problems, heads }
  }
}

async function sealIn(source: RecordSource, file: string): Promise<Seal | SealProblem> {
  return readSeal(file, (await smallFile(source, file, mostBytes)).toString('utf8'))
}

function other(found: Seal | SealProblem): Other {
  return { size: isSeal(found) ? found.checkpoint.size : 0, found }
}

function sizeOf(entry: Entry): number {
  return typeof entry === 'number' ? entry : entry.size
}
