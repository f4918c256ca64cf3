import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { zone } from '../../core/clocks.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { pick } from '../../core/text.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { hang } from '../../ui/wrap.ts'
import type { Host } from '../wiring/host.ts'
import { kitFindings } from './doctor-kit.ts'
import { machineFindings } from './doctor-machine.ts'
import { modeFindings } from './doctor-modes.ts'
import { municipalityFindings } from './doctor-municipality.ts'
import { programFindings } from './doctor-program.ts'
import { recordFindings } from './doctor-records.ts'

/**
 * Looks whether this machine is ready for an incident, and says what is not: exit code 0 when all is well, 1 when something
 * needs attention. Runs nothing, needs no network, and changes nothing: the file that it writes to try the disk is gone again.
 */
export async function doctor(host: Host): Promise<number> {
  const today = wallClock.now().toZonedDateTimeISO(zone).toPlainDate().toString()
  const found = [
    ...machineFindings(host, process.versions.node, today),
    ...modeFindings(host),
    ...programFindings(),
    ...(await recordFindings(host)),
    ...(await municipalityFindings(host, today)),
    ...kitFindings(host, today),
  ]
  const isWell = found.every(({ state }) => state === 'well')
  if (host.json) {
    const findings = found.map(({ said, ...rest }) => ({ ...rest, said: pick(said, host.lang) }))
    host.stdout(`${harmlessJson({ format: 'cyber-respond/doctor@1', ready: isWell, findings }, 2)}\n`)
    return isWell ? exit.done : exit.failed
  }
  const look = createLook(createTerminal(host.process, host), host.lang)
  const { signs, ink, columns } = look
  for (const { state, said } of found) {
    const line = hang(`${state === 'well' ? signs.done : signs.unproven} `, look.say(said), columns)
    host.stdout(`${state === 'well' ? ink.good(line) : ink.warning(line)}\n`)
  }
  return isWell ? exit.done : exit.failed
}
