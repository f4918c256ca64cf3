import { actTraits, factsOf } from './act-traits.ts'
import type { LogEvent } from './event.ts'
import type { ReplayFilter } from './event-trait.ts'
import { traitsOf } from './event-traits.ts'
import type { Action } from './model.ts'
import type { Book } from './view.ts'

/** Whether an event belongs to what was asked for. What needs the runbooks is left out without them. */
export function replayFilter(only: ReplayFilter | null, book: Book | null): (event: LogEvent) => boolean {
  if (only === null) return () => true
  const facts = only === 'decisions' ? factsOfChoices(book) : only === 'clocks' ? factsOfClocks(book) : none
  return (event) => traitsOf(event.type)?.filters.includes(only) === true || gives(event, facts)
}

const none: ReadonlySet<string> = new Set()

function gives(event: LogEvent, facts: ReadonlySet<string>): boolean {
  return event.type === 'step.outcome' && Object.keys(event.data.facts ?? {}).some((name) => facts.has(name))
}

function factsOfChoices(book: Book | null): ReadonlySet<string> {
  const actions: readonly Action[] = book?.runbooks.flatMap(({ steps }) => steps.map(({ action }) => action)) ?? []
  const choices = actions.filter(({ kind }) => actTraits[kind].decides)
  return new Set(choices.flatMap((action) => factsOf(action).map(({ id }) => id)))
}

/** The facts that start or stop a clock, besides the sending of a notice. */
function factsOfClocks(book: Book | null): ReadonlySet<string> {
  return new Set(
    book?.obligations.flatMap(({ from, metBy }) => [
      ...('fact' in from ? [from.fact] : []),
      ...(metBy === 'sent' ? [] : [metBy.fact]),
    ]),
  )
}
