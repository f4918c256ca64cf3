import { isFault } from '../../core/fault.ts'
import { pick, type Text } from '../../core/text.ts'
import { foreignWarning } from '../../drill/foreign-scenario.ts'
import type { Scenario } from '../../drill/scenario.ts'
import type { Municipality } from '../../municipality/register.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import { listenForSignals } from '../wiring/signals.ts'
import { tellWarning } from '../wiring/tell-warning.ts'
import { terminalAsker } from '../wiring/terminal-asker.ts'

/**
 * Whether to begin. Where the scenario was written for another municipality, that is said and asked before anything is on
 * disk: a line alone would have left a small screen before anybody read it.
 */
export async function mayBegin(host: Host, scenario: Scenario, municipality: Municipality): Promise<boolean> {
  const warning = foreignWarning(scenario, municipality)
  if (warning === null) return true
  const look = createLook(createTerminal(host.process, host), host.lang)
  const signals = listenForSignals()
  const asker = terminalAsker(host, look, signals.signal)
  tellWarning(host, warning)
  host.stderr('\n')
  const begins = await asker
    .pick<boolean>(question, [
      { name: { en: 'Yes, play it', nl: 'Ja, speel het' }, value: true },
      { name: { en: 'No, begin nothing', nl: 'Nee, begin niets' }, value: false },
    ])
    .catch(nobodyAnswered)
    .finally(signals.stop)
  if (!begins) host.stderr(`${pick(nothingBegun, host.lang)}\n`)
  return begins
}

/** Ctrl-C and Ctrl-D begin nothing, and there is nothing yet to go on with. */
function nobodyAnswered(error: unknown): boolean {
  if (isFault(error, 'interrupted', 'terminal.closed')) return false
  throw error
}

const question: Text = { en: 'Play it all the same?', nl: 'Toch spelen?' }

const nothingBegun: Text = {
  en: 'No exercise was begun. cyber-respond drill list shows the scenarios.',
  nl: 'Er is geen oefening begonnen. cyber-respond drill list toont de scenario’s.',
}
