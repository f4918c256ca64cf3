import type { VerifyOptions } from '../../adapters/record/verify-record.ts'
import { type KnownHead, parseKnownHead } from '../../audit/known-head.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Host } from './host.ts'
import { trustedAuthority, trustedWitnesses } from './trusted-keys.ts'

/** The options by which a reader of a record says whom he trusts, beside those of the home. */
export interface TrustOptions {
  readonly knownHead?: string
  readonly witness?: readonly string[]
  readonly tsaCa?: string
}

/**
 * Whom a reader trusts, for the verification of a record: whoever tells its verdict asks here, so that one record has one
 * verdict. Throws `verify.known-head`, `verify.tsa-ca`, `witness.no-key`.
 */
export async function trustOf(
  host: Host,
  { knownHead, witness = [], tsaCa }: TrustOptions = {},
): Promise<Pick<VerifyOptions, 'knownHead' | 'witnesses' | 'authority'>> {
  const authority = await trustedAuthority(host, tsaCa)
  return {
    ...(knownHead === undefined ? {} : { knownHead: headOf(knownHead) }),
    witnesses: await trustedWitnesses(host, witness),
    ...(authority === undefined ? {} : { authority }),
  }
}

function headOf(text: string): KnownHead {
  const head = parseKnownHead(text)
  if (head !== null) return head
  const shown = harmlessLine(text, 100)
  throw new Fault({
    code: 'verify.known-head',
    exit: exit.usage,
    message: {
      en: `"${shown}" is no head: it is a number and eight groups of four letters, as witness print shows it`,
      nl: `"${shown}" is geen kop: het is een getal en acht groepen van vier letters, zoals witness print ze toont`,
    },
    hint: { en: 'cyber-respond verify --help says what fits', nl: 'cyber-respond verify --help zegt wat past' },
  })
}
