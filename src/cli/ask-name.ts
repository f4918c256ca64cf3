import { askPersonName } from '../adapters/prompt-name.ts'
import { exit, Fault } from '../core/fault.ts'
import type { Text } from '../core/text.ts'
import { createLook } from '../ui/look.ts'
import { createTerminal } from '../ui/terminal.ts'
import type { Host } from './host.ts'
import { loginName } from './operator-name.ts'
import { listenForSignals } from './signals.ts'
import { terminalAsker } from './terminal-asker.ts'

const nameAndKey: Text = {
  en: 'Your name, for the record and for the key that signs along',
  nl: 'Uw naam, voor het logboek en voor de sleutel die mee ondertekent',
}

/** Asks who acts, before anything is begun. Throws the Faults `interrupted` and `terminal.closed`. */
export async function askName(host: Host): Promise<string> {
  const signals = listenForSignals()
  try {
    const look = createLook(createTerminal(host.process, host), host.lang)
    const asker = terminalAsker(host, look, signals.signal)
    const login = loginName(host)
    return await askPersonName(asker, nameAndKey, login === null ? {} : { fallback: login })
  } catch (error) {
    throw error instanceof Fault ? nothingBegun(error, signals.exitCode()) : error
  } finally {
    signals.stop()
  }
}

/** She did not answer: the log was not even opened. */
function nothingBegun({ code, exit: usual, text }: Fault, signalled: number | null): Fault {
  return new Fault({
    code,
    exit: signalled === exit.terminated ? exit.terminated : usual,
    message: text,
    hint: {
      en: 'nothing was begun; give the same command again, with --operator NAME if you like',
      nl: 'er is niets begonnen; geef hetzelfde commando opnieuw, met --operator NAAM als u wilt',
    },
  })
}
