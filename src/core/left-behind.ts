import type { StepView, View } from './view.ts'

/** The things that stay when an incident is closed as a false alarm: nobody undoes them, and nobody is told by itself. */
export interface LeftBehind {
  /** Steps that were done and changed something dangerous: a link is cut, an account is locked. */
  readonly changed: readonly StepView[]
  /** Steps in which somebody was reached, and the obligations whose notice went out. */
  readonly called: readonly StepView[]
  readonly sent: readonly string[]
  /** Services of the emergency cloud that were running when somebody last looked. */
  readonly services: readonly string[]
}

export function leftBehind({ state, steps }: View): LeftBehind {
  const done = steps.filter(({ status }) => status === 'done')
  const services = state.cloud?.services ?? []
  return {
    changed: done.filter(({ step }) => step.danger !== undefined),
    called: done.filter(({ step }) => step.action.kind === 'call'),
    sent: Object.entries(state.notices).flatMap(([id, { sent }]) => (sent === null ? [] : [id])),
    services: services.flatMap(({ name, state: is }) => (is === 'stopped' ? [] : [name])),
  }
}
