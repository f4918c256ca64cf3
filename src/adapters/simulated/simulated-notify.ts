import { exerciseWord } from '../../core/exercise-mark.ts'
import type { ActionPort, OperatorPort } from '../../core/ports.ts'
import { type Lang, pick } from '../../core/text.ts'
import type { DrillState } from '../../drill/drill-state.ts'
import { createNotifyAction } from '../notices/notify-action.ts'
import { exerciseStamp } from './exercise-stamp.ts'

type NotifyPorts = Parameters<typeof createNotifyAction>[0]

/** Notices that say that they are an exercise, and an addressee that gives a receipt. */
export function simulatedNotify(parts: Omit<NotifyPorts, 'stamp'> & { drill(): DrillState }): ActionPort<'notify'> {
  const action = (operator: OperatorPort): ActionPort<'notify'> =>
    createNotifyAction({ ...parts, operator, stamp: exerciseStamp })
  return {
    ...action(parts.operator),
    perform: (asked, context) => {
      const receipt = receiptNumber(asked.obligation, parts.drill())
      return action(withReceipt(parts.operator, receipt, parts.lang)).perform(asked, context)
    },
  }
}

/** `OEFENING-GDPR-33-2`: the second notice that went out. The same drill gives the same numbers. */
function receiptNumber(obligation: string, { sent }: DrillState): string {
  return `OEFENING-${obligation.toUpperCase()}-${Object.keys(sent).length + 1}`
}

function withReceipt(operator: OperatorPort, receipt: string, lang: Lang): OperatorPort {
  const words = { en: 'the receipt has the number', nl: 'het ontvangstbewijs heeft het nummer' }
  return {
    ...operator,
    ask: async (question, fields, known) => {
      if (!fields.some(({ id }) => id === 'reference')) return operator.ask(question, fields, known)
      operator.show(question, `${pick(exerciseWord, lang)}: ${pick(words, lang)} ${receipt}`)
      return operator.ask(question, fields, { ...known, reference: receipt })
    },
  }
}
