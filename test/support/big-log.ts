import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { batchOf, type LogEnd, recorder } from '../../src/audit/batch.ts'
import { checkpointText } from '../../src/audit/checkpoint.ts'
import {
  formatNote,
  formatVerifierKey,
  publicKeyOf,
  signatureType,
  signNote,
  verifierKey,
} from '../../src/audit/note.ts'
import { genesis } from '../../src/audit/print-line.ts'
import { GrowingTree } from '../../src/audit/tree.ts'
import type { Draft } from '../../src/core/event.ts'
import { testKey, testOrigin } from './test-key.ts'

/**
 * Writes the folder of a log without the writer's syncs: `lines` of what `draft` gives, sealed every 64 and at the end. The
 * key is named in the first line, or in the one behind `opening`; `draft` is not asked for these.
 */
export function writeBigLog(
  folder: string,
  lines: number,
  draft: (line: number) => Draft,
  opening: Draft | null = null,
): void {
  const key = testKey()
  const own = verifierKey(testOrigin, signatureType.log, publicKeyOf(key))
  for (const name of ['checkpoints', 'keys']) mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'keys/log.vkey'), `${formatVerifierKey(own)}\n`)
  const tree = new GrowingTree()
  const file = openSync(join(folder, 'log.000000.jsonl'), 'w')
  let head: LogEnd = { lines: 0, head: genesis, witness: null }
  const named = { use: 'log', name: testOrigin, person: '', key: formatVerifierKey(own) } as const
  const naming: Draft = { type: 'key.added', actor: recorder, data: named }
  const beginning = opening === null ? [naming] : [opening, naming]
  while (head.lines < lines) {
    const count = Math.min(64, lines - head.lines)
    const first = head.lines
    const drafts = Array.from({ length: count }, (_, i) => beginning[first + i] ?? draft(first + i))
    const wall = Date.UTC(2026, 10, 24) + first * 10
    const witness = { wall, mono: BigInt(first) * 10_000_000n, boot: genesis.slice(0, 36), run: genesis.slice(0, 36) }
    const batch = batchOf(head, drafts, witness)
    writeSync(file, batch.bytes)
    for (const leaf of batch.leaves) tree.add(leaf)
    head = batch.next
    const note = formatNote(
      signNote(checkpointText({ origin: testOrigin, size: tree.size, root: tree.root() }), key, own),
    )
    writeFileSync(join(folder, `checkpoints/${tree.size}.note`), note)
    if (head.lines === lines) writeFileSync(join(folder, 'checkpoint'), note)
  }
  closeSync(file)
}
