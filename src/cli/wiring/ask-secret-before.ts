import { exit } from '../../core/exit-codes.ts'
import { Fault, isFault } from '../../core/fault.ts'
import type { Text } from '../../core/text.ts'
import { askSecret } from '../../prompts/secret.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from './host.ts'
import { listenForSignals } from './signals.ts'

/**
 * Asks whoever sits at the terminal for what nobody may read, before anything is begun; gives what `use` makes of it. Throws the
 * Faults `interrupted` and `terminal.closed`, which say that nothing was begun.
 */
export async function askSecretBefore<T>(host: Host, question: Text, use: (typed: string) => Promise<T>): Promise<T> {
  const signals = listenForSignals()
  const look = createLook(createTerminal(host.process, host), host.lang)
  const { stdin, stderr } = host.process
  try {
    return await askSecret({ stdin, output: stderr, look, signal: signals.signal }, question, use)
  } catch (error) {
    throw isFault(error, 'interrupted', 'terminal.closed') ? nothingBegun(error, signals.exitCode()) : error
  } finally {
    signals.stop()
  }
}

function nothingBegun({ code, exit: usual, text }: Fault, signalled: number | null): Fault {
  return new Fault({
    ...{ code, message: text },
    exit: signalled === exit.terminated ? exit.terminated : usual,
    hint: {
      en: 'nothing was begun, and nothing was written on the stick; give the same command again',
      nl: 'er is niets begonnen, en er is niets op de stick geschreven; geef dezelfde opdracht opnieuw',
    },
  })
}
