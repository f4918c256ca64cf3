import { resolve } from 'node:path'
import { realDisk } from '../../adapters/disk/disk.ts'
import { isFolder } from '../../adapters/disk/make-folders.ts'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { refuseStrange } from '../../adapters/log/strange-places.ts'
import { keepCosignature } from '../../adapters/record/beside-heads.ts'
import { headAt, headSizes, newestHead, type SealedHead } from '../../adapters/record/newest-head.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import type { RecordSource } from '../../adapters/record/source.ts'
import { fromTree } from '../../adapters/record/tree.ts'
import { carriedText } from '../../audit/carried-text.ts'
import type { VerifierKey } from '../../audit/note.ts'
import { addCheckpointBody } from '../../audit/proof.ts'
import { consistencyProof, isConsistent, rangeRoot } from '../../audit/tree.ts'
import { parseWitnessAnswer, type Seen, type WitnessAnswer, weighAnswer } from '../../audit/witness-answer.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmless, harmlessJson } from '../../core/harmless.ts'
import { pick } from '../../core/text.ts'
import { wallTime } from '../../core/wall-time.ts'
import type { Host } from '../wiring/host.ts'
import { output } from '../wiring/output.ts'
import { trustedWitnesses } from '../wiring/trusted-keys.ts'
import { recordPath } from './record-path.ts'
import { tellOlderHead } from './tell-memory.ts'
import { badAnswer, noAnswer, noFolder, notBefore, unfitHead, unknownWitness } from './witness-faults.ts'

/** Writes what a witness needs to see that the newest head follows from the one that it knows, for a stick. Reads only. */
export async function exportHead(
  host: Host,
  name: string,
  own: { readonly old?: string; readonly out?: string },
): Promise<number> {
  const source = await openRecord(await recordPath(host, name))
  const head = await newestHead(source)
  await tellOlderHead(host, source, head)
  const { size, root } = head.checkpoint
  const old = own.old === undefined ? newestCosigned(source) : Number(own.old)
  if (!/^\d{1,15}$/.test(own.old ?? '0') || old > size) throw notBefore(own.old ?? String(old), size)
  const body = await fromTree(source, { size, seq: null }, ({ subtrees }) => {
    const hashes = consistencyProof(subtrees, old, size)
    const before = { size: old, root: rangeRoot(subtrees, 0, old) }
    return isConsistent(before, { size, root }, hashes)
      ? addCheckpointBody(old, hashes, head.content.toString('utf8'))
      : null
  })
  if (body === null) throw unfitHead(source.path, size)
  output(host, body, own.out)
  return exit.done
}

/** The size of the newest head that a witness signed for us; 0 when none did. */
function newestCosigned(source: RecordSource): number {
  const sizes = source.list().map((name) => Number(/^checkpoints\/(\d{1,15})\..*\.cosig$/.exec(name)?.[1] ?? 0))
  return sizes.reduce((a, b) => Math.max(a, b), 0)
}

/** Takes the answer of a witness and keeps it beside the head that it is about, if the witness is one that is trusted. */
export async function importAnswer(
  host: Host,
  name: string,
  file: string,
  own: { readonly witness?: readonly string[] },
): Promise<number> {
  const path = resolve(host.process.cwd(), file)
  const content = readSmallFile(path, { code: 'witness.unreadable', name: { en: 'answer', nl: 'antwoord' } })
  const answer = content === null ? null : parseWitnessAnswer(carriedText(content))
  if (answer === null) throw noAnswer(path)
  const trusted = await trustedWitnesses(host, own.witness ?? [])
  const folder = folderOf(await recordPath(host, name))
  const { head, seen } = await headOf(await openRecord(folder), answer, trusted)
  const { size } = head.checkpoint
  const kept = seen.map(({ signature, at }) => ({
    witness: signature.name,
    size,
    at,
    file: keepCosignature(folder, size, signature),
  }))
  if (host.json) host.stdout(`${harmlessJson(kept, 2)}\n`)
  else {
    for (const { witness, at, file: where } of kept) {
      const text = {
        en: `${witness} saw the head over ${size} lines at ${wallTime(at, 'en')}: ${where}`,
        nl: `${witness} zag de kop over ${size} regels op ${wallTime(at, 'nl')}: ${where}`,
      }
      host.stdout(`${harmless(pick(text, host.lang))}\n`)
    }
  }
  return exit.done
}

/** The head that an answer is about: the one that it holds, or the newest on which a trusted signature fits. */
async function headOf(
  source: RecordSource,
  answer: WitnessAnswer,
  trusted: readonly VerifierKey[],
): Promise<{ readonly head: SealedHead; readonly seen: readonly Seen[] }> {
  let isKnown = false
  for (const size of headSizes(source).toReversed()) {
    if (answer.text !== null && !answer.text.includes(`\n${size}\n`)) continue
    const head = await headAt(source, size)
    const { seen, bad } = weighAnswer(head.note.text, answer, trusted)
    if (bad.length === 0 && seen.length > 0) return { head, seen }
    isKnown ||= bad.length > 0
  }
  const names = answer.signatures.map((signature) => signature.name)
  throw isKnown ? badAnswer(names) : unknownWitness(names)
}

/** The folder of a record beside which something is to be written, with nothing strange in it. */
export function folderOf(path: string): string {
  if (!isFolder(path)) throw noFolder(path)
  refuseStrange(realDisk, path)
  return path
}
