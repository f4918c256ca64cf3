import type { Action, Field } from './model.ts'

/** The questions that an act asks and whose answers become facts: its own, or those after a call. */
export function askedFields(action: Action): readonly Field[] {
  if (action.kind === 'ask') return action.fields
  return action.kind === 'call' ? (action.call.ask ?? []) : []
}
