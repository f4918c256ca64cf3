import type { LogEvent } from '../core/event.ts'
import type { Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'

/** The next act of those that were approved together, or that there is none: then she chooses, and hears why. */
type Next =
  | { readonly step: StepView }
  | { readonly step: null; readonly at: StepView | null; readonly why: Text | null }

/**
 * The acts that were approved together: they are done one after another, and nobody chooses each, until one does not end
 * as done.
 */
export interface Batch {
  /** Tells that these events are on record: an approval of several acts begins with the one that it was asked for. */
  kept(events: readonly LogEvent[]): void
  /** From now on all these are done, after the one that she begins with. */
  begin(steps: readonly StepView[], after: StepView): void
  next(view: View): Next
}

export function createBatch(): Batch {
  let current: string | null = null
  let left: readonly string[] = []
  return {
    kept: (events) => {
      for (const event of events) {
        if (event.type !== 'step.approved') continue
        const acts = event.data.bound?.acts.map(({ act }) => act) ?? []
        current = event.step ?? null
        left = acts.filter((act) => act !== event.step)
      }
    },
    begin: (steps, after) => {
      current = after.instance
      left = steps.map(({ instance }) => instance)
    },
    next: (view) => {
      const at = view.steps.find(({ instance }) => instance === current) ?? null
      const open = approvedIn(view).filter(({ instance }) => left.includes(instance))
      const [step] = open
      const goesOn = step !== undefined && (at === null || at.status === 'done')
      left = goesOn ? left.filter((instance) => instance !== step.instance) : []
      current = goesOn ? step.instance : null
      if (goesOn) return { step }
      return { step: null, at, why: at === null || step === undefined ? null : stopped(at, open.length) }
    },
  }
}

/** The steps that may be done by an approval that is on record. */
export function approvedIn({ ready }: View): readonly StepView[] {
  return ready.filter(({ record, status }) => status !== 'unknown' && (record?.approved?.bound ?? null) !== null)
}

function stopped({ step }: StepView, count: number): Text {
  return {
    en: `${step.code} is not done, so nothing goes on by itself. ${count} more ${count === 1 ? 'is' : 'are'} approved and can be done.`,
    nl: `${step.code} is niet gedaan, dus niets gaat vanzelf verder. Nog ${count} ${count === 1 ? 'is' : 'zijn'} goedgekeurd en ${count === 1 ? 'kan' : 'kunnen'} gedaan worden.`,
  }
}
