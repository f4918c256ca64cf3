import { dirname } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Disk, FileIdentity, LaterDisk } from '../../src/adapters/disk/disk.ts'

type Pending = { readonly at: number; readonly bytes: Buffer } | { readonly cut: number }

/** One file: what programs see, what the platters have, and what is under way between the two. */
interface Inode {
  readonly id: number
  live: Buffer
  durable: Buffer
  pending: Pending[]
  locked: number | null
}

type NameChange = (names: Map<string, Inode>) => void

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
  #folders = new Set<string>(['/'])
  #durableFolders = new Set<string>(['/'])
  #names = new Map<string, Inode>()
  #durableNames = new Map<string, Inode>()
  #nameChanges: { readonly folder: string; readonly change: NameChange }[] = []
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
    const names = new Map(this.#durableNames)
    for (const { change } of this.#nameChanges) if (this.#chance(0.5)) change(names)
    for (const inode of new Set([...names.values(), ...this.#durableNames.values()])) {
      inode.live = inode.durable = this.#survivor(inode)
      inode.pending = []
      inode.locked = null
    }
    // A folder whose own name did not arrive takes with it all that is inside.
    const folders = [...this.#folders].filter((path) => this.#durableFolders.has(path) || this.#chance(0.5))
    const isReached = (path: string): boolean => path === '/' || (folders.includes(path) && isReached(dirname(path)))
    this.#folders = new Set(folders.filter(isReached))
    this.#durableFolders = new Set(this.#folders)
    this.#names = new Map([...names].filter(([path]) => this.#folders.has(dirname(path))))
    this.#durableNames = new Map(this.#names)
    this.#nameChanges = []
  }

  /** Only the process died: the kernel still has everything, and lets its locks go. */
  processDied(): void {
    this.#dead = false
    this.injection = null
    for (const inode of this.#names.values()) inode.locked = null
    this.#handles.clear()
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
    throw Object.assign(new Error(injected.code), { code: injected.code })
  }

  #changeNames(folder: string, change: NameChange): void {
    change(this.#names)
    this.#nameChanges.push({ folder, change })
  }

  list(folder: string): readonly string[] {
    if (!this.#folders.has(folder)) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
    return [...this.#names.keys()]
      .filter((path) => dirname(path) === folder)
      .map((path) => path.slice(folder.length + 1))
  }

  others(folder: string): readonly string[] {
    return [...this.#folders]
      .filter((path) => path !== folder && dirname(path) === folder)
      .map((path) => `${path.slice(folder.length + 1)}/`)
  }

  makeFolder(folder: string): string | null {
    if (this.#folders.has(folder)) return null
    const topmost = this.makeFolder(dirname(folder))
    this.#step(() => this.#folders.add(folder))
    return topmost ?? folder
  }

  open(path: string, how: 'read' | 'append' | 'create'): number {
    if (this.#dead) throw new PowerLoss()
    if (how === 'create') {
      if (!this.#folders.has(dirname(path))) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
      if (this.#names.has(path)) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' })
      this.#step(() => {
        const inode: Inode = {
          id: this.#next + 1000,
          live: Buffer.alloc(0),
          durable: Buffer.alloc(0),
          pending: [],
          locked: null,
        }
        this.#changeNames(dirname(path), (names) => names.set(path, inode))
      })
    }
    const inode = this.#names.get(path)
    if (inode === undefined) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
    this.#next += 1
    this.#handles.set(this.#next, { inode, writable: how !== 'read' })
    return this.#next
  }

  close(file: number): void {
    const inode = this.#handles.get(file)?.inode
    if (inode?.locked === file) inode.locked = null
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

  syncFolder(folder: string): void {
    this.#step(() => {
      for (const item of this.#nameChanges) if (item.folder === folder) item.change(this.#durableNames)
      this.#nameChanges = this.#nameChanges.filter((item) => item.folder !== folder)
      for (const path of this.#folders) if (dirname(path) === folder) this.#durableFolders.add(path)
    })
  }

  /** The disk takes its time: other calls come first. */
  readonly later: LaterDisk = {
    create: (path) => turn().then(() => this.open(path, 'create')),
    sync: (file) => turn().then(() => this.sync(file)),
    rename: (from, to) => turn().then(() => this.rename(from, to)),
    syncFolder: (folder) => turn().then(() => this.syncFolder(folder)),
  }

  identify(at: string | number): FileIdentity {
    if (this.#dead) throw new PowerLoss()
    const inode = typeof at === 'string' ? this.#names.get(at) : this.#inode(at)
    if (inode === undefined) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
    const links = [...this.#names.values()].includes(inode) ? 1 : 0
    return { device: 1, inode: inode.id, links, size: inode.live.length }
  }

  lock(file: number): boolean {
    const inode = this.#inode(file)
    if (inode.locked !== null && inode.locked !== file) return false
    inode.locked = file
    return true
  }

  rename(from: string, to: string): void {
    this.#step(() => {
      const inode = this.#names.get(from) as Inode
      this.#changeNames(dirname(to), (names) => {
        if (names.get(from) === inode) names.delete(from)
        names.set(to, inode)
      })
    })
  }

  remove(path: string): void {
    if (!this.#names.has(path)) return
    this.#step(() => this.#changeNames(dirname(path), (names) => names.delete(path)))
  }

  makeReadOnly(): void {}

  #inode(file: number): Inode {
    if (this.#dead) throw new PowerLoss()
    const handle = this.#handles.get(file)
    if (handle === undefined) throw Object.assign(new Error('EBADF'), { code: 'EBADF' })
    return handle.inode
  }
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
