import { basename, dirname } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Disk, FileIdentity, LaterDisk } from '../../src/adapters/disk/disk.ts'

type Pending = { readonly at: number; readonly bytes: Buffer } | { readonly cut: number }

/** One file: what programs see, what the platters have, and what is under way between the two. */
class Inode {
  live: Buffer = Buffer.alloc(0)
  durable: Buffer = Buffer.alloc(0)
  pending: Pending[] = []
  /** The handles that have the lock: several where it is shared. */
  readonly locks = new Map<number, 'shared' | 'alone'>()
  readonly id: number

  constructor(id: number) {
    this.id = id
  }
}

type Names = Map<string, Inode | Folder>

/** One folder, in the same three: its names, with what they stand for. */
class Folder {
  live: Names = new Map()
  durable: Names = new Map()
  pending: ((names: Names) => void)[] = []
  readonly id: number

  constructor(id: number) {
    this.id = id
  }
}

interface Handle {
  readonly inode: Inode
  readonly writable: boolean
}

/** What happens at one call of the disk: an error before it, an error after half of it, or the end of the power. */
export type Injection = { readonly call: number } & (
  | { readonly kind: 'power' }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'short'; readonly code: string }
)

/** Thrown by every call once the power is gone. */
export class PowerLoss extends Error {}

/**
 * A disk that keeps only what was synced. After a loss of power everything else may be there, be half there, be zeros, or
 * be gone, in any mix: names, folders and contents apart from each other. A sync that fails drops what it should have written and
 * says nothing about it later, as Linux does.
 */
export class ModelDisk implements Disk {
  /** Calls that changed something or synced, so far. */
  calls = 0
  injection: Injection | null = null
  #random: () => number
  #root = new Folder(1)
  #handles = new Map<number, Handle>()
  #next = 3
  #dead = false

  constructor(seed: number) {
    this.#random = random(seed)
  }

  get isOff(): boolean {
    return this.#dead
  }

  /** The machine starts again: nobody holds anything, and the disk is one of those it may be now. */
  powerOn(): void {
    this.#dead = false
    this.injection = null
    this.#handles.clear()
    this.#startAgain(this.#root, new Set())
  }

  /** A folder whose own name did not arrive takes with it all that is inside. */
  #startAgain(folder: Folder, seen: Set<Inode>): void {
    const names = new Map(folder.durable)
    for (const change of folder.pending) if (this.#chance(0.5)) change(names)
    for (const entry of names.values()) {
      if (entry instanceof Folder) this.#startAgain(entry, seen)
      else if (!seen.has(entry)) {
        seen.add(entry)
        entry.live = entry.durable = this.#survivor(entry)
        entry.pending = []
        entry.locks.clear()
      }
    }
    folder.live = names
    folder.durable = new Map(names)
    folder.pending = []
  }

  /** Only the process died: the kernel still has everything, and lets its locks go. */
  processDied(): void {
    this.#dead = false
    this.injection = null
    this.#letGo(this.#root)
    this.#handles.clear()
  }

  #letGo(folder: Folder): void {
    for (const entry of folder.live.values()) {
      if (entry instanceof Folder) this.#letGo(entry)
      else entry.locks.clear()
    }
  }

  #survivor({ durable, pending }: Inode): Buffer {
    let content = durable
    for (const change of pending) {
      if ('cut' in change) {
        if (this.#chance(0.5)) content = resized(content, change.cut)
        continue
      }
      const fate = this.#random()
      if (fate < 0.25) continue
      const length = fate < 0.5 ? change.bytes.length : Math.floor(this.#random() * (change.bytes.length + 1))
      const arrived = change.bytes.subarray(0, length)
      content = placed(content, change.at, arrived)
      // The length arrived before the content did.
      if (fate > 0.75) content = resized(content, Math.max(content.length, change.at + change.bytes.length))
    }
    return content
  }

  #chance(probability: number): boolean {
    return this.#random() < probability
  }

  /** One call that changes something or syncs. `half` does a part of it. */
  #step(work: () => void, half: () => void = () => {}): void {
    if (this.#dead) throw new PowerLoss()
    this.calls += 1
    const injected = this.injection
    if (injected === null || injected.call !== this.calls) {
      work()
      return
    }
    if (injected.kind === 'power') {
      if (this.#chance(0.5)) work()
      this.#dead = true
      throw new PowerLoss()
    }
    half()
    throw failure(injected.code)
  }

  #changeNames(folder: Folder, change: (names: Names) => void): void {
    change(folder.live)
    folder.pending.push(change)
  }

  #find(path: string): Inode | Folder | undefined {
    if (this.#dead) throw new PowerLoss()
    if (path === '/') return this.#root
    const above = this.#find(dirname(path))
    return above instanceof Folder ? above.live.get(basename(path)) : undefined
  }

  #folder(path: string): Folder {
    const found = this.#find(path)
    if (found instanceof Folder) return found
    throw failure(found === undefined ? 'ENOENT' : 'ENOTDIR')
  }

  list(folder: string): readonly string[] {
    return [...this.#folder(folder).live.keys()]
  }

  others(folder: string): readonly string[] {
    return [...this.#folder(folder).live].flatMap(([name, entry]) => (entry instanceof Folder ? [`${name}/`] : []))
  }

  makeFolder(folder: string): string | null {
    const found = this.#find(folder)
    if (found instanceof Folder) return null
    if (found !== undefined) throw failure('EEXIST')
    const topmost = this.makeFolder(dirname(folder))
    const above = this.#folder(dirname(folder))
    const made = new Folder(this.#newId())
    this.#step(() => this.#changeNames(above, (names) => names.set(basename(folder), made)))
    return topmost ?? folder
  }

  open(path: string, how: 'read' | 'append' | 'create'): number {
    if (how === 'create') {
      const above = this.#folder(dirname(path))
      if (above.live.has(basename(path))) throw failure('EEXIST')
      const made = new Inode(this.#newId())
      this.#step(() => this.#changeNames(above, (names) => names.set(basename(path), made)))
    }
    const inode = this.#find(path)
    if (inode === undefined) throw failure('ENOENT')
    if (inode instanceof Folder) throw failure('EISDIR')
    const file = this.#newId()
    this.#handles.set(file, { inode, writable: how !== 'read' })
    return file
  }

  #newId(): number {
    this.#next += 1
    return this.#next
  }

  close(file: number): void {
    const inode = this.#handles.get(file)?.inode
    inode?.locks.delete(file)
    this.#handles.delete(file)
  }

  read(file: number, into: Uint8Array, position: number): number {
    return this.#inode(file).live.copy(into, 0, position)
  }

  write(file: number, bytes: Uint8Array): number {
    const inode = this.#inode(file)
    const append = (taken: Uint8Array) => {
      const at = inode.live.length
      inode.live = Buffer.concat([inode.live, taken])
      inode.pending.push({ at, bytes: Buffer.from(taken) })
    }
    let written = bytes.length
    try {
      this.#step(() => append(bytes))
    } catch (error) {
      if (this.injection?.kind !== 'short' || error instanceof PowerLoss) throw error
      written = Math.floor(bytes.length / 2)
      append(bytes.subarray(0, written))
    }
    return written
  }

  truncate(file: number, size: number): void {
    const inode = this.#inode(file)
    this.#step(() => {
      inode.live = resized(inode.live, size)
      inode.pending.push({ cut: size })
    })
  }

  sync(file: number): void {
    const inode = this.#inode(file)
    const drop = () => {
      inode.pending = []
    }
    this.#step(() => {
      for (const change of inode.pending) {
        inode.durable =
          'cut' in change ? resized(inode.durable, change.cut) : placed(inode.durable, change.at, change.bytes)
      }
      drop()
    }, drop)
  }

  syncFolder(path: string): void {
    const folder = this.#folder(path)
    this.#step(() => {
      for (const change of folder.pending) change(folder.durable)
      folder.pending = []
    })
  }

  /** The disk takes its time: other calls come first. */
  readonly later: LaterDisk = {
    create: (path) => turn().then(() => this.open(path, 'create')),
    write: (file, bytes) => turn().then(() => this.write(file, bytes)),
    sync: (file) => turn().then(() => this.sync(file)),
    rename: (from, to) => turn().then(() => this.rename(from, to)),
    syncFolder: (folder) => turn().then(() => this.syncFolder(folder)),
  }

  identify(at: string | number): FileIdentity {
    const found = typeof at === 'string' ? this.#find(at) : this.#inode(at)
    if (found === undefined) throw failure('ENOENT')
    if (found instanceof Folder) return { device: 1, inode: found.id, links: 1, size: 0 }
    return { device: 1, inode: found.id, links: this.#links(this.#root, found), size: found.live.length }
  }

  #links(folder: Folder, inode: Inode): number {
    const entries = [...folder.live.values()]
    return entries.reduce(
      (sum, entry) => sum + (entry instanceof Folder ? this.#links(entry, inode) : Number(entry === inode)),
      0,
    )
  }

  isThere(path: string): boolean {
    return this.#find(path) !== undefined
  }

  lock(file: number, kind?: 'shared'): boolean {
    const { locks } = this.#inode(file)
    const others = [...locks].filter(([handle]) => handle !== file)
    if (others.some(([, other]) => kind === undefined || other === 'alone')) return false
    locks.set(file, kind ?? 'alone')
    return true
  }

  unlock(file: number): void {
    this.#inode(file).locks.delete(file)
  }

  rename(from: string, to: string): void {
    const { folder, entry } = this.#named(from, to)
    this.#step(() =>
      this.#changeNames(folder, (names) => {
        if (names.get(basename(from)) === entry) names.delete(basename(from))
        names.set(basename(to), entry)
      }),
    )
  }

  link(from: string, to: string): void {
    const { folder, entry } = this.#named(from, to)
    if (folder.live.has(basename(to))) throw failure('EEXIST')
    this.#step(() => this.#changeNames(folder, (names) => names.set(basename(to), entry)))
  }

  /** Nothing goes from one folder to another. */
  #named(from: string, to: string): { readonly folder: Folder; readonly entry: Inode | Folder } {
    if (dirname(from) !== dirname(to)) throw failure('EXDEV')
    const folder = this.#folder(dirname(from))
    const entry = folder.live.get(basename(from))
    if (entry === undefined) throw failure('ENOENT')
    return { folder, entry }
  }

  remove(path: string): void {
    const entry = this.#find(path)
    if (entry === undefined) return
    if (entry instanceof Folder) throw failure('EISDIR')
    this.#removeName(path)
  }

  removeFolder(path: string): void {
    const folder = this.#find(path)
    if (!(folder instanceof Folder)) return
    for (const [name, entry] of [...folder.live]) {
      if (entry instanceof Folder) this.removeFolder(`${path}/${name}`)
      else this.remove(`${path}/${name}`)
    }
    this.#removeName(path)
  }

  #removeName(path: string): void {
    const folder = this.#folder(dirname(path))
    this.#step(() => this.#changeNames(folder, (names) => names.delete(basename(path))))
  }

  makeReadOnly(): void {}

  #inode(file: number): Inode {
    if (this.#dead) throw new PowerLoss()
    const handle = this.#handles.get(file)
    if (handle === undefined) throw failure('EBADF')
    return handle.inode
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code })
}

function resized(content: Buffer, size: number): Buffer {
  return size <= content.length
    ? content.subarray(0, size)
    : Buffer.concat([content, Buffer.alloc(size - content.length)])
}

function placed(content: Buffer, at: number, bytes: Buffer): Buffer {
  const end = at + bytes.length
  return Buffer.concat([resized(content, at), bytes, content.subarray(Math.min(end, content.length))])
}

/** Repeatable numbers in [0, 1) (mulberry32). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
