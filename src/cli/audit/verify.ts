import { basename } from 'node:path'
import { rememberedOf } from '../../adapters/home/remembered-records.ts'
import { openRecord } from '../../adapters/record/open-record.ts'
import type { RecordSource } from '../../adapters/record/source.ts'
import { verifyRecord } from '../../adapters/record/verify-record.ts'
import { exitCodeOf, verificationJson } from '../../audit/verification.ts'
import type { LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import type { FaultCode } from '../../core/fault-codes.ts'
import { harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { noRules, rulesOfBook, type StatedRules, type Statement, startStatements } from '../../core/statements.ts'
import type { Text } from '../../core/text.ts'
import { statedRemarks } from '../../ui/stated.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { renderVerification } from '../../ui/verification.ts'
import type { Host } from '../wiring/host.ts'
import { trustOf } from '../wiring/trust.ts'
import { withTransfer } from '../wiring/with-transfer.ts'
import { recordKind } from './record-kind.ts'
import { recordPath } from './record-path.ts'
import type { VerifyCommand } from './verify-options.ts'

/**
 * Checks the record of an incident: of this home by name, or any folder or archive on any machine. Or, without any record,
 * the proof of one line. Whom the home trusts counts too, and no home is needed.
 */
export async function verify(host: Host, name: string | null, options: VerifyCommand): Promise<number> {
  const { asOf, knownHead, tsaCa, proof, logKey } = options
  if (proof !== undefined) {
    if ([name ?? undefined, asOf, knownHead, tsaCa].some((one) => one !== undefined)) throw oneThing()
    return (await import('./verify-proof.ts')).verifyProof(host, { ...options, proof })
  }
  if (name === null || logKey !== undefined) throw oneThing()
  const wanted = { ...(asOf === undefined ? {} : { asOf: sizeOf(asOf) }), ...(await trustOf(host, options)) }
  const path = await recordPath(host, name)
  const { take } = startStatements()
  const stated: Statement[] = []
  const telling = (event: LogEvent): unknown => stated.push(...take(event))
  const [source, found] = await withTransfer(host, async (transfer) => {
    const progress = (done: number, total: number): void => transfer(basename(path), done, total)
    const opened = await openRecord(path, progress)
    const remembered = await rememberedOf(host.home, opened)
    return [opened, await verifyRecord(opened, { ...wanted, remembered, progress, telling })] as const
  })
  const kind = await recordKind(source, found)
  const remarks = [...statedRemarks(stated, await rulesIn(source, stated)), ...found.remarks]
  const result = { ...found, remarks }
  const terminal = createTerminal(host.process, host)
  if (host.json) host.stdout(`${harmlessJson({ kind, ...verificationJson(result, host.lang) }, 2)}\n`)
  else host.stdout(`${renderVerification(result, path, terminal, host.lang, kind)}\n`)
  return exitCodeOf(result)
}

/**
 * The rules of the record's own runbooks for stated times. Without them, or when they were changed, there are no such
 * rules.
 */
async function rulesIn(source: RecordSource, stated: readonly Statement[]): Promise<StatedRules> {
  if (stated.length === 0) return noRules
  try {
    return rulesOfBook(await (await import('./recorded-book.ts')).recordedBook(source))
  } catch (error) {
    if (error instanceof Fault) return noRules
    throw error
  }
}

function sizeOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw usage('verify.as-of', text, {
    en: 'is no number of lines',
    nl: 'is geen aantal regels',
  })
}

function oneThing(): Fault {
  return new Fault({
    code: 'verify.one-thing',
    exit: exit.usage,
    message: {
      en: 'verify takes one thing: a record, or with --proof the proof of a line',
      nl: 'verify neemt één ding: een logboek, of met --proof het bewijs van een regel',
    },
    hint: {
      en: '--log-key goes with --proof, and --as-of, --known-head and --tsa-ca go with a record',
      nl: '--log-key hoort bij --proof, en --as-of, --known-head en --tsa-ca horen bij een logboek',
    },
  })
}

function usage(code: FaultCode, text: string, why: Text): Fault {
  const shown = harmlessLine(text, 100)
  return new Fault({
    code,
    exit: exit.usage,
    message: { en: `"${shown}" ${why.en}`, nl: `"${shown}" ${why.nl}` },
    hint: { en: 'cyber-respond verify --help says what fits', nl: 'cyber-respond verify --help zegt wat past' },
  })
}
