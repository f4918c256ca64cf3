import { isSignedBy, parseVerifierKey, signaturesOf, signatureType, type VerifierKey } from '../../audit/note.ts'
import { isSeal, readSeal, type Seal } from '../../audit/seal.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { unfitSealFault } from '../log/faults.ts'
import { checkpointsFolder, publicKeys, sealSizes } from '../log/seal-files.ts'
import { type RecordSource, smallFile } from './source.ts'

const mostBytes = 64 * 1024

/** A signed head of a record, the bytes of its note, and the key of the log that signed it. */
export interface SealedHead extends Seal {
  readonly content: Buffer
  readonly key: VerifierKey
}

/** The sizes of a record's heads, ascending. */
export function headSizes(source: RecordSource): readonly number[] {
  const within = `${checkpointsFolder}/`
  return sealSizes(source.list().flatMap((name) => (name.startsWith(within) ? [name.slice(within.length)] : [])))
}

/** The newest head of a record. Throws `head.none`, and what `headAt` throws. */
export async function newestHead(source: RecordSource): Promise<SealedHead> {
  const size = headSizes(source).at(-1)
  if (size === undefined) throw noHead(source.path)
  return headAt(source, size)
}

/** The head over so many lines, signed by a key that the record publishes. Throws `log.seal-unfit` when it is not. */
export async function headAt(source: RecordSource, size: number): Promise<SealedHead> {
  const file = `${checkpointsFolder}/${size}.note`
  const content = await smallFile(source, file, mostBytes)
  const seal = readSeal(file, content.toString('utf8'))
  if (!isSeal(seal)) throw unfitSealFault(source.path, seal)
  const key = (await publishedKeys(source)).find(
    (one) =>
      one.name === seal.checkpoint.origin &&
      signaturesOf(seal.note, one).some(({ bytes }) => isSignedBy(seal.note.text, bytes, one)),
  )
  if (key !== undefined) return { ...seal, content, key }
  const text = {
    en: `${file} has no good signature by a key in ${publicKeys}`,
    nl: `${file} heeft geen goede handtekening met een sleutel uit ${publicKeys}`,
  }
  throw unfitSealFault(source.path, { file, from: 1, to: size, text })
}

async function publishedKeys(source: RecordSource): Promise<readonly VerifierKey[]> {
  if (!source.list().includes(publicKeys)) return []
  const lines = (await smallFile(source, publicKeys, mostBytes)).toString('utf8').split('\n')
  return lines.flatMap((line) => parseVerifierKey(line) ?? []).filter(({ type }) => type === signatureType.log)
}

function noHead(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'head.none',
    exit: exit.failed,
    message: { en: `nothing of ${shown} is sealed yet`, nl: `niets van ${shown} is al verzegeld` },
    hint: {
      en: 'a head is signed as soon as somebody works on the incident: cyber-respond note INCIDENT TEXT does',
      nl: 'een kop wordt ondertekend zodra iemand aan het incident werkt: cyber-respond note INCIDENT TEKST volstaat',
    },
  })
}
