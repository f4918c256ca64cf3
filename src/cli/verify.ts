import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { openRecord } from '../adapters/record-source.ts'
import { verifyRecord } from '../adapters/verify-record.ts'
import { parseKnownHead } from '../audit/known-head.ts'
import { parseVerifierKey, signatureType, type VerifierKey } from '../audit/note.ts'
import { exitCodeOf, verificationJson } from '../audit/verification.ts'
import { exit, Fault } from '../core/fault.ts'
import { harmlessJson, harmlessLine } from '../core/harmless.ts'
import type { Text } from '../core/text.ts'
import { createTerminal } from '../ui/terminal.ts'
import { renderVerification } from '../ui/verification.ts'
import type { Host } from './host.ts'
import { recordPath } from './record-path.ts'
import { withTransfer } from './with-transfer.ts'

export interface VerifyCommand {
  readonly asOf?: string
  readonly knownHead?: string
  readonly witness?: readonly string[]
  readonly tsaCa?: string
}

/** Checks the record of an incident: of this home by name, or any folder or archive on any machine. */
export async function verify(host: Host, name: string, options: VerifyCommand): Promise<number> {
  const { asOf, knownHead, witness = [], tsaCa } = options
  const wanted = {
    ...(asOf === undefined ? {} : { asOf: sizeOf(asOf) }),
    ...(knownHead === undefined ? {} : { knownHead: headOf(knownHead) }),
    witnesses: witness.map((key) => witnessOf(host, key)),
    ...(tsaCa === undefined ? {} : { authority: resolve(host.process.cwd(), tsaCa) }),
  }
  const path = await recordPath(host, name)
  const result = await withTransfer(host, async (transfer) => {
    const progress = (done: number, total: number): void => transfer(basename(path), done, total)
    return verifyRecord(await openRecord(path, progress), { ...wanted, progress })
  })
  const terminal = createTerminal(host.process, host)
  if (host.json) host.stdout(`${harmlessJson(verificationJson(result, host.lang), 2)}\n`)
  else host.stdout(`${renderVerification(result, path, terminal, host.lang)}\n`)
  return exitCodeOf(result)
}

function sizeOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw usage('verify.as-of', text, {
    en: 'is no number of lines',
    nl: 'is geen aantal regels',
  })
}

function headOf(text: string): NonNullable<ReturnType<typeof parseKnownHead>> {
  const head = parseKnownHead(text)
  if (head !== null) return head
  throw usage('verify.known-head', text, {
    en: 'is no head: it is a number and eight groups of four letters, as witness print shows it',
    nl: 'is geen kop: het is een getal en acht groepen van vier letters, zoals witness print ze toont',
  })
}

/** A witness's key, or the file that holds it. */
export function witnessOf(host: Host, given: string): VerifierKey {
  const key = parseVerifierKey(given) ?? parseVerifierKey(firstLine(resolve(host.process.cwd(), given)))
  if (key !== null && key.type === signatureType.witness) return key
  throw usage('witness.no-key', given, {
    en: "is no witness's key: it has the form name+id+key, or is a file that holds one",
    nl: 'is geen sleutel van een getuige: die heeft de vorm naam+id+sleutel, of is een bestand dat er een bevat',
  })
}

function firstLine(path: string): string {
  try {
    return readFileSync(path, 'utf8').split('\n', 1)[0] ?? ''
  } catch {
    return ''
  }
}

function usage(code: string, text: string, why: Text): Fault {
  const shown = harmlessLine(text, 100)
  return new Fault({
    code,
    exit: exit.usage,
    message: { en: `"${shown}" ${why.en}`, nl: `"${shown}" ${why.nl}` },
    hint: { en: 'cyber-respond verify --help says what fits', nl: 'cyber-respond verify --help zegt wat past' },
  })
}
