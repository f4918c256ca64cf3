import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Remembered } from '../../audit/remembered-head.ts'
import { segmentName } from '../../audit/segment-name.ts'
import { realDisk } from '../disk/disk.ts'
import { keysFolder } from '../keys/log-key.ts'
import { forgottenHeads, headMemory, identityIn, type LogIdentity, rememberedHeads } from '../log/head-memory.ts'
import { segmentPath } from '../log/segments.ts'
import { type RecordSource, smallFile } from '../record/source.ts'
import { incidentNames, incidentsFolder } from './incident-files.ts'
import type { RecordKind } from './record-places.ts'

const kinds: readonly RecordKind[] = ['incident', 'drill']
/** The first lines name the key. */
const firstBytes = 64 * 1024

/** The folder in which this home keeps the key and the memory for the incidents, or for the drills. */
export function machineHome(home: string, kind: RecordKind): string {
  return kind === 'drill' ? join(incidentsFolder(home, kind), '.machine') : home
}

/**
 * The memory that this machine has of a record that somebody reads, wherever that lies; null: none. To be asked before
 * the record is read: whoever writes in it meanwhile only adds. A memory that can't be read is none.
 */
export async function rememberedOf(home: string, source: RecordSource): Promise<Remembered | null> {
  try {
    const name = segmentName(0)
    if (!source.list().includes(name)) return null
    const identity = identityIn((await smallFile(source, name, firstBytes)).subarray(0, firstBytes))
    return identity === null ? null : recalled(home, identity, source.path)
  } catch {
    return null
  }
}

/** The files, of incidents and of drills, in which this machine remembers heads and of which nothing can be read. */
export function forgottenMemories(home: string): readonly string[] {
  return kinds.flatMap((kind) => forgottenHeads(realDisk, keysFolder(machineHome(home, kind))))
}

/** The same of the folder of a record. */
export function rememberedOfFolder(home: string, folder: string): Remembered | null {
  const identity = identityOfFolder(folder)
  return identity === null ? null : recalled(home, identity, folder)
}

function recalled(home: string, identity: LogIdentity, path: string): Remembered | null {
  for (const kind of kinds) {
    const head = recall(keysFolder(machineHome(home, kind)), identity)
    if (head === null) continue
    const { lines: size, tree } = head.verified
    return { size, root: tree.root(), isInPlace: isInPlace(home, kind, path) }
  }
  return null
}

function recall(keys: string, identity: LogIdentity) {
  try {
    return headMemory(realDisk, keys).recall(identity)
  } catch {
    return null
  }
}

function isInPlace(home: string, kind: RecordKind, path: string): boolean {
  try {
    // A folder that a link in that place leads to is in that place too.
    const place = realpathSync(incidentsFolder(home, kind))
    if (dirname(realpathSync(path)) === place) return true
    return incidentNames(home, kind).some((name) => realpathSync(join(place, name)) === realpathSync(path))
  } catch {
    return false
  }
}

/** A record that this machine sealed and that is not in its home any more. */
export interface MissingRecord {
  readonly incident: string
  readonly lines: number
  readonly closed: boolean
  /** The file of what is remembered of it, to be taken away by who put the record away. */
  readonly memory: string
}

/** Incidents that this machine remembers and that are not in this home, under no name. */
export function missingRecords(home: string): readonly MissingRecord[] {
  const heads = headsOf(home)
  if (heads.length === 0) return []
  const names = incidentNames(home)
  const here = names.map((name) => identityOfFolder(join(incidentsFolder(home), name)))
  return heads.flatMap(({ first, path, head: { origin, verified } }) => {
    const incident = /^cyber-respond\/incident\/(.+)\/[0-9a-f]+$/.exec(origin)?.[1] ?? origin
    const isHere = here.some((one) => one !== null && (one.first === first || one.origin === origin))
    // Whether one that can't be read is it, is not known; whoever reads it says so.
    const mayBeHere = names.some((name, index) => name === incident && here[index] === null)
    return isHere || mayBeHere ? [] : [{ incident, lines: verified.lines, closed: verified.closed, memory: path }]
  })
}

/** The remembered heads of a home. What can't be read there is as good as forgotten. */
function headsOf(home: string): ReturnType<typeof rememberedHeads> {
  try {
    return rememberedHeads(realDisk, keysFolder(home))
  } catch {
    return []
  }
}

function identityOfFolder(folder: string): LogIdentity | null {
  try {
    const file = realDisk.open(segmentPath(folder, 0), 'read')
    try {
      const bytes = Buffer.alloc(firstBytes)
      return identityIn(bytes.subarray(0, realDisk.read(file, bytes, 0)))
    } finally {
      realDisk.close(file)
    }
  } catch {
    return null
  }
}
