import type { Draft } from '../../core/event.ts'
import type { ActionContext } from '../../core/ports.ts'
import type { WorldChange } from './own-commands.ts'

/** A change of the simulated world by what a step did, for the record. */
export function worldEvent(
  { cause, what, changes }: WorldChange,
  { actor, instance }: Pick<ActionContext, 'actor' | 'instance'>,
): Draft {
  const { en, nl } = what
  return { type: 'world.changed', actor, step: instance, data: { cause, what: { en, nl }, changes } }
}
