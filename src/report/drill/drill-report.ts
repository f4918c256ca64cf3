import type { Verification } from '../../audit/verification.ts'
import type { EventData, Exercise, Rating } from '../../core/event.ts'
import type { Text } from '../../core/text.ts'
import type { Gap } from '../../drill/gaps.ts'
import type { Intervention } from '../../drill/interventions.ts'
import type { DrillMetrics } from '../../drill/metrics.ts'
import type { Response } from '../../drill/responses.ts'
import type { Score } from '../../drill/score.ts'
import type { Happening, KeyLine, Person, StatedLine, StepLine } from '../report.ts'

/**
 * The lessons of a drill. This is also what `--format json` prints: `cyber-respond/drill-report@1`. Times are RFC 3339
 * UTC, `at` is the time of the exercise; minutes count from its beginning; `line` counts from 1. Members may be added,
 * never renamed.
 */
export interface DrillReport {
  readonly format: 'cyber-respond/drill-report@1'
  readonly madeAt: string
  readonly madeWith: string
  /** The versions that wrote the record, in the order in which they came. */
  readonly writtenWith: readonly string[]
  readonly drill: DrillLine
  readonly record: Verification
  /** The keys that vouch for the record, from their line on. */
  readonly keys: readonly KeyLine[]
  /** The persons behind the lines, without those who filled in the participants' form. */
  readonly people: readonly Person[]
  readonly messages: readonly MessageLine[]
  /** Messages of the script that never came; none are named until the exercise is over. */
  readonly unsent: readonly string[]
  /** The same messages by what people know them by. */
  readonly unsentNames: readonly Text[]
  readonly runbooks: readonly { readonly id: string; readonly title: Text }[]
  readonly steps: readonly StepLine[]
  readonly objectives: readonly ObjectiveLine[]
  readonly metrics: DrillMetrics
  /** The stated times as in the report of an incident, in the time of the exercise. */
  readonly stated: readonly StatedLine[]
  readonly writtenAfterwards: readonly StatedLine[]
  readonly strengths: readonly Text[]
  readonly gaps: readonly Gap[]
  /** Gaps and redlines with who does something about them until when: null where nobody said it yet. */
  readonly plan: readonly PlanLine[]
  readonly hotWash: readonly (Question & { readonly answers: readonly Answer[] })[]
  /** The participants' form: questions and answers, no names. */
  readonly feedback: readonly (Question & { readonly answers: readonly string[] })[]
  readonly observations: readonly ObservationLine[]
  /** The acts of persons on the exercise besides playing it. */
  readonly interventions: readonly Intervention[]
  readonly redlines: readonly {
    readonly line: number
    readonly actor: string
    readonly step: string
    /** The step's code and title. */
    readonly title: Text
    readonly text: string
  }[]
}

export interface DrillLine extends Exercise {
  readonly name: string
  readonly title: Text
  readonly summary: Text
  readonly sources: readonly string[]
  readonly levelTitle: Text
  readonly municipality: EventData['incident.opened']['municipality']
  readonly planTitle: Text
  /** The time of the exercise at its end. */
  readonly end: string
  /** The instant at which it was really played; null in a rehearsal, which has no other time. */
  readonly realFrom: string | null
  readonly realTo: string | null
  readonly ended: EventData['drill.ended']['why'] | null
  /** The minutes that the scenario lasts when nobody ends it. */
  readonly plannedMinutes: number
}

export interface MessageLine {
  readonly line: number
  readonly at: string
  readonly minute: number
  readonly inject: string | null
  readonly from: Text
  /** The role, and what the scenario calls it. */
  readonly to: string
  readonly toTitle: Text
  readonly channel: Text
  readonly text: Text
  readonly answer: {
    readonly line: number
    readonly actor: string
    readonly minute: number
    readonly text: string
  } | null
  /** The response that was expected after it. */
  readonly response: Response | null
}

export interface ObjectiveLine {
  readonly id: string
  readonly title: Text
  /** Null where nothing says it: not reached, or judged by nobody. */
  readonly rating: Rating | null
  readonly state: Score['state']
  readonly measured: Rating | null
  readonly judge: string | null
  readonly problem: Text | null
  readonly evidence: readonly DecidingLine[]
  /** The best rating that was missed, with the first part of its condition (CEL) that was not true. */
  readonly unmet: {
    readonly rating: Rating
    readonly condition: string
    readonly evidence: readonly DecidingLine[]
  } | null
}

export interface DecidingLine {
  readonly name: string
  readonly member: string | null
  /** The same in words. */
  readonly about: Text
  /** The line that says it; null: it never happened. */
  readonly said: Happening | null
}

export interface PlanLine extends Gap {
  readonly owner: string | null
  readonly due: string | null
  readonly done: string | null
}

interface Question {
  readonly question: string
  /** The same in both languages, where it is known. */
  readonly title: Text
}

interface Answer {
  readonly line: number
  readonly actor: string
  readonly text: string
}

export interface ObservationLine {
  readonly line: number
  readonly at: string
  readonly actor: string
  readonly text: string
  readonly objective: Text | null
  readonly player: string | null
  readonly rating: Rating | null
}
