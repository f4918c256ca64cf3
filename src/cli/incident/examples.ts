import type { ExamplesOf } from '../wiring/example.ts'

export const incidentExamples: ExamplesOf = {
  activate: [
    [
      'activate willebroek',
      { en: 'start the incident, or go on with it', nl: 'start het incident, of ga ermee verder' },
    ],
    [
      'activate willebroek --plan ransomware --dry-run',
      { en: 'see every step of a plan, and do nothing', nl: 'zie elke stap van een plan, en doe niets' },
    ],
  ],
  resume: [
    ['resume', { en: 'go on with the only incident', nl: 'ga verder met het enige incident' }],
    [
      'resume willebroek --operator "Bram Fictief"',
      { en: 'a colleague goes on, under his own name', nl: 'een collega gaat verder, onder zijn eigen naam' },
    ],
  ],
  status: [
    ['status willebroek', { en: 'where it stands, on one screen', nl: 'hoe het ervoor staat, op één scherm' }],
    [
      'status willebroek --mine --operator "Cato Denkbeeld"',
      { en: 'only the steps of your own roles', nl: 'enkel de stappen van uw eigen rollen' },
    ],
  ],
  note: [
    [
      {
        en: 'note willebroek "the supplier called back" --at 02:15',
        nl: 'note willebroek "de leverancier belde terug" --at 02:15',
      },
      { en: 'what happened, and when', nl: 'wat er gebeurde, en wanneer' },
    ],
    [
      {
        en: 'note willebroek "the switch is in the other room" --redline I3',
        nl: 'note willebroek "de switch staat in het andere lokaal" --redline I3',
      },
      { en: 'what is wrong with a step of the runbook', nl: 'wat er mis is met een stap van het draaiboek' },
    ],
  ],
  paper: [
    [
      'paper willebroek I3 --item internet --at 23:30 --by "Bram Fictief"',
      { en: 'enter one step that was done on paper', nl: 'voer één stap in die op papier gedaan is' },
    ],
    ['paper willebroek --from paper.yaml', { en: 'enter many, from a file', nl: 'voer er veel in, uit een bestand' }],
  ],
  handover: [
    ['handover willebroek "Bram Fictief"', { en: 'he leads from now on', nl: 'hij leidt vanaf nu' }],
    [
      {
        en: 'handover willebroek "An Voorbeeld" --note "the mayor calls at six"',
        nl: 'handover willebroek "An Voorbeeld" --note "de burgemeester belt om zes uur"',
      },
      { en: 'with what she must know', nl: 'met wat zij moet weten' },
    ],
  ],
  correct: [
    [
      {
        en: 'correct willebroek I1.aware_at "yesterday 23:40" --reason "the log of the firewall says so"',
        nl: 'correct willebroek I1.aware_at "gisteren 23:40" --reason "het logboek van de firewall zegt het"',
      },
      { en: 'put a time right', nl: 'zet een tijdstip recht' },
    ],
    [
      {
        en: 'correct willebroek I1.lead "Bram Fictief" --reason "he took over at once"',
        nl: 'correct willebroek I1.lead "Bram Fictief" --reason "hij nam meteen over"',
      },
      { en: 'put a name right', nl: 'zet een naam recht' },
    ],
  ],
  'false-alarm': [
    [
      {
        en: 'false-alarm willebroek --reason "a test of the supplier" --approver "An Voorbeeld"',
        nl: 'false-alarm willebroek --reason "een test van de leverancier" --approver "An Voorbeeld"',
      },
      { en: 'close what was no attack', nl: 'sluit af wat geen aanval was' },
    ],
    [
      {
        en: 'false-alarm willebroek-2026-11-24 --reason "a broken disk" --approver "Ivo Bijvoorbeeld"',
        nl: 'false-alarm willebroek-2026-11-24 --reason "een kapotte schijf" --approver "Ivo Bijvoorbeeld"',
      },
      { en: 'of several incidents, the one of that day', nl: 'van verschillende incidenten dat van die dag' },
    ],
  ],
  ratify: [
    ['ratify willebroek', { en: 'what waits for a second person', nl: 'wat op een tweede persoon wacht' }],
    [
      {
        en: 'ratify willebroek I3 --reason "I would have agreed" --operator "An Voorbeeld"',
        nl: 'ratify willebroek I3 --reason "ik was akkoord gegaan" --operator "An Voorbeeld"',
      },
      { en: 'agree afterwards with one act', nl: 'ga achteraf akkoord met één handeling' },
    ],
  ],
  redact: [
    [
      {
        en: 'redact willebroek 14 /facts/lead --basis "AVG, article 17" --approver "Hilde Zomaar" --reason "asked by the person"',
        nl: 'redact willebroek 14 /facts/lead --basis "AVG, artikel 17" --approver "Hilde Zomaar" --reason "gevraagd door de persoon"',
      },
      { en: 'erase a name from line 14, for good', nl: 'wis een naam uit regel 14, voorgoed' },
    ],
    [
      {
        en: 'redact willebroek-2026-11-24 31 /contact/phone --basis "AVG, article 5" --approver "Hilde Zomaar" --reason "no longer needed"',
        nl: 'redact willebroek-2026-11-24 31 /contact/phone --basis "AVG, artikel 5" --approver "Hilde Zomaar" --reason "niet meer nodig"',
      },
      { en: 'the same with a telephone number', nl: 'hetzelfde met een telefoonnummer' },
    ],
  ],
}
