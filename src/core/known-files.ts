import type { LogEvent } from './event.ts'

/** A file that the record vouches for: where it stands in the incident's folder, what it must be, how people know it. */
export interface KnownFile {
  readonly path: string
  readonly sha256: string
  readonly size: number
  readonly name: string
}

/** The name under which a profile is pinned. Runbooks keep their own file names. */
export const pinnedProfile = 'profile.yaml'

/**
 * The name of the file, beside a profile that was broken, of what could be read of it: that is what holds in the
 * incident.
 */
export const pinnedReadProfile = 'profile.read.json'

/** Every file that an event names by its hash: pinned files, outputs, documents, proof, evidence. */
export function filesOf(event: LogEvent): readonly KnownFile[] {
  switch (event.type) {
    case 'incident.opened':
      return event.data.pinned.map((file) => ({ ...file, path: `pinned/${file.name}` }))
    case 'step.outcome':
    case 'step.overtaken': {
      const { blobs = [], proof } = event.data
      return [...blobs, ...(proof?.kind === 'file' ? [proof] : [])].map(inBlobs)
    }
    case 'step.decided':
      return event.data.proof?.kind === 'file' ? [inBlobs(event.data.proof)] : []
    case 'notice.prepared':
    case 'evidence.added':
      return event.data.files.map(inBlobs)
    default:
      return []
  }
}

function inBlobs({ name, sha256, size }: Omit<KnownFile, 'path'>): KnownFile {
  return { name, sha256, size, path: `blobs/${sha256}` }
}
