import { type Asker, createAsker } from '../adapters/prompt-asker.ts'
import { createAskKeys } from '../adapters/prompt-keys.ts'
import { createLineReader } from '../adapters/prompt-lines.ts'
import type { Look } from '../ui/look.ts'
import type { Host } from './host.ts'

/** Asks at this terminal until `signal` is aborted; `news` as for `createAskKeys`. */
export function terminalAsker(
  { process: { stdin, stderr } }: Host,
  look: Look,
  signal: AbortSignal,
  news?: Parameters<typeof createAskKeys>[3],
): Asker {
  return createAsker({
    look,
    output: stderr,
    keys: createAskKeys(stdin, stderr, signal, news),
    lines: () => createLineReader(stdin, signal),
  })
}
