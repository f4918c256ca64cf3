import { type Before, isBusy } from './course.ts'
import type { Divergence } from './divergence.ts'
import type { LogEvent } from './event.ts'
import { itemsIn, removedThoughBegun } from './named-items.ts'

/** The reason why an answer can't have been put right here, or null: it stands in that line, and its step asks for it. */
export function correctionWrong(
  { course, state, planned, view }: Before,
  event: Extract<LogEvent, { type: 'fact.corrected' }>,
): Divergence | null {
  const { fact, of, value } = event.data
  if (isBusy(course, event.run)) return 'busy'
  if (event.step === undefined) return 'no-step'
  const given = Object.hasOwn(state.given, fact) ? state.given[fact] : undefined
  if (given === undefined || given.seq !== of || given.step !== event.step) return 'no-answer'
  const named = Object.hasOwn(state.items, fact) ? state.items[fact] : undefined
  if (named !== undefined) {
    const items = itemsIn(value)
    return items === null || removedThoughBegun(state, named, items).length > 0 ? 'other-list' : null
  }
  if (planned === null) return null
  if (view === null) return 'unknown-step'
  const { action } = view.step
  if (!planned.asks(action).has(fact)) return 'other-fact'
  const isOffered = action.kind !== 'choose' || action.options.some(({ id }) => id === value)
  return isOffered ? null : 'other-fact'
}
