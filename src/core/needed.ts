import type { Json } from './event.ts'
import { recordScope } from './record-scope.ts'
import type { Text } from './text.ts'
import type { StepView, View } from './view.ts'

/** Something that a step's card shows, as it is known now. `from`: where it would stand if it were known. */
export interface NeededNow {
  readonly what: Text
  readonly value: Json
  readonly from: 'profile' | 'record'
}

/** What the runbook says that a step's card shows, each with its value. Pure. */
export function neededOf(step: StepView, view: View): readonly NeededNow[] {
  const { shows = [] } = step.step
  if (shows.length === 0) return []
  const record = recordScope(view, step)
  return shows.map(({ what, value }) => ({
    what,
    value: step.look(value, { record }),
    from: /\b(facts|record|steps)\b/.test(value) ? 'record' : 'profile',
  }))
}
