import { randomUUID } from 'node:crypto'
import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Blob, Draft, EventData, LogEvent } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault, isFault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { sharedProfileName } from '../../core/withheld.ts'
import { type Disk, realDisk } from '../disk/disk.ts'
import { codeOf, reasonOf } from '../disk/disk-errors.ts'
import { makeFolderDurably } from '../disk/durable-folder.ts'
import { sha256 } from '../disk/sha256.ts'
import { isReallyAbsent } from '../disk/stands-there.ts'
import { unwritableHome } from '../disk/unwritable.ts'
import { writeTogether } from '../disk/whole-file.ts'
import { firstEventIn, tailHolds } from '../log/ends.ts'
import { createLog, readLog, walkLog } from '../log/files.ts'
import { logHost } from '../log/host.ts'
import type { Sealing } from '../log/seal-files.ts'
import { refuseStrange } from '../log/strange-places.ts'
import { type RecordSource, smallFile } from '../record/source.ts'
import { withheldIn } from '../record/withheld.ts'
import { places, type RecordKind } from './record-places.ts'

/** A file as this incident pinned it: `name` is relative to `pinned/`. */
export interface PinnedFile {
  readonly name: string
  readonly bytes: Buffer
}

export function incidentsFolder(home: string, kind: RecordKind = 'incident'): string {
  return join(home, places[kind])
}

/** The kind of a folder by its place. */
export function kindOf(folder: string): RecordKind {
  return basename(dirname(resolve(folder))) === places.drill ? 'drill' : 'incident'
}

/**
 * The folders of all incidents (or drills), by name, those behind a link too. Folders that are still being made start with a
 * point and are left out. Throws the Fault `home.unreadable`: nobody says that there is none who could not look.
 */
export function incidentNames(home: string, kind: RecordKind = 'incident'): readonly string[] {
  const folder = incidentsFolder(home, kind)
  return entriesOf(folder)
    .filter((entry) => !entry.name.startsWith('.') && mayBeFolder(folder, entry))
    .map((entry) => entry.name)
    .sort()
}

/** A link that leads nowhere may lead to a disk that is not here now. */
function mayBeFolder(parent: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  try {
    return statSync(join(parent, entry.name)).isDirectory()
  } catch {
    return true
  }
}

/** The folder of a record of this home. Throws `incident.unreadable` when nobody can look into it now. */
export function recordFolder(home: string, kind: RecordKind, name: string): string {
  const folder = join(incidentsFolder(home, kind), name)
  try {
    statSync(folder)
    return folder
  } catch (error) {
    throw unreadableIncident(name, error)
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (isReallyAbsent(folder, error)) return []
    const why = reasonOf(error)
    const shown = harmlessLine(folder, 200)
    throw new Fault({
      code: 'home.unreadable',
      exit: exit.log,
      message: { en: `${shown} can't be read (${why})`, nl: `${shown} is niet leesbaar (${why})` },
      hint: {
        en: 'it must be a folder that you may read; take another place with --home FOLDER',
        nl: 'het moet een map zijn die u mag lezen; kies een andere plaats met --home MAP',
      },
      cause: error,
    })
  }
}

/**
 * The newest incident of a municipality, or null. With `open`, one that is not closed. Reads without taking the lock.
 * One that was tampered with, or that holds no log, is no reason not to help the municipality now: it is passed over, and
 * `passed` is told its name. Throws `incident.unreadable` for one that nobody can read now: it may be the open one, and a
 * second record of one attack is worse than none for a moment.
 *
 * Who wants the open one will write in it, so every line is looked at. Who wants any only reads it, and says himself what is
 * wrong between the first line and the tail of a long record: these two are looked at then.
 */
export async function newestIncident(
  home: string,
  { slug, nis }: { readonly slug: string; readonly nis: string },
  wanted: 'open' | 'any',
  passed: (name: string) => void = () => {},
  kind: RecordKind = 'incident',
): Promise<string | null> {
  const isOurs = new RegExp(`^${slug}-(?:drill-)?\\d{4}-\\d{2}-\\d{2}`)
  /** Null: it is passed over. */
  const looking = async <T>(name: string, look: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await look()
    } catch (error) {
      if (isOurs.test(name) && !isSeen(error)) throw unreadableIncident(name, error)
      passed(name)
      return null
    }
  }
  const found: { name: string; folder: string; openedAt: string }[] = []
  for (const name of incidentNames(home, kind).filter((one) => one.startsWith(`${slug}-`))) {
    const folder = isOurs.test(name) ? recordFolder(home, kind, name) : join(incidentsFolder(home, kind), name)
    const read = await looking(name, async () =>
      wanted === 'open' ? readToWrite(folder) : { first: firstEventIn(realDisk, folder), isClosed: false },
    )
    if (read?.first?.type !== 'incident.opened' || read.first.data.municipality.nis !== nis) continue
    // A drill that lies among the incidents is none, whoever put it there.
    if ((read.first.data.exercise !== undefined) !== (kind === 'drill')) continue
    if (!read.isClosed) found.push({ name, folder, openedAt: read.first.t })
  }
  found.sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
  for (const { name, folder } of found) {
    if (wanted === 'open' || (await looking(name, () => isGood(folder))) === true) return folder
  }
  return null
}

/** Reads a record to write in it, and says now what stands in the way of that. */
async function readToWrite(folder: string) {
  refuseStrange(realDisk, folder)
  const { events } = await readLog(folder)
  const isClosed = events.some(({ type }) => type === 'incident.closed' || type === 'drill.ended')
  return { first: events[0] ?? null, isClosed }
}

/** The whole log is read where its tail does not tell. Throws what is wrong with it. */
async function isGood(folder: string): Promise<boolean> {
  if (!tailHolds(realDisk, folder)) await walkLog(folder, () => {})
  return true
}

/** Whether an error is about what was seen of the record, and not about a disk that did not answer. */
function isSeen(error: unknown): boolean {
  return isFault(error, 'log.tampered', 'log.missing')
}

/** The fault of an incident that can't be read now: it may be there, and open. */
function unreadableIncident(name: string, error: unknown): Fault {
  const shown = harmlessLine(name, 200)
  const code = reasonOf(error)
  const why = error instanceof Fault ? error.text : { en: code, nl: code }
  return new Fault({
    code: 'incident.unreadable',
    exit: exit.log,
    cause: error,
    message: {
      en: `the record of ${shown} can't be read now, so whether it is open is not known: ${why.en}`,
      nl: `het logboek van ${shown} is nu niet leesbaar, dus of het nog loopt, is niet bekend: ${why.nl}`,
    },
    hint: {
      en: 'no second incident is started beside it: put the disk or stick back, or see who may read it; or take another place with --home FOLDER',
      nl: 'er wordt geen tweede incident naast gestart: zet de schijf of stick terug, of kijk na wie het mag lezen; of neem een andere plaats met --home MAP',
    },
  })
}

interface NewIncident {
  readonly disk?: Disk
  readonly home: string
  readonly kind?: RecordKind
  readonly slug: string
  /** YYYY-MM-DD, in Brussels. */
  readonly date: string
  readonly actor: string
  readonly pinned: readonly PinnedFile[]
  sealing(incident: string): Promise<Sealing>
  opened(incident: string, pinned: readonly Blob[]): EventData['incident.opened']
}

/**
 * Makes an incident's folder. It is built under a hidden name and gets its own name only when its first event is
 * durable, so that a crash leaves no half incident that could be taken for a real one. Throws `home.unwritable` when the
 * disk does not take it; then nothing of it is left.
 */
export async function createIncident(
  parts: NewIncident,
): Promise<{ readonly folder: string; readonly events: readonly LogEvent[] }> {
  try {
    return await build(parts)
  } catch (error) {
    throw neverBegun(parts.home, error)
  }
}

/** The log's fault is about a hidden folder that is gone again, and says to go on with what never was. */
function neverBegun(home: string, error: unknown): unknown {
  const isOfLog = isFault(error, 'log.disk-full', 'log.unusable')
  if (error instanceof Fault && !isOfLog) return error
  const cause = isOfLog ? error.cause : error
  return codeOf(cause) === null ? error : unwritableHome(home, cause)
}

async function build(parts: NewIncident): Promise<{ readonly folder: string; readonly events: readonly LogEvent[] }> {
  const { disk = realDisk } = parts
  const parent = incidentsFolder(parts.home, parts.kind)
  makeFolderDurably(disk, resolve(parent))
  const building = join(parent, `.new-${randomUUID()}`)
  const incident = freeName(disk, parent, `${parts.slug}-${parts.date}`)
  try {
    for (const folder of [building, ...['pinned', 'blobs', 'outbox', 'cloud'].map((name) => join(building, name))]) {
      disk.makeFolder(folder)
    }
    writeTogether(disk, join(building, 'pinned'), parts.pinned)
    const pinned = parts.pinned.map(({ name, bytes }) => ({ name, sha256: sha256(bytes), size: bytes.length }))
    const log = await createLog(building, { ...logHost(await parts.sealing(incident)), disk })
    const first: Draft = { type: 'incident.opened', actor: parts.actor, data: parts.opened(incident, pinned) }
    const events = await log.append([first], 0).finally(() => log.close())
    const folder = join(parent, incident)
    disk.rename(building, folder)
    disk.syncFolder(parent)
    return { folder, events }
  } catch (error) {
    disk.removeFolder(building)
    throw error
  }
}

/** The name that an incident of that day would get now: another one may be faster. */
export function nextName(home: string, slug: string, date: string): string {
  const taken = new Set(incidentNames(home))
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${slug}-${date}` : `${slug}-${date}-${number}`
    if (!taken.has(name)) return name
  }
}

function freeName(disk: Disk, parent: string, name: string): string {
  const taken = new Set(disk.list(parent))
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`
    if (!taken.has(candidate)) return candidate
  }
}

/** The pinned bytes, checked against the hashes in the log. */
export function readPinned(folder: string, pinned: readonly Blob[]): ReadonlyMap<string, Buffer> {
  return new Map(
    pinned.map(({ name, sha256: expected }) => {
      const path = join(folder, 'pinned', name)
      const bytes = existsSync(path) && statSync(path).isFile() ? readFileSync(path) : null
      if (bytes === null || sha256(bytes) !== expected) throw pinnedChanged(path)
      return [name, bytes]
    }),
  )
}

/** The same of a folder or an archive that is only read. */
export async function pinnedIn(source: RecordSource, pinned: readonly Blob[]): Promise<ReadonlyMap<string, Buffer>> {
  const names = new Set(source.list())
  const found = new Map<string, Buffer>()
  const list = names.has(sharedProfileName) ? ((await withheldIn(source)) ?? []) : []
  const withheld = new Map(
    list.flatMap(({ path, why, sha256 }) => (why === 'contacts' ? [[path, sha256] as const] : [])),
  )
  for (const { name, sha256: expected, size } of pinned) {
    const path = `pinned/${name}`
    // Who takes these is told by their absence that another profile holds.
    if (!names.has(path) && withheld.get(path) === expected) continue
    const isThere = names.has(path) && source.size(path) === size
    const bytes = isThere ? await smallFile(source, path, size) : null
    if (bytes === null || sha256(bytes) !== expected) throw pinnedChanged(join(source.path, path))
    found.set(name, bytes)
  }
  return found
}

function pinnedChanged(path: string): Fault {
  return new Fault({
    code: 'incident.pinned-changed',
    exit: exit.log,
    message: {
      en: `${path} is not what this incident recorded when it was opened`,
      nl: `${path} is niet wat dit incident bij de opening heeft vastgelegd`,
    },
    hint: {
      en: 'put the original bytes back; the log holds their SHA-256',
      nl: 'zet de oorspronkelijke bytes terug; het logboek heeft hun SHA-256',
    },
  })
}
