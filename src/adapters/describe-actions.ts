import { actTraits } from '../core/act-traits.ts'
import type { ActionKind } from '../core/model.ts'
import type { ActionContext, ActionPort, Actions, Outcome } from '../core/ports.ts'

/**
 * The actions of a dry run: each says what it would do and does nothing. Only a command that its runbook marks as
 * reading only (`changes: false`) runs. Checks don't: they reach out to systems that an attacker may be watching.
 */
export function createDescribingActions(real: Actions): Actions {
  const run: ActionPort<'run'> = {
    ...told(real.run),
    perform: (action, context) =>
      action.run.changes ? told(real.run).perform(action, context) : real.run.perform(action, context),
  }
  return {
    confirm: told(real.confirm),
    ask: told(real.ask),
    choose: told(real.choose),
    run,
    check: told(real.check),
    call: told(real.call),
    notify: told(real.notify),
    evidence: told(real.evidence),
    cloud: told(real.cloud),
  }
}

/** Actions that describe what the program does by itself; what a person is asked stays as it is. */
export function describingWork(real: Actions): Actions {
  const described = createDescribingActions(real)
  const kinds = Object.keys(actTraits) as ActionKind[]
  const chosen = kinds.map((kind) => [kind, (actTraits[kind].takes === 'works' ? described : real)[kind]] as const)
  return Object.fromEntries(chosen) as unknown as Actions
}

type ActionOf<K extends ActionKind> = Parameters<ActionPort<K>['describe']>[0]

function told<K extends ActionKind>(real: ActionPort<K>): ActionPort<K> {
  const describe = real.describe.bind(real)
  const perform = async (action: ActionOf<K>, { scope }: ActionContext): Promise<Outcome> => ({
    result: 'done',
    summary: describe(action, scope),
  })
  return { pretends: true, describe, perform }
}
