import type { ExamplesOf } from '../wiring/example.ts'

export const kitExamples: ExamplesOf = {
  kit: [
    ['kit make /media/stick/kit --municipality willebroek', { en: 'make one', nl: 'maak er een' }],
    ['kit check /media/stick/kit', { en: 'look at it, every quarter', nl: 'kijk ze na, elk kwartaal' }],
  ],
  'kit make': [
    [
      'kit make /media/stick/kit --municipality willebroek --sign-with ~/.ssh/id_ed25519',
      {
        en: 'with the profile and the paper copy, signed',
        nl: 'met het profiel en de papieren versie, ondertekend',
      },
    ],
    [
      'kit make /media/stick/kit --municipality willebroek --paper nl --renew',
      { en: 'anew, over the old one', nl: 'opnieuw, over de oude' },
    ],
  ],
  'kit open': [
    ['kit open', { en: 'asks for the passphrase of the stick', nl: 'vraagt de wachtwoordzin van de stick' }],
    [
      'kit open /media/stick/kit --without-keys',
      { en: 'nobody has the passphrase', nl: 'niemand heeft de wachtwoordzin' },
    ],
  ],
  'kit copy': [
    ['kit copy willebroek', { en: 'to the stick it was started from', nl: 'naar de stick waarvan gestart werd' }],
    ['kit copy willebroek /media/stick/kit', { en: 'to another one', nl: 'naar een andere' }],
  ],
  'kit restore': [
    ['kit restore willebroek-2026-11-24', { en: 'the other laptop is gone', nl: 'de andere laptop is weg' }],
    ['kit restore willebroek-2026-11-24 --home look', { en: 'only to look at it', nl: 'alleen om het te bekijken' }],
  ],
  'kit close': [
    [
      'kit close',
      { en: 'records to the stick, keys off the laptop', nl: 'logboeken naar de stick, sleutels van de laptop' },
    ],
    ['kit close --wipe', { en: 'and nothing stays here', nl: 'en hier blijft niets' }],
  ],
  'kit check': [
    [
      'kit check /media/stick/kit',
      { en: 'is anything old, missing or changed?', nl: 'is er iets oud, weg of gewijzigd?' },
    ],
    [
      'kit check /media/stick/kit /media/other/kit',
      { en: 'which of the two is the newer one?', nl: 'welke van de twee is de nieuwere?' },
    ],
  ],
}
