import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { createLog, openLog, readLog, resumeLog } from '../../src/adapters/log/files.ts'
import type { LogHost } from '../../src/adapters/log/host.ts'
import type { LogEvent } from '../../src/core/event.ts'
import { empty, fold } from '../../src/core/fold.ts'
import { linesOf, note, temporaryFolder, testClock, testHost } from '../support/log-samples.ts'
import { asPerson } from '../support/needs.ts'
import { verifyFolder } from '../support/verify-folder.ts'

const segment0 = 'log.000000.jsonl'

async function written(
  texts: readonly string[],
  host: LogHost = testHost(),
  folder = temporaryFolder(),
): Promise<string> {
  const log = await createLog(folder, host)
  for (const text of texts) await log.append([note(text)], log.size)
  await log.close()
  return folder
}

describe('the files of a log', () => {
  it('are checked by a shell, as the specification says', async () => {
    const folder = await written(['one', 'één'])
    const script = `{ printf '\\0'; sed -n 1p ${segment0} | tr -d '\\n'; } | sha256sum`
    const leaf = execFileSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' }).slice(0, 64)
    expect(JSON.parse(linesOf(folder)[1] as string).prev).toBe(leaf)
  })

  it('can be read by their owner only', async () => {
    const folder = await written(['one'])
    expect(statSync(join(folder, segment0)).mode & 0o077).toBe(0)
  })

  it('are read again with the same events', async () => {
    const folder = await written(['one', 'two'])
    const { log, events } = await openLog(folder, testHost())
    expect(events.map((event) => [event.seq, event.data])).toEqual([
      [0, { text: 'one' }],
      [1, { text: 'two' }],
    ])
    expect(log.size).toBe(2)
    const more = await log.append([note('three')], 2)
    await log.close()
    expect((await readLog(folder)).events).toEqual([...events, ...more])
    expect(await verifyFolder(folder)).toMatchObject({ verdict: 'unsealed', lines: 3 })
  })

  it('go on in new segments, which are read-only when closed and verify as one log', async () => {
    const folder = temporaryFolder()
    const host = testHost({ segmentBytes: 1000 })
    const log = await createLog(folder, host)
    for (let i = 0; i < 12; i += 1) await log.append([note(`note ${i}`)], log.size)
    await log.close()
    const segments = readdirSync(folder).filter((name) => name.startsWith('log.'))
    expect(segments.length).toBeGreaterThan(2)
    expect(JSON.parse(linesOf(folder, 'log.000001.jsonl')[0] as string)).toMatchObject({
      type: 'segment.start',
      data: { index: 1 },
    })
    expect(statSync(join(folder, segment0)).mode & 0o222).toBe(0)
    const total = segments.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
    const seen: number[][] = []
    expect(await verifyFolder(folder, (bytes, of) => seen.push([bytes, of]))).toMatchObject({ verdict: 'unsealed' })
    expect(seen.at(-1)).toEqual([total, total])
    const reopened = await openLog(folder, host)
    expect(reopened.events.filter((event) => event.type === 'note.added')).toHaveLength(12)
    await reopened.log.close()
    rmSync(join(folder, 'log.000001.jsonl'))
    await expect(openLog(folder, host)).rejects.toMatchObject({ code: 'log.tampered', exit: 5 })
  })

  it('say that the machine was started again, and that a clock jumped', async () => {
    const first = testClock({ boot: 'boot-1' })
    const folder = await written(['one'], testHost({ witness: first.witness }))
    const second = testClock({ boot: 'boot-2', run: 'run-2', mono: 5n })
    const { log } = await openLog(folder, testHost({ witness: second.witness }))
    const events = await log.append([note('two')], log.size)
    expect(events.map((event) => event.type)).toEqual(['boot.changed', 'note.added'])
    second.clock.wall -= 3_600_000
    const back = await log.append([note('three')], log.size)
    expect(back.map((event) => [event.type, event.data])).toEqual([
      ['clock.jump', { wallMs: -3_599_990, monoMs: 10 }],
      ['note.added', { text: 'three' }],
    ])
    await log.close()
  })
})

describe('a line that a crash left half written', () => {
  it.each([
    ['half a line', '{"actor":"An'],
    ['a whole line without its LF', null],
    ['zeros', '\0'.repeat(1024)],
  ])('(%s) goes to quarantine, and that is on record', async (_, tail) => {
    const folder = await written(['one', 'two'])
    const path = join(folder, segment0)
    const torn = tail ?? (linesOf(folder)[1] as string)
    if (tail === null) writeFileSync(path, `${linesOf(folder)[0]}\n${torn}`)
    else appendFileSync(path, torn)

    const before = await readLog(folder)
    expect(before.verification.verdict).toBe('torn')
    const { log, events } = await openLog(folder, testHost())
    const recovered = events.at(-1)
    expect(recovered).toMatchObject({ type: 'log.recovered', data: { bytes: torn.length } })
    const { quarantine } = (recovered as Extract<LogEvent, { type: 'log.recovered' }>).data
    expect(readFileSync(join(folder, 'quarantine', quarantine), 'utf8')).toBe(torn)
    await log.append([note('three')], log.size)
    await log.close()
    expect((await verifyFolder(folder)).verdict).toBe('unsealed')
  })

  it('stands in the state that a resume goes on from, with all before it', async () => {
    const folder = await written(['one', 'two'])
    appendFileSync(join(folder, segment0), '{"actor":"An')
    const { log, state } = await resumeLog(folder, testHost())
    await log.close()
    expect(state.size).toBe(3)
    expect(state).toEqual(fold(empty, (await readLog(folder)).events))
  })

  it('is not touched when a line before the last LF is bad', async () => {
    const folder = await written(['one', 'two', 'three'])
    const path = join(folder, segment0)
    const bytes = readFileSync(path, 'utf8').replace('"two"', '"TWO"').concat('{"torn')
    writeFileSync(path, bytes)
    await expect(openLog(folder, testHost())).rejects.toMatchObject({ code: 'log.tampered', exit: 5 })
    await expect(readLog(folder)).rejects.toMatchObject({ code: 'log.tampered' })
    expect(await verifyFolder(folder)).toMatchObject({ verdict: 'tampered', firstBadLine: 3 })
    expect(readFileSync(path, 'utf8')).toBe(bytes)
    expect(existsSync(join(folder, 'quarantine'))).toBe(false)
  })

  it('is no error in a copy that was made while the log was written', async () => {
    const folder = temporaryFolder()
    const log = await createLog(folder, testHost())
    const copy = join(temporaryFolder(), 'copy')
    for (let i = 0; i < 20; i += 1) {
      await log.append([note(`note ${i}`)], log.size)
      cpSync(folder, copy, { recursive: true, force: true })
      const path = join(copy, segment0)
      writeFileSync(path, readFileSync(path).subarray(0, -1 - (i % 60)))
      expect(await readLog(copy)).toMatchObject({ verification: { verdict: 'torn', lines: i } })
      expect((await readLog(folder)).events).toHaveLength(i + 1)
    }
    await log.close()
  })
})

function copyOf(path: string, more = ''): string {
  copyFileSync(path, `${path}.copy`)
  appendFileSync(`${path}.copy`, more)
  return `${path}.copy`
}

describe('what can go wrong around a log', () => {
  it('a folder without a log', async () => {
    const folder = temporaryFolder()
    for (const read of [openLog(folder), readLog(folder), verifyFolder(folder), openLog(join(folder, 'none'))]) {
      await expect(read).rejects.toMatchObject({ code: 'log.missing', exit: 2 })
    }
  })

  it('a folder that already has one', async () => {
    const folder = await written(['one'])
    await expect(createLog(folder, testHost())).rejects.toMatchObject({ code: 'log.exists', exit: 5 })
    expect(linesOf(folder)).toHaveLength(1)
  })

  it.each(['EACCES', 'EROFS', 'EIO', 'ENOSPC'])('an error of the disk (%s), told with a hint', async (code) => {
    const folder = await written(['one'])
    const disk = {
      ...realDisk,
      open: () => {
        throw Object.assign(new Error(code), { code })
      },
    }
    const expected = { code: code === 'ENOSPC' ? 'log.disk-full' : 'log.unusable', exit: 5, hint: expect.anything() }
    await expect(openLog(folder, testHost({ disk }))).rejects.toMatchObject(expected)
    await expect(createLog(join(folder, 'new'), testHost({ disk }))).rejects.toMatchObject(expected)
  })

  it.each(['EACCES', 'EIO', 'ESTALE', 'ENOTCONN', 'ELOOP'])(
    'a folder that can not be looked into (%s), of which nobody says that it holds no log',
    async (code) => {
      const folder = await written(['one'])
      for (const name of ['list', 'others'] as const) {
        const disk = {
          ...realDisk,
          [name]: () => {
            throw Object.assign(new Error(code), { code })
          },
        }
        const expected = { code: 'log.unusable', exit: 5, hint: expect.anything() }
        await expect(openLog(folder, testHost({ disk })), name).rejects.toMatchObject(expected)
        await expect(createLog(folder, testHost({ disk })), name).rejects.toMatchObject(expected)
        if (name === 'list') await expect(readLog(folder, disk), name).rejects.toMatchObject(expected)
      }
      expect(linesOf(folder)).toHaveLength(1)
    },
  )

  it.each(['ENOENT', 'ENOTDIR'])('a folder that is not there (%s) is told as one that holds no log', async (code) => {
    const folder = await written(['one'])
    const list = () => {
      throw Object.assign(new Error(code), { code })
    }
    const disk = { ...realDisk, list }
    await expect(openLog(folder, testHost({ disk }))).rejects.toMatchObject({ code: 'log.missing', exit: 2 })
    await expect(readLog(folder, disk)).rejects.toMatchObject({ code: 'log.missing', exit: 2 })
  })

  it('another writer, who is named', async () => {
    const folder = temporaryFolder()
    const log = await createLog(folder, testHost({ pid: 4711 }))
    const second = openLog(folder, testHost())
    await expect(second).rejects.toMatchObject({
      code: 'log.locked',
      exit: 5,
      message: expect.stringContaining('4711'),
    })
    await log.close()
    await (await openLog(folder, testHost())).log.close()
  })

  const replacements: readonly (readonly [string, (path: string) => void])[] = [
    ['deleted', (path) => rmSync(path)],
    ['replaced by a copy', (path) => renameSync(copyOf(path), path)],
    ['replaced by another', (path) => renameSync(copyOf(path, '{}\n'), path)],
    ['cut by somebody else', (path) => writeFileSync(path, '')],
  ]

  it.each(replacements)('a file that was %s while it was open: nothing is acknowledged any more', async (_, change) => {
    const folder = temporaryFolder()
    const log = await createLog(folder, testHost())
    await log.append([note('one')], 0)
    change(join(folder, segment0))
    await expect(log.append([note('two')], 1)).rejects.toMatchObject({ code: 'log.changed', exit: 5 })
    await expect(log.append([note('two')], 1)).rejects.toMatchObject({ code: 'log.stopped', exit: 5 })
    await log.close()
  })

  it.each(replacements)('a file that was %s behind the last line: the end tells', async (_, change) => {
    const folder = temporaryFolder()
    const log = await createLog(folder, testHost())
    await log.append([note('one')], 0)
    change(join(folder, segment0))
    await expect(log.close()).rejects.toMatchObject({ code: 'log.changed', exit: 5 })
  })

  it('a line that somebody else left half written: it is taken away, and that is news', async () => {
    const folder = temporaryFolder()
    const log = await createLog(folder, testHost())
    await log.append([note('one')], 0)
    appendFileSync(join(folder, segment0), '{"actor"')
    await expect(log.append([note('two')], 1)).rejects.toMatchObject({ code: 'log.wrong-size', exit: 5 })
    expect(await log.follow()).toMatchObject([
      { seq: 1, type: 'log.recovered', data: { quarantine: 'log.000000.jsonl.234', bytes: 8 } },
    ])
    expect(await log.append([note('two')], 2)).toHaveLength(1)
    await log.close()
    expect(await verifyFolder(folder)).toMatchObject({ verdict: 'unsealed', lines: 3 })
  })

  it.each([
    ['no line of a log', 'x\n'],
    ['a line that does not follow', 'same'],
  ])('what somebody else wrote and is %s: nothing is written behind it', async (_, text) => {
    const folder = temporaryFolder()
    const log = await createLog(folder, testHost())
    await log.append([note('one')], 0)
    appendFileSync(join(folder, segment0), text === 'same' ? `${linesOf(folder)[0]}\n` : text)
    await expect(log.append([note('two')], 1)).rejects.toMatchObject({ code: 'log.tampered', exit: 5 })
    await expect(log.append([note('two')], 1)).rejects.toMatchObject({ code: 'log.stopped', exit: 5 })
    await log.close()
    expect(linesOf(folder)).toHaveLength(2)
  })

  it('a sync that failed: the log goes on in a new file, and says so', async () => {
    const folder = temporaryFolder()
    let failing = false
    const disk = {
      ...realDisk,
      sync(file: number) {
        const fail = failing
        failing = false
        if (fail) throw Object.assign(new Error('EIO'), { code: 'EIO' })
        realDisk.sync(file)
      },
    }
    const log = await createLog(folder, testHost({ disk }))
    await log.append([note('one')], 0)
    const { ino } = statSync(join(folder, segment0))
    failing = true
    const events = await log.append([note('two')], 1)
    expect(events.map((event) => [event.seq, event.type])).toEqual([
      [1, 'log.continued'],
      [2, 'note.added'],
    ])
    expect(statSync(join(folder, segment0)).ino).not.toBe(ino)
    await expect(openLog(folder, testHost())).rejects.toMatchObject({ code: 'log.locked' })
    await log.append([note('three')], 3)
    await log.close()
    expect(await verifyFolder(folder)).toMatchObject({ verdict: 'unsealed', lines: 4 })
  })

  it('a closed log takes nothing more', async () => {
    const folder = temporaryFolder()
    const log = await createLog(folder, testHost())
    await log.close()
    await log.close()
    await expect(log.append([note('one')], 0)).rejects.toMatchObject({ code: 'log.stopped' })
  })

  it('a read-only folder', async () => {
    const folder = await written(['one'])
    chmodSync(join(folder, segment0), 0o400)
    const opening = asPerson(folder, () => openLog(folder, testHost()))
    await expect(opening).rejects.toMatchObject({ code: 'log.unusable' })
  })
})
