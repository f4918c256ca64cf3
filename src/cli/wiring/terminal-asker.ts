import type { MenuAsker } from '../../prompts/asker.ts'
import { askerAt } from '../../prompts/terminal-asker.ts'
import type { Look } from '../../ui/look.ts'
import type { Host } from './host.ts'

/** Asks at this terminal until `signal` is aborted; `news` as for `askerAt`. */
export function terminalAsker(
  { process: { stdin, stderr } }: Host,
  look: Look,
  signal: AbortSignal,
  news: () => AbortSignal | null = () => null,
): MenuAsker {
  return askerAt({ stdin, output: stderr, look, signal, news })
}
