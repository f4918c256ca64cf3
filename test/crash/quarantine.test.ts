import { expect, it } from 'vitest'
import type { Disk } from '../../src/adapters/disk/disk.ts'
import { namesIn } from '../../src/adapters/disk/durable-file.ts'
import { createLog, openLog, readLog } from '../../src/adapters/log/files.ts'
import { note, testClock, testHost } from '../support/log-samples.ts'
import { ModelDisk, PowerLoss } from './model-disk.ts'

const folder = '/incident'
const segment = `${folder}/log.000000.jsonl`
/** What a crash left of a line: durable, and without its end. */
const half = Buffer.from('{"actor":"An Peeters","boot":"boot-1","data":{"text":"half a li')

function hostOn(disk: Disk, run: string) {
  return testHost({ disk, ballastBytes: 0, witness: testClock({ run }).witness })
}

function contentOf(disk: Disk, path: string): Buffer {
  const file = disk.open(path, 'read')
  const into = Buffer.alloc(4096)
  const read = disk.read(file, into, 0)
  disk.close(file)
  return into.subarray(0, read)
}

/** A log of one note with half a line behind it, all of it durable. */
async function tornLog(disk: Disk): Promise<void> {
  const log = await createLog(folder, hostOn(disk, 'first'))
  await log.append([note('kept')], log.size)
  await log.close()
  const file = disk.open(segment, 'append')
  disk.write(file, half)
  disk.sync(file)
  disk.close(file)
  disk.syncFolder('/')
  disk.syncFolder(folder)
}

it('what a crash left half written is in the log or in quarantine/ whole, whenever the power goes while it is taken away', async () => {
  const seen = { inLog: 0, onRecord: 0 }
  for (let seed = 1; seed <= 40; seed += 1) {
    for (let call = 1; call <= 20; call += 1) {
      const disk = new ModelDisk(seed)
      await tornLog(disk)
      disk.injection = { call: disk.calls + call, kind: 'power' }
      try {
        const { log } = await openLog(folder, hostOn(disk, 'second'))
        await log.close()
      } catch (error) {
        if (!(error instanceof PowerLoss) && !disk.isOff) throw error
      }
      disk.powerOn()
      const copies = namesIn(disk, `${folder}/quarantine`).map((name) =>
        contentOf(disk, `${folder}/quarantine/${name}`),
      )
      const isCopied = copies.some((copy) => copy.equals(half))
      const isThere = contentOf(disk, segment).includes(half)
      expect(isCopied || isThere, `seed ${seed}, call ${call}: the half line is nowhere`).toBe(true)
      if (isThere) seen.inLog += 1
      const { events } = await readLog(folder, disk)
      const recovered = events.find(({ type }) => type === 'log.recovered')
      if (recovered === undefined) continue
      expect(recovered.data, `seed ${seed}, call ${call}`).toMatchObject({ bytes: half.length })
      expect(isCopied, `seed ${seed}, call ${call}: on record, and the copy does not hold it`).toBe(true)
      seen.onRecord += 1
    }
  }
  // Both ends of the way were reached.
  expect(seen.inLog).toBeGreaterThan(50)
  expect(seen.onRecord).toBeGreaterThan(50)
})

it('what an earlier crash left in quarantine/ stays, and what is put there now has a name of its own', async () => {
  const names: string[] = []
  for (const [run, number] of [
    ['second', ''],
    ['third', '-2'],
    ['fourth', '-3'],
  ] as const) {
    const disk = new ModelDisk(1)
    await tornLog(disk)
    const whole = contentOf(disk, segment).length - half.length
    disk.makeFolder(`${folder}/quarantine`)
    for (const name of names) {
      const file = disk.open(`${folder}/quarantine/${name}`, 'create')
      disk.write(file, Buffer.from(`once ${name}`))
      disk.close(file)
    }
    const { log, events } = await openLog(folder, hostOn(disk, run))
    await log.close()
    const [name = 'none'] = events.flatMap(({ type, data }) => (type === 'log.recovered' ? data.quarantine : []))
    expect(name).toBe(`log.000000.jsonl.${whole}${number}`)
    expect(contentOf(disk, `${folder}/quarantine/${name}`)).toEqual(half)
    for (const before of names) {
      expect(contentOf(disk, `${folder}/quarantine/${before}`).toString()).toBe(`once ${before}`)
    }
    names.push(name)
  }
})
