import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Disk, realDisk } from '../../src/adapters/disk/disk.ts'
import { createLog, openLog } from '../../src/adapters/log/files.ts'
import type { LogHost } from '../../src/adapters/log/host.ts'
import type { Draft } from '../../src/core/event.ts'
import { linesOf, note, temporaryFolder } from '../support/log-samples.ts'
import { sealingHost, verifySealed } from '../support/sealing.ts'

const started: Draft = { type: 'session.started', actor: 'An', data: { version: '1', mode: 'command' } }

/** A host on which a person signs along; `signed` gets the size of each head. */
function hostOf(person: string, signed: number[], home: string): LogHost {
  const countersign = {
    principal: person.toLowerCase(),
    person,
    key: `ssh-ed25519 key-of-${person}`,
    sign: async (_folder: string, size: number) => void signed.push(size),
  }
  return sealingHost({}, { countersign }, home)
}

async function goOn(folder: string, host: LogHost, ...drafts: readonly Draft[]): Promise<void> {
  const { log } = await openLog(folder, host)
  for (const draft of drafts) await log.append([draft], log.size)
  await log.close()
}

/** Which keys the lines of a log name, in order. */
function named(folder: string): readonly (readonly [string, string])[] {
  return linesOf(folder)
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'key.added')
    .map(({ data }) => [data.use, data.person])
}

describe('a log that is opened again', () => {
  it('names each key once: of the machine, of the person, and of the one who takes over', async () => {
    const [folder, home] = [temporaryFolder(), temporaryFolder()]
    const first = hostOf('An', [], home)
    const log = await createLog(folder, first)
    await log.append([started], log.size)
    await log.close()
    await goOn(folder, first, note('on'), started)
    expect(named(folder)).toEqual([
      ['log', ''],
      ['operator', 'An'],
    ])
    await goOn(folder, hostOf('Bo', [], home), note('by another'), started)
    await goOn(folder, first, note('and back'), started)
    expect(named(folder)).toEqual([
      ['log', ''],
      ['operator', 'An'],
      ['operator', 'Bo'],
    ])
  })

  it('is sealed at its end where lines stand behind the last seal, and asks nobody to sign again where none do', async () => {
    const [folder, home] = [temporaryFolder(), temporaryFolder()]
    const signed: number[] = []
    const host = hostOf('An', signed, home)
    const log = await createLog(folder, host)
    await log.append([started], log.size)
    expect(signed).toEqual([3])
    await log.close()
    await goOn(folder, host)
    expect(signed).toEqual([3])
    await goOn(folder, host, note('on'))
    expect(signed).toEqual([3, 4])
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', lines: 4, tail: 0 })
  })
})

describe('lines that this machine verified before', () => {
  /** How many bytes of the log are read when it is opened, and how many events come of it. */
  async function opening(folder: string, home: string) {
    let bytes = 0
    const disk: Disk = {
      ...realDisk,
      read(file, into, position) {
        const count = realDisk.read(file, into, position)
        bytes += count
        return count
      },
    }
    const { log, events } = await openLog(folder, sealingHost({ disk }, {}, home))
    await log.close()
    return { bytes, events: events.length }
  }

  it('are read once where what it remembers of them fits, and once more where not', async () => {
    const [folder, home] = [temporaryFolder(), temporaryFolder()]
    const log = await createLog(folder, sealingHost({}, {}, home))
    // What a log is known by stands in its first 256 KiB, which are read to find it in memory.
    for (let line = 0; line < 16; line += 1) await log.append([note(`${line}`, 60_000)], log.size)
    await log.append([started], log.size)
    await log.close()
    const { size } = statSync(join(folder, 'log.000000.jsonl'))
    const beside = 300_000
    expect(size).toBeGreaterThan(3 * beside)
    const fits = await opening(folder, home)
    expect(fits.events).toBe(18)
    expect(fits.bytes).toBeGreaterThan(size)
    expect(fits.bytes).toBeLessThan(size + beside)
    const heads = join(home, 'keys/heads')
    for (const name of readdirSync(heads)) {
      const path = join(heads, name)
      writeFileSync(
        path,
        readFileSync(path, 'utf8').replace(/"digest":"[0-9a-f]{64}"/g, `"digest":"${'0'.repeat(64)}"`),
      )
    }
    const doubted = await opening(folder, home)
    expect(doubted.events).toBe(18)
    expect(doubted.bytes).toBeGreaterThan(2 * size)
    expect(doubted.bytes).toBeLessThan(2 * size + beside)
  })
})
