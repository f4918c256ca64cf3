import { leafOf } from '../../audit/chain.ts'
import { maxLineBytes } from '../../audit/print-line.ts'
import { hashBytes, perfectRoot, type Subtrees } from '../../audit/tree.ts'
import { realDisk } from '../disk/disk.ts'
import type { SegmentSink } from '../log/segments.ts'
import { keepTree, keptLevels, treeFile } from '../log/tree-files.ts'
import { findLine } from './find-line.ts'
import { readLines } from './log.ts'
import type { RecordSource } from './source.ts'

/**
 * The source of proofs: the tree over a record's lines, and one of the lines, without its LF. Nobody vouches for it.
 */
export interface RecordTree {
  readonly subtrees: Subtrees
  readonly line: Buffer | null
}

/**
 * Makes something from the tree over the first `size` lines, and from line `seq` if one is wanted. First from what is kept
 * beside the log, at the cost of a few short reads; `make` answers null when that doesn't lead to the signed root, and then
 * gets what the lines themselves make. null: they don't lead to it either.
 */
export async function fromTree<T>(
  source: RecordSource,
  wanted: { readonly size: number; readonly seq: number | null },
  make: (tree: RecordTree) => T | null,
): Promise<T | null> {
  const quick = fromKept(source, wanted.seq, make)
  if (quick !== null) return quick
  const walk = new LeafWalk(wanted)
  await readLines(source, source.list(), walk)
  if (walk.leaves.length < wanted.size * hashBytes) return null
  const made = make({ subtrees: (level, index) => perfectRoot(nodesIn(walk.leaves, level, index)), line: walk.line })
  // Only as far as the seal: whoever writes the log goes on from there.
  if (made !== null && source.peek !== null) keepTree(realDisk, source.path, walk.leaves)
  return made
}

function fromKept<T>(source: RecordSource, seq: number | null, make: (tree: RecordTree) => T | null): T | null {
  const { peek } = source
  if (peek === null) return null
  const subtrees: Subtrees = (level, index) => {
    const kept = keptLevels.findLast((one) => one <= level) ?? 0
    const bytes = hashBytes * 2 ** (level - kept)
    const nodes = peek(treeFile(kept), index * bytes, bytes)
    if (nodes.length < bytes) throw new NotKept()
    return perfectRoot(nodes)
  }
  try {
    const line = seq === null ? null : findLine(source, peek, seq)
    return seq !== null && line === null ? null : make({ subtrees, line })
  } catch {
    // Not there, not readable, not whole: the lines themselves tell.
    return null
  }
}

class NotKept extends Error {}

function nodesIn(leaves: Buffer, level: number, index: number): Buffer {
  const bytes = hashBytes * 2 ** level
  return leaves.subarray(index * bytes, (index + 1) * bytes)
}

/** Collects the leaves of the first lines, and one line. It checks nothing: a signed root will. */
class LeafWalk implements SegmentSink {
  readonly leaves: Buffer
  line: Buffer | null = null
  readonly #size: number
  readonly #seq: number | null
  #lines = 0
  /** One free byte, and what there is of a line. */
  #carry = Buffer.alloc(1)

  constructor({ size, seq }: { readonly size: number; readonly seq: number | null }) {
    this.#size = size
    this.#seq = seq
    this.leaves = Buffer.alloc(size * hashBytes)
  }

  begin(): void {
    this.#carry = Buffer.alloc(1)
  }

  push(chunk: Buffer): void {
    const bytes = Buffer.concat([this.#carry, chunk])
    let at = 1
    for (let lf = bytes.indexOf(0x0a, at); lf >= 0 && this.#lines < this.#size; lf = bytes.indexOf(0x0a, at)) {
      if (this.#lines === this.#seq) this.line = Buffer.from(bytes.subarray(at, lf))
      this.leaves.write(leafOf(bytes.subarray(at - 1, lf)), this.#lines * hashBytes, 'hex')
      this.#lines += 1
      at = lf + 1
    }
    // What is longer than a line is none; its beginning is enough to see that.
    this.#carry = Buffer.from(bytes.subarray(at - 1, at + maxLineBytes + 1))
  }
}
