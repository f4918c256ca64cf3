import type { Text } from '../../core/text.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { wrapText } from '../../ui/wrap.ts'
import type { Host } from './host.ts'

/** Says what to know before going on, broken between words, below an empty line. */
export function tellWarning(host: Host, text: Text): void {
  const look = createLook(createTerminal(host.process, host), host.lang)
  const lines = wrapText(look.say(text), look.columns).map((line) => look.ink.warning(line))
  host.stderr(`\n${lines.join('\n')}\n`)
}
