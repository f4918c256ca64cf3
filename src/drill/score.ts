import type { Rating } from '../core/event.ts'
import type { Expressions, Scope } from '../core/expressions.ts'
import { Fault } from '../core/fault.ts'
import type { Text } from '../core/text.ts'
import { continuationOf, couldStill } from './could-still.ts'
import type { Observation } from './drill-state.ts'
import { type Evidence, evidenceFor } from './evidence.ts'
import { endScope, isCutShort, lastedMinutes, type Played, unsentOf } from './played.ts'
import type { Objective } from './scenario.ts'
import { firstUnmet } from './unmet.ts'

/** The rating of an objective, and why. */
export interface Score {
  readonly objective: Pick<Objective, 'id' | 'title'>
  /** Null where nothing says it: `not-reached`, `not-judged`. */
  readonly rating: Rating | null
  /**
   * `not-reached`: the exercise was over before its time was, or what it asks about never came to the players, so that a
   * better rating than the one that was measured could still have come. `not-judged`: it has no measure, and nobody judged.
   */
  readonly state: 'met' | 'not-met' | 'not-reached' | 'not-judged'
  /** The rating by its measure, also where somebody judged otherwise. Null: it has none that can be evaluated. */
  readonly measured: Rating | null
  /** The person who judged it, when the measure was overruled. */
  readonly judge: string | null
  /** The reason why a part of its measure can't be evaluated. */
  readonly problem: Text | null
  readonly evidence: readonly Evidence[]
  /** The best rating that was missed, and the first part of its condition that was not true. Null: it was P, or has no measure. */
  readonly unmet: Unmet | null
}

export interface Unmet {
  readonly rating: 'P' | 'S' | 'M'
  /** CEL: `closed["vpn"] <= 60`. */
  readonly condition: string
  /** The lines that it looks at. */
  readonly evidence: readonly Evidence[]
}

const best = ['P', 'S', 'M'] as const

/**
 * The rating of each objective: P, S or M, the first whose measure is true at the end of the exercise, else U. The last
 * judgement of a person counts before the measure. What an exercise that was cut short, or a message that never came, left
 * open has no rating; nor has an objective without a measure that nobody judged. Never throws: a measure that can't be
 * evaluated is not true, and says so.
 */
export function score(played: Played): readonly Score[] {
  const { scenario, drill, expressions } = played
  const scope = endScope(played)
  const unsent = unsentOf(played).map(({ id }) => id)
  const isShort = isCutShort(played)
  const goesOn = isShort || unsent.length > 0 ? continuationOf(scope, lastedMinutes(played), unsent, isShort) : null
  return scenario.objectives.map((objective) => {
    const { id, title } = objective
    const { measured, problem, tried } = measure(objective, scope, expressions)
    const seen = drill.observations.filter((one) => one.objective === id)
    const judged = seen.findLast((one): one is Observation & { rating: Rating } => one.rating !== null)
    const better = best.slice(0, measured === null || measured === 'U' ? best.length : best.indexOf(measured))
    const isOpen =
      goesOn !== null && better.some((one) => couldStill(objective.measure[one] ?? '', goesOn, expressions))
    const state = stateOf(judged?.rating ?? (isOpen ? null : measured), measured)
    return {
      objective: { id, title },
      rating: judged?.rating ?? (isOpen ? null : measured),
      state,
      measured,
      judge: judged?.actor ?? null,
      problem,
      evidence: evidenceFor(played, tried, seen),
      unmet: unmetOf(objective, measured, scope, played),
    }
  })
}

function stateOf(rating: Rating | null, measured: Rating | null): Score['state'] {
  if (rating === null) return measured === null ? 'not-judged' : 'not-reached'
  return rating === 'U' ? 'not-met' : 'met'
}

/** The conditions because of which it is not P; where P has no condition, those of the best that has. */
function unmetOf(
  { measure: expected }: Objective,
  measured: Rating | null,
  scope: Scope,
  played: Played,
): Unmet | null {
  const rating = best.find((one) => expected[one] !== undefined)
  if (rating === undefined || measured === null || measured === rating) return null
  try {
    const condition = firstUnmet(expected[rating] ?? '', (one) => played.expressions.evaluate(one, scope))
    return condition === null ? null : { rating, condition, evidence: evidenceFor(played, [condition], []) }
  } catch {
    return null
  }
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
