import type { ExamplesOf } from '../wiring/example.ts'

export const cloudExamples: ExamplesOf = {
  cloud: [
    ['cloud up willebroek', { en: 'start the minimal services', nl: 'start de minimale diensten' }],
    ['cloud status willebroek', { en: 'whether they answer', nl: 'of ze antwoorden' }],
  ],
  'cloud up': [
    ['cloud up willebroek', { en: 'for the open incident', nl: 'voor het lopende incident' }],
    [
      'cloud up willebroek --plan ransomware --profile willebroek.yaml',
      { en: 'without one: it is opened first', nl: 'zonder: dat wordt eerst geopend' },
    ],
  ],
  'cloud status': [
    [
      'cloud status willebroek',
      { en: 'each service, its address, and whether it answers', nl: 'elke dienst, het adres, en of ze antwoordt' },
    ],
    ['--json cloud status willebroek', { en: 'the same for a script', nl: 'hetzelfde voor een script' }],
  ],
  'cloud down': [
    ['cloud down willebroek', { en: 'stop them, after a question', nl: 'stop ze, na een vraag' }],
    ['--yes cloud down willebroek', { en: 'without the question', nl: 'zonder de vraag' }],
  ],
  'cloud export': [
    ['cloud export willebroek', { en: 'into the folder of the incident', nl: 'in de map van het incident' }],
    ['cloud export willebroek --out /media/stick/entries', { en: 'onto a stick', nl: 'op een stick' }],
  ],
  'cloud access': [
    [
      'cloud access willebroek',
      { en: 'a new code: the old one opens nothing any more', nl: 'een nieuwe code: de oude opent niets meer' },
    ],
    [
      'cloud access willebroek --operator "Cato Denkbeeld"',
      { en: 'who replaced it stands in the record', nl: 'wie ze verving, staat in het logboek' },
    ],
  ],
  'cloud page': [
    [
      {
        en: 'cloud page set willebroek --message "The town hall is closed today"',
        nl: 'cloud page set willebroek --message "Het gemeentehuis is vandaag gesloten"',
      },
      { en: 'the message at the top', nl: 'het bericht bovenaan' },
    ],
    [
      'cloud page set willebroek births --state limited',
      { en: 'what citizens can get of one service', nl: 'wat burgers van één dienst kunnen krijgen' },
    ],
  ],
  'cloud page set': [
    [
      {
        en: 'cloud page set willebroek --message "The town hall is closed today"',
        nl: 'cloud page set willebroek --message "Het gemeentehuis is vandaag gesloten"',
      },
      { en: 'the message at the top', nl: 'het bericht bovenaan' },
    ],
    [
      {
        en: 'cloud page set willebroek births --state limited --where "counter 2"',
        nl: 'cloud page set willebroek births --state limited --where "loket 2"',
      },
      { en: 'what citizens can get, and where', nl: 'wat burgers kunnen krijgen, en waar' },
    ],
  ],
}
