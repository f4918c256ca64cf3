import { randomUUID } from 'node:crypto'
import { type Dirent, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Blob, Draft, EventData, LogEvent } from '../core/event.ts'
import { exit, Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import { realDisk } from './disk.ts'
import { makeFolderDurably } from './durable-folder.ts'
import { createLog, readLog } from './log-files.ts'
import { logHost } from './log-host.ts'
import type { Sealing } from './log-seals.ts'
import { type RecordSource, smallFile } from './record-source.ts'
import { sha256 } from './sha256.ts'
import { syncFolder, writeTogether } from './write-together.ts'

/** A file as this incident pinned it: `name` is relative to `pinned/`. */
export interface PinnedFile {
  readonly name: string
  readonly bytes: Buffer
}

/** An incident, or a drill: the same kind of folder in another place, so that one never passes for the other. */
export type RecordKind = 'incident' | 'drill'

const places = { incident: 'incidents', drill: 'drills' } as const

export function incidentsFolder(home: string, kind: RecordKind = 'incident'): string {
  return join(home, places[kind])
}

/** What a folder is by its place. */
export function kindOf(folder: string): RecordKind {
  return basename(dirname(resolve(folder))) === places.drill ? 'drill' : 'incident'
}

/**
 * The folders of all incidents (or drills), by name. Folders that are still being made start with a point and are left out.
 * Throws the Fault `home.unreadable`.
 */
export function incidentNames(home: string, kind: RecordKind = 'incident'): readonly string[] {
  const folder = incidentsFolder(home, kind)
  if (!existsSync(folder)) return []
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error)
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
 * One whose log can't be read or was tampered with is no reason not to help the municipality now: it is passed over,
 * and `passed` is told its name.
 */
export async function newestIncident(
  home: string,
  { slug, nis }: { readonly slug: string; readonly nis: string },
  wanted: 'open' | 'any',
  passed: (name: string) => void = () => {},
  kind: RecordKind = 'incident',
): Promise<string | null> {
  const found: { folder: string; openedAt: string }[] = []
  for (const name of incidentNames(home, kind).filter((one) => one.startsWith(`${slug}-`))) {
    const folder = join(incidentsFolder(home, kind), name)
    const { events } = await readLog(folder).catch(() => {
      passed(name)
      return { events: [] }
    })
    const [first] = events
    if (first?.type !== 'incident.opened' || first.data.municipality.nis !== nis) continue
    // A drill that lies among the incidents is none, whoever put it there.
    if ((first.data.exercise !== undefined) !== (kind === 'drill')) continue
    if (wanted === 'open' && events.some(({ type }) => type === 'incident.closed' || type === 'drill.ended')) continue
    found.push({ folder, openedAt: first.t })
  }
  found.sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
  return found[0]?.folder ?? null
}

interface NewIncident {
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
 * durable, so that a crash leaves no half incident that could be taken for a real one.
 */
export async function createIncident(
  parts: NewIncident,
): Promise<{ readonly folder: string; readonly events: readonly LogEvent[] }> {
  const parent = incidentsFolder(parts.home, parts.kind)
  makeFolderDurably(realDisk, resolve(parent))
  const building = join(parent, `.new-${randomUUID()}`)
  const incident = freeName(parent, `${parts.slug}-${parts.date}`)
  try {
    for (const folder of [building, ...['pinned', 'blobs', 'outbox', 'cloud'].map((name) => join(building, name))]) {
      mkdirSync(folder, { mode: 0o700 })
    }
    writeTogether(join(building, 'pinned'), parts.pinned)
    const pinned = parts.pinned.map(({ name, bytes }) => ({ name, sha256: sha256(bytes), size: bytes.length }))
    const log = await createLog(building, logHost(await parts.sealing(incident)))
    const first: Draft = { type: 'incident.opened', actor: parts.actor, data: parts.opened(incident, pinned) }
    const events = await log.append([first], 0)
    await log.close()
    const folder = join(parent, incident)
    renameSync(building, folder)
    syncFolder(parent)
    return { folder, events }
  } catch (error) {
    rmSync(building, { recursive: true, force: true })
    throw error
  }
}

function freeName(parent: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`
    if (!existsSync(join(parent, candidate))) return candidate
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
  for (const { name, sha256: expected, size } of pinned) {
    const path = `pinned/${name}`
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
