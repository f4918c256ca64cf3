import { counted } from '../../core/counted.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import type { FaultCode } from '../../core/fault-codes.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { pick, type Text } from '../../core/text.ts'
import { decidingLines } from '../../drill/deciding.ts'
import { atLevel, type Scenario, type Team } from '../../drill/scenario.ts'
import { type Score, score } from '../../drill/score.ts'
import { findMunicipality, municipalityOf } from '../../municipality/find-municipality.ts'
import type { Municipality } from '../../municipality/register.ts'
import { didYouMean } from '../../runbook/finding.ts'
import { expressions } from '../../runbook/template.ts'
import { rehearsalWhy } from '../../ui/rehearsal-why.ts'
import { sayIn } from '../../ui/say.ts'
import { repertoireOf } from '../../ui/terminal.ts'
import { wrapText } from '../../ui/wrap.ts'
import { bookOf } from '../wiring/book.ts'
import type { Host } from '../wiring/host.ts'
import type { Incident } from '../wiring/incident.ts'
import { scenarioNamed, shippedScenarios } from './files.ts'
import { prepareDrill } from './prepare.ts'
import { type Rehearsed, rehearse } from './rehearsal.ts'

export interface RehearseOptions {
  readonly level?: string
  readonly team?: string
  readonly municipality?: string
}

/** A municipality for scenarios that are for any. */
const anyMunicipality = '12040'

/** Plays scenarios with their scripted teams, at every level, in no time, and shows how each team would be rated. */
export async function drillRehearse(host: Host, names: readonly string[], options: RehearseOptions): Promise<number> {
  const scenarios =
    names.length === 0
      ? await shippedScenarios(host)
      : await Promise.all(names.map((name) => scenarioNamed(host, name, 'unchecked')))
  const say = sayIn(host.lang, repertoireOf(host.process.env))
  const results: object[] = []
  for (const { scenario, bytes } of scenarios) {
    const municipality = placeOf(scenario, options.municipality)
    for (const level of wantedLevels(scenario, options.level)) {
      const incident = await incidentOf(host, municipality, scenario, bytes, level)
      const coming = comingIn(scenario, level)
      const came = new Set<string | null>()
      for (const team of wantedTeams(scenario, options.team)) {
        const rehearsed = await rehearse({ incident, scenario, team, lang: host.lang })
        const scores = scoresOf(rehearsed, incident)
        const ratings = Object.fromEntries(scores.map(({ objective, rating }) => [objective.id, rating]))
        const why = scores.map((one) => ({ score: one, lines: decidingLines(one, rehearsed.events) }))
        const sent = new Set(rehearsed.drill.messages.map(({ inject }) => inject))
        for (const one of sent) came.add(one)
        const unsent = coming.filter((id) => !sent.has(id))
        const summary = summaryOf(rehearsed)
        results.push({
          ...{ scenario: scenario.id, level, team: team.id, ...summary, ratings, unsent },
          why: why.map(({ score: { objective, rating, state, unmet }, lines }) => ({
            ...{ objective: objective.id, rating, state },
            unmet: unmet === null ? null : { rating: unmet.rating, condition: unmet.condition },
            lines,
          })),
        })
        if (!host.json) {
          // Without a measure it is for an evaluator to judge, and there is none.
          const told = scores.map(({ objective, rating }) => `${objective.id} ${rating ?? '–'}`)
          const figures = pick(figuresOf(summary), host.lang)
          const head = `${scenario.id} ${level} ${pick(team.title, host.lang)}: ${told.join(', ')} (${figures})`
          host.stdout(`${onScreen(host, '', say(head))}\n`)
          for (const { score: one, lines } of why) {
            host.stdout(`${onScreen(host, '  ', say(rehearsalWhy(one, lines, host.lang)))}\n`)
          }
        }
      }
      const missed = coming.filter((id) => !came.has(id))
      if (missed.length > 0 && options.team === undefined && !host.json) {
        host.stderr(`${say(`${scenario.id} ${level}: ${pick(forNobody, host.lang)} ${missed.join(', ')}`)}\n`)
      }
    }
  }
  if (host.json) host.stdout(`${harmlessJson(results, 2)}\n`)
  return exit.done
}

/** A line that a terminal does not break inside a word; a file or a pipe gets it whole. */
function onScreen(host: Host, indent: string, text: string): string {
  if (host.process.stdout.isTTY !== true) return `${indent}${text}`
  const [first = '', ...more] = wrapText(text, host.columns - indent.length - 4)
  return [`${indent}${first}`, ...more.map((line) => `${indent}    ${line}`)].join('\n')
}

async function incidentOf(
  host: Host,
  municipality: Municipality,
  scenario: Scenario,
  bytes: Buffer,
  level: string,
): Promise<Incident> {
  const { opened, ready } = await prepareDrill(host, {
    ...{ municipality, scenario, scenarioBytes: bytes, level, start: undefined, profile: undefined },
  })
  return { folder: '', opened, ...ready, expressions, book: bookOf(ready.loaded, ready.profile, opened) }
}

function scoresOf({ scenario, drill, view, events }: Rehearsed, incident: Incident): readonly Score[] {
  return score({ scenario, drill, view, events, expressions: incident.expressions })
}

function summaryOf({ drill, events }: Rehearsed): {
  readonly minutes: number
  readonly messages: number
  readonly acts: number
} {
  const last = events.at(-1)
  const from = events[0]
  return {
    minutes:
      from === undefined || last === undefined ? 0 : Math.round((Date.parse(last.t) - Date.parse(from.t)) / 60_000),
    messages: drill.messages.filter(({ inject }) => inject !== null).length,
    acts: events.filter(({ type }) => type === 'step.outcome').length,
  }
}

const forNobody: Text = { en: 'no team got', nl: 'geen enkel team kreeg' }

/** The messages that come by themselves: whoever writes a scenario wants to know which of them never did. */
function comingIn(scenario: Scenario, level: string): readonly string[] {
  const { injects } = atLevel(scenario, level)
  return injects.flatMap(({ id, at, when }) => (at === undefined && when === undefined ? [] : [id]))
}

function figuresOf({ acts, messages, minutes }: ReturnType<typeof summaryOf>): Text {
  return {
    en: `${counted(acts, 'act', 'acts')}, ${counted(messages, 'message', 'messages')}, ${minutes} min`,
    nl: `${counted(acts, 'handeling', 'handelingen')}, ${counted(messages, 'bericht', 'berichten')}, ${minutes} min`,
  }
}

function placeOf(scenario: Scenario, wanted: string | undefined): Municipality {
  if (wanted !== undefined) return findMunicipality(wanted).municipality
  return municipalityOf(scenario.municipality ?? anyMunicipality)
}

function wantedLevels({ id, levels }: Scenario, wanted: string | undefined): readonly string[] {
  return only(
    levels.map((level) => level.id),
    wanted,
    (one) => ({ en: `${id} has no level "${one}"`, nl: `${id} heeft geen niveau "${one}"` }),
    'drill.level',
  )
}

function wantedTeams({ id, teams }: Scenario, wanted: string | undefined): readonly Team[] {
  if (teams.length === 0) throw noTeams(id)
  const ids = only(
    teams.map((team) => team.id),
    wanted,
    (one) => ({ en: `${id} has no team "${one}"`, nl: `${id} heeft geen team "${one}"` }),
    'drill.team',
  )
  return teams.filter((team) => ids.includes(team.id))
}

function only(
  ids: readonly string[],
  wanted: string | undefined,
  message: (one: string) => { readonly en: string; readonly nl: string },
  code: FaultCode,
): readonly string[] {
  if (wanted === undefined) return ids
  if (ids.includes(wanted)) return [wanted]
  throw new Fault({
    code,
    exit: exit.usage,
    message: message(wanted),
    hint: { en: `known: ${ids.join(', ')}`, nl: `bekend: ${ids.join(', ')}` },
    ...didYouMean(wanted, ids),
  })
}

function noTeams(id: string): Fault {
  return new Fault({
    code: 'drill.no-teams',
    exit: exit.invalid,
    message: { en: `nobody plays ${id}: it has no teams`, nl: `niemand speelt ${id}: er zijn geen teams in` },
    hint: {
      en: 'write a good and a bad team under teams: runbooks/drills/README.md says how',
      nl: 'schrijf een goed en een slecht team onder teams: runbooks/drills/README.md zegt hoe',
    },
  })
}
