import type { Lang, Text } from '../core/text.ts'
import type { DrilledPlan } from './drilled-plan.ts'
import { kindOf } from './template-kinds.ts'
import { comment } from './timeline-scenario.ts'

/** A scenario to fill in for a plan: it can be played as it stands, and says what each part is for. */
export function scenarioTemplate(id: string, start: string, plan: DrilledPlan, lang: Lang): string {
  return sections(id, start, plan)
    .map(([said, yaml]) => `${comment(said, lang)}\n${yaml}`)
    .join('\n')
}

function sections(id: string, start: string, plan: DrilledPlan): readonly (readonly [Text, string])[] {
  const { about, objectives, world, events, injects, quick, slow } = kindOf(plan)
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
${about}plan: ${plan.id}
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
${objectives}  - id: calm
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
${world}  people:
    - id: mayor
      name: Fien Niemand
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
${events ?? ''}`,
    ],
    [
      {
        en: 'The messages that the players get, in the order of their times.',
        nl: 'De berichten die de spelers krijgen, in de volgorde van hun tijdstippen.',
      },
      `\
injects:
${injects}  - id: press
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
  - id: good
    title: { en: A quick team, nl: Een vlot team }
    pace: 3m
    delay: 2m
${quick ?? ''}\
  - id: bad
    title: { en: A slow team, nl: Een traag team }
    pace: 15m
    delay: 40m
    proves: false
    answers: false
${slow ?? ''}`,
    ],
  ]
}
