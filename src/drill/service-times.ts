import { parseDuration } from '../core/duration.ts'
import type { Scope } from '../core/expressions.ts'
import { plain, type Text } from '../core/text.ts'
import { lastedMinutes, type Replayable } from './played.ts'

/** Within how long a service must work again (`rto` of the catalogue). */
export interface ServiceTarget {
  readonly id: string
  readonly title: Text
  readonly rto: string
}

/** The minute (from the beginning) at which one real case of a service went through, against its target. */
export interface ServiceTime {
  readonly id: string
  readonly title: Text | null
  readonly minutes: number | null
  /** The target in minutes; null: the catalogue does not know the service. */
  readonly target: number | null
  /** `open`: not there yet, and its time was not over when the exercise ended. */
  readonly state: 'in-time' | 'late' | 'missed' | 'open' | 'no-target'
}

const step = 'emergency/real-case['

/**
 * The times at which services worked again, by the step that runs one real case of each. They are counted from the
 * beginning of the exercise, because a record does not say when a service went down.
 */
export function serviceTimes(played: Replayable, targets: readonly ServiceTarget[]): readonly ServiceTime[] {
  const { view, drill } = played
  const lasted = lastedMinutes(played)
  return view.steps.flatMap(({ instance, status, scope }) => {
    if (!instance.startsWith(step) || status === 'not-applicable') return []
    const id = instance.slice(step.length, -1)
    const known = targets.find((one) => one.id === id)
    const minutes = drill.done[instance] ?? null
    const target = known === undefined ? null : minutesOf(known.rto)
    return [{ id, title: known?.title ?? namedIn(scope), minutes, target, state: stateOf(minutes, target, lasted) }]
  })
}

/** The name that the profile gives a service, or that somebody gave it when the list was asked for. */
function namedIn(scope: Scope): Text | null {
  const { title, name } = (scope.service ?? {}) as { readonly title?: Text; readonly name?: unknown }
  return title ?? (typeof name === 'string' ? plain(name) : null)
}

function stateOf(minutes: number | null, target: number | null, lasted: number): ServiceTime['state'] {
  if (target === null) return 'no-target'
  if (minutes !== null) return minutes <= target ? 'in-time' : 'late'
  return lasted < target ? 'open' : 'missed'
}

function minutesOf(duration: string): number | null {
  try {
    return parseDuration(duration) / 60_000
  } catch {
    return null
  }
}
