import { type Lang, pick, type Text } from '../core/text.ts'
import type { DrilledPlan } from './drilled-plan.ts'
import { toDo } from './scenario-forms.ts'
import { declareObjective } from './template-kinds.ts'
import { timelineTimes } from './timeline-times.ts'
import type { Timeline } from './timelines.ts'

/**
 * The draft of a scenario from what really happened: a message for each thing, at its time. What a person must still write,
 * as the Dutch text and who tells it, starts with TODO, and the check asks for each of them.
 */
export function timelineScenario(id: string, timeline: Timeline, plan: DrilledPlan, lang: Lang): string {
  const { start, happenings } = timelineTimes(timeline)
  const last = happenings.at(-1)?.minute ?? 0
  const length = termOf(last + 24 * 60)
  const injects = happenings.map(
    ({ at, what, minute }, index) => `\
  # ${oneLine(at)}
  - id: inject-${index + 1}
    phase: ${phaseAt(minute)}
    at: ${termOf(minute)}
    from: ${toWrite(pick(who, 'en'), pick(who, 'nl'))}
    to: lead
    channel: phone
    text: ${toWrite(what)}
`,
  )
  const place = timeline.municipality ?? timeline.id
  return `\
${comment(head, lang)}
format: cyber-respond/scenario@1
id: ${id}
title: ${toWrite(`${toDo}: ${place}`)}
summary: ${toWrite(`${toDo}: ${place}`)}
sources:
${[...timeline.sources.map((source) => `  - ${quote(source)}`), `  - ${quote(`timeline ${timeline.id}`)}`].join('\n')}
municipality: ${timeline.nis === null ? 'null' : quote(timeline.nis)}
plan: ${plan.id}
start: ${start}
length: ${length}
levels:
  - { id: basic, title: { en: Basic, nl: Basis } }
roles:
  - { id: lead, title: { en: Incident lead, nl: Incidentleider } }
objectives:
${declareObjective(plan.declared, 60)}world: {}
injects:
${injects.join('')}\
end:
  at: ${length}
questions:
  - { id: well, text: { en: What went well?, nl: Wat ging goed? } }
  - { id: better, text: { en: What must be better?, nl: Wat moet beter? } }
`
}

const who: Text = { en: `${toDo}: who tells it?`, nl: `${toDo}: wie vertelt het?` }

const head: Text = {
  en: `\
The draft of a scenario, made from a timeline of what really happened.
Write what starts with ${toDo}, say to whom and how each message comes, and describe the world: hosts, services, backups,
people. What the timeline says is what was known later: a message says what people knew then.
cyber-respond drill lint tells what is still missing; runbooks/drills/README.md tells how it is done.`,
  nl: `\
Een ontwerp van een scenario, gemaakt uit een tijdlijn van wat echt gebeurd is.
Schrijf wat met ${toDo} begint, zeg bij wie en hoe elk bericht aankomt, en beschrijf de wereld: toestellen, diensten,
back-ups, mensen. De tijdlijn zegt wat men achteraf wist: een bericht zegt wat men toen wist.
cyber-respond drill lint zegt wat nog ontbreekt; runbooks/drills/README.md zegt hoe het moet.`,
}

/** A guess, by how long it lasts already. */
function phaseAt(minute: number): string {
  if (minute < 4 * 60) return 'isolate'
  if (minute < 24 * 60) return 'notify'
  return minute < 7 * 24 * 60 ? 'emergency' : 'restore'
}

function termOf(minutes: number): string {
  if (minutes > 0 && minutes % (24 * 60) === 0) return `${minutes / (24 * 60)}d`
  return minutes > 0 && minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`
}

/** A text that is there in English; the Dutch one is to be written. */
function toWrite(en: string, nl = `${toDo}: ${en}`): string {
  return `{ en: ${quote(en)}, nl: ${quote(nl.replace(`${toDo}: ${toDo}`, toDo))} }`
}

/** A text between quotes is the same in JSON and in YAML. */
function quote(text: string): string {
  return JSON.stringify(text)
}

export function comment(text: Text, lang: Lang): string {
  return pick(text, lang).replaceAll(/^/gm, '# ')
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ')
}
