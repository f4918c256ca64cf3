import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leafBytes } from '../../src/audit/line-proof.ts'
import { consistencyProof, GrowingTree, inclusionProof, perfectRoot, type Subtrees } from '../../src/audit/tree.ts'
import { builtGo, noGo, ran } from './go.ts'

const most = 300
const leaves = Array.from({ length: most }, (_none, index) => leafBytes(Buffer.from(`line ${index}`)))
const known = new Map<string, Buffer>()
const subtrees: Subtrees = (level, index) => {
  const key = `${level}/${index}`
  const root = known.get(key) ?? perfectRoot(Buffer.concat(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)))
  known.set(key, root)
  return root
}
const digest = (proof: readonly Buffer[]): string => hash('sha256', Buffer.concat(proof), 'hex')

describe.skipIf(noGo)("the tree and Go's", () => {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-go-'))
  const theirs = new Map<string, string>()
  beforeAll(() => {
    const { code, said } = ran(builtGo('trees', folder), [String(most)])
    expect(code, said.slice(0, 500)).toBe(0)
    for (const line of said.trimEnd().split('\n')) {
      const at = line.lastIndexOf(' ')
      theirs.set(line.slice(0, at), line.slice(at + 1))
    }
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('have the same root at every size', () => {
    const tree = new GrowingTree()
    const different = leaves.flatMap((leaf) => {
      tree.add(leaf.toString('hex'))
      return theirs.get(`root ${tree.size}`) === tree.root().toString('hex') ? [] : [tree.size]
    })
    expect(different).toEqual([])
  })

  it('prove every leaf of every size with the same hashes', () => {
    const different: string[] = []
    for (let size = 1; size <= most; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const name = `leaf ${index} ${size}`
        if (theirs.get(name) !== digest(inclusionProof(subtrees, index, size))) different.push(name)
      }
    }
    expect(different).toEqual([])
  })

  it('prove every pair of sizes with the same hashes', () => {
    const different: string[] = []
    for (let size = 1; size <= most; size += 1) {
      for (let old = 1; old <= size; old += 1) {
        const name = `tree ${old} ${size}`
        if (theirs.get(name) !== digest(consistencyProof(subtrees, old, size))) different.push(name)
      }
    }
    expect(different).toEqual([])
    expect(theirs.size).toBe(most + most * (most + 1))
  })
})
