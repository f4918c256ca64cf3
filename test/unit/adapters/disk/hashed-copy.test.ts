import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Disk, realDisk } from '../../../../src/adapters/disk/disk.ts'
import { copyHashed } from '../../../../src/adapters/disk/hashed-copy.ts'
import { hashOnDisk } from '../../../../src/adapters/kit/hash-on-disk.ts'
import { tempFolder } from '../../../support/run-cli.ts'

const mebi = 1024 * 1024

/** Writes twenty pieces of 1 MiB, and notes in which order they were counted and made durable. */
async function copied(steady: boolean): Promise<readonly (number | 'sync')[]> {
  const acts: (number | 'sync')[] = []
  const { later } = realDisk
  const disk: Disk = {
    ...realDisk,
    later: {
      ...later,
      sync: async (file) => {
        acts.push('sync')
        await later.sync(file)
      },
    },
  }
  const file = await later.create(join(tempFolder(), 'large'))
  async function* chunks(): AsyncGenerator<Buffer, void> {
    for (let part = 1; part <= 10; part += 1) yield Buffer.alloc(mebi, part)
  }
  await copyHashed(disk, file, chunks(), { steady, copied: (bytes) => void acts.push(bytes / mebi) })
  realDisk.close(file)
  return acts
}

test('a steady copy says of no piece that it is there before all but the last few are on the disk', async () => {
  expect(await copied(true)).toEqual([1, 2, 3, 'sync', 4, 5, 6, 7, 'sync', 8, 9, 10])
  expect(await copied(false)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('between two reads of a long file others go on, so that a screen moves and Ctrl-C is heard', async () => {
  const path = join(tempFolder(), 'large')
  writeFileSync(path, Buffer.alloc(mebi, 1))
  const order: string[] = []
  const hashing = hashOnDisk(path, () => {
    order.push('read')
    setImmediate(() => order.push('other'))
  })
  expect(await hashing).toMatchObject({ size: readFileSync(path).length })
  expect(order.indexOf('other')).toBeLessThan(order.lastIndexOf('read'))
})
