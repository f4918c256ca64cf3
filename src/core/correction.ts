import { factsOf } from './act-traits.ts'
import { contradictionsOf } from './contradictions.ts'
import { correctionEffects } from './correction-effects.ts'
import type { Draft, Json, LogEvent } from './event.ts'
import type { Expressions } from './expressions.ts'
import { fold } from './fold.ts'
import type { Field } from './model.ts'
import type { NamedItem } from './named-items.ts'
import { needs03 } from './needs.ts'
import { plan } from './planner.ts'
import type { Text } from './text.ts'
import type { Book, StepView, View } from './view.ts'

/** An answer that can be put right. */
export interface Correctable {
  /** The name of the answer, or of a list that was named. */
  readonly fact: string
  readonly field: Field
  readonly step: StepView
  /** The instance in whose name it was answered. */
  readonly where: string
  /** The items of a list that was named, because the profile did not know it; null: an answer. */
  readonly items: readonly NamedItem[] | null
  /** The line in which it stands. */
  readonly of: number
  readonly value: Json
}

/** The answers of a record that can be put right, in the order of its steps. */
export function correctables({ state, steps, clocks }: View): readonly Correctable[] {
  const obligations = clocks.map(({ obligation }) => obligation)
  return steps.flatMap((step) =>
    factsOf(step.step.action, obligations).flatMap((given) => {
      const { seq: of, step: where } = state.given[given.id] ?? {}
      if (of === undefined || where !== step.instance) return []
      const field: Field = { title: step.title, ...given }
      return [{ fact: given.id, field, step, where, items: null, of, value: state.facts[given.id] ?? null }]
    }),
  )
}

/** The lists of a record that were named during the incident, because the profile did not know them. */
export function namedLists({ state, steps }: View): readonly Correctable[] {
  return Object.entries(state.items).flatMap(([source, items]) => {
    const { seq: of, step: where } = state.given[source] ?? {}
    const step = steps.find((one) => one.step.each?.in === source && where === `${one.runbook}/${one.step.id}`)
    if (of === undefined || where === undefined || step?.step.each === undefined) return []
    const field: Field = { id: source, type: 'list', title: step.step.each.ask }
    return [{ fact: source, field, step, where, items, of, value: items.map(({ id, name }) => ({ id, name })) }]
  })
}

interface CorrectionParts {
  readonly book: Book
  readonly expressions: Expressions
  readonly now: Temporal.Instant
}

/** The line that puts an answer right, and what follows from it: both are worked out before it is on record. */
export function correction(
  { book, expressions, now }: CorrectionParts,
  view: View,
  { fact, field, where, of }: Correctable,
  { value, reason, actor }: { readonly value: Json; readonly reason: string; readonly actor: string },
): { readonly draft: Draft; readonly effects: readonly Text[] } {
  const data = { needs: needs03, fact, value, of, reason }
  const base = { type: 'fact.corrected', actor, step: where } as const
  const event: LogEvent = { ...base, data, seq: view.state.size, t: now.toString(), run: view.state.lastRun ?? '' }
  const after = plan(book, fold(view.state, [event]), expressions, now)
  const against = contradictedAnew(view, after, expressions)
  const draft: Draft = {
    ...base,
    data: against.length === 0 ? data : { ...data, against },
    ...(field.personal === true && value !== null ? { personal: ['/value'] } : {}),
  }
  return { draft, effects: correctionEffects(view, after, against, fact, expressions) }
}

/** The steps that were done and against which the record says something else than before, with all that it says. */
function contradictedAnew(
  before: View,
  after: View,
  expressions: Expressions,
): readonly { readonly step: string; readonly by: readonly Text[] }[] {
  return after.steps.flatMap((step) => {
    const known = before.step(step.instance)
    if (step.status !== 'done' || known === null || step.step.contradicted === undefined) return []
    const said = ({ en }: Text): string => en
    const [was, is] = [
      contradictionsOf(() => before, known, expressions),
      contradictionsOf(() => after, step, expressions),
    ]
    const [old, present] = [new Set(was.map(said)), new Set(is.map(said))]
    const added = is.filter((one) => !old.has(said(one)))
    const gone = was.filter((one) => !present.has(said(one)))
    if (added.length === 0 && gone.length === 0) return []
    const out = new Set(gone.map(said))
    const kept = (step.record?.contradicted?.by ?? []).map((one) =>
      typeof one === 'string' ? { en: one, nl: one } : one,
    )
    const all = [...kept.filter((one) => !out.has(one.en) && !added.some(({ en }) => en === one.en)), ...added]
    return [{ step: step.instance, by: all.map(({ en, nl }) => ({ en, nl })) }]
  })
}
