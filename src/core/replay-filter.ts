import { decisions } from './decisions.ts'
import type { EventType, LogEvent } from './event.ts'
import type { Action } from './model.ts'
import type { Book } from './view.ts'

/** What a reader of a record can ask for alone. */
export const replayFilters = ['steps', 'decisions', 'notices', 'clocks', 'evidence', 'notes'] as const
export type ReplayFilter = (typeof replayFilters)[number]

const decided: ReadonlySet<EventType> = new Set([...decisions, 'incident.opened', 'incident.closed', 'redaction'])

/** Whether an event belongs to what was asked for. What needs the runbooks is left out without them. */
export function replayFilter(only: ReplayFilter | null, book: Book | null): (event: LogEvent) => boolean {
  switch (only) {
    case null:
      return () => true
    case 'steps':
      return ({ type }) => type.startsWith('step.')
    case 'decisions': {
      const chosen = factsOfChoices(book)
      return (event) => decided.has(event.type) || gives(event, chosen)
    }
    case 'notices':
      return ({ type }) => type.startsWith('notice.')
    case 'clocks': {
      const facts = factsOfClocks(book)
      return (event) => event.type === 'notice.sent' || gives(event, facts)
    }
    case 'evidence':
      return ({ type }) => type.startsWith('evidence.')
    case 'notes':
      return ({ type }) => type === 'note.added'
  }
}

function gives(event: LogEvent, facts: ReadonlySet<string>): boolean {
  return event.type === 'step.outcome' && Object.keys(event.data.facts ?? {}).some((name) => facts.has(name))
}

function factsOfChoices(book: Book | null): ReadonlySet<string> {
  const actions: readonly Action[] = book?.runbooks.flatMap(({ steps }) => steps.map(({ action }) => action)) ?? []
  return new Set(actions.flatMap((action) => (action.kind === 'choose' ? [action.fact] : [])))
}

/** What starts or stops a clock, besides the sending of a notice. */
function factsOfClocks(book: Book | null): ReadonlySet<string> {
  return new Set(
    book?.obligations.flatMap(({ from, metBy }) => [
      ...('fact' in from ? [from.fact] : []),
      ...(metBy === 'sent' ? [] : [metBy.fact]),
    ]),
  )
}
