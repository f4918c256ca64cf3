import type { ExamplesOf } from '../wiring/example.ts'

export const kitExamples: ExamplesOf = {
  kit: [
    ['kit make /media/stick/kit --municipality willebroek', { en: 'make one', nl: 'maak er een' }],
    ['kit check /media/stick/kit', { en: 'look at it, every quarter', nl: 'kijk ze na, elk kwartaal' }],
  ],
  'kit make': [
    [
      'kit make /media/stick/kit --municipality willebroek',
      { en: 'with the profile and the paper copy', nl: 'met het profiel en de papieren versie' },
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
  'kit check': [
    [
      'kit check /media/stick/kit',
      { en: 'is anything old, missing or changed?', nl: 'is er iets oud, weg of gewijzigd?' },
    ],
    ['kit check /media/stick/kit --signer lead.pub', { en: 'and did she sign it?', nl: 'en heeft zij ze getekend?' }],
  ],
}
