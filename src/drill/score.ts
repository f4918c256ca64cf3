import type { Rating } from '../core/event.ts'
import { Fault } from '../core/fault.ts'
import type { Expressions, Scope } from '../core/ports.ts'
import type { Text } from '../core/text.ts'
import type { Observation } from './drill-state.ts'
import { type Evidence, evidenceFor } from './evidence.ts'
import { endScope, type Played } from './played.ts'
import type { Objective } from './scenario.ts'

/** How well an objective was met, and why. */
export interface Score {
  readonly objective: Pick<Objective, 'id' | 'title'>
  readonly rating: Rating
  /** What its measure says, also where somebody judged otherwise. Null: it has none that can be evaluated. */
  readonly measured: Rating | null
  /** Who judged it, when the measure was overruled. */
  readonly judge: string | null
  /** Why a part of its measure can't be evaluated. */
  readonly problem: Text | null
  readonly evidence: readonly Evidence[]
}

/** Whether a measure or a person says how it went. Without either it counts as U, and nobody should read it as a failure. */
export function isJudged({ measured, judge }: Pick<Score, 'measured' | 'judge'>): boolean {
  return measured !== null || judge !== null
}

const best = ['P', 'S', 'M'] as const

/**
 * The rating of each objective: P, S or M, the first whose measure is true at the end of the exercise, else U. The last
 * judgement of a person counts before the measure. An objective without a measure that nobody judged is U. Never throws: a
 * measure that can't be evaluated is not true, and says so.
 */
export function score(played: Played): readonly Score[] {
  const { scenario, drill, expressions } = played
  const scope = endScope(played)
  return scenario.objectives.map((objective) => {
    const { id, title } = objective
    const { measured, problem, tried } = measure(objective, scope, expressions)
    const seen = drill.observations.filter((one) => one.objective === id)
    const judged = seen.findLast((one): one is Observation & { rating: Rating } => one.rating !== null)
    return {
      objective: { id, title },
      rating: judged?.rating ?? measured ?? 'U',
      measured,
      judge: judged?.actor ?? null,
      problem,
      evidence: evidenceFor(played, tried, seen),
    }
  })
}

function measure(
  { measure: expected }: Objective,
  scope: Scope,
  expressions: Expressions,
): { readonly measured: Rating | null; readonly problem: Text | null; readonly tried: readonly string[] } {
  const tried: string[] = []
  let problem: Text | null = null
  for (const rating of best) {
    const expression = expected[rating]
    if (expression === undefined) continue
    tried.push(expression)
    try {
      if (expressions.evaluate(expression, scope) === true) return { measured: rating, problem, tried }
    } catch (error) {
      problem = error instanceof Fault ? error.text : { en: String(error), nl: String(error) }
    }
  }
  return { measured: tried.length === 0 ? null : 'U', problem, tried }
}
