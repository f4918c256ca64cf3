import { correctables, correction, namedLists } from './correction.ts'
import type { Json } from './event.ts'
import type { Expressions } from './expressions.ts'
import type { Journal } from './journal.ts'
import type { ClockPort, OperatorPort } from './ports.ts'
import type { Book } from './view.ts'

/** Puts an answer right, in the name of who is here, and tells what follows from it. On record when it resolves. */
export async function putRight(
  parts: {
    readonly book: Book
    readonly expressions: Expressions
    readonly clock: ClockPort
    readonly operator: Pick<OperatorPort, 'actor' | 'changed'>
  },
  journal: Journal,
  { fact, value, reason }: { readonly fact: string; readonly value: Json; readonly reason: string },
): Promise<void> {
  const view = journal.view()
  const found = [...correctables(view), ...namedLists(view)].find((one) => one.fact === fact)
  if (found === undefined) return journal.record([])
  const asked = { instance: found.step.instance, code: found.step.step.code, title: found.field.title }
  const actor = await parts.operator.actor(asked)
  const { draft, effects } = correction({ ...parts, now: parts.clock.now() }, view, found, { value, reason, actor })
  await journal.record([draft])
  parts.operator.changed?.(effects)
}
