import type { Rating } from '../core/event.ts'
import type { Text } from '../core/text.ts'
import type { DrillMetrics } from './metrics.ts'
import type { Score } from './score.ts'

/** A drill as it is compared. */
export interface Compared {
  readonly name: string
  readonly municipality: string
  readonly scenario: string
  readonly level: string
  /** The instant at which it was really played, RFC 3339; null: unknown. */
  readonly at: string | null
  readonly scores: readonly Pick<Score, 'objective' | 'rating'>[]
  readonly metrics: DrillMetrics
}

/**
 * Drills side by side, `cyber-respond/drill-comparison@1`: a value for each drill, in their order. Null: it did not happen, or the
 * drill has no such objective. `change` is better, worse or the same from the first to the last; null where that can't be said.
 */
export interface Comparison {
  readonly format: 'cyber-respond/drill-comparison@1'
  /** The reasons why figures of these drills say little about each other. */
  readonly cautions: readonly Text[]
  readonly drills: readonly Omit<Compared, 'scores' | 'metrics'>[]
  readonly ratings: readonly Row<Rating>[]
  readonly figures: readonly (Row<number> & { readonly unit: 'minutes' | 'count' })[]
}

interface Row<V> {
  readonly id: string
  readonly title: Text
  readonly values: readonly (V | null)[]
  readonly change: 'better' | 'worse' | 'same' | null
}

/** Sets drills side by side: those of one municipality in time, or one scenario of many municipalities. Pure. */
export function compare(drills: readonly Compared[]): Comparison {
  const objectives = new Map(
    drills.flatMap(({ scores }) => scores.map(({ objective }) => [objective.id, objective.title])),
  )
  return {
    format: 'cyber-respond/drill-comparison@1',
    cautions: cautionsOf(drills),
    drills: drills.map(({ scores: _scores, metrics: _metrics, ...rest }) => rest),
    ratings: [...objectives].map(([id, title]) => {
      const values = drills.map(({ scores }) => scores.find(({ objective }) => objective.id === id)?.rating ?? null)
      return { id, title, values, change: changeOf(values.map(rank), 'high') }
    }),
    figures: figures.map(({ id, title, unit, better, of }) => {
      const values = drills.map(({ metrics }) => of(metrics))
      return { id, title, unit, values, change: changeOf(unit === 'minutes' ? values.map(orNever) : values, better) }
    }),
  }
}

function cautionsOf(drills: readonly Compared[]): readonly Text[] {
  const differs = (of: (drill: Compared) => string): boolean => new Set(drills.map(of)).size > 1
  return [
    ...(differs(({ scenario }) => scenario)
      ? [
          {
            en: 'these drills had different scenarios: compare how people worked, not the figures',
            nl: 'deze oefeningen hadden verschillende scenario’s: vergelijk hoe er gewerkt werd, niet de cijfers',
          },
        ]
      : []),
    ...(differs(({ level }) => level)
      ? [{ en: 'these drills had different levels', nl: 'deze oefeningen hadden een verschillend niveau' }]
      : []),
  ]
}

interface Figure {
  readonly id: string
  readonly title: Text
  readonly unit: 'minutes' | 'count'
  readonly better: 'low' | 'high' | null
  of(metrics: DrillMetrics): number | null
}

const minutes = (id: string, en: string, nl: string, of: Figure['of']): Figure => {
  return { id, title: { en, nl }, unit: 'minutes', better: 'low', of }
}
const count = (id: string, en: string, nl: string, better: Figure['better'], of: Figure['of']): Figure => {
  return { id, title: { en, nl }, unit: 'count', better, of }
}
const states = (metrics: DrillMetrics, state: string): number =>
  metrics.responses.filter((one) => one.state === state).length

const figures: readonly Figure[] = [
  minutes('declare', 'declared after', 'afgekondigd na', ({ declare }) => declare),
  minutes('isolate', 'all links cut after', 'alle verbindingen dicht na', ({ isolate }) => isolate),
  minutes('warning', 'first notice after', 'eerste melding na', ({ warning }) => warning),
  minutes('public', 'public told after', 'inwoners ingelicht na', ({ publicMessage }) => publicMessage),
  minutes('answer', 'median time to answer', 'mediane tijd tot antwoord', ({ messages }) => messages.medianMinutes),
  count(
    'unanswered',
    'messages not answered',
    'berichten niet beantwoord',
    'low',
    ({ messages }) => messages.unanswered.length,
  ),
  count('in-time', 'responses in time', 'reacties op tijd', 'high', (metrics) => states(metrics, 'met')),
  count('answered', 'answered in time', 'op tijd beantwoord', 'high', (metrics) => states(metrics, 'answered')),
  count('late', 'responses late', 'reacties te laat', 'low', (metrics) => states(metrics, 'late')),
  count('missed', 'responses that did not come', 'reacties die niet kwamen', 'low', (metrics) =>
    states(metrics, 'missed'),
  ),
  count('done', 'steps done', 'stappen gedaan', 'high', ({ steps }) => steps.done),
  count(
    'unproven',
    'steps without their proof',
    'stappen zonder hun bewijs',
    'low',
    ({ steps }) => steps.unproven.length,
  ),
  count(
    'ownerless',
    'decisions without an owner',
    'beslissingen zonder verantwoordelijke',
    'low',
    ({ ownerless }) => ownerless.length,
  ),
  count('refused', 'approvals refused', 'goedkeuringen geweigerd', null, ({ refused }) => refused),
  count(
    'overdue',
    'clocks too late',
    'klokken te laat',
    'low',
    ({ clocks }) =>
      clocks.filter(({ status, weight }) => weight !== 'threat' && (status === 'overdue' || status === 'met-late'))
        .length,
  ),
]

function rank(rating: Rating | null): number | null {
  return rating === null ? null : 'UMSP'.indexOf(rating)
}

function orNever(value: number | null): number {
  return value ?? Number.POSITIVE_INFINITY
}

function changeOf(values: readonly (number | null)[], better: Figure['better']): Row<number>['change'] {
  const [first, last] = [values[0], values.at(-1)]
  if (values.length < 2 || better === null || first == null || last == null) return null
  if (first === last) return 'same'
  return last < first === (better === 'low') ? 'better' : 'worse'
}
