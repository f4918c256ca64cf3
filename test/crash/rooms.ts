import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Disk } from '../../src/adapters/disk/disk.ts'
import { makeFolderDurably } from '../../src/adapters/disk/durable-folder.ts'
import { writeNewProfile } from '../../src/adapters/disk/new-profile.ts'
import { bytesOf } from '../../src/adapters/disk/whole-writes.ts'
import { createBlobs } from '../../src/adapters/evidence/blob-files.ts'
import { copyFiles } from '../../src/adapters/evidence/copy-files.ts'
import { createIncident } from '../../src/adapters/home/incident-files.ts'
import { createOutbox } from '../../src/adapters/notices/outbox-files.ts'
import type { RecordSource } from '../../src/adapters/record/source.ts'
import { giveOrder } from '../../src/adapters/simulated/drill-orders.ts'
import type { Blob } from '../../src/core/event.ts'
import { samples } from '../support/event-samples.ts'
import { memorySource } from '../support/memory-source.ts'
import { testKey, testOrigin } from '../support/test-key.ts'

/** A file that somebody was told is kept. */
export interface Kept {
  readonly path: string
  readonly bytes: Buffer
  /** Of several things in one file: which. */
  readonly part?: string
}

/** What is kept on a disk, in the order in which it is. */
export interface Room {
  readonly name: string
  /** The folder in which its files stand. */
  readonly folder: string
  /** Whether what stands under a name of its own may hold this. */
  fits(path: string, bytes: Buffer): boolean
  /** Whether what stands there now is all right, when this was the last that was told: the same if none is given. */
  holds?(there: Buffer, told: Buffer): boolean
  /** Makes what must be there before. */
  prepare(disk: Disk): void
  /** Keeps one thing after the other, and tells of each once it is kept. Does the same each time. */
  keep(disk: Disk, told: (kept: Kept) => void | Promise<void>): Promise<void>
  /** Files and folders that a wrong build forgets to sync: each of these must be noticed. */
  readonly forgotten: readonly (readonly [what: string, files: RegExp | null, folders: RegExp | null])[]
}

export const incident = '/home/incidents/one'
const noProgress = (): void => {}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function contentOf(disk: Disk, path: string): Buffer {
  const file = disk.open(path, 'read')
  try {
    return bytesOf(disk, file)
  } finally {
    disk.close(file)
  }
}

/** A file is named by its hash, and what stands under such a name has it. */
const fitsItsName: Room['fits'] = (path, bytes) => path.endsWith(`/${hashOf(bytes)}`)

/** Command output and documents, the second one twice. */
const blobs: Room = {
  name: 'blobs',
  folder: `${incident}/blobs`,
  fits: fitsItsName,
  prepare: (disk) => makeFolderDurably(disk, `${incident}/blobs`),
  async keep(disk, told) {
    for (const text of ['one', 'two'.repeat(300), 'two'.repeat(300)]) {
      const { sha256 } = await createBlobs(this.folder, disk).putText('output.txt', text)
      await told({ path: join(this.folder, sha256), bytes: Buffer.from(text) })
    }
  },
  forgotten: ofFolder(/\/blobs$/),
}

/** Two notices under one name, and the first once more. */
const outbox: Room = {
  name: 'outbox',
  folder: `${incident}/outbox`,
  fits: (_path, bytes) => ['Dear CCB', 'Dear GBA'].includes(bytes.toString()),
  prepare: (disk) => makeFolderDurably(disk, `${incident}/outbox`),
  async keep(disk, told) {
    for (const text of ['Dear CCB', 'Dear GBA', 'Dear CCB']) {
      const path = await createOutbox(this.folder, disk).write('notice.eml', text)
      await told({ path, bytes: Buffer.from(text) })
    }
  },
  forgotten: ofFolder(/\/outbox$/),
}

/** A build that forgets to sync the files of a folder, and one that forgets the folder. */
function ofFolder(folder: RegExp): Room['forgotten'] {
  const shown = folder.source.replaceAll(/[\\$]/g, '')
  return [
    [`the files in ${shown}`, new RegExp(`${folder.source.slice(0, -1)}/[^/]+$`), null],
    [`the folder ${shown}`, null, folder],
  ]
}

const [first, second] = ['format: first\n', `format: second\n${'#'.repeat(500)}\n`]

/** A profile where none was, and another one in its place. */
const profiles: Room = {
  name: 'profiles',
  folder: '/home/profiles',
  fits: (_path, bytes) => [first, second].includes(bytes.toString()),
  prepare: (disk) => makeFolderDurably(disk, '/home'),
  async keep(disk, told) {
    const path = join(this.folder, 'willebroek.yaml')
    for (const text of [first, second]) {
      // Who comes again finds one, and replaces it.
      const isThere = disk.others('/home').includes('profiles/') && disk.list(this.folder).includes('willebroek.yaml')
      writeNewProfile(path, text, isThere, '/home', disk)
      await told({ path, bytes: Buffer.from(text) })
    }
  },
  // While the second one takes the place of the first, either may be there.
  holds: (there, told) => there.equals(told) || (told.equals(Buffer.from(first)) && there.equals(Buffer.from(second))),
  forgotten: [...ofFolder(/\/profiles$/), ['the folder that it made', null, /^\/home$/]],
}

/** Evidence from a folder: a text, and a disk image that begins with a hole. `source` is a folder of the real disk. */
export function evidence(source: string): Room {
  return {
    name: 'evidence',
    folder: `${incident}/blobs`,
    fits: fitsItsName,
    prepare: (disk) => makeFolderDurably(disk, `${incident}/blobs`),
    async keep(disk, told) {
      const { files } = await createBlobs(this.folder, disk).take(source, noProgress)
      for (const { name, sha256 } of files) {
        const bytes = name.endsWith('disk.img') ? diskImage : Buffer.from('a line\n')
        await told({ path: join(this.folder, sha256), bytes })
      }
    },
    forgotten: ofFolder(/\/blobs$/),
  }
}

const mebibyte = 1024 * 1024
export const diskImage = Buffer.concat([Buffer.alloc(mebibyte), Buffer.from('the end')])

/** What of a stick can be read now. */
function stickOn(disk: Disk): (folder: string) => Promise<RecordSource> {
  return async (folder) => ({
    ...memorySource(new Map()),
    list: () => disk.list(join(folder, 'blobs')).map((name) => `blobs/${name}`),
    digest: async (name) => hashOf(contentOf(disk, join(folder, name))),
  })
}

/** Two files in custody, copied to a stick, and its manifest. */
const copies: Room = {
  name: 'copies',
  folder: '/stick/case/blobs',
  fits: fitsItsName,
  prepare: (disk) => makeFolderDurably(disk, '/stick'),
  async keep(disk, told) {
    const contents = ['small', 'x'.repeat(1000)].map((text) => Buffer.from(text))
    const files = contents.map((bytes): Blob => ({ name: 'x', sha256: hashOf(bytes), size: bytes.length }))
    const source = memorySource(new Map(contents.map((bytes) => [`blobs/${hashOf(bytes)}`, bytes])))
    const { copied } = await copyFiles(source, files, '/stick/case', noProgress, { disk, open: stickOn(disk) })
    for (const { sha256 } of copied) {
      const bytes = contents.find((one) => hashOf(one) === sha256) as Buffer
      await told({ path: join(this.folder, sha256), bytes })
    }
    const lines = copied.map(({ sha256 }) => `${sha256}  blobs/${sha256}\n`).join('')
    await told({ path: '/stick/case/MANIFEST.sha256', bytes: Buffer.from(lines) })
  },
  forgotten: [...ofFolder(/\/case\/blobs$/), ...ofFolder(/\/case$/), ['the folder that it made', null, /^\/stick$/]],
}

const pinned = [
  { name: 'profile.yaml', bytes: Buffer.from(first) },
  { name: 'small.plan.yaml', bytes: Buffer.from('format: plan\n') },
]

/** An incident begins: what its first line pins. */
const beginning: Room = {
  name: 'an incident that begins',
  folder: '/home/incidents',
  fits: (path, bytes) =>
    !path.includes('/pinned/') || pinned.some(({ name, bytes: own }) => path.endsWith(`/${name}`) && own.equals(bytes)),
  prepare: () => {},
  async keep(disk, told) {
    const { folder } = await createIncident({
      ...{ disk, home: '/home', slug: 'willebroek', date: '2026-11-24', actor: 'An', pinned },
      sealing: async () => ({ key: testKey(), memory: noMemory, origin: testOrigin, countersign: null }),
      opened: (name, files) => ({ ...samples['incident.opened'], incident: name, pinned: files }),
    })
    for (const { name, bytes } of pinned) await told({ path: `${folder}/pinned/${name}`, bytes })
  },
  forgotten: [
    ...ofFolder(/\/pinned$/),
    ['the folder in which it is built', null, /\/\.new-[^/]+$/],
    ['the folder of all incidents', null, /\/incidents$/],
  ],
}

const noMemory = { recall: () => null, remember: () => {} }

/** Orders of a facilitator, one behind the other in one file. */
const orders: Room = {
  name: 'orders',
  folder: '/home/drills/one/control',
  // A line that was cut off is no order, and waits for its end.
  fits: () => true,
  prepare: (disk) => makeFolderDurably(disk, '/home/drills/one'),
  async keep(disk, told) {
    for (const by of ['An', 'Els']) {
      const order = { kind: 'pause', by } as const
      giveOrder('/home/drills/one', order, disk)
      const bytes = Buffer.from(`${JSON.stringify(order)}\n`)
      await told({ path: join(this.folder, 'orders.jsonl'), bytes, part: by })
    }
  },
  // A line of its own, whatever stands before it.
  holds: (there, told) => `\n${there}`.includes(`\n${told}`),
  forgotten: [
    ['its file', /orders\.jsonl$/, null],
    ['its folder', null, /\/control$/],
    ['the folder that it made', null, /\/one$/],
  ],
}

export const rooms: readonly Room[] = [blobs, outbox, profiles, copies, beginning, orders]
