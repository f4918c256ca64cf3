import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import type { KnownPerson } from '../../core/known-people.ts'
import type { Text } from '../../core/text.ts'
import type { Asker } from '../../prompts/asker.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from './host.ts'
import { listenForSignals } from './signals.ts'
import { terminalAsker } from './terminal-asker.ts'

/**
 * Asks a person before anything is begun: no log is open yet. `option` is what would have spared the question, `people` are those who
 * can be picked. Throws the Faults `interrupted` and `terminal.closed`, which say that nothing was begun.
 */
export async function askBefore<T>(
  host: Host,
  option: Text,
  ask: (asker: Asker) => Promise<T>,
  people: readonly KnownPerson[] = [],
): Promise<T> {
  const signals = listenForSignals()
  try {
    const look = createLook(createTerminal(host.process, host), host.lang)
    return await ask(terminalAsker(host, look, signals.signal, { people }))
  } catch (error) {
    throw error instanceof Fault ? nothingBegun(error, option, signals.exitCode()) : error
  } finally {
    signals.stop()
  }
}

function nothingBegun({ code, exit: usual, text }: Fault, option: Text, signalled: number | null): Fault {
  return new Fault({
    code,
    exit: signalled === exit.terminated ? exit.terminated : usual,
    message: text,
    hint: {
      en: `nothing was begun; give the same command again, with ${option.en} if you like`,
      nl: `er is niets begonnen; geef dezelfde opdracht opnieuw, met ${option.nl} als u wilt`,
    },
  })
}
