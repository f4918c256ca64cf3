import { type KitManifest, kitNames } from '../../adapters/kit/kit-manifest.ts'
import { sealerOf } from '../../adapters/kit/sealer-of.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { type KitFinding, kitFinding } from './kit-finding.ts'

/** What of the keys is on a kit, since when, and whether it is the key with which this home seals. */
export function containerFindings(home: string, { container, made_at }: KitManifest): readonly KitFinding[] {
  if (container === null) {
    return [
      kitFinding(
        'keys',
        'well',
        'no keys are on it: records get a new key of the laptop, and it takes no copies of them',
        'er staan geen sleutels op: logboeken krijgen een nieuwe sleutel van de laptop, en hij neemt er geen kopieën van',
      ),
    ]
  }
  const { opens, sealer } = container
  const holds = container.holds.filter((path) => path !== kitNames.identity)
  const names = holds.map((path) => harmlessLine(path, 60)).join(', ')
  const day = made_at.slice(0, 10)
  const by = opens === 'keys' ? ['age keys', 'age-sleutels'] : ['a passphrase', 'een wachtwoordzin']
  const since =
    sealer === undefined ? ['', ''] : [`; its key is of ${sealer.made}`, `; de sleutel is van ${sealer.made}`]
  const what = names === '' ? ['a key for copies of records', 'een sleutel voor kopieën van logboeken'] : [names, names]
  const own = sealerOf(home)
  const isOther = sealer !== undefined && own !== null && own.key !== sealer.key
  return [
    kitFinding(
      'keys',
      'well',
      `closed with ${by[0]} on ${day}: ${what[0]}${since[0]}`,
      `gesloten met ${by[1]} op ${day}: ${what[1]}${since[1]}`,
    ),
    ...(isOther
      ? [
          kitFinding(
            'keys.other',
            'attention',
            `the key that seals records here (of ${own.made}) is ANOTHER ONE than that on the stick`,
            `de sleutel waarmee hier logboeken verzegeld worden (van ${own.made}), is een ANDERE dan die op de stick`,
          ),
        ]
      : []),
  ]
}
