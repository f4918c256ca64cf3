import type { Lang, Text } from '../core/text.ts'
import { comment } from './timeline-scenario.ts'

/** A scenario to fill in: it can be played as it stands, and says what each part is for. */
export function scenarioTemplate(id: string, start: string, lang: Lang): string {
  return sections(id, start)
    .map(([said, yaml]) => `${comment(said, lang)}\n${yaml}`)
    .join('\n')
}

function sections(id: string, start: string): readonly (readonly [Text, string])[] {
  return [
    [
      {
        en: `\
A scenario: what is exercised, what happens, and how it is judged. runbooks/drills/README.md explains every part.
Check it with: cyber-respond drill lint ${id}.yaml`,
        nl: `\
Een scenario: wat er geoefend wordt, wat er gebeurt, en hoe het beoordeeld wordt. runbooks/drills/README.md legt elk
onderdeel uit. Controleer het met: cyber-respond drill lint ${id}.yaml`,
      },
      `\
format: cyber-respond/scenario@1
id: ${id}
title: { en: An ordinary Monday, nl: Een gewone maandag }
summary:
  en: The file server is locked, and the care home is the first to notice.
  nl: De bestandsserver is vergrendeld, en het woonzorgcentrum merkt het als eerste.
plan: ransomware
`,
    ],
    [
      {
        en: 'When it begins, on the clocks of Brussels, and how long it takes. All other times count from the beginning.',
        nl: 'Wanneer het begint, op de klok van Brussel, en hoelang het duurt. Alle andere tijden tellen vanaf het begin.',
      },
      `\
start: ${start}
length: 2h
levels:
  - { id: basic, title: { en: Basic, nl: Basis } }
  - { id: hard, title: { en: Hard, nl: Moeilijk } }
roles:
  - { id: lead, title: { en: Incident lead, nl: Incidentleider } }
  - { id: communication, title: { en: Communication, nl: Communicatie } }
`,
    ],
    [
      {
        en: 'What the players should reach. P: well, S: with some trouble, M: with much trouble; none of them true: U, not reached.',
        nl: 'Wat de spelers moeten bereiken. P: vlot, S: met enige moeite, M: met grote moeite; geen van alle waar: U, niet gelukt.',
      },
      `\
objectives:
  - id: isolate
    title: { en: The incident is declared within half an hour, nl: Het incident is binnen het halfuur afgekondigd }
    measure:
      P: done["isolate/declare"] <= 30
      S: done["isolate/declare"] <= 60
      M: done["isolate/declare"] < never
  - id: calm
    title: { en: Callers get a calm and true answer, nl: Wie belt krijgt een rustig en waar antwoord }
`,
    ],
    [
      {
        en: 'The world at the beginning. Links are those of the municipality’s profile unless they stand here.',
        nl: 'De wereld bij het begin. De verbindingen zijn die van het profiel van de gemeente, tenzij ze hier staan.',
      },
      `\
world:
  hosts:
    - { id: pc, name: { en: Workstations, nl: Werkposten }, count: 100, encrypted: 4 }
  services:
    - { id: births, tier: 1, state: down }
  backups:
    - { id: tape, name: Weekly tapes, attached: false }
  people:
    - id: mayor
      name: An Voorbeeld
      role: mayor
      mood: busy
      says: { en: Call me back in ten minutes, nl: Bel me over tien minuten terug }
`,
    ],
    [
      {
        en: 'What the world does by itself. With a level it happens at that one only.',
        nl: 'Wat de wereld vanzelf doet. Met een level gebeurt het alleen op dat niveau.',
      },
      `\
events:
  - id: mayor-free
    at: 20m
    what: { en: The mayor can be reached, nl: De burgemeester is bereikbaar }
    change: [{ person: mayor, to: answers }]
  - id: spread
    level: hard
    at: 45m
    when: done["isolate/declare"] == never
    what: { en: Ten more machines are encrypted, nl: Nog tien toestellen worden versleuteld }
    change: [{ hosts: pc, encrypt: 10 }]
`,
    ],
    [
      {
        en: 'The messages that the players get, in the order of their times.',
        nl: 'De berichten die de spelers krijgen, in de volgorde van hun tijdstippen.',
      },
      `\
injects:
  - id: care-home
    phase: isolate
    at: 5m
    from: { en: The care home, nl: Het woonzorgcentrum }
    to: lead
    channel: phone
    text:
      en: "Nothing works any more. There is a letter on {{ hosts.pc.encrypted }} screens."
      nl: "Niets werkt nog. Op {{ hosts.pc.encrypted }} schermen staat een brief."
    expect:
      text: { en: The incident is declared, nl: Het incident wordt afgekondigd }
      when: done["isolate/declare"] < never
      within: 30m
    points:
      - { objective: isolate, text: { en: Who decides?, nl: Wie beslist? } }
  - id: press
    phase: notify
    at: 40m
    from: { en: A journalist, nl: Een journalist }
    to: communication
    channel: press
    text: { en: Is it true that the town hall is closed?, nl: Klopt het dat het gemeentehuis dicht is? }
    points:
      - { objective: calm, text: { en: Is the answer calm and true?, nl: Is het antwoord rustig en waar? } }
    note: { en: Keep asking until somebody answers, nl: Blijf vragen tot iemand antwoordt }
`,
    ],
    [
      {
        en: 'The end, what is asked then, and players from the script for drill rehearse.',
        nl: 'Het einde, wat er dan gevraagd wordt, en spelers uit het script voor drill rehearse.',
      },
      `\
end:
  at: 2h
questions:
  - { id: well, text: { en: What went well?, nl: Wat ging goed? } }
  - { id: better, text: { en: What must be better?, nl: Wat moet beter? } }
teams:
  - { id: good, title: { en: A quick team, nl: Een vlot team }, pace: 3m, delay: 2m }
  - id: bad
    title: { en: A slow team, nl: Een traag team }
    pace: 15m
    delay: 40m
    proves: false
    answers: false
`,
    ],
  ]
}
