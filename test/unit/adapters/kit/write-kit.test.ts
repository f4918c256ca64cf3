import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Disk, realDisk } from '../../../../src/adapters/disk/disk.ts'
import { checkKit } from '../../../../src/adapters/kit/check-kit.ts'
import { roomForKit } from '../../../../src/adapters/kit/kit-folder.ts'
import { kitFormat, kitManifestText } from '../../../../src/adapters/kit/kit-manifest.ts'
import { type KitAct, writeKit } from '../../../../src/adapters/kit/write-kit.ts'
import { tempFolder } from '../../../support/run-cli.ts'

const files = [
  { path: 'README.txt', content: Buffer.from('read me') },
  { path: 'cyber-respond', content: { from: '/bin/true' }, runs: true },
  { path: 'paper/plan.nl.html', content: Buffer.from('<p>plan</p>') },
]

const kit = (folder: string, disk: Disk, progress: (bytes: number, act: KitAct) => void = () => {}) =>
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
      progress,
    },
    disk,
  )

/** A disk that fails at its nth act, and at all that follow: pulled out, full, or read-only. */
function failingAt(last: number, code = 'EIO'): { readonly disk: Disk; acts(): number } {
  let acts = 0
  const acting = <F extends (...args: never[]) => unknown>(work: F): F =>
    ((...args: Parameters<F>) => {
      acts += 1
      if (acts > last) throw Object.assign(new Error(code), { code })
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

test.each([
  ['pulled', 'EIO', 'copy.away'],
  ['full', 'ENOSPC', 'copy.disk-full'],
  ['read-only', 'EROFS', 'copy.not-writable'],
])('wherever a stick is %s, half a kit is none, and it can be made there again', async (_what, code, fault) => {
  const all = failingAt(Number.POSITIVE_INFINITY)
  await kit(join(tempFolder(), 'kit'), all.disk)
  expect(all.acts()).toBeGreaterThan(30)
  let whole = 0
  let half = 0
  for (let last = 0; last < all.acts(); last += 1) {
    const folder = join(tempFolder(), 'kit')
    const said = await kit(folder, failingAt(last, code).disk).catch((error: unknown) => error)
    expect(said).toMatchObject({ code: fault, exit: 5, hint: expect.anything() })
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

test('whoever stops it stops at the next piece: nothing is a kit, and no file is left half', async () => {
  const folder = join(tempFolder(), 'kit')
  const stop = new Error('stop')
  for (const act of ['write', 'read'] as const) {
    const stopping = (_bytes: number, now: KitAct): void => {
      if (now === act) throw stop
    }
    await expect(kit(folder, realDisk, stopping)).rejects.toBe(stop)
    await expect(checkKit(folder, () => {})).rejects.toMatchObject({ code: 'kit.none', exit: 5 })
    expect(readdirSync(folder).filter((name) => name.startsWith('.part-'))).toEqual([])
  }
  await kit(folder, realDisk)
  expect(await checkKit(folder, () => {})).toMatchObject({ missing: [], changed: [], strange: [] })
})

test('each byte counts once as written, and once as read back', async () => {
  const counted = { write: 0, read: 0 }
  const made = await kit(join(tempFolder(), 'kit'), realDisk, (bytes, act) => {
    expect(act === 'write' && counted.read > 0).toBe(false)
    counted[act] += bytes
  })
  const all = made.reduce((sum, { size }) => sum + size, 0)
  expect(counted).toEqual({ write: all, read: all })
})

test('a folder that is gone, as when a stick is taken out with its mount, is not made anew on the laptop', async () => {
  const folder = join(tempFolder(), 'kit')
  const said = await kit(folder, realDisk, () => rmSync(folder, { recursive: true, force: true })).catch(
    (error: unknown) => error,
  )
  expect(said).toMatchObject({ code: 'copy.away', exit: 5 })
  expect(existsSync(folder)).toBe(false)
})
