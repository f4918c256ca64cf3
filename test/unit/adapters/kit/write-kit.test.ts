import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Disk, realDisk } from '../../../../src/adapters/disk/disk.ts'
import { checkKit } from '../../../../src/adapters/kit/check-kit.ts'
import { roomForKit } from '../../../../src/adapters/kit/kit-folder.ts'
import { kitFormat, kitManifestText } from '../../../../src/adapters/kit/kit-manifest.ts'
import { writeKit } from '../../../../src/adapters/kit/write-kit.ts'
import { tempFolder } from '../../../support/run-cli.ts'

const files = [
  { path: 'README.txt', content: Buffer.from('read me') },
  { path: 'cyber-respond', content: { from: '/bin/true' }, runs: true },
  { path: 'paper/plan.nl.html', content: Buffer.from('<p>plan</p>') },
]

const kit = (folder: string, disk: Disk) =>
  writeKit(
    {
      ...{ folder, files, before: [] },
      describe: async (entries) => {
        const manifest = kitManifestText({
          ...{ format: kitFormat, id: '0123456789abcdef', made_at: '2026-11-30T07:00:00Z', version: '0.3.0' },
          ...{ made_by: 'Els', municipality: null, signer: null, container: null, recipient: null, files: entries },
        })
        return { manifest, signature: null }
      },
      progress: () => {},
    },
    disk,
  )

/** A disk that is pulled out at its nth act: that one and all that follow fail. */
function pulledAt(last: number): { readonly disk: Disk; acts(): number } {
  let acts = 0
  const acting = <F extends (...args: never[]) => unknown>(work: F): F =>
    ((...args: Parameters<F>) => {
      acts += 1
      if (acts > last) throw Object.assign(new Error('pulled'), { code: 'EIO' })
      return work(...args)
    }) as unknown as F
  const { later } = realDisk
  const disk: Disk = {
    ...realDisk,
    ...{ makeFolder: acting(realDisk.makeFolder), rename: acting(realDisk.rename), remove: acting(realDisk.remove) },
    ...{ open: acting(realDisk.open), read: acting(realDisk.read), syncFolder: acting(realDisk.syncFolder) },
    later: {
      create: async (path) => acting(later.create)(path),
      write: async (file, bytes) => acting(later.write)(file, bytes),
      sync: async (file) => acting(later.sync)(file),
      rename: async (from, to) => acting(later.rename)(from, to),
      syncFolder: async (folder) => acting(later.syncFolder)(folder),
    },
  }
  return { disk, acts: () => acts }
}

test('wherever a stick is pulled, half a kit is none, and it can be made there again', async () => {
  const all = pulledAt(Number.POSITIVE_INFINITY)
  await kit(join(tempFolder(), 'kit'), all.disk)
  expect(all.acts()).toBeGreaterThan(30)
  let whole = 0
  let half = 0
  for (let last = 0; last < all.acts(); last += 1) {
    const folder = join(tempFolder(), 'kit')
    await expect(kit(folder, pulledAt(last).disk)).rejects.toMatchObject({ code: 'copy.not-writable' })
    const found = await checkKit(folder, () => {}).catch((error: unknown) => error)
    if ('manifest' in (found as object)) {
      // Only what comes after the manifest was missed.
      expect(found).toMatchObject({ missing: [], changed: [] })
      whole += 1
    } else {
      expect(found).toMatchObject({ code: 'kit.none' })
      half += 1
      expect(roomForKit(folder, false)).toEqual([])
      await kit(folder, realDisk)
      expect(await checkKit(folder, () => {})).toMatchObject({ missing: [], changed: [], strange: [] })
      expect(readdirSync(folder)).not.toContain('UNFINISHED.txt')
    }
  }
  expect(half).toBeGreaterThan(25)
  expect(whole).toBeGreaterThan(0)
})

test('a disk that gives back something else is found out', async () => {
  const folder = join(tempFolder(), 'kit')
  const disk: Disk = {
    ...realDisk,
    read: (file, into, position) => {
      const read = realDisk.read(file, into, position)
      if (read > 0) into[0] = (into[0] as number) ^ 1
      return read
    },
  }
  await expect(kit(folder, disk)).rejects.toMatchObject({ code: 'copy.differs' })
  await expect(checkKit(folder, () => {})).rejects.toMatchObject({ code: 'kit.none' })
  expect(readFileSync(join(folder, 'README.txt'), 'utf8')).toBe('read me')
})
