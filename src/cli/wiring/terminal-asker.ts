import type { KnownPerson } from '../../core/known-people.ts'
import type { MenuAsker } from '../../prompts/asker.ts'
import { askerAt } from '../../prompts/terminal-asker.ts'
import type { Look } from '../../ui/look.ts'
import type { Host } from './host.ts'

/** Asks at this terminal until `signal` is aborted; `news` and `people` as for `askerAt`. */
export function terminalAsker(
  { process: { stdin, stderr } }: Host,
  look: Look,
  signal: AbortSignal,
  more: { readonly people?: readonly KnownPerson[]; news?(): AbortSignal | null } = {},
): MenuAsker {
  return askerAt({ stdin, output: stderr, look, signal, ...more })
}
