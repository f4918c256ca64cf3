import type { ExamplesOf } from '../wiring/example.ts'

export const auditExamples: ExamplesOf = {
  verify: [
    ['verify willebroek', { en: 'check the record of this home', nl: 'controleer het logboek van deze home' }],
    [
      'verify willebroek.tar.gz --tsa-ca authorities.pem',
      { en: 'check an archive, with its time stamps', nl: 'controleer een archief, met de tijdstempels' },
    ],
  ],
  prove: [
    [
      'prove willebroek 14 --out line-14.json',
      { en: 'a proof of line 14 alone', nl: 'een bewijs van regel 14 alleen' },
    ],
    [
      'prove willebroek 14 --disclose --out line-14.json',
      { en: 'with its personal values', nl: 'met de persoonsgegevens erin' },
    ],
  ],
  redlines: [
    ['redlines willebroek', { en: 'show what should change', nl: 'toon wat er zou moeten wijzigen' }],
    [
      'redlines willebroek --out redlines.diff',
      { en: 'keep it for who writes the runbooks', nl: 'bewaar het voor wie de draaiboeken schrijft' },
    ],
  ],
  witness: [
    [
      'witness export willebroek --out head.txt',
      { en: 'the newest head, to carry to a witness', nl: 'de nieuwste kop, om naar een getuige te brengen' },
    ],
    ['witness print willebroek', { en: 'the same for paper and telephone', nl: 'hetzelfde voor papier en telefoon' }],
  ],
  'witness export': [
    [
      'witness export willebroek --out head.txt',
      { en: 'the newest head, to carry to a witness', nl: 'de nieuwste kop, om naar een getuige te brengen' },
    ],
    [
      'witness export willebroek --old 0 --out head.txt',
      { en: 'for a witness who knows nothing of it yet', nl: 'voor een getuige die er nog niets van kent' },
    ],
  ],
  'witness import': [
    [
      'witness import willebroek answer.txt --witness witness.vkey',
      {
        en: 'keep the answer, after a look at its signature',
        nl: 'bewaar het antwoord, na een blik op de handtekening',
      },
    ],
    [
      'witness import willebroek-2026-11-24 answer.txt',
      { en: 'from a witness that the configuration names', nl: 'van een getuige die in de configuratie staat' },
    ],
  ],
  'witness print': [
    ['witness print willebroek', { en: 'read it out on the telephone', nl: 'lees ze voor aan de telefoon' }],
    ['witness print willebroek.tar.gz', { en: 'of an archive', nl: 'van een archief' }],
  ],
  'witness stamp': [
    [
      'witness stamp willebroek --tsa http://tsa.example.org',
      { en: 'ask this server for a time stamp', nl: 'vraag deze server een tijdstempel' },
    ],
    ['witness stamp willebroek', { en: 'the server of the configuration', nl: 'de server uit de configuratie' }],
  ],
  report: [
    [
      'report willebroek --format html --out report.html',
      { en: 'a page to read or to print', nl: 'een pagina om te lezen of af te drukken' },
    ],
    [
      'report willebroek.tar.gz --format csv --out timeline.csv',
      { en: 'the timeline, for a spreadsheet', nl: 'de tijdlijn, voor een rekenblad' },
    ],
  ],
  replay: [
    ['replay willebroek', { en: 'see it again, ten times as fast', nl: 'zie het opnieuw, tien keer zo snel' }],
    ['replay willebroek --at 40', { en: 'how it stood after event 40', nl: 'hoe het ervoor stond na gebeurtenis 40' }],
  ],
  evidence: [
    [
      'evidence add willebroek ransom-note.txt --note "screen of the file server"',
      { en: 'take a file into custody', nl: 'neem een bestand in bewaring' },
    ],
    ['evidence list willebroek', { en: 'what is in custody', nl: 'wat in bewaring is' }],
  ],
  'evidence add': [
    [
      {
        en: 'evidence add willebroek ransom-note.txt --note "screen of the file server"',
        nl: 'evidence add willebroek losgeldbrief.txt --note "scherm van de bestandsserver"',
      },
      { en: 'one file, and where it comes from', nl: 'één bestand, en waar het vandaan komt' },
    ],
    ['evidence add willebroek logs mailbox-rules.txt', { en: 'a folder and a file', nl: 'een map en een bestand' }],
  ],
  'evidence copy': [
    ['evidence copy willebroek /media/stick', { en: 'on a stick', nl: 'op een stick' }],
    [
      'evidence copy willebroek /media/safe --offline',
      { en: 'on a disk that goes into the safe', nl: 'op een schijf die de kluis ingaat' },
    ],
  ],
  'evidence list': [
    ['evidence list willebroek', { en: 'every file, and its copies', nl: 'elk bestand, en de kopieën ervan' }],
    ['evidence list willebroek.tar.gz', { en: 'of an archive', nl: 'van een archief' }],
  ],
  'evidence verify': [
    ['evidence verify willebroek', { en: 'look whether any file changed', nl: 'kijk of er een bestand gewijzigd is' }],
    ['evidence verify willebroek.tar.gz', { en: 'in an archive', nl: 'in een archief' }],
  ],
  'evidence manifest': [
    ['evidence manifest willebroek', { en: 'for sha256sum --check', nl: 'voor sha256sum --check' }],
    [
      'evidence manifest willebroek --names',
      { en: 'under the names that the files had', nl: 'onder de namen die de bestanden hadden' },
    ],
  ],
  archive: [
    [
      'archive willebroek --out willebroek.tar.gz',
      { en: 'one file for an auditor, without contacts', nl: 'één bestand voor een auditor, zonder contacten' },
    ],
    [
      'archive willebroek --with-disclosures --with-personal',
      { en: 'everything, for the municipality itself', nl: 'alles, voor de gemeente zelf' },
    ],
  ],
}
