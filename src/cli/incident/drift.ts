import { join } from 'node:path'
import { hashOfFile } from '../../adapters/disk/hash-of-file.ts'
import { ownProfilePath } from '../../adapters/home/profile-file.ts'
import { runbookFolder } from '../../adapters/home/runbook-files.ts'
import { pinnedProfile, pinnedReadProfile } from '../../core/known-files.ts'
import { municipalityOf } from '../../municipality/find-municipality.ts'
import type { Host } from '../wiring/host.ts'
import type { Incident } from '../wiring/incident.ts'

/** A pinned file whose counterpart on disk has changed since the incident was opened. */
export interface Drift {
  readonly name: string
  readonly pinned: string
  readonly path: string
}

export function driftNow(host: Host, incident: Incident): readonly Drift[] {
  const { nis } = incident.opened.municipality
  return incident.opened.pinned.flatMap(({ name, sha256: was }) => {
    if (name === pinnedReadProfile) return []
    const path =
      name === pinnedProfile
        ? ownProfilePath(host.home, municipalityOf(nis))
        : join(host.runbooks ?? runbookFolder(), name)
    // What can't be read now is no change.
    const now = hashOfFile(path) ?? hashOfFile(path.replace(/\.yaml$/, '.yml'))
    if (now === null || now === was) return []
    return [{ name, pinned: join(incident.folder, 'pinned', name), path }]
  })
}
