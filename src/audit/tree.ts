import { hash } from 'node:crypto'

/** Bytes of a hash in the tree. */
export const hashBytes = 32

/** The root of no leaves: SHA-256 of nothing (RFC 6962, 2.1). */
export const emptyRoot: Buffer = Buffer.from(hash('sha256', '', 'hex'), 'hex')

const node = Buffer.alloc(1 + 2 * hashBytes)
node[0] = 1

/** The hash of a node over its two children (RFC 6962, 2.1). */
export function parentOf(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1)
  node.set(right, 1 + hashBytes)
  return Buffer.from(hash('sha256', node, 'latin1'), 'latin1')
}

/**
 * The RFC 6962 tree over leaves that come one by one. It keeps the roots of the perfect subtrees that the leaves make so
 * far (one for each bit of their count), which is all that a root and later leaves need.
 */
export class GrowingTree {
  /** The root of the perfect subtree with 2^level leaves, where the count has that bit. */
  readonly #roots = Buffer.alloc(53 * hashBytes)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** `leaf` is the leaf's hash in hex. */
  add(leaf: string): void {
    let level = 0
    let count = this.#size
    if (count % 2 === 0) {
      this.#roots.write(leaf, 0, 'hex')
      this.#size += 1
      return
    }
    node.write(leaf, 1 + hashBytes, 'hex')
    for (;;) {
      this.#roots.copy(node, 1, level * hashBytes, (level + 1) * hashBytes)
      const parent = hash('sha256', node, 'latin1')
      count = (count - 1) / 2
      level += 1
      if (count % 2 === 0) {
        this.#roots.write(parent, level * hashBytes, 'latin1')
        break
      }
      node.write(parent, 1 + hashBytes, 'latin1')
    }
    this.#size += 1
  }

  root(): Buffer {
    let root: Buffer | null = null
    for (const { hash: left } of this.subtrees().toReversed()) root = root === null ? left : parentOf(left, root)
    return root ?? emptyRoot
  }

  /** The roots of the perfect subtrees, largest first. */
  subtrees(): readonly { readonly level: number; readonly hash: Buffer }[] {
    const found: { level: number; hash: Buffer }[] = []
    for (let level = 0, count = this.#size; count > 0; level += 1, count = Math.floor(count / 2)) {
      if (count % 2 === 0) continue
      found.unshift({ level, hash: Buffer.from(this.#roots.subarray(level * hashBytes, (level + 1) * hashBytes)) })
    }
    return found
  }

  /** The same tree, which does not grow along. */
  copy(): GrowingTree {
    const copy = new GrowingTree()
    copy.#size = this.#size
    copy.#roots.set(this.#roots)
    return copy
  }

  /** A tree that goes on from what `subtrees` gave. Throws a RangeError when the hashes don't fit the size. */
  static from(size: number, hashes: readonly Buffer[]): GrowingTree {
    const tree = new GrowingTree()
    tree.#size = size
    const levels = tree.subtrees().map(({ level }) => level)
    if (hashes.length !== levels.length || hashes.some((one) => one.length !== hashBytes)) {
      throw new RangeError(`${hashes.length} hashes do not make a tree of ${size} leaves`)
    }
    levels.forEach((level, index) => {
      tree.#roots.set(hashes[index] as Buffer, level * hashBytes)
    })
    return tree
  }
}

/** The root over a power of two of nodes of one level, which stand behind each other. */
export function perfectRoot(nodes: Buffer): Buffer {
  const level = Buffer.from(nodes)
  for (let count = level.length / hashBytes; count > 1; count /= 2) {
    for (let at = 0; at < count; at += 2) {
      const pair = level.subarray(at * hashBytes, (at + 2) * hashBytes)
      level.set(parentOf(pair.subarray(0, hashBytes), pair.subarray(hashBytes)), (at / 2) * hashBytes)
    }
  }
  return level.subarray(0, hashBytes)
}

/** Gives the root of the perfect subtree with 2^level leaves that begins at leaf `index` · 2^level. */
export type Subtrees = (level: number, index: number) => Buffer

/** The root over the leaves from `start` up to `end`; `start` must be a multiple of the largest power of two below the count. */
export function rangeRoot(subtrees: Subtrees, start: number, end: number): Buffer {
  const count = end - start
  if (count === 0) return emptyRoot
  const level = Math.floor(Math.log2(count))
  if (2 ** level === count) return subtrees(level, start / count)
  const middle = start + split(count)
  return parentOf(rangeRoot(subtrees, start, middle), rangeRoot(subtrees, middle, end))
}

/** The hashes from the leaf's sibling up to the root's child (RFC 6962, 2.1.1). */
export function inclusionProof(subtrees: Subtrees, index: number, size: number): readonly Buffer[] {
  const walk = (start: number, end: number): Buffer[] => {
    if (end - start <= 1) return []
    const middle = start + split(end - start)
    return index < middle
      ? [...walk(start, middle), rangeRoot(subtrees, middle, end)]
      : [...walk(middle, end), rangeRoot(subtrees, start, middle)]
  }
  return walk(0, size)
}

/** The hashes that lead from the root at `old` leaves to the one at `size` (RFC 6962, 2.1.2). Empty for 0 and for `size`. */
export function consistencyProof(subtrees: Subtrees, old: number, size: number): readonly Buffer[] {
  const walk = (start: number, end: number, known: boolean): Buffer[] => {
    if (old === end) return known ? [] : [rangeRoot(subtrees, start, end)]
    const middle = start + split(end - start)
    return old <= middle
      ? [...walk(start, middle, known), rangeRoot(subtrees, middle, end)]
      : [...walk(middle, end, false), rangeRoot(subtrees, start, middle)]
  }
  return old === 0 ? [] : walk(0, size, true)
}

/** The root that a leaf and its inclusion proof lead to (RFC 9162, 2.1.3.2); null when the proof has the wrong length. */
export function rootOfInclusion(leaf: Buffer, index: number, size: number, proof: readonly Buffer[]): Buffer | null {
  if (index >= size) return null
  let root = leaf
  let at = index
  let last = size - 1
  for (const sibling of proof) {
    if (last === 0) return null
    if (at % 2 === 1 || at === last) {
      root = parentOf(sibling, root)
      // `last` is not 0, so `at` is not either: this ends.
      while (at % 2 === 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else root = parentOf(root, sibling)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? root : null
}

/** Whether the tree with `size` leaves and `root` holds that with `old` leaves and `oldRoot` (RFC 9162, 2.1.4.2). */
export function isConsistent(
  old: { readonly size: number; readonly root: Buffer },
  now: { readonly size: number; readonly root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (old.size > now.size) return false
  if (old.size === now.size) return proof.length === 0 && old.root.equals(now.root)
  if (old.size === 0) return proof.length === 0 && old.root.equals(emptyRoot)
  let at = old.size - 1
  let last = now.size - 1
  while (at % 2 === 1) {
    at = (at - 1) / 2
    last = Math.floor(last / 2)
  }
  // Where the old tree is one perfect subtree of the new one, its root is where the walk begins.
  const rest = at === 0 ? [...proof] : proof.slice(1)
  const first = at === 0 ? old.root : proof[0]
  if (first === undefined) return false
  let oldRoot = first
  let root = first
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      oldRoot = parentOf(sibling, oldRoot)
      root = parentOf(sibling, root)
      // `last` is not 0, so `at` is not either: this ends.
      while (at % 2 === 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else root = parentOf(root, sibling)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && oldRoot.equals(old.root) && root.equals(now.root)
}

/** The largest power of two below `count`, which is at least 2. */
function split(count: number): number {
  return 2 ** (Math.ceil(Math.log2(count)) - 1)
}
