import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Disk, realDisk } from '../../src/adapters/disk/disk.ts'
import { readText } from '../../src/adapters/disk/durable-file.ts'
import { createLog, openLog, readLog } from '../../src/adapters/log/files.ts'
import { type LogHost, logHost } from '../../src/adapters/log/host.ts'
import { LogLocks } from '../../src/adapters/log/locks.ts'
import { sealedSize } from '../../src/adapters/log/seal-files.ts'
import type { OpenLog } from '../../src/adapters/log/writer.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import { note, temporaryFolder, testClock, testHost } from '../support/log-samples.ts'
import { sealingHost, verifySealed } from '../support/sealing.ts'
import { verifyFolder } from '../support/verify-folder.ts'

const typesOf = (events: readonly LogEvent[]): readonly string[] => events.map(({ type }) => type)
const decided: Draft = { type: 'session.started', actor: 'An Peeters', data: { version: '1', mode: 'command' } }

/** A log with one line, and who opens it once more. All have one clock. */
async function begun(parts: Partial<LogHost> = {}) {
  const folder = temporaryFolder()
  const { witness } = testClock()
  const open = async (own: Partial<LogHost> = {}): Promise<OpenLog> => {
    const { log } = await openLog(folder, testHost({ witness, ...parts, ...own }), 'beside')
    onTestFinished(() => log.close())
    return log
  }
  const log = await createLog(folder, testHost({ witness, ...parts }))
  onTestFinished(() => log.close())
  await log.append([note('first')], 0)
  return { folder, log, open }
}

/** A disk whose next sync of a segment fails with `code`, once `fail` was called. */
function failing(code: string): { readonly disk: Disk; fail(): void } {
  let fails = false
  return {
    fail: () => {
      fails = true
    },
    disk: {
      ...realDisk,
      sync(file) {
        if (fails) {
          fails = false
          throw Object.assign(new Error(code), { code })
        }
        realDisk.sync(file)
      },
    },
  }
}

describe('a log that several have open', () => {
  it('goes on for all in the next segment, over several of them, whoever began it', async () => {
    const { folder, log, open } = await begun({ segmentBytes: 900 })
    const other = await open()
    await log.append([note('a', 300)], 1)
    await log.append([note('b', 300)], 2)
    await log.append([note('c', 300)], log.size)
    expect(typesOf(await other.follow())).toEqual(['note.added', 'note.added', 'segment.start', 'note.added'])
    const last = await other.append([note('d', 300)], 5)
    expect(last.map(({ seq }) => seq)).toEqual([5])
    await expect(log.append([note('e')], 5)).rejects.toMatchObject({ code: 'log.wrong-size' })
    expect(await log.follow()).toEqual(last)
    expect(typesOf(await log.append([note('e')], 6))).toEqual(['segment.start', 'note.added'])
    expect(typesOf(await other.follow())).toEqual(['segment.start', 'note.added'])
    expect(await verifyFolder(folder)).toMatchObject({ verdict: 'unsealed', lines: 8 })
  })

  it('goes on for all in the new file where the sync of one failed, and nobody writes in the old one', async () => {
    const { disk, fail } = failing('EIO')
    const { folder, log, open } = await begun()
    const other = await open({ disk })
    await log.append([note('two')], 1)
    await other.follow()
    await log.append([note('three')], 2)
    await other.follow()
    const { ino } = statSync(join(folder, 'log.000000.jsonl'))
    fail()
    expect(typesOf(await other.append([note('four')], 3))).toEqual(['log.continued', 'note.added'])
    expect(statSync(join(folder, 'log.000000.jsonl')).ino).not.toBe(ino)
    await expect(log.append([note('five')], 3)).rejects.toMatchObject({ code: 'log.wrong-size' })
    expect(typesOf(await log.follow())).toEqual(['log.continued', 'note.added'])
    expect(await log.append([note('five')], 5)).toHaveLength(1)
    expect(await other.follow()).toHaveLength(1)
    expect(await verifyFolder(folder)).toMatchObject({ verdict: 'unsealed', lines: 6 })
  })

  it('is full for one: that one stops, says so on record, and the others go on behind it', async () => {
    const { disk, fail } = failing('ENOSPC')
    const { folder, log, open } = await begun()
    const other = await open({ disk })
    fail()
    await expect(other.append([note('lost')], 1)).rejects.toMatchObject({ code: 'log.disk-full', exit: 5 })
    await expect(other.append([note('lost')], 1)).rejects.toMatchObject({ code: 'log.stopped' })
    expect(typesOf(await log.follow())).toEqual(['log.continued', 'disk.full'])
    expect(await log.append([note('two')], 3)).toHaveLength(1)
    await other.close()
    expect(await log.append([note('three')], 4)).toHaveLength(1)
    expect(await verifyFolder(folder)).toMatchObject({ verdict: 'unsealed', lines: 5 })
  })

  it('gives the values behind digests to all, and keeps what several add to them', async () => {
    const { log, open, folder } = await begun()
    const other = await open()
    const word = (person: string): Draft => ({
      type: 'step.outcome',
      actor: 'An Peeters',
      step: 'a/b',
      personal: ['/proof/person'],
      data: { result: 'done', summary: 's', proof: { kind: 'word', person, statement: 'seen' } },
    })
    await other.append([word('Jan Maes')], 1)
    expect(await log.follow()).toMatchObject([{ data: { proof: { person: 'Jan Maes' } } }])
    await log.append([word('Els Smet')], 2)
    const { events } = await readLog(folder)
    expect(events.slice(1)).toMatchObject([
      { data: { proof: { person: 'Jan Maes' } } },
      { data: { proof: { person: 'Els Smet' } } },
    ])
  })

  it('has appends of one handle one after another, also when they are not waited for', async () => {
    const { log, open } = await begun()
    const other = await open()
    await log.append([note('two')], 1)
    const both = await Promise.allSettled([other.append([note('lost')], 1), other.follow()])
    expect(both).toMatchObject([{ reason: { code: 'log.wrong-size' } }, { value: [{ seq: 1 }] }])
    expect(await other.append([note('three')], 2)).toHaveLength(1)
    expect(await log.follow()).toHaveLength(1)
  })
})

describe('the seals of a log that several write', () => {
  it('are over the lines of all, and the newest never goes back', async () => {
    const home = temporaryFolder()
    const { folder, log, open } = await begun({ sealing: sealingHost({}, {}, home).sealing })
    const other = await open()
    expect(log.size).toBe(2)
    await other.append([decided], 2)
    expect(sealedSize(realDisk, folder)).toBe(3)
    const newest = readText(realDisk, `${folder}/checkpoint`)
    // It knows two lines and had one to seal: there is a newer head already.
    await log.close()
    expect(readText(realDisk, `${folder}/checkpoint`)).toBe(newest)
    await other.append([note('more')], 3)
    await other.close()
    expect(sealedSize(realDisk, folder)).toBe(4)
    expect(readFileSync(`${folder}/checkpoints/4.note`, 'utf8')).toBe(readText(realDisk, `${folder}/checkpoint`))
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', lines: 4, sealed: 4, tail: 0 })
  })

  it('leave the newest where it is when one that is behind comes to sign late', async () => {
    const home = temporaryFolder()
    const { sealing } = sealingHost({}, {}, home)
    const [gate, waiting] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const pause = (): Promise<void> => {
      waiting.resolve()
      return gate.promise
    }
    const first = await begun({ sealing, pause })
    const other = await first.open({ pause: logHost().pause })
    const locks = new LogLocks(realDisk, first.folder, 'a-third', { pid: 1, name: null })
    expect(locks.take('seals')).toBe(true)
    const late = first.log.append([decided], 2)
    await waiting.promise
    locks.close()
    await other.follow()
    await other.append([decided], 3)
    expect(sealedSize(realDisk, first.folder)).toBe(4)
    gate.resolve()
    await late
    expect(sealedSize(realDisk, first.folder)).toBe(4)
    const signed = readdirSync(join(first.folder, 'checkpoints'))
    expect(signed).toEqual(expect.arrayContaining(['3.note', '4.note']))
    expect(await verifySealed(first.folder)).toMatchObject({ verdict: 'signed', lines: 4, sealed: 4 })
  })

  it('go on where somebody else seals at that moment, one after the other', async () => {
    const home = temporaryFolder()
    const { folder, log, open } = await begun({ sealing: sealingHost({}, {}, home).sealing, linesPerSeal: 3 })
    const other = await open()
    for (let round = 0; round < 12; round += 1) {
      const writer = round % 2 === 0 ? log : other
      await writer.follow()
      await writer.append([note(`${round}`)], writer.size)
    }
    await Promise.all([log.close(), other.close()])
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', lines: 14, sealed: 14, tail: 0 })
    const { log: again, events } = await openLog(folder, sealingHost({}, {}, home))
    expect(events).toHaveLength(14)
    await again.close()
  })
})
