import type { ExamplesOf } from '../wiring/example.ts'

export const drillExamples: ExamplesOf = {
  drill: [
    ['drill run willebroek --solo', { en: 'practise alone, for twenty minutes', nl: 'oefen alleen, twintig minuten' }],
    [
      'drill list',
      { en: 'the scenarios that ship, and your drills', nl: 'de meegeleverde scenario’s, en uw oefeningen' },
    ],
  ],
  'drill run': [
    ['drill run willebroek --solo', { en: 'practise alone, for twenty minutes', nl: 'oefen alleen, twintig minuten' }],
    [
      'drill run willebroek --scenario tabletop --start "tomorrow 09:00"',
      { en: 'a table, with a facilitator', nl: 'een tafeloefening, met een spelleider' },
    ],
  ],
  'drill resume': [
    ['drill resume', { en: 'the only one', nl: 'de enige' }],
    ['drill resume --speed 4', { en: 'four times as fast as time', nl: 'vier keer zo snel als de tijd' }],
  ],
  'drill control': [
    ['drill control', { en: 'send, hold back or change messages', nl: 'verstuur, houd tegen of wijzig berichten' }],
    ['drill control --observer', { en: 'only look, and note', nl: 'enkel kijken, en noteren' }],
  ],
  'drill list': [
    ['drill list', { en: 'what can be played, and what was', nl: 'wat u kunt spelen, en wat gespeeld is' }],
    ['--runbooks ./runbooks drill list', { en: 'with your own scenarios', nl: 'met uw eigen scenario’s' }],
  ],
  'drill report': [
    [
      'drill report --format html --out report.html',
      { en: 'a page to discuss together', nl: 'een pagina om samen te bespreken' },
    ],
    [
      'drill report willebroek-drill-2026-11-24',
      { en: 'of one of several drills', nl: 'van een van verschillende oefeningen' },
    ],
  ],
  'drill compare': [
    [
      'drill compare willebroek-drill-2026-05-12 willebroek-drill-2026-11-24',
      { en: 'what got better since May', nl: 'wat beter is sinds mei' },
    ],
    [
      '--json drill compare willebroek-drill-2026-05-12 willebroek-drill-2026-11-24',
      { en: 'the same for a script', nl: 'hetzelfde voor een script' },
    ],
  ],
  'drill plan': [
    ['drill plan', { en: 'of the only drill', nl: 'van de enige oefening' }],
    ['drill plan willebroek-drill-2026-11-24', { en: 'of one of several', nl: 'van een van verschillende' }],
  ],
  'drill redlines': [
    ['drill redlines', { en: 'of the only drill', nl: 'van de enige oefening' }],
    ['drill redlines willebroek-drill-2026-11-24', { en: 'of one of several', nl: 'van een van verschillende' }],
  ],
  'drill feedback': [
    ['drill feedback', { en: 'six questions, at this terminal', nl: 'zes vragen, aan deze terminal' }],
    [
      'drill feedback --answers feedback.yaml',
      { en: 'from a form that came back', nl: 'uit een formulier dat terugkwam' },
    ],
  ],
  'drill new': [
    ['drill new our-autumn --out our-autumn.yaml', { en: 'an empty one', nl: 'een leeg scenario' }],
    [
      'drill new after-diest --from timelines.json --case diest-2022',
      { en: 'from what happened somewhere', nl: 'naar wat ergens echt gebeurde' },
    ],
  ],
  'drill lint': [
    ['drill lint', { en: 'the shipped ones', nl: 'de meegeleverde' }],
    ['drill lint our-autumn.yaml', { en: 'your own', nl: 'uw eigen scenario' }],
  ],
  'drill rehearse': [
    ['drill rehearse solo --level hard', { en: 'one scenario, at one level', nl: 'één scenario, op één niveau' }],
    [
      'drill rehearse our-autumn.yaml --municipality willebroek',
      { en: 'your own, before people play it', nl: 'uw eigen scenario, voor mensen het spelen' },
    ],
  ],
}
