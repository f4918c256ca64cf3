import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { profilePath } from '../adapters/profile-file.ts'
import { runbookFolder } from '../adapters/runbook-files.ts'
import { sha256 } from '../adapters/sha256.ts'
import { municipalityOf } from '../municipality/find-municipality.ts'
import { pinnedProfile } from './book.ts'
import type { Host } from './host.ts'
import type { Incident } from './incident.ts'

/** A pinned file whose counterpart on disk has changed since the incident was opened. */
export interface Drift {
  readonly name: string
  readonly pinned: string
  readonly path: string
}

export function driftNow(host: Host, incident: Incident): readonly Drift[] {
  const { nis } = incident.opened.municipality
  return incident.opened.pinned.flatMap(({ name, sha256: was }) => {
    const path =
      name === pinnedProfile
        ? profilePath(host.home, municipalityOf(nis))
        : join(host.runbooks ?? runbookFolder(), name)
    if (path === null || !existsSync(path) || sha256(readFileSync(path)) === was) return []
    return [{ name, pinned: join(incident.folder, 'pinned', name), path }]
  })
}
