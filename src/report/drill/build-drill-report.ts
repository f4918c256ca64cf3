import type { Verification } from '../../audit/verification.ts'
import { asText, pick, type Said, type Text } from '../../core/text.ts'
import type { View } from '../../core/view.ts'
import { questionSaid } from '../../drill/debriefing.ts'
import { director } from '../../drill/director.ts'
import type { Evidence } from '../../drill/evidence.ts'
import { evidenceWords } from '../../drill/evidence-words.ts'
import { gapsOf, improvementsOf } from '../../drill/gaps.ts'
import { interventionsOf } from '../../drill/interventions.ts'
import { messageName } from '../../drill/message-name.ts'
import { metrics } from '../../drill/metrics.ts'
import { endOf, plannedMinutes, type Replayable, unsentOf } from '../../drill/played.ts'
import { score } from '../../drill/score.ts'
import type { ServiceTarget } from '../../drill/service-times.ts'
import { stepName } from '../../drill/step-name.ts'
import { strengthsOf } from '../../drill/strengths.ts'
import { channelText } from '../../ui/drill-event.ts'
import { roleTitle } from '../../ui/role.ts'
import { buildReport } from '../build-report.ts'
import { peopleOf } from '../people.ts'
import type { Happening } from '../report.ts'
import type { DecidingLine, DrillLine, DrillReport, MessageLine, PlanLine } from './drill-report.ts'

/** `known` is the plan of the municipality as it stands, for owners and dates. */
export interface DrillReportParts {
  readonly played: Replayable
  readonly verification: Verification
  readonly planTitle: Text
  readonly targets: readonly ServiceTarget[]
  readonly known: readonly Pick<PlanLine, 'id' | 'owner' | 'due' | 'done'>[]
  readonly madeAt: string
  readonly madeWith: string
}

/** The report of a drill: pure, the same record and moment give the same report. */
export function buildDrillReport(parts: DrillReportParts): DrillReport {
  const { played, verification, planTitle, targets, known, madeAt, madeWith } = parts
  const { events, view, drill, scenario } = played
  const base = buildReport({ events, view, verification, planTitle, madeAt, madeWith })
  const scores = score(played)
  const found = metrics(played, targets)
  const judged = { played, scores, metrics: found }
  const objectives = new Map(scenario.objectives.map(({ id, title }) => [id, title]))
  // Until the exercise is over they are still to come, and a player can read a report.
  const unsent = drill.ended === null ? [] : unsentOf(played)
  const told = ({ name, member, seq }: Evidence): DecidingLine => ({
    ...{ name, member, about: evidenceWords(name, member, played) },
    said: saidIn(base.timeline, seq),
  })
  const named = events.filter((event) => event.type !== 'drill.answered' || event.data.form !== 'feedback')
  return {
    format: 'cyber-respond/drill-report@1',
    madeAt,
    madeWith,
    writtenWith: base.writtenWith,
    drill: drillLine(parts),
    record: verification,
    keys: base.keys,
    people: peopleOf(named, view).filter(({ name }) => name !== director),
    messages: messagesOf(played, found.responses),
    unsent: unsent.map(({ id }) => id),
    unsentNames: unsent.map(messageName),
    runbooks: runbooksOf(view),
    steps: base.steps,
    objectives: scores.map(({ objective, evidence, unmet, ...rest }) => ({
      ...objective,
      ...rest,
      evidence: evidence.map(told),
      unmet: unmet === null ? null : { ...unmet, evidence: unmet.evidence.map(told) },
    })),
    metrics: found,
    stated: base.stated,
    writtenAfterwards: base.writtenAfterwards,
    strengths: strengthsOf(judged),
    gaps: gapsOf(judged),
    plan: improvementsOf(judged).map((gap) => {
      const { owner = null, due = null, done = null } = known.find(({ id }) => id === gap.id) ?? {}
      return { ...gap, owner, due, done }
    }),
    hotWash: answersTo(played, 'hot-wash').map(([question, answers]) => ({
      ...asked(question),
      answers: answers.map(({ seq, actor, answer }) => ({ line: seq + 1, actor, text: answer })),
    })),
    feedback: answersTo(played, 'feedback').map(([question, answers]) => ({
      ...asked(question),
      answers: answers.map(({ answer }) => answer),
    })),
    observations: drill.observations.map(({ seq, t, objective, ...rest }) => ({
      ...{ line: seq + 1, at: t, ...rest },
      objective: objective === null ? null : (objectives.get(objective) ?? asText(objective)),
    })),
    interventions: interventionsOf(events, scenario),
    redlines: drill.redlines.map(({ seq, ...rest }) => ({
      ...{ line: seq + 1, ...rest },
      title: stepName(rest.step, view) ?? asText(rest.step),
    })),
  }
}

function runbooksOf({ steps }: View): DrillReport['runbooks'] {
  const titles = new Map(steps.map(({ runbook, runbookTitle }) => [runbook, runbookTitle]))
  return [...titles].map(([id, title]) => ({ id, title }))
}

function saidIn(timeline: readonly Happening[], seq: number | null): Happening | null {
  return seq === null ? null : (timeline.find(({ line }) => line === seq + 1) ?? null)
}

function drillLine({ played, planTitle }: DrillReportParts): DrillLine {
  const { events, view, drill, scenario } = played
  const { opened } = view.state
  if (opened?.exercise === undefined) throw new Error('a drill report is of a drill')
  const { exercise, incident, municipality } = opened
  return {
    ...exercise,
    name: incident,
    title: scenario.title,
    summary: scenario.summary,
    sources: scenario.sources,
    levelTitle: scenario.levels.find(({ id }) => id === exercise.level)?.title ?? asText(exercise.level),
    municipality,
    planTitle,
    end: endOf(events)?.t ?? exercise.start,
    realFrom: events[0]?.wall ?? null,
    realTo: endOf(events)?.wall ?? null,
    ended: drill.ended,
    plannedMinutes: plannedMinutes(scenario),
  }
}

function messagesOf(
  { drill, scenario }: Replayable,
  responses: DrillReport['metrics']['responses'],
): readonly MessageLine[] {
  return drill.messages.map(({ seq, t, minute, inject, from, to, channel, text, answer }) => ({
    ...{ line: seq + 1, at: t, minute, inject, from: asText(from), to },
    toTitle: { en: roleTitle(scenario.roles, to, 'en'), nl: roleTitle(scenario.roles, to, 'nl') },
    channel: channelText(channel),
    text: asText(text),
    answer:
      answer === null ? null : { line: answer.seq + 1, actor: answer.actor, minute: answer.minute, text: answer.text },
    response: responses.find((one) => one.seq === seq) ?? null,
  }))
}

type Answered = Replayable['drill']['answers'][number]

/**
 * The answers by question, in the order in which they were first answered, whatever the language in which they were
 * asked.
 */
function answersTo(
  { drill, scenario }: Replayable,
  form: Answered['form'],
): readonly (readonly [Said, readonly Answered[]])[] {
  const answers = drill.answers.filter((one) => one.form === form)
  return [...Map.groupBy(answers, ({ question }) => questionSaid(scenario, question))]
}

function asked(question: Said): { readonly question: string; readonly title: Text } {
  return { question: pick(question, 'en'), title: asText(question) }
}
