import { leftBehind } from '../core/left-behind.ts'
import { type SecondPerson, secondPerson } from '../core/second-person.ts'
import { both, type Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'

export const falseAlarmMark: Text = { en: 'FALSE ALARM', nl: 'VALS ALARM' }

/** The words for the closing as a false alarm. */
export function falseAlarmText({
  reason,
  form,
  ...agreed
}: SecondPerson & { readonly reason: string; readonly form: 'asserted' | 'signed' }): Text {
  const who = secondPerson(agreed)
  const signed = form === 'signed' ? { en: ', signed', nl: ', ondertekend' } : { en: '', nl: '' }
  return both(
    `incident closed as a ${falseAlarmMark.en}, agreed by ${who.en}${signed.en}`,
    `incident afgesloten als ${falseAlarmMark.nl}, akkoord van ${who.nl}${signed.nl}`,
    reason,
  )
}

/** A closed incident's status on that it was none: who closed it, why, and what stays; nothing where it was one. */
export function falseAlarmLines(view: View): readonly Text[] {
  const { falseAlarm } = view.state.closed ?? {}
  if (falseAlarm === undefined) return []
  const { by, reason } = falseAlarm
  const who = secondPerson(falseAlarm)
  return [
    {
      en: `closed by ${by}, agreed by ${who.en}: ${reason}. Nothing more is done.`,
      nl: `afgesloten door ${by}, akkoord van ${who.nl}: ${reason}. Er gebeurt niets meer.`,
    },
    ...leftBehindTexts(view),
  ]
}

/** What stays when an incident is closed as a false alarm: nobody undoes it, and nobody who was told hears of it by itself. */
export function leftBehindTexts(view: View): readonly Text[] {
  const { changed, called, sent, services } = leftBehind(view)
  const titleOf = (id: string): Text =>
    view.clocks.find(({ obligation }) => obligation.id === id)?.obligation.title ?? { en: id, nl: id }
  return [
    ...changed.map((step) => named(step, 'done, and not undone by this', 'gedaan, en hiermee niet ongedaan gemaakt')),
    ...(services.length === 0
      ? []
      : [
          {
            en: `the emergency cloud runs on (${services.join(', ')}): cyber-respond cloud down`,
            nl: `de noodcloud draait verder (${services.join(', ')}): cyber-respond cloud down`,
          },
        ]),
    ...called.map((step) => named(step, 'tell them that it was a false alarm', 'zeg hun dat het vals alarm was')),
    ...sent.map((id) => ({
      en: `${titleOf(id).en}: sent; tell them that it was a false alarm`,
      nl: `${titleOf(id).nl}: verstuurd; zeg hun dat het vals alarm was`,
    })),
  ]
}

function named({ step, title }: StepView, en: string, nl: string): Text {
  return { en: `${step.code} ${title.en}: ${en}`, nl: `${step.code} ${title.nl}: ${nl}` }
}
