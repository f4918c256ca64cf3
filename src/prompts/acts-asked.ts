import type { ApprovalRequest } from '../core/approval-request.ts'
import { pick, type Text } from '../core/text.ts'
import { hang } from '../ui/wrap.ts'
import type { Asker } from './asker.ts'
import { rows } from './rows.ts'

/** Shows what is to be approved: every act with what it does, and who does it. What is not named is not approved. */
export function tellActs(asker: Asker, { actor, what, bound: { acts } }: ApprovalRequest): void {
  const { look } = asker
  const by = [pick({ en: 'by', nl: 'door' }, look.lang), actor] as const
  if (acts.length < 2) {
    rows(asker, [[pick({ en: 'what', nl: 'wat' }, look.lang), what], by])
    return
  }
  const width = String(acts.length).length
  const lines = acts.map(({ title, what: does }, index) => {
    const said = `${look.say(title)}: ${look.say(does)}`
    return look.plain ? `${index + 1}. ${said}` : hang(` ${String(index + 1).padStart(width)}  `, said, look.columns)
  })
  asker.print(`\n${lines.join('\n')}`)
  rows(asker, [by])
}

/** The acts in the words of a question: one, or so many. */
export function actsAsked({ bound: { acts } }: ApprovalRequest): Text {
  return acts.length < 2 ? { en: 'this', nl: 'dit' } : { en: `all ${acts.length}`, nl: `alle ${acts.length}` }
}
