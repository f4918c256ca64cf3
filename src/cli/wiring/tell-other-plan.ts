import { harmlessLine } from '../../core/harmless.ts'
import { pick } from '../../core/text.ts'
import { wrapMessage } from '../../ui/wrap-message.ts'
import type { Host } from './host.ts'

/** `--plan` says how a new incident begins. One that is open keeps its own. */
export function tellOtherPlan(host: Host, opened: string, given: string | undefined): void {
  if (given === undefined || given === opened) return
  const shown = harmlessLine(opened, 100)
  const said = {
    en: `The incident that is open follows the plan ${shown}, and keeps it.`,
    nl: `Het incident dat loopt, volgt het plan ${shown}, en houdt dat.`,
  }
  host.stderr(`${wrapMessage(pick(said, host.lang), host.messageColumns, '')}\n`)
}
