import { resolve } from 'node:path'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import { carriedText } from '../../audit/carried-text.ts'
import { parseVerifierKey, signatureType, type VerifierKey } from '../../audit/note.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { settingsOf } from './config.ts'
import type { Host } from './host.ts'

/** The witnesses that a reader trusts: those of the command line and those of the home. */
export async function trustedWitnesses(host: Host, given: readonly string[]): Promise<readonly VerifierKey[]> {
  const { witnesses = [] } = await settingsOf(host)
  return [...given, ...witnesses].flatMap((one) => keysOf(host, one, signatureType.witness) ?? noWitness(one))
}

/** The keys of a log that a reader names: `keys/log.vkey` holds one for each machine that sealed it. */
export function trustedLogKeys(host: Host, given: string): readonly VerifierKey[] {
  return keysOf(host, given, signatureType.log) ?? noLogKey(given)
}

/**
 * The file of the certificates that time stamps must lead to, of the command line or of the home. With a file that holds
 * none every stamp would seem to be wrong.
 */
export async function trustedAuthority(host: Host, given: string | undefined): Promise<string | undefined> {
  const path = given === undefined ? (await settingsOf(host)).tsa_ca : resolve(host.process.cwd(), given)
  if (path === undefined) return undefined
  const kind = { code: 'key.unreadable', name: { en: 'certificate', nl: 'certificaat' } } as const
  const text = carriedText(readSmallFile(path, kind) ?? '')
  if (/^-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/m.test(text)) return path
  throw noAuthority(path)
}

function noAuthority(path: string): Fault {
  const shown = harmlessLine(path, 200)
  return new Fault({
    code: 'verify.tsa-ca',
    exit: exit.usage,
    message: { en: `${shown} holds no certificate`, nl: `${shown} bevat geen certificaat` },
    hint: {
      en: "give the authority's certificates in PEM form, with --tsa-ca or as tsa_ca in config.yaml",
      nl: 'geef de certificaten van de instantie als PEM, met --tsa-ca of als tsa_ca in config.yaml',
    },
  })
}

/** A key, or the keys of this kind in a file that holds one a line; null: there is none. */
function keysOf(host: Host, given: string, type: number): readonly VerifierKey[] | null {
  const lines = parseVerifierKey(given.trim()) === null ? linesOf(resolve(host.process.cwd(), given)) : [given.trim()]
  const keys = lines.flatMap((line) => {
    const key = parseVerifierKey(line.trim())
    return key?.type === type ? [key] : []
  })
  return keys.length === 0 ? null : keys
}

function linesOf(path: string): readonly string[] {
  const kind = { code: 'key.unreadable', name: { en: 'key', nl: 'sleutelbestand' } } as const
  return carriedText(readSmallFile(path, kind) ?? '').split('\n')
}

function noWitness(given: string): never {
  const shown = harmlessLine(given, 100)
  throw new Fault({
    code: 'witness.no-key',
    exit: exit.usage,
    message: { en: `"${shown}" is no witness's key`, nl: `"${shown}" is geen sleutel van een getuige` },
    hint: {
      en: 'it has the form name+id+key, or is a file that holds one, as you got it from the witness',
      nl: 'die heeft de vorm naam+id+sleutel, of is een bestand dat er een bevat, zoals u die van de getuige kreeg',
    },
  })
}

function noLogKey(given: string): never {
  const shown = harmlessLine(given, 100)
  throw new Fault({
    code: 'verify.log-key',
    exit: exit.usage,
    message: { en: `"${shown}" is no key of a log`, nl: `"${shown}" is geen sleutel van een logboek` },
    hint: {
      en: 'it has the form name+id+key, or is a file that holds one: keys/log.vkey in the folder of the incident',
      nl: 'die heeft de vorm naam+id+sleutel, of is een bestand dat er een bevat: keys/log.vkey in de map van het incident',
    },
  })
}
