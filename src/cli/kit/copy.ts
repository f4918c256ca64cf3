import { basename, join } from 'node:path'
import { realDisk } from '../../adapters/disk/disk.ts'
import { makeFolderDurably } from '../../adapters/disk/durable-folder.ts'
import { incidentsFolder } from '../../adapters/home/incident-files.ts'
import { copyStopped, kitClosed, takesNoCopies } from '../../adapters/kit/kit-faults.ts'
import { readKit } from '../../adapters/kit/kit-folder.ts'
import { kitIdentity } from '../../adapters/kit/kit-home.ts'
import type { OwnKit } from '../../adapters/kit/own-kit.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmless, harmlessJson } from '../../core/harmless.ts'
import { pick } from '../../core/text.ts'
import { type Host, inHomeOfKit } from '../wiring/host.ts'
import { findIncident } from '../wiring/incident.ts'
import { openKitHome } from '../wiring/kit-home.ts'
import { operatorName } from '../wiring/operator-name.ts'
import { record } from '../wiring/record.ts'
import { stoppable } from '../wiring/stoppable.ts'
import { tellWarning } from '../wiring/tell-warning.ts'
import { withTransfer } from '../wiring/with-transfer.ts'
import { copyNote } from './copy-note.ts'
import { kitNamed } from './open.ts'

/** Copies the record of an incident to a kit, and notes that in the record. */
export async function copyToKit(host: Host, name: string, given: string | undefined): Promise<number> {
  const kit = kitNamed(host, given)
  const made = await copyNow(host, await findIncident(host, name, 'open'), kit)
  await record(host, name, async () => [
    { type: 'note.added', actor: operatorName(host), data: { text: pick(copyNote(kit, made), host.lang) } },
  ])
  host.stdout(host.json ? `${harmlessJson(made, 2)}\n` : `${made.sha256}  ${harmless(join(made.folder, made.file))}\n`)
  return exit.done
}

/** Copies the folder of a record to a kit; how far it is shows meanwhile. Throws `kit.no-copies`, and the Faults of the stick. */
export async function copyNow(host: Host, folder: string, kit: OwnKit) {
  const { recipient } = readKit(kit.folder).manifest
  if (recipient === null) throw takesNoCopies(kit.folder)
  const { copyRecord } = await import('../../adapters/kit/copy-record.ts')
  return stoppable(copyStopped, (goOn) =>
    withTransfer(host, (transfer) =>
      copyRecord(folder, kit.folder, recipient, (done, total) => {
        goOn()
        transfer(basename(folder), done, total)
      }),
    ),
  )
}

/** Brings the record of an incident from a kit to the kit's home on this laptop. */
export async function restoreFromKit(host: Host, incident: string, given: string | undefined): Promise<number> {
  const kit = kitNamed(host, given)
  const at = inHomeOfKit(host, kit)
  await openKitHome(at, kit, true)
  const identity = kitIdentity(at.home)
  if (identity === null) throw kitClosed()
  const folder = incidentsFolder(at.home)
  makeFolderDurably(realDisk, folder)
  const target = join(folder, basename(incident))
  const { restoreRecord } = await import('../../adapters/kit/restore-record.ts')
  await restoreRecord(kit.folder, basename(incident), identity, target)
  at.about(basename(incident))
  tellWarning(at, {
    en: 'From now on only one laptop may go on with this incident. Check it first: cyber-respond verify INCIDENT',
    nl: 'Vanaf nu mag maar één laptop met dit incident verdergaan. Kijk het eerst na: cyber-respond verify INCIDENT',
  })
  host.stdout(host.json ? `${harmlessJson({ folder: target })}\n` : `${harmless(target)}\n`)
  return exit.done
}
