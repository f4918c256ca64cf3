import type { LogEvent } from '../core/event.ts'
import type { Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'

/** The next act of those that were approved together, or that there is none: then she chooses, and hears why. */
type Next =
  | { readonly step: StepView }
  | { readonly step: null; readonly at: StepView | null; readonly why: Text | null }

/**
 * The acts that were approved together, or go on together without a second person: they are done one after another, and nobody
 * chooses each, until one does not end as done.
 */
export interface Batch {
  /** Tells that these events are on record: an approval of several acts begins with the one that it was asked for. */
  kept(events: readonly LogEvent[]): void
  /** From now on all these are done, after the one that she begins with. */
  begin(steps: readonly StepView[], after: StepView): void
  /** From now on all these (by instance) go on without a second person, for this reason, after the one that she begins with. */
  beginAlone(instances: readonly string[], after: string, reason: string): void
  /** Why this act goes on alone, where that was said for it together with others; null: it is asked. */
  aloneFor(instance: string): string | null
  /** `going`: the steps that are being done. */
  next(view: View, going?: ReadonlySet<string>): Next
}

export function createBatch(): Batch {
  let current: string | null = null
  let left: readonly string[] = []
  let alone: string | null = null
  return {
    kept: (events) => {
      for (const event of events) {
        if (event.type !== 'step.approved') continue
        const acts = event.data.bound?.acts.map(({ act }) => act) ?? []
        current = event.step ?? null
        left = acts.filter((act) => act !== event.step)
        alone = null
      }
    },
    begin: (steps, after) => {
      current = after.instance
      left = steps.map(({ instance }) => instance)
      alone = null
    },
    beginAlone: (instances, after, reason) => {
      current = after
      left = instances
      alone = reason
    },
    aloneFor: (instance) => (instance === current ? alone : null),
    next: (view, going = new Set()) => {
      const at = current === null ? null : view.step(current)
      const reason = alone
      const mayBegin = reason === null ? approvedIn(view) : view.ready.filter(({ status }) => status !== 'unknown')
      const open = mayBegin.filter(({ instance }) => left.includes(instance))
      const [step] = open
      const goesOn = step !== undefined && (at === null || at.status === 'done' || going.has(at.instance))
      left = goesOn ? left.filter((instance) => instance !== step.instance) : []
      current = goesOn ? step.instance : null
      if (goesOn) return { step }
      alone = null
      if (at === null || step === undefined) return { step: null, at, why: null }
      return { step: null, at, why: (reason === null ? stopped : stoppedAlone)(at, open.length) }
    },
  }
}

/** The steps that may be done by an approval that is on record. */
export function approvedIn({ ready }: View): readonly StepView[] {
  return ready.filter(({ record, status }) => status !== 'unknown' && (record?.approved?.bound ?? null) !== null)
}

function stoppedAlone({ step }: StepView, count: number): Text {
  return {
    en: `${step.code} is not done, so nothing goes on by itself. ${count} more ${count === 1 ? 'waits' : 'wait'} for a second person.`,
    nl: `${step.code} is niet gedaan, dus niets gaat vanzelf verder. Nog ${count} ${count === 1 ? 'wacht' : 'wachten'} op een tweede persoon.`,
  }
}

function stopped({ step }: StepView, count: number): Text {
  return {
    en: `${step.code} is not done, so nothing goes on by itself. ${count} more ${count === 1 ? 'is' : 'are'} approved and can be done.`,
    nl: `${step.code} is niet gedaan, dus niets gaat vanzelf verder. Nog ${count} ${count === 1 ? 'is' : 'zijn'} goedgekeurd en ${count === 1 ? 'kan' : 'kunnen'} gedaan worden.`,
  }
}
