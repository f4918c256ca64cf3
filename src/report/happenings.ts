import { actTraits } from '../core/act-traits.ts'
import type { LogEvent } from '../core/event.ts'
import { typesThatAre } from '../core/event-traits.ts'
import type { Told } from '../core/statements.ts'
import type { StepView, View } from '../core/view.ts'
import { eventText } from '../ui/event.ts'
import { marksOf, rulesOf, withMarks } from '../ui/stated.ts'
import type { Happening } from './report.ts'

/** The lists of a report that tell lines of the record, in words. */
export const lineLists = ['decisions', 'setbacks', 'notes', 'disturbances', 'timeline'] as const
export type Listed = (typeof lineLists)[number]

const decided = typesThatAre('told-as-decision')

const disturbing = typesThatAre('disturbance')

/** Whether a line is told in a list. */
export function listsOf({ steps }: View): Readonly<Record<Listed, (event: LogEvent) => boolean>> {
  const choices = new Set(
    steps.flatMap(({ instance, step }) => (actTraits[step.action.kind].decides ? [instance] : [])),
  )
  const chose = (event: LogEvent): boolean =>
    event.type === 'step.outcome' && event.data.result === 'done' && choices.has(event.step ?? '')
  return {
    decisions: (event) => decided.has(event.type) || chose(event),
    setbacks: (event) =>
      (event.type === 'step.outcome' || event.type === 'cloud.outcome') && event.data.result !== 'done',
    notes: ({ type }) => type === 'note.added',
    disturbances: (event) =>
      disturbing.has(event.type) || (event.type === 'incident.opened' && event.data.doubted !== undefined),
    timeline: () => true,
  }
}

/** Gives a line of the record in words. `told` is what persons stated in all of them. */
export function happenings(view: View, told: readonly Told[]): (event: LogEvent) => Happening {
  const byInstance = new Map<string, StepView>()
  for (const step of view.steps) {
    byInstance.set(step.instance, step)
    // A step whose items were named later stands in the record under its own name too.
    const whole = `${step.runbook}/${step.step.id}`
    if (!byInstance.has(whole)) byInstance.set(whole, step)
  }
  const rules = rulesOf(view)
  const bySeq = Map.groupBy(told, ({ seq }) => seq)
  return (event) => {
    const marks = marksOf(event.seq, bySeq.get(event.seq) ?? [], rules)
    const step = event.step === undefined ? undefined : byInstance.get(event.step)
    const own = step?.instance === event.step
    return {
      line: event.seq + 1,
      at: event.t,
      actor: event.actor,
      type: event.type,
      step: event.step ?? null,
      code: step?.step.code ?? null,
      title: step === undefined ? null : own ? step.title : (step.step.each?.ask ?? step.title),
      said: withMarks(eventText(event, view), marks),
    }
  }
}
