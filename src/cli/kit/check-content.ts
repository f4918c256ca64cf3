import { resolve } from 'node:path'
import { readSmallFile } from '../../adapters/disk/small-file.ts'
import type { SeenKit } from '../../adapters/kit/check-kit.ts'
import { knownKits } from '../../adapters/kit/known-kits.ts'
import { sshFingerprint } from '../../audit/ssh-key.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Host } from '../wiring/host.ts'
import { fewNames, type KitFinding, kitFinding } from './kit-finding.ts'

/** Whether a kit holds what was made, who can read it here, and who signed it. `signer`: the .pub file of who must have. */
export async function contentFindings(
  host: Host,
  seen: SeenKit,
  signer: string | null,
): Promise<readonly KitFinding[]> {
  const { manifest, missing, changed, strange, open } = seen
  const names = {
    missing: fewNames(missing),
    changed: fewNames(changed),
    strange: fewNames(strange),
    open: fewNames(topsOf(open)),
  }
  const list = (what: keyof typeof names, state: KitFinding['state'], en: string, nl: string): readonly KitFinding[] =>
    seen[what].length === 0 ? [] : [kitFinding(what, state, `${en}: ${names[what].en}`, `${nl}: ${names[what].nl}`)]
  const whole = missing.length + changed.length === 0
  return [
    ...(whole
      ? [
          kitFinding(
            'whole',
            'well',
            `all ${manifest.files.length} files are there, as they were made`,
            `alle ${manifest.files.length} bestanden zijn er, zoals ze gemaakt werden`,
          ),
        ]
      : []),
    ...list('missing', 'broken', 'MISSING', 'WEG'),
    ...list('changed', 'broken', 'CHANGED since it was made', 'GEWIJZIGD sinds het gemaakt werd'),
    ...list('strange', 'attention', 'not of this kit', 'niet van deze kit'),
    ...list(
      'open',
      'attention',
      'every user of this laptop can read (mount the stick for yourself alone, as with umask=077)',
      'elke gebruiker van deze laptop kan lezen (koppel de stick alleen voor uzelf, zoals met umask=077)',
    ),
    signatureFinding(host, seen, signer),
  ]
}

function signatureFinding(host: Host, { manifest, signature }: SeenKit, wanted: string | null): KitFinding {
  const { signer } = manifest
  if (signature === 'unsigned' || signer === null) {
    return kitFinding(
      'signature',
      wanted === null ? 'attention' : 'broken',
      'NOT SIGNED: whoever had this stick could change it and its list of hashes',
      'NIET ONDERTEKEND: wie deze stick had, kon hem met zijn lijst van hashes wijzigen',
    )
  }
  const { state, why } = signature
  if (state !== 'good') {
    const unknown = state === 'unchecked'
    return kitFinding(
      'signature',
      unknown ? 'attention' : 'broken',
      `${unknown ? 'the signature CAN’T BE CHECKED here' : 'the SIGNATURE IS WRONG'}: ${why?.en ?? ''}`,
      `${unknown ? 'de handtekening KAN hier NIET NAGEKEKEN worden' : 'de HANDTEKENING IS FOUT'}: ${why?.nl ?? ''}`,
    )
  }
  const by = `${harmlessLine(manifest.made_by, 80)}, ${sshFingerprint(signer)}`
  if (wanted !== null && publicKey(host, wanted) !== signer) {
    return kitFinding(
      'signature',
      'broken',
      `signed with ANOTHER KEY than the one that was named: ${by}`,
      `ondertekend met een ANDERE SLEUTEL dan die genoemd werd: ${by}`,
    )
  }
  const isKnown = wanted !== null || knownKits(host.home).some((one) => one.signer === signer)
  return isKnown
    ? kitFinding('signature', 'well', `signed by ${by}`, `ondertekend door ${by}`)
    : kitFinding(
        'signature',
        'attention',
        `signed by ${by}, a key that is NOT KNOWN here: compare it by telephone, or name it with --signer`,
        `ondertekend door ${by}, een sleutel die hier NIET GEKEND is: vergelijk hem per telefoon, of noem hem met --signer`,
      )
}

function publicKey(host: Host, file: string): string {
  const path = resolve(host.process.cwd(), file)
  const bytes = readSmallFile(path, { code: 'key.unreadable', name: { en: 'key', nl: 'sleutelbestand' } })
  const [type = '', blob = ''] = (bytes?.toString('utf8') ?? '').trim().split(/\s+/)
  return `${type} ${blob}`
}

/** The folders at the top in which files lie, and the files that lie there themselves: one open file opens all of them. */
function topsOf(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => path.replace(/\/.*/, '/')))]
}
