import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'

/** Somebody decided on the ground of a state that is not the log's: nothing is written. */
export function wrongSize(expected: number, actual: number): Fault {
  return new Fault({
    code: 'log.wrong-size',
    exit: exit.log,
    message: {
      en: `the log has ${actual} events where ${expected} were expected`,
      nl: `het logboek heeft ${actual} gebeurtenissen waar er ${expected} verwacht werden`,
    },
    hint: {
      en: 'resume the incident: it reads the log again',
      nl: 'hervat het incident: het logboek wordt dan opnieuw gelezen',
    },
  })
}
