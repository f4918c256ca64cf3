import type { Choice } from '../core/ports.ts'
import type { Text } from '../core/text.ts'
import type { StepView } from '../core/view.ts'
import type { Asker } from './asker.ts'

/** The same choice with its reason, or null when there is none: then nothing happens. */
export async function withReason(
  asker: Asker,
  kind: Extract<Choice, { readonly instance: string; readonly reason: string }>['kind'],
  { instance, step }: StepView,
): Promise<Choice | null> {
  const why: Text = { en: `${step.code}: why? (empty: back)`, nl: `${step.code}: waarom? (leeg: terug)` }
  const reason = await asker.prose(why, { back: true })
  return reason === '' ? null : { kind, instance, reason }
}
