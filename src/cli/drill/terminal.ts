import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import type { Host } from '../wiring/host.ts'

/** A drill is played by people at a terminal. Throws `drill.terminal` where there is none. */
export function requireTerminal(host: Host): void {
  if (host.interactive) return
  throw new Fault({
    code: 'drill.terminal',
    exit: exit.answerNeeded,
    message: {
      en: 'a drill is played at a terminal, and this is none',
      nl: 'een oefening wordt aan een terminal gespeeld, en dit is er geen',
    },
    hint: {
      en: 'to see one without people: cyber-respond drill rehearse; to follow one: drill control --watch',
      nl: 'om er een te zien zonder mensen: cyber-respond drill rehearse; om er een te volgen: drill control --watch',
    },
  })
}
