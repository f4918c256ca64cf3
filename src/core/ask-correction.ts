import { isAlike, tellFaster } from './beside-others.ts'
import { type Correctable, correctables, correction, namedLists } from './correction.ts'
import type { Json } from './event.ts'
import type { Expressions } from './expressions.ts'
import type { Journal } from './journal.ts'
import type { ClockPort, OperatorPort } from './ports.ts'
import type { Book, View } from './view.ts'

/** Puts an answer right, in the name of who is here, and tells what follows from it. On record when it resolves. */
export async function putRight(
  parts: {
    readonly book: Book
    readonly expressions: Expressions
    readonly clock: ClockPort
    readonly operator: Pick<OperatorPort, 'actor' | 'changed' | 'faster'>
  },
  journal: Journal,
  { fact, value, reason }: { readonly fact: string; readonly value: Json; readonly reason: string },
): Promise<void> {
  const found = correctableIn(journal.view(), fact)
  if (found === undefined) return journal.record([])
  const asked = { instance: found.step.instance, code: found.step.step.code, title: found.field.title }
  const actor = await parts.operator.actor(asked)
  for (;;) {
    const view = journal.view()
    // The answer that she saw is the one that counts still.
    const now = correctableIn(view, fact)
    if (now?.of !== found.of) return tellFaster(parts.operator, journal, asked)
    const { draft, effects } = correction({ ...parts, now: parts.clock.now() }, view, now, { value, reason, actor })
    // What follows from it is worked out anew when anything else changed meanwhile.
    if (await journal.claim([draft], ({ state }) => isAlike(state, view.state)))
      return parts.operator.changed?.(effects)
  }
}

function correctableIn(view: View, fact: string): Correctable | undefined {
  return [...correctables(view), ...namedLists(view)].find((one) => one.fact === fact)
}
