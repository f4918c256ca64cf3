import { actTraits } from './act-traits.ts'
import type { Draft } from './event.ts'
import type { Expressions } from './expressions.ts'
import type { Journal } from './journal.ts'
import type { Action, ActionKind } from './model.ts'
import type {
  ActionContext,
  ActionPort,
  Actions,
  CheckPort,
  ClockPort,
  LogPort,
  OperatorPort,
  Question,
} from './ports.ts'
import type { State } from './state.ts'
import type { StepView } from './view.ts'

export interface StepPorts {
  readonly log: LogPort
  readonly clock: ClockPort
  readonly operator: OperatorPort
  readonly actions: Actions
  readonly checks: CheckPort
  readonly expressions: Expressions
  readonly signal: AbortSignal
  /** `500ms`, `30s`, `15m` as milliseconds. */
  duration(text: string): number
  /** Tells what goes on. `code`: of which step, where several are done at once. */
  progress(line: string, code?: string): void
  /** Who stopped this act alone; null: nobody did. */
  stoppedBy?(): string | null
}

/** One step that is being done. */
export interface Doing {
  readonly ports: StepPorts
  readonly journal: Journal
  readonly view: StepView
  /** The state in which it was looked up. */
  readonly seen: State
  readonly asked: Question
  readonly context: ActionContext
  readonly port: ActionPort<ActionKind>
  readonly action: Action
}

/** Whether it may be left half done. */
export function changes({ port, action }: Pick<Doing, 'port' | 'action'>): boolean {
  return actTraits[action.kind].does === 'changes' && port.pretends !== true
}

/** An event of it, in the name of who does it. */
export function draft<T extends Draft['type']>(
  doing: Doing,
  type: T,
  data: Extract<Draft, { type: T }>['data'],
): Draft {
  return { type, actor: doing.context.actor, step: doing.view.instance, data } as Draft
}
