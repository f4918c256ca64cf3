import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  consistencyProof,
  emptyRoot,
  GrowingTree,
  inclusionProof,
  isConsistent,
  rangeRoot,
  rootOfInclusion,
  type Subtrees,
} from '../../../src/audit/tree.ts'

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leaves = Array.from({ length: 300 }, (_, index) => sha256(Buffer.from([0]), Buffer.from(`line ${index}`)))

/** RFC 6962, 2.1, word for word: MTH(D[n]). An implementation that shares nothing with ours but the text. */
function mth(list: readonly Buffer[]): Buffer {
  if (list.length === 0) return sha256()
  if (list.length === 1) return list[0] as Buffer
  let k = 1
  while (k * 2 < list.length) k *= 2
  return sha256(Buffer.from([1]), mth(list.slice(0, k)), mth(list.slice(k)))
}

const known = new Map<string, Buffer>()
const subtrees: Subtrees = (level, index) => {
  const key = `${level}/${index}`
  const found = known.get(key) ?? mth(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))
  known.set(key, found)
  return found
}
const roots = Array.from({ length: 301 }, (_, size) => mth(leaves.slice(0, size)))
const head = (size: number) => ({ size, root: roots[size] as Buffer })

/** Compares some 300,000 times, where an `expect` for each takes longer than what is tested. `wrong`: what was otherwise. */
function comparing() {
  const wrong: string[] = []
  const is = (found: boolean | undefined, wanted: boolean, what: string): void => {
    if (found !== wanted) wrong.push(`${what}: ${found}`)
  }
  return { is, wrong }
}

describe('the tree', () => {
  it('has the root of RFC 6962 at every size, whether it grew or was put together', () => {
    const tree = new GrowingTree()
    expect(tree.root()).toEqual(emptyRoot)
    for (const [index, leaf] of leaves.entries()) {
      tree.add(leaf.toString('hex'))
      expect(tree.size).toBe(index + 1)
      expect(tree.root()).toEqual(roots[index + 1])
      expect(rangeRoot(subtrees, 0, index + 1)).toEqual(roots[index + 1])
    }
  })

  it('goes on from its subtrees at any size', () => {
    const tree = new GrowingTree()
    for (const leaf of leaves.slice(0, 64)) {
      const copy = GrowingTree.from(
        tree.size,
        tree.subtrees().map((one) => one.hash),
      )
      tree.add(leaf.toString('hex'))
      copy.add(leaf.toString('hex'))
      expect(copy.root()).toEqual(tree.root())
    }
    expect(() => GrowingTree.from(3, [emptyRoot])).toThrow(RangeError)
  })

  it('proves every leaf of every size to 300, and no leaf at another place', () => {
    const { is, wrong } = comparing()
    for (let size = 1; size <= 300; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(subtrees, index, size)
        const leaf = leaves[index] as Buffer
        is(rootOfInclusion(leaf, index, size, proof)?.equals(roots[size] as Buffer), true, `${index} of ${size}`)
        const other = (index * 7 + 1) % size
        if (other === index) continue
        const elsewhere = rootOfInclusion(leaf, other, size, proof)?.equals(roots[size] as Buffer) === true
        is(elsewhere, false, `${index} as ${other} of ${size}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('proves for every pair of sizes to 300 that the later tree holds the earlier one', () => {
    const { is, wrong } = comparing()
    for (let size = 0; size <= 300; size += 1) {
      for (let old = 0; old <= size; old += 1) {
        const proof = consistencyProof(subtrees, old, size)
        const pair = `${old} in ${size}`
        is(isConsistent(head(old), head(size), proof), true, pair)
        if (old === 0 || old === size) continue
        is(isConsistent({ size: old, root: emptyRoot }, head(size), proof), false, `${pair}, another earlier root`)
        is(isConsistent(head(old), { size, root: emptyRoot }, proof), false, `${pair}, another later root`)
        is(isConsistent(head(old), head(size), proof.slice(1)), false, `${pair}, a hash less`)
        is(isConsistent(head(old), head(size), [...proof, emptyRoot]), false, `${pair}, a hash more`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('takes no proof with a bit changed', () => {
    for (const [index, size] of [
      [0, 1],
      [3, 7],
      [200, 257],
      [299, 300],
    ] as const) {
      const proof = inclusionProof(subtrees, index, size)
      for (const [place, hash] of proof.entries()) {
        const changed = proof.with(place, Buffer.from(hash.map((byte, at) => (at === 5 ? byte ^ 1 : byte))))
        const root = rootOfInclusion(leaves[index] as Buffer, index, size, changed)
        expect(root?.equals(roots[size] as Buffer)).toBe(false)
      }
      expect(rootOfInclusion(leaves[index] as Buffer, index, size, [...proof, emptyRoot])).toBeNull()
      expect(rootOfInclusion(leaves[index] as Buffer, size, size, proof)).toBeNull()
    }
  })

  it('knows no earlier tree that is larger', () => {
    expect(isConsistent(head(5), head(4), [])).toBe(false)
    expect(isConsistent(head(5), { ...head(5), root: emptyRoot }, [])).toBe(false)
    expect(isConsistent({ size: 0, root: roots[1] as Buffer }, head(5), [])).toBe(false)
  })
})
