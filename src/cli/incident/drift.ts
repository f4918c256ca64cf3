import { join } from 'node:path'
import { hashOfFile } from '../../adapters/disk/hash-of-file.ts'
import { sha256 } from '../../adapters/disk/sha256.ts'
import { ownProfilePath } from '../../adapters/home/profile-file.ts'
import { ownFiles } from '../../adapters/program/this-program.ts'
import { pinnedProfile, pinnedReadProfile } from '../../core/known-files.ts'
import { municipalityOf } from '../../municipality/find-municipality.ts'
import type { Host } from '../wiring/host.ts'
import type { Incident } from '../wiring/incident.ts'

/** A pinned file whose counterpart has changed since the incident was opened. `path` is null inside an executable. */
export interface Drift {
  readonly name: string
  readonly pinned: string
  readonly path: string | null
}

export function driftNow(host: Host, incident: Incident): readonly Drift[] {
  const { nis } = incident.opened.municipality
  return incident.opened.pinned.flatMap(({ name, sha256: was }) => {
    if (name === pinnedReadProfile) return []
    // What can't be read now is no change.
    const [path, now] =
      name === pinnedProfile
        ? onDisk(ownProfilePath(host.home, municipalityOf(nis)))
        : host.runbooks === null
          ? shipped(`runbooks/${name}`)
          : onDisk(join(host.runbooks, name))
    if (now === null || now === was) return []
    return [{ name, pinned: join(incident.folder, 'pinned', name), path }]
  })
}

/** Where a file is, and its hash now. */
type Counterpart = readonly [path: string | null, now: string | null]

function onDisk(path: string): Counterpart {
  return [path, hashOfFile(path) ?? hashOfFile(path.replace(/\.yaml$/, '.yml'))]
}

function shipped(name: string): Counterpart {
  const [path = null] = ownFiles.onDisk([name])
  try {
    return [path, sha256(ownFiles.read(name))]
  } catch {
    return [path, null]
  }
}
