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
  if (head !== null && head !== 'slip') return head
  const shown = harmlessLine(text, 100)
  if (head === 'slip') throw slip(shown)
  throw new Fault({
    code: 'verify.known-head',
    exit: exit.usage,
    message: {
      en: `"${shown}" is no head: it is a number, eight groups of four letters and two letters, as witness print shows it`,
      nl: `"${shown}" is geen kop: het is een getal, acht groepen van vier letters en twee letters, zoals witness print ze toont`,
    },
    hint: { en: 'cyber-respond verify --help says what fits', nl: 'cyber-respond verify --help zegt wat past' },
  })
}

/** A slip of the pen or of the tongue: nothing is said about the record. */
function slip(shown: string): Fault {
  return new Fault({
    code: 'verify.known-head',
    exit: exit.usage,
    message: {
      en: `"${shown}" is a head with a slip in it: its last two letters do not fit the others`,
      nl: `"${shown}" is een kop met een verschrijving: de laatste twee letters passen niet bij de andere`,
    },
    hint: {
      en: 'compare what you typed with the paper, or have it read out again; the record was not looked at',
      nl: 'vergelijk wat u typte met het papier, of laat het opnieuw voorlezen; het logboek is niet bekeken',
    },
  })
}
