import { dirname } from 'node:path'
import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { createIncident, type PinnedFile } from '../../adapters/home/incident-files.ts'
import { loadProfile } from '../../adapters/home/profile-file.ts'
import { readRunbookFiles } from '../../adapters/home/runbook-files.ts'
import { zone } from '../../core/clocks.ts'
import type { Opened } from '../../core/event.ts'
import { pinnedProfile, pinnedReadProfile } from '../../core/known-files.ts'
import type { Profile } from '../../core/profile.ts'
import { emptyProfile } from '../../municipality/empty-profile.ts'
import type { Found } from '../../municipality/find-municipality.ts'
import { expressions } from '../../runbook/template.ts'
import { bookOf } from './book.ts'
import type { Host } from './host.ts'
import type { Incident } from './incident.ts'
import { compiledOrLoadedPlan } from './load-plan.ts'
import { operatorName } from './operator-name.ts'
import { sealingOf } from './sealing.ts'
import { usableProfile } from './usable-profile.ts'
import { version } from './version.ts'

export interface ActivateOptions {
  readonly profile?: string
  /** The id of a plan; undefined: the answers file's, or a person chooses. */
  readonly plan?: string
  readonly answers?: string
  readonly until?: string
  readonly parallel?: string
  readonly dryRun?: boolean
}

/** An incident that is not yet on disk: everything that its first event will say, and the bytes that it will pin. */
export interface Prepared {
  readonly incident: Incident
  readonly slug: string
  readonly pinned: readonly PinnedFile[]
}

/** `strict`: a broken profile is refused, by who only wants to know whether all is well. */
export async function prepare(
  host: Host,
  { municipality }: Found,
  options: { readonly plan: string; readonly profile?: string },
  how: 'usable' | 'strict' = 'usable',
): Promise<Prepared> {
  const file = options.profile ?? null
  const strict = how === 'strict' ? await loadProfile(host.home, municipality, file, host.process.cwd()) : null
  const given =
    how === 'usable' ? await usableProfile(host, municipality, file) : strict && { ...strict, read: null, unread: [] }
  const profile: Profile = given?.profile ?? emptyProfile(municipality)
  const files = await readRunbookFiles(host.runbooks)
  const loaded = await compiledOrLoadedPlan(files, options.plan)
  const pinned: PinnedFile[] = loaded.files.map((name) => ({ name, bytes: files.get(name) as Buffer }))
  for (const [name, bytes] of [
    [pinnedProfile, given?.bytes ?? null],
    [pinnedReadProfile, given?.read ?? null],
  ] as const) {
    if (bytes !== null) pinned.push({ name, bytes })
  }
  const { nis, name, province, policeZone } = municipality
  const opened: Opened = {
    incident: '',
    municipality: { nis, name, province, policeZone },
    plan: options.plan,
    version,
    nis2: profile.nis2.status,
    base: given === null ? host.process.cwd() : dirname(given.path),
    // Who puts them on disk says what they are.
    pinned: [],
    ...(given === null || given.unread.length === 0 ? {} : { unread: given.unread }),
  }
  const incident: Incident = { folder: '', opened, profile, loaded, expressions, book: bookOf(loaded, profile, opened) }
  return { incident, slug: municipality.slug, pinned }
}

/** Puts a prepared incident on disk: durable when the promise resolves. */
export async function create(host: Host, { incident, slug, pinned }: Prepared): Promise<string> {
  const today = wallClock.now().toZonedDateTimeISO(zone).toPlainDate().toString()
  const { folder } = await createIncident({
    home: host.home,
    slug,
    date: today,
    actor: operatorName(host),
    pinned,
    sealing: (name) => sealingOf(host, name),
    opened: (name, files) => ({ ...incident.opened, incident: name, pinned: files }),
  })
  return folder
}
