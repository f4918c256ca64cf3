import { tellFaster } from './beside-others.ts'
import { falseAlarmDraft, falseAlarmRequest } from './false-alarm.ts'
import { doneNow } from './hold.ts'
import type { Journal } from './journal.ts'
import { knownPeople } from './known-people.ts'
import type { OperatorPort } from './ports.ts'
import type { Book } from './view.ts'

/** Closes the incident as a false alarm, when who leads says why and a second person agrees. On record when it resolves. */
export async function askFalseAlarm(
  {
    operator,
    book,
  }: { readonly operator: Pick<OperatorPort, 'actor' | 'falseAlarm' | 'faster'>; readonly book: Pick<Book, 'base'> },
  journal: Journal,
): Promise<void> {
  const asked = { instance: '', code: '', title: { en: 'False alarm', nl: 'Vals alarm' } }
  const actor = await operator.actor(asked)
  const request = falseAlarmRequest(journal.state(), actor)
  const answer = (await operator.falseAlarm?.(request, journal.view())) ?? null
  if (answer === null) return journal.record([])
  const draft = falseAlarmDraft(request, answer, knownPeople(book.base.profile))
  // What somebody is doing comes to its end first.
  const stands = await journal.claim([draft], ({ state }) => state.closed === null && doneNow(state) === null)
  if (!stands) tellFaster(operator, journal, { ...asked, instance: doneNow(journal.state()) ?? '' })
}
