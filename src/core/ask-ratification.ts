import { tellFaster } from './beside-others.ts'
import type { Journal } from './journal.ts'
import { knownPeople } from './known-people.ts'
import type { OperatorPort } from './ports.ts'
import { ratificationDraft, ratificationRequest } from './ratification.ts'
import { asText } from './text.ts'
import type { Book, View } from './view.ts'

/** Asks a second person, who is here now, about an act that went on without one. The answer is on record when it resolves. */
export async function askRatification(
  { operator, book }: { readonly operator: Pick<OperatorPort, 'ratify' | 'faster'>; readonly book: Pick<Book, 'base'> },
  journal: Journal,
  view: View,
  seq: number,
): Promise<void> {
  const alone = view.state.alone.find((one) => one.seq === seq && one.judged === null)
  if (alone === undefined) return journal.record([])
  const request = ratificationRequest(journal.state(), alone)
  const record = journal.state().steps.get(alone.step)
  const code = view.step(alone.step)?.step.code ?? alone.step
  const asked = { instance: alone.step, code, title: asText(alone.act.title) }
  const answer = (await operator.ratify?.(asked, request)) ?? null
  if (answer === null) return journal.record([])
  const stands = await journal.claim(
    [ratificationDraft(request, answer, knownPeople(book.base.profile))],
    ({ state }) =>
      state.steps.get(alone.step) === record && state.alone.some((one) => one.seq === seq && one.judged === null),
  )
  if (!stands) tellFaster(operator, journal, asked)
}
