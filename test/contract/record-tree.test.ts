import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLog } from '../../src/adapters/log/files.ts'
import { newestHead } from '../../src/adapters/record/newest-head.ts'
import { openRecord } from '../../src/adapters/record/open-record.ts'
import type { RecordSource } from '../../src/adapters/record/source.ts'
import { fromTree } from '../../src/adapters/record/tree.ts'
import { writeArchive } from '../../src/adapters/record/write-archive.ts'
import { makeLineProof } from '../../src/audit/line-proof.ts'
import { perfectRoot } from '../../src/audit/tree.ts'
import { note, temporaryFolder, testHost } from '../support/log-samples.ts'
import { asPerson } from '../support/needs.ts'
import { sealedLog } from '../support/sealed-log.ts'

async function proofOf(source: RecordSource, seq: number): Promise<string | null> {
  const head = await newestHead(source)
  const { size } = head.checkpoint
  return fromTree(source, { size, seq }, ({ subtrees, line }) =>
    line === null
      ? null
      : makeLineProof(
          { subtrees, line },
          seq,
          { ...head, note: head.content.toString() },
          { key: head.key, disclosures: new Map() },
        ),
  )
}

/** The same record, counting what is read of it. */
function counted(source: RecordSource) {
  const count = { bytes: 0, peeks: 0, whole: 0 }
  const { peek } = source
  const watched: RecordSource = {
    ...source,
    peek:
      peek === null
        ? null
        : (name, position, length) => {
            const bytes = peek(name, position, length)
            count.bytes += bytes.length
            count.peeks += 1
            return bytes
          },
    read(name) {
      if (name.startsWith('log.')) count.whole += 1
      return source.read(name)
    },
  }
  return { watched, count }
}

const hashes = (folder: string, level: number): number => readFileSync(join(folder, `tree/${level}`)).length / 32

describe('the tree beside a log', () => {
  it('grows with each seal, and holds the nodes of its levels', async () => {
    const folder = await sealedLog(temporaryFolder(), 700)
    expect(hashes(folder, 0)).toBe(701)
    expect(hashes(folder, 8)).toBe(2)
    expect(existsSync(join(folder, 'tree/16'))).toBe(false)
    const leaves = readFileSync(join(folder, 'tree/0'))
    expect(perfectRoot(leaves.subarray(256 * 32, 512 * 32))).toEqual(readFileSync(join(folder, 'tree/8')).subarray(32))
  })

  it('proves every line of every segment, reading neither the log nor much of the tree', async () => {
    const folder = await sealedLog(temporaryFolder(), 3000, { segmentBytes: 200_000 })
    expect(readdirSync(folder).filter((name) => name.startsWith('log.')).length).toBeGreaterThan(4)
    const { watched, count } = counted(await openRecord(folder))
    const { size } = (await newestHead(watched)).checkpoint
    for (let seq = 0; seq < size; seq += 37) expect(await proofOf(watched, seq)).not.toBeNull()
    expect(await proofOf(watched, size - 1)).not.toBeNull()
    expect(count.whole).toBe(0)
  })

  it('costs a few hundred kilobytes for a line, however long the log is', async () => {
    const folder = await sealedLog(temporaryFolder(), 20_000)
    const { watched, count } = counted(await openRecord(folder))
    expect(watched.size('log.000000.jsonl')).toBeGreaterThan(6_000_000)
    expect(await proofOf(watched, 12_345)).not.toBeNull()
    expect(count).toMatchObject({ whole: 0 })
    expect(count.peeks).toBeLessThan(60)
    expect(count.bytes).toBeLessThan(1_500_000)
  })

  const damages: readonly (readonly [string, (folder: string) => void])[] = [
    ['gone', (folder) => rmSync(join(folder, 'tree'), { recursive: true })],
    ['short', (folder) => truncateSync(join(folder, 'tree/0'), 32 * 100 + 7)],
    ['without its upper levels', (folder) => rmSync(join(folder, 'tree/8'))],
    ['wrong', (folder) => writeFileSync(join(folder, 'tree/0'), Buffer.alloc(32 * 701))],
    ['wrong above', (folder) => writeFileSync(join(folder, 'tree/8'), Buffer.alloc(64))],
    ['longer than the log', (folder) => writeFileSync(join(folder, 'tree/8'), Buffer.alloc(32 * 1000))],
  ]
  it.each(damages)('is made anew when it is %s', async (_what, damage) => {
    const folder = await sealedLog(temporaryFolder(), 700)
    const good = [0, 8].map((level) => readFileSync(join(folder, `tree/${level}`)))
    const proof = await proofOf(await openRecord(folder), 300)
    damage(folder)
    const { watched, count } = counted(await openRecord(folder))
    expect(await proofOf(watched, 300)).toBe(proof)
    expect(count.whole).toBe(1)
    expect([0, 8].map((level) => readFileSync(join(folder, `tree/${level}`)))).toEqual(good)
    expect(await proofOf(watched, 300)).toBe(proof)
    expect(count.whole).toBe(1)
  })

  it('is left as it is where the folder can not be written, and the proof is made all the same', async () => {
    const parent = temporaryFolder()
    const folder = await sealedLog(parent, 300)
    const proof = await proofOf(await openRecord(folder), 30)
    rmSync(join(folder, 'tree'), { recursive: true })
    chmodSync(parent, 0o755)
    await asPerson(folder, async () => {
      chmodSync(folder, 0o500)
      expect(await proofOf(await openRecord(folder), 30)).toBe(proof)
      expect(existsSync(join(folder, 'tree'))).toBe(false)
    })
  })

  it('goes on where a proof made it anew', async () => {
    const folder = await sealedLog(temporaryFolder(), 300)
    const before = readFileSync(join(folder, 'tree/0'))
    rmSync(join(folder, 'tree'), { recursive: true })
    await proofOf(await openRecord(folder), 30)
    expect(readFileSync(join(folder, 'tree/0'))).toEqual(before)
  })

  it('is not carried in an archive, which is read from its lines', async () => {
    const parent = temporaryFolder()
    const folder = await sealedLog(parent, 300)
    const file = join(parent, 'x.tar.gz')
    await writeArchive({ folder, file, disclosures: false, progress: () => {} })
    const archive = await openRecord(file)
    expect(archive.list().filter((name) => name.startsWith('tree'))).toEqual([])
    expect(await proofOf(archive, 200)).toBe(await proofOf(await openRecord(folder), 200))
  })

  it('is no help when a line was changed', async () => {
    const folder = await sealedLog(temporaryFolder(), 300)
    const log = join(folder, 'log.000000.jsonl')
    writeFileSync(log, readFileSync(log, 'utf8').replace('note 31.', 'note 13.'))
    const source = await openRecord(folder)
    expect(await proofOf(source, 31)).toBeNull()
    // Its neighbours still stand in the tree that is kept, and a signed root vouches for that.
    expect(await proofOf(source, 100)).not.toBeNull()
    rmSync(join(folder, 'tree'), { recursive: true })
    expect(await proofOf(source, 100)).toBeNull()
  })

  it('does not stop the log when it can not be kept', async () => {
    const folder = await sealedLog(temporaryFolder(), 10)
    rmSync(join(folder, 'tree'), { recursive: true })
    writeFileSync(join(folder, 'tree'), 'in the way')
    const { log } = await openLog(folder, testHost())
    await log.append([note('more')], log.size)
    await log.close()
    expect(await proofOf(await openRecord(folder), 3)).not.toBeNull()
  })
})
