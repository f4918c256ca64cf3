import type { ApprovalRequest, ApprovalSigner } from '../core/approval-request.ts'
import { approvalText } from '../core/approval-text.ts'
import type { Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { falseAlarmMark, leftBehindTexts } from '../ui/false-alarm.ts'
import { hang } from '../ui/wrap.ts'
import type { PortAnswer } from './answer.ts'
import { askSignature } from './approval.ts'
import type { Asker } from './asker.ts'
import { askDecision, askSecondPerson } from './second-person.ts'

/** Why an incident was none, and the second person who agrees; null: back, and it goes on. */
export async function askFalseAlarm(
  asker: Asker,
  request: ApprovalRequest,
  view: View,
  signer: ApprovalSigner,
): Promise<PortAnswer<'falseAlarm'>> {
  const { actor, bound, role } = request
  const { look } = asker
  asker.tell({
    en: `${falseAlarmMark.en}: the incident is closed, no further step is done, and no clock applies any more. Its folder stays.`,
    nl: `${falseAlarmMark.nl}: het incident wordt afgesloten, er gebeurt geen stap meer, en geen klok geldt nog. De map blijft.`,
  })
  const left = leftBehindTexts(view)
  if (left.length > 0) {
    const lines = left.map((text) =>
      look.plain ? `${look.say(text)}.` : hang(`  ${look.signs.dot} `, look.say(text), look.columns),
    )
    asker.print(`\n${lines.join('\n')}\n`)
  }
  const reason = await asker.prose({
    en: 'Why was it a false alarm? (for the record; empty: back)',
    nl: 'Waarom was het vals alarm? (voor het logboek; leeg: terug)',
  })
  if (reason === '') return null
  const who: Text = {
    en: `Who agrees that it was a false alarm? (a second person, not ${actor}; empty: back)`,
    nl: `Wie gaat akkoord dat het vals alarm was? (een tweede persoon, niet ${actor}; leeg: terug)`,
  }
  const wrong = {
    en: `${actor} closes it and can't be the second person`,
    nl: `${actor} sluit af en kan niet de tweede persoon zijn`,
  }
  const approver = await askSecondPerson(asker, who, { actor, wrong })
  if (approver === '') return null
  const question: Text = {
    en: `${approver}: was it a false alarm? Type yes or no`,
    nl: `${approver}: was het vals alarm? Typ ja of nee`,
  }
  if (!(await askDecision(asker, question, agreeing, refusing))) return null
  const text = approvalText(bound, { approver, role, reason })
  const signature = await askSignature(asker, request, approver, text, signer)
  return signature === null ? { reason, approver } : { reason, approver, signature }
}

const agreeing: Text = { en: 'I agree', nl: 'ik ga akkoord' }
const refusing: Text = { en: 'no: it goes on', nl: 'nee: het gaat verder' }
