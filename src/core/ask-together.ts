import { serves } from './bound-approval.ts'
import type { ApprovedAct } from './event.ts'
import { Fault } from './fault.ts'
import type { Journal } from './journal.ts'
import type { ActionPort, Actions, OperatorPort, Question } from './ports.ts'
import type { StepView } from './view.ts'
import { waitingAlong } from './waiting-along.ts'

/** The act of a step as an approval names it. */
export function approvedAct(
  { actions }: { readonly actions: Actions },
  { instance, step, title, scope }: StepView,
): ApprovedAct {
  const { action, retry } = step
  const port = actions[action.kind] as ActionPort
  return {
    act: instance,
    title: { en: title.en, nl: title.nl },
    what: port.describe(action as never, scope),
    attempts: retry?.attempts ?? 1,
  }
}

/**
 * The acts that are to be approved together with the one of this step: what the operator takes of those that wait for the same
 * role. None where the operator is never asked.
 */
export async function askTogether(
  ports: { readonly operator: OperatorPort; readonly actions: Actions },
  journal: Journal,
  own: StepView,
  asked: Question,
  actor: string,
): Promise<readonly ApprovedAct[]> {
  const { operator } = ports
  if (operator.together === undefined) return []
  const incident = journal.state().opened?.incident ?? ''
  const along = waitingAlong(journal.view(), own, (step) => {
    const act = described(ports, step)
    const given = step.record?.approved ?? null
    return act === null || (given !== null && serves(given, { incident, actor, act })) ? null : act
  })
  if (along === null || along.others.length === 0) return []
  const taken = new Set(await operator.together(asked, { ...along, actor, role: own.step.approve ?? '' }))
  return along.others.flatMap(({ act }) => (taken.has(act.act) ? [act] : []))
}

/** A step whose values can't be filled in says so when it is done, and keeps no other one waiting. */
function described(ports: { readonly actions: Actions }, step: StepView): ApprovedAct | null {
  try {
    return approvedAct(ports, step)
  } catch (error) {
    if (error instanceof Fault) return null
    throw error
  }
}
