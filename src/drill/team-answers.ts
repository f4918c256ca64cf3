import type { Json } from '../core/event.ts'
import { exerciseMark } from '../core/exercise-mark.ts'
import type { Expressions, Scope } from '../core/expressions.ts'
import type { Field } from '../core/model.ts'
import type { Team } from './scenario.ts'

/** The answer of scripted players where their team says nothing: what a form takes, and says that it is an exercise. */
export const filler = exerciseMark

/** Answers to a step's questions: the team's own, then what is known, then anything that the form takes. */
export function teamAnswers(
  team: Team,
  fields: readonly Field[],
  known: { readonly [id: string]: Json },
  now: Temporal.Instant,
  expressions: Expressions,
  scope: Scope,
): { readonly [id: string]: Json } {
  return Object.fromEntries(
    fields.map((field) => {
      const own = team.facts[field.id]
      if (own !== undefined) return [field.id, typed(field, expressions.render(own, scope))]
      return [field.id, known[field.id] ?? anyAnswer(field, now)]
    }),
  )
}

function typed({ type }: Field, answer: string): Json {
  if (type === 'number') return Number.isSafeInteger(Number(answer)) ? Number(answer) : 0
  return type === 'list' ? [answer] : answer
}

function anyAnswer({ type, options = [] }: Field, now: Temporal.Instant): Json {
  const any: { readonly [T in Field['type']]: Json } = {
    ...{ text: filler, person: filler, number: 1, datetime: now.toString({ smallestUnit: 'millisecond' }) },
    ...{ 'yes-no-unknown': 'unknown', choice: options[0]?.id ?? null, list: [filler] },
  }
  return any[type]
}
