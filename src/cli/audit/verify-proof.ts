import { resolve } from 'node:path'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { carriedText } from '../../audit/carried-text.ts'
import { checkLineProof, type ProofCheck } from '../../audit/judge-proof.ts'
import { exitCodeOf } from '../../audit/verification.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { type Lang, pick } from '../../core/text.ts'
import { renderProofCheck } from '../../ui/proof-check.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import { trustedLogKeys, trustedWitnesses } from '../wiring/trusted-keys.ts'
import type { VerifyCommand } from './verify-options.ts'

/** Checks the proof of one line, without the record that it comes from. */
export async function verifyProof(host: Host, options: VerifyCommand & { readonly proof: string }): Promise<number> {
  const { proof, logKey, witness = [] } = options
  const path = resolve(host.process.cwd(), proof)
  const bytes = readSmallFile(path, { code: 'proof.unreadable', name: { en: 'proof', nl: 'bewijs' } })
  if (bytes === null) throw missing(path)
  const trusted = logKey === undefined ? null : trustedLogKeys(host, logKey)
  const check = checkLineProof(textOf(bytes), trusted, await trustedWitnesses(host, witness))
  const shown = host.json
    ? harmlessJson(proofJson(check, host.lang), 2)
    : renderProofCheck(check, path, createTerminal(host.process, host), host.lang)
  host.stdout(`${shown}\n`)
  return exitCodeOf(check)
}

/** The text as it was made, whatever a mail program did to its line ends; the empty text, which is no proof, for what is not UTF-8. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? carriedText(text) : ''
}

function proofJson({ shown, found, limits, signatures, verdict }: ProofCheck, lang: Lang) {
  return {
    verdict,
    ...shown,
    signatures: signatures.map(({ why, ...one }) => ({ ...one, why: why === null ? null : pick(why, lang) })),
    found: pick(found, lang),
    limits: limits.map((limit) => pick(limit, lang)),
  }
}

function missing(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'proof.missing',
    exit: exit.usage,
    message: { en: `there is no proof ${shown}`, nl: `er is geen bewijs ${shown}` },
    hint: {
      en: 'make one: cyber-respond prove INCIDENT LINE --out FILE',
      nl: 'maak er een: cyber-respond prove INCIDENT REGEL --out BESTAND',
    },
  })
}
