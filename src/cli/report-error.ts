import { keepBugReport } from '../adapters/home/bug-report.ts'
import { damagedProgram } from '../adapters/program/damaged-program.ts'
import { damagedFiles } from '../adapters/program/program-files.ts'
import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import type { FaultCode } from '../core/fault-codes.ts'
import { harmlessJson } from '../core/harmless.ts'
import { faultJson, renderFault } from '../ui/fault.ts'
import type { Host } from './wiring/host.ts'
import { version } from './wiring/version.ts'

/** Tells what went wrong on stderr and gives the exit code. What is not a Fault is a bug: its report goes to a file. */
export function reportError(error: unknown, host: Host): number {
  const fault = error instanceof Fault || isOfLoader(error) ? error : bug(error, host)
  host.stderr(
    host.json ? `${harmlessJson(faultJson(fault, host.lang))}\n` : renderFault(fault, host.lang, host.messageColumns),
  )
  return fault.exit
}

const ofLoader: ReadonlySet<unknown> = new Set<FaultCode>(['program.damaged', 'program.no-locks'])

/** The loader of an executable has Faults of its own for what it can't load. */
function isOfLoader(error: unknown): error is Fault {
  return error instanceof Error && 'code' in error && ofLoader.has(error.code)
}

function bug(error: unknown, host: Host): Fault {
  // Half a program fails anywhere, and no report of that helps.
  const damaged = damagedFiles()
  if (damaged.length > 0) return damagedProgram(damaged)
  const where = keepBugReport(host.home, version, error)
  return new Fault({
    code: 'bug',
    exit: exit.bug,
    message: { en: 'this is a bug in cyber-respond', nl: 'dit is een fout in cyber-respond zelf' },
    hint: {
      en: where === null ? 'what is in the record is safe' : `what is in the record is safe; the report is in ${where}`,
      nl:
        where === null
          ? 'wat in het logboek staat is veilig'
          : `wat in het logboek staat is veilig; het verslag staat in ${where}`,
    },
    cause: error,
  })
}
