import { basename, join } from 'node:path'
import {
  incidentNames,
  kindOf,
  newestIncident,
  pinnedIn,
  readPinned,
  recordFolder,
} from '../../adapters/home/incident-files.ts'
import type { RecordKind } from '../../adapters/home/record-places.ts'
import { type MissingRecord, missingRecords } from '../../adapters/home/remembered-records.ts'
import type { OwnCountersign } from '../../adapters/keys/operator-key.ts'
import { lockedFault } from '../../adapters/log/faults.ts'
import { resumeLog } from '../../adapters/log/files.ts'
import { logHost } from '../../adapters/log/host.ts'
import { type RecordSource, smallFile } from '../../adapters/record/source.ts'
import { keyOfAnother } from '../../core/approval-request.ts'
import type { Opened } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import type { Expressions } from '../../core/expressions.ts'
import { Fault } from '../../core/fault.ts'
import { empty, fold } from '../../core/fold.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { pinnedProfile, pinnedReadProfile } from '../../core/known-files.ts'
import type { Profile } from '../../core/profile.ts'
import type { State } from '../../core/state.ts'
import type { Book } from '../../core/view.ts'
import { sharedProfileName } from '../../core/withheld.ts'
import { emptyProfile } from '../../municipality/empty-profile.ts'
import { findMunicipality } from '../../municipality/find-municipality.ts'
import { maxFileSize } from '../../runbook/file-size.ts'
import { didYouMean } from '../../runbook/finding.ts'
import type { Loaded } from '../../runbook/load.ts'
import { expressions } from '../../runbook/template.ts'
import { bookOf } from './book.ts'
import type { Host } from './host.ts'
import { compiledOrLoadedPlan } from './load-plan.ts'
import { sealingOf } from './sealing.ts'

/**
 * The parts that an incident is run from: the book, the obligations' channels and the profile, all from the pinned
 * bytes.
 */
export interface Incident {
  readonly folder: string
  readonly opened: Opened
  readonly book: Book
  readonly loaded: Loaded
  readonly profile: Profile
  readonly expressions: Expressions
}

/**
 * The folder of the incident that a person means: its name, or the newest of a municipality, or the only one. To write
 * in it takes an open one; a closed one can still be read.
 */
export async function findIncident(host: Host, name: string | null, wanted: 'open' | 'any'): Promise<string> {
  const folder = await find(host, name, wanted)
  host.about(basename(folder))
  return folder
}

async function find(host: Host, name: string | null, wanted: 'open' | 'any'): Promise<string> {
  const names = incidentNames(host.home)
  if (name !== null && names.includes(name)) return recordFolder(host.home, 'incident', name)
  // A drill is only meant by its whole name.
  if (name !== null && incidentNames(host.home, 'drill').includes(name)) {
    return recordFolder(host.home, 'drill', name)
  }
  const gone = missingRecords(host.home)
  const missing = gone.find(({ incident }) => incident === name)
  if (missing !== undefined) throw goneIncident(missing)
  if (name !== null && /-\d{4}-\d{2}-\d{2}/.test(name)) throw unknownIncident(name, names)
  if (name !== null) {
    const municipality = findMunicipality(name).municipality
    const passed: string[] = []
    const found = await newestIncident(host.home, municipality, wanted, (one) => passed.push(one))
    if (found !== null) return found
    const own = gone.find(({ incident, closed }) => isOf(incident, municipality.slug) && (wanted === 'any' || !closed))
    throw own === undefined ? noIncident(municipality.name, passed) : goneIncident(own)
  }
  if (names.length === 1) return recordFolder(host.home, 'incident', names[0] as string)
  if (names.length > 0) throw severalIncidents(names)
  throw gone[0] === undefined ? noIncident(null) : goneIncident(gone[0])
}

/** Whether an incident's name is one of a municipality. */
export function isOf(incident: string, slug: string): boolean {
  return incident.startsWith(`${slug}-`) && /^\d{4}-/.test(incident.slice(slug.length + 1))
}

/**
 * An incident from its pinned bytes, which must be what its first event says. `ready` is what was read from the same bytes
 * a moment ago, when the incident was opened.
 */
export async function loadIncident(folder: string, opened: Opened, ready?: PinnedParts): Promise<Incident> {
  return incidentFrom(folder, opened, readPinned(folder, opened.pinned), { ready, stands: true })
}

/** The same of a folder or an archive that is only read. */
export async function incidentIn(source: RecordSource, opened: Opened): Promise<Incident> {
  const bytes = new Map(await pinnedIn(source, opened.pinned))
  const pinned = opened.pinned.map(({ name }) => name)
  const isWithheld = [pinnedProfile, pinnedReadProfile].some((name) => pinned.includes(name) && !bytes.has(name))
  if (!isWithheld) return incidentFrom(source.path, opened, bytes, {})
  // A copy without persons: what its profile says beside them came along, and no line vouches for it.
  for (const name of [pinnedProfile, pinnedReadProfile]) bytes.delete(name)
  bytes.set(pinnedProfile, await smallFile(source, sharedProfileName, maxFileSize))
  return incidentFrom(source.path, opened, bytes, {})
}

async function incidentFrom(
  folder: string,
  opened: Opened,
  bytes: ReadonlyMap<string, Buffer>,
  { ready, stands = false }: { readonly ready?: PinnedParts | undefined; readonly stands?: boolean },
): Promise<Incident> {
  const pinned = new Map(bytes)
  // Of a broken profile holds what could be read of it when the incident began.
  const name = pinned.has(pinnedReadProfile) ? pinnedReadProfile : pinnedProfile
  const profileBytes = pinned.get(name)
  for (const one of [pinnedProfile, pinnedReadProfile]) pinned.delete(one)
  const profile = ready?.profile ?? (await profileOf(join(basename(folder), 'pinned', name), opened, profileBytes))
  const loaded = ready?.loaded ?? (await compiledOrLoadedPlan(pinned, opened.plan))
  return { folder, opened, profile, loaded, expressions, book: bookOf(loaded, profile, opened, stands ? folder : null) }
}

export type PinnedParts = Pick<Incident, 'profile' | 'loaded'>

async function profileOf(file: string, opened: Opened, bytes: Buffer | undefined): Promise<Profile> {
  if (bytes === undefined) return emptyProfile(opened.municipality)
  const { readProfile } = await import('../../municipality/profile.ts')
  return readProfile(file, bytes)
}

/** The state of an incident, without taking its lock. */
export function stateOf(events: Parameters<typeof fold>[1]): State {
  return fold(empty, events)
}

export function openedOf(state: State, folder: string): Opened {
  if (state.opened !== null) return state.opened
  throw new Fault({
    code: 'incident.not-opened',
    exit: exit.log,
    message: { en: `${folder} holds no incident`, nl: `${folder} bevat geen incident` },
    hint: {
      en: 'cyber-respond activate <municipality> starts one',
      nl: 'cyber-respond activate <gemeente> start er een',
    },
  })
}

/**
 * Opens the log for writing, does the work, and closes the log whatever happens. `kind` says whose key seals it. A `fact` may be
 * written beside a session that is not alone, and so may who `joins`.
 */
export async function withLog<T>(
  host: Host,
  folder: string,
  work: (log: Awaited<ReturnType<typeof resumeLog>>['log'], state: State) => Promise<T>,
  kind: RecordKind = kindOf(folder),
  part: 'session' | 'joins' | 'fact' = 'session',
): Promise<T> {
  const sealing = await sealingOf(host, basename(folder), kind)
  const { log, state } = await resumeLog(folder, logHost(sealing), part)
  try {
    if (log.session !== null && !isShared(state)) throw lockedFault(folder, log.session.pid)
    if (sealing.countersign !== null) settleOwner(sealing.countersign, state)
    return await work(log, state)
  } finally {
    await log.close()
  }
}

/** Whether the open sessions let others write beside them. One that has not said so yet is alone. */
function isShared({ sessions }: State): boolean {
  const open = Object.values(sessions)
  return open.length > 0 && open.every(({ shared }) => shared)
}

/**
 * A key that the record names keeps that name. Who approved here with a key can't sign heads with it under another name: no
 * reader could tell the two apart.
 */
function settleOwner(own: OwnCountersign, { keys }: State): void {
  const known = keys[own.key]
  if (known?.isNamed === true) {
    own.knownAs(known.principal ?? own.principal)
    return
  }
  const wrongKey = keyOfAnother(keys, own.key, own.person)
  if (wrongKey !== null) throw wrongKey
  own.keepFrom(new Set(Object.values(keys).flatMap(({ principal }) => (principal === null ? [] : [principal]))))
}

/** `passed`: what there is of it and does not verify, so that nobody takes it for nothing. */
function noIncident(municipality: string | null, passed: readonly string[] = []): Fault {
  const [bad] = passed
  const shown = bad === undefined ? null : harmlessLine(bad, 200)
  const that = shown === null ? { en: '', nl: '' } : { en: ' that verifies', nl: ' waarvan het logboek klopt' }
  return new Fault({
    code: 'incident.none',
    exit: exit.usage,
    message:
      municipality === null
        ? { en: 'there is no incident here', nl: 'er is hier geen incident' }
        : {
            en: `${municipality} has no open incident here${that.en}`,
            nl: `${municipality} heeft hier geen lopend incident${that.nl}`,
          },
    hint:
      shown === null
        ? {
            en: 'cyber-respond activate <municipality> starts one',
            nl: 'cyber-respond activate <gemeente> start er een',
          }
        : {
            en: `the record of ${shown} is left as it is, what is wrong with it says: cyber-respond verify ${shown}`,
            nl: `het logboek van ${shown} blijft zoals het is, wat eraan schort zegt: cyber-respond verify ${shown}`,
          },
  })
}

/** The fault of an incident that is gone: nobody here knows more than that it was there. */
function goneIncident({ incident, lines }: MissingRecord): Fault {
  const shown = harmlessLine(incident, 100)
  return new Fault({
    code: 'incident.gone',
    exit: exit.log,
    message: {
      en: `${shown} is not here, and this machine’s own memory of heads says that it sealed ${lines} lines of it`,
      nl: `${shown} is er niet, en volgens het eigen geheugen van dit toestel verzegelde het er ${lines} regels van`,
    },
    hint: {
      en: 'it was moved, renamed or deleted: put it back, or look for a copy or an archive of it',
      nl: 'het werd verplaatst, hernoemd of gewist: zet het terug, of zoek een kopie of een archief ervan',
    },
  })
}

function unknownIncident(name: string, names: readonly string[]): Fault {
  const shown = harmlessLine(name, 100)
  const known = names.length === 0 ? null : harmlessLine(names.slice(-5).join(', '), 200)
  return new Fault({
    code: 'incident.unknown',
    exit: exit.usage,
    message: { en: `there is no incident "${shown}" here`, nl: `er is hier geen incident "${shown}"` },
    hint:
      didYouMean(name, names).hint ??
      (known === null
        ? { en: 'check the home, or give the municipality', nl: 'controleer de home, of geef de gemeente op' }
        : { en: `known: ${known}`, nl: `bekend: ${known}` }),
  })
}

function severalIncidents(names: readonly string[]): Fault {
  return new Fault({
    code: 'incident.ambiguous',
    exit: exit.usage,
    message: { en: `which incident: ${names.join(', ')}`, nl: `welk incident: ${names.join(', ')}` },
    hint: { en: 'name one of them', nl: 'noem er een' },
  })
}
