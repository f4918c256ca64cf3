import { disclosuresIn } from '../../adapters/record/disclosures.ts'
import { newestHead, type SealedHead } from '../../adapters/record/newest-head.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import { type RecordSource, smallFile } from '../../adapters/record/source.ts'
import { fromTree } from '../../adapters/record/tree.ts'
import { carriedText } from '../../audit/carried-text.ts'
import { makeLineProof } from '../../audit/line-proof.ts'
import { formatNote, parseSignatureLines } from '../../audit/note.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Host } from '../wiring/host.ts'
import { output } from '../wiring/output.ts'
import { recordPath } from './record-path.ts'
import { tellOlderHead } from './tell-memory.ts'

interface ProveOptions {
  /** The personal values of the line go along. */
  readonly disclose?: boolean
  readonly out?: string
}

/** Proves one line of a record to somebody who gets nothing else of it. `line` counts from 1, as screens show it. Reads only. */
export async function prove(host: Host, name: string, line: string, { disclose, out }: ProveOptions): Promise<number> {
  const seq = seqOf(line)
  const source = await openRecord(await recordPath(host, name))
  const head = await newestHead(source)
  await tellOlderHead(host, source, head)
  const { size } = head.checkpoint
  if (seq >= size) throw notSealed(seq + 1, size)
  const note = await cosigned(source, head)
  const known = disclose === true ? await disclosuresIn(source, source.list()) : new Map()
  const proof = await fromTree(source, { size, seq }, ({ subtrees, line: bytes }) =>
    bytes === null
      ? null
      : makeLineProof({ subtrees, line: bytes }, seq, { ...head, note }, { key: head.key, disclosures: known }),
  )
  if (proof === null) throw unfit(source.path, size)
  output(host, proof, out)
  return exit.done
}

/** The note of a head with what witnesses said of it. */
async function cosigned(source: RecordSource, { checkpoint, note }: SealedHead): Promise<string> {
  const names = source
    .list()
    .filter((name) => name.startsWith(`checkpoints/${checkpoint.size}.`) && name.endsWith('.cosig'))
  const signatures = [...note.signatures]
  for (const name of names.slice(0, 16)) {
    signatures.push(...(parseSignatureLines(carriedText(await smallFile(source, name, 4096))) ?? []))
  }
  return formatNote({ ...note, signatures: signatures.slice(0, 32) })
}

function seqOf(line: string): number {
  if (/^[1-9]\d{0,14}$/.test(line)) return Number(line) - 1
  const shown = harmlessLine(line, 100)
  throw new Fault({
    code: 'prove.line',
    exit: exit.usage,
    message: { en: `"${shown}" is no number of a line`, nl: `"${shown}" is geen nummer van een regel` },
    hint: {
      en: 'lines are counted from 1, as replay, report and verify show them',
      nl: 'regels worden geteld vanaf 1, zoals replay, report en verify ze tonen',
    },
  })
}

function notSealed(line: number, size: number): Fault {
  return new Fault({
    code: 'prove.not-sealed',
    exit: exit.failed,
    message: {
      en: `line ${line} is not sealed: the newest signed head is over ${size} lines`,
      nl: `regel ${line} is niet verzegeld: de nieuwste ondertekende kop gaat over ${size} regels`,
    },
    hint: {
      en: 'a line that was just written is sealed at the next decision, or when the operator leaves',
      nl: 'een regel die pas geschreven werd, wordt verzegeld bij de volgende beslissing, of als de operator stopt',
    },
  })
}

function unfit(path: string, size: number): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'prove.unfit',
    exit: exit.log,
    message: {
      en: `the lines of ${shown} do not lead to its signed head over ${size} lines, so nothing can be proven`,
      nl: `de regels van ${shown} leiden niet tot de ondertekende kop over ${size} regels, dus er valt niets te bewijzen`,
    },
    hint: {
      en: 'cyber-respond verify names the first line that is bad',
      nl: 'cyber-respond verify noemt de eerste regel die niet klopt',
    },
  })
}
