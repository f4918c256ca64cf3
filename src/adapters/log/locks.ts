import type { Disk } from '../disk/disk.ts'
import { namesIn } from '../disk/durable-file.ts'
import { bytesOf, writeAll } from '../disk/whole-writes.ts'
import { sameFile } from './same-file.ts'

/**
 * The folder of the kernel's locks beside the one on the live segment, each on a file of its own: `session`, `seals`,
 * `waiting`, and one for each run that has the log open, which says whose it is. Nothing in it outlives its process, and a
 * record is no worse without it.
 */
export const locksFolder = 'locks'

/** A process that has the log open. */
export interface OpenHand {
  readonly pid: number
  /** null: it isn't known. */
  readonly name: string | null
}

/** The longest text in such a file that is read. */
const mostBytes = 400

/** The locks of one handle on a log. */
export class LogLocks {
  readonly #disk: Disk
  readonly #folder: string
  readonly #run: string
  readonly #hand: OpenHand
  readonly #own: number
  /** Whether this handle is the one session of the record. */
  hasSession = false
  /** Whether somebody else has it. */
  isBeside = false
  /** The files that were opened so far, by name. */
  readonly #files = new Map<string, number>()

  /** From here on everybody sees that this run has the log open. Throws what the disk throws. */
  constructor(disk: Disk, log: string, run: string, hand: OpenHand) {
    this.#disk = disk
    this.#folder = `${log}/${locksFolder}`
    this.#run = run
    this.#hand = hand
    disk.makeFolder(this.#folder)
    this.#own = lockOwn(disk, `${this.#folder}/${run}`)
    if (disk.identify(this.#own).size === 0) name(disk, this.#own, hand)
  }

  /** Takes a lock of that name, or says that somebody else has it. */
  take(what: 'session' | 'seals', hand?: OpenHand): boolean {
    const file = this.#file(what)
    if (!this.#disk.lock(file)) return false
    if (hand !== undefined) name(this.#disk, file, hand)
    this.hasSession ||= what === 'session'
    return true
  }

  /** Keeps sessions away, as others may who have a fact to write at the same time; where somebody has one, `isBeside`. */
  takeForFact(): void {
    const file = this.#file('session')
    this.isBeside = !this.#disk.lock(file, 'shared')
    // Nobody is to be named for a session that is over.
    if (!this.isBeside) this.#disk.truncate(file, 0)
  }

  letGo(what: 'seals' | 'waiting'): void {
    this.#disk.unlock(this.#file(what))
  }

  /** Who has the session, as far as that is written down. */
  holderOfSession(): OpenHand | null {
    return handIn(this.#disk, this.#file('session'))
  }

  /** Says to everybody who holds the log that this one waits for it. */
  waits(): void {
    this.#disk.lock(this.#file('waiting'), 'shared')
  }

  /** Whether somebody waits for the log. */
  isWaitedFor(): boolean {
    const file = this.#file('waiting')
    if (!this.#disk.lock(file)) return true
    this.#disk.unlock(file)
    return false
  }

  /** The others that have the log open. Those that are gone are forgotten. */
  others(): readonly OpenHand[] {
    // Another handle of this process.
    const beside = this.#disk.lock(this.#own) ? [] : [this.#hand]
    this.#disk.lock(this.#own, 'shared')
    const others = runsIn(this.#disk, this.#folder)
      .filter((run) => run !== this.#run)
      .flatMap((run) => {
        const path = `${this.#folder}/${run}`
        const hand = livingHand(this.#disk, path)
        if (hand === null) forget(this.#disk, path)
        return hand === null ? [] : [hand]
      })
    return [...beside, ...others]
  }

  /** Whether the process of a run has the log open. */
  isAlive(run: string): boolean {
    return run === this.#run || isRunAlive(this.#disk, this.#folder, run)
  }

  close(): void {
    for (const file of this.#files.values()) this.#disk.close(file)
    this.#files.clear()
    try {
      // Another handle of the same process may still have it.
      if (this.#disk.lock(this.#own)) this.#disk.remove(`${this.#folder}/${this.#run}`)
    } catch {
      // A disk that went away took it along.
    }
    this.#disk.close(this.#own)
  }

  #file(name: string): number {
    const known = this.#files.get(name)
    if (known !== undefined) return known
    const file = openOrMake(this.#disk, `${this.#folder}/${name}`)
    this.#files.set(name, file)
    return file
  }
}

const standing: ReadonlySet<string> = new Set(['session', 'seals', 'waiting'])

function runsIn(disk: Disk, folder: string): readonly string[] {
  return namesIn(disk, folder).filter((name) => !standing.has(name))
}

/** The names of runs as this program makes them: whatever else stands in a line is no name of a file. */
const runForm = /^[\w-]{1,64}$/

function isRunAlive(disk: Disk, folder: string, run: string): boolean {
  const path = `${folder}/${run}`
  if (!runForm.test(run) || !disk.isThere(path)) return false
  return livingHand(disk, path) !== null
}

/** Who stands in the file of a run; null: nobody has its lock. */
function livingHand(disk: Disk, path: string): OpenHand | null {
  try {
    const file = disk.open(path, 'append')
    try {
      return disk.lock(file) ? null : (handIn(disk, file) ?? { pid: 0, name: null })
    } finally {
      disk.close(file)
    }
  } catch {
    return null
  }
}

function forget(disk: Disk, path: string): void {
  try {
    disk.remove(path)
  } catch {
    // The next one tries again.
  }
}

/** Whoever looks whether this run lives has its lock for a moment, and takes away what nobody has. */
function lockOwn(disk: Disk, path: string): number {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const file = openOrMake(disk, path)
    if (disk.lock(file, 'shared') && sameFile(disk, path, file) !== null) return file
    disk.close(file)
  }
  return openOrMake(disk, path)
}

/** Without it, nobody is told whose lock it is. */
function name(disk: Disk, file: number, { pid, name }: OpenHand): void {
  try {
    disk.truncate(file, 0)
    writeAll(disk, file, Buffer.from(name === null ? `${pid}\n` : `${pid} ${name}\n`))
  } catch {
    // A full disk: what matters is reported by whoever writes the log.
  }
}

function handIn(disk: Disk, file: number): OpenHand | null {
  const text = bytesOf(disk, file, mostBytes).toString('utf8')
  const [, pid, name = null] = /^([1-9]\d{0,9})(?: (.+))?\n$/.exec(text) ?? []
  return pid === undefined ? null : { pid: Number(pid), name }
}

function openOrMake(disk: Disk, path: string): number {
  // Whoever closes the log last may take its file away meanwhile, whoever opens it makes it.
  for (let attempt = 0; ; attempt += 1) {
    try {
      return disk.open(path, disk.isThere(path) ? 'append' : 'create')
    } catch (error) {
      if (attempt === 3) throw error
    }
  }
}
