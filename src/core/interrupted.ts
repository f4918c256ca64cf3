import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'

/** An act was cut off before its end, or somebody wants to be gone: what is on record is safe. */
export function interrupted(): Fault {
  return new Fault({
    code: 'interrupted',
    exit: exit.interrupted,
    message: { en: 'interrupted: nothing is lost', nl: 'onderbroken: er is niets verloren' },
    hint: { en: 'go on with: cyber-respond resume', nl: 'ga verder met: cyber-respond resume' },
  })
}
