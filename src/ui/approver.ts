import type { Step } from '../core/model.ts'
import type { Text } from '../core/text.ts'
import { roleName } from './role.ts'

/** The words for what an approver needs besides his name, where the runbook says so. */
export function withOwnKey({ approveSigned }: Pick<Step, 'approveSigned'>): Text {
  return approveSigned === true
    ? { en: ', with an SSH key of his own', nl: ', met een eigen SSH-sleutel' }
    : { en: '', nl: '' }
}

/** The approver of a step: the role, and whether a typed name is enough. null: nobody need. */
export function approverOf(step: Step): Text | null {
  const { approve } = step
  if (approve === undefined) return null
  const key = withOwnKey(step)
  return { en: `${roleName(approve, 'en')}${key.en}`, nl: `${roleName(approve, 'nl')}${key.nl}` }
}
