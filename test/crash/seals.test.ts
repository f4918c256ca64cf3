import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Disk, realDisk } from '../../src/adapters/disk/disk.ts'
import { createLog, openLog } from '../../src/adapters/log/files.ts'
import type { LogHost } from '../../src/adapters/log/host.ts'
import { batchOf } from '../../src/audit/batch.ts'
import { genesis } from '../../src/audit/print-line.ts'
import type { Draft } from '../../src/core/event.ts'
import { linesOf, note, temporaryFolder, testClock, testHost } from '../support/log-samples.ts'
import { sealingHost, verifySealed } from '../support/sealing.ts'
import { testKey } from '../support/test-key.ts'

const segment0 = 'log.000000.jsonl'
const started: Draft = { type: 'session.started', actor: 'An', data: { version: '1', mode: 'command' } }

async function append(folder: string, host: LogHost, ...texts: readonly string[]): Promise<void> {
  const log = existsSync(join(folder, segment0)) ? (await openLog(folder, host)).log : await createLog(folder, host)
  try {
    for (const text of texts) await log.append([note(text)], log.size)
  } finally {
    await log.close()
  }
}

/** The drafts of a log again, so that it can be forged with a chain that fits. */
function forged(folder: string, change: (lines: readonly string[]) => readonly string[]): void {
  const { witness } = testClock()
  let head = { lines: 0, head: genesis, witness: null as ReturnType<typeof witness> | null }
  const parts = change(linesOf(folder)).map((line) => {
    const { seq: _seq, t: _t, run: _run, boot: _boot, mono: _mono, prev: _prev, v: _v, ...draft } = JSON.parse(line)
    const batch = batchOf(head, [draft], witness())
    head = batch.next
    return batch.bytes
  })
  writeFileSync(join(folder, segment0), Buffer.concat(parts))
}

const withText = (from: string, to: string) => (lines: readonly string[]) => lines.map((line) => line.replace(from, to))

function failing(name: keyof Disk, code: string, when: (path: unknown, call: number) => boolean): Disk {
  let calls = 0
  return new Proxy(realDisk, {
    get(target, member: keyof Disk) {
      if (member !== name) return target[member]
      return (...args: readonly unknown[]) => {
        calls += 1
        if (when(args[0], calls)) throw Object.assign(new Error(code), { code })
        return (target[name] as (...all: readonly unknown[]) => unknown)(...args)
      }
    },
  })
}

describe('what this machine signs', () => {
  it('follows from the newest seal, also from one that it does not remember', async () => {
    const folder = temporaryFolder()
    const here = temporaryFolder()
    await append(folder, sealingHost({}, {}, here), 'one', 'two')
    // Another machine goes on, and seals; then somebody rewrites what it wrote, and leaves its seal.
    await append(folder, sealingHost({}, { key: testKey(2) }), 'three', 'four')
    forged(folder, withText('"three"', '"THREE"'))
    await expect(openLog(folder, sealingHost({}, {}, here))).rejects.toMatchObject({ code: 'log.seal-unfit', exit: 5 })
  })

  it('is never shorter than the newest seal, also than one that it does not remember', async () => {
    const folder = temporaryFolder()
    const here = temporaryFolder()
    await append(folder, sealingHost({}, {}, here), 'one', 'two')
    await append(folder, sealingHost({}, { key: testKey(2) }), 'three', 'four')
    const path = join(folder, segment0)
    writeFileSync(
      path,
      linesOf(folder)
        .slice(0, -1)
        .map((line) => `${line}\n`)
        .join(''),
    )
    await expect(openLog(folder, sealingHost({}, {}, here))).rejects.toMatchObject({ code: 'log.seal-unfit', exit: 5 })
  })

  it.each([
    ['in its first line', (folder: string) => forged(folder, withText('"one"', '"ONE"'))],
    ['behind its first line', (folder: string) => forged(folder, withText('"two"', '"TWO"'))],
    ['as a shorter one', (folder: string) => forged(folder, (lines) => lines.slice(0, -1))],
    [
      'without the line that names the key',
      (folder: string) => forged(folder, (lines) => [0, 2, 3].flatMap((at) => lines[at] ?? [])),
    ],
  ])('is no log that was rewritten %s, although its seals are gone', async (_, forge) => {
    const folder = temporaryFolder()
    const here = temporaryFolder()
    await append(folder, sealingHost({}, {}, here), 'one', 'two', 'three')
    forge(folder)
    rmSync(join(folder, 'checkpoints'), { recursive: true })
    rmSync(join(folder, 'checkpoint'))
    await expect(openLog(folder, sealingHost({}, {}, here))).rejects.toMatchObject({ code: 'log.forked', exit: 5 })
  })

  it('goes on where the seals were deleted and the lines were not, and seals anew', async () => {
    const folder = temporaryFolder()
    const here = temporaryFolder()
    await append(folder, sealingHost({}, {}, here), 'one', 'two', 'three')
    rmSync(join(folder, 'checkpoints'), { recursive: true })
    await append(folder, sealingHost({}, {}, here), 'four')
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', tail: 0 })
  })

  it('is never signed by a key that the record does not name: a log that is only opened and closed', async () => {
    const folder = temporaryFolder()
    await append(folder, testHost(), 'one', 'two')
    await append(folder, sealingHost())
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'unsealed', lines: 2 })
    await append(folder, sealingHost(), 'three')
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', tail: 0 })
  })

  it.each([
    ['write', (call: number) => (path: unknown, at: number) => typeof path === 'number' && at === call],
    ['sync', (call: number) => (path: unknown, at: number) => typeof path === 'number' && at === call],
  ] as const)(
    'is never signed by a key that the record does not name: a disk that is full at a %s',
    async (name, at) => {
      for (let call = 1; call < 12; call += 1) {
        const folder = temporaryFolder()
        await append(folder, testHost(), 'one', 'two')
        const disk = failing(name, 'ENOSPC', at(call))
        const home = temporaryFolder()
        const tried = await append(folder, sealingHost({ disk }, {}, home), 'three').catch((error) => error.code)
        expect([undefined, 'log.disk-full']).toContain(tried)
        expect(['unsealed', 'signed', 'torn']).toContain((await verifySealed(folder)).verdict)
        await append(folder, sealingHost({}, {}, home), 'four')
        expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', tail: 0 })
      }
    },
  )
})

describe('what this machine remembers', () => {
  const heads = (home: string): readonly string[] =>
    readdirSync(join(home, 'keys/heads')).map((name) => join(home, 'keys/heads', name))

  async function remembered(): Promise<{ readonly folder: string; readonly home: string; readonly head: string }> {
    const folder = temporaryFolder()
    const home = temporaryFolder()
    await append(folder, sealingHost({ segmentBytes: 900 }, {}, home), 'one', 'two', 'three', 'four', 'five')
    return { folder, home, head: heads(home)[0] as string }
  }

  it('may be wrong in any member, cut anywhere, or older: the log goes on, and every seal fits', async () => {
    const { folder, home, head } = await remembered()
    const good = readFileSync(head, 'utf8').trimEnd().split('\n').at(-1) ?? ''
    const found = JSON.parse(good)
    const lies: string[] = ['', 'null', '[]', '{}', '0', good.slice(0, -1), good.slice(0, 40)]
    const values = [null, -1, 0, 1, 2, 1e9, '', 'x', '0'.repeat(64), [], {}, ['0'.repeat(64)], true, false]
    for (const member of Object.keys(found)) {
      lies.push(JSON.stringify({ ...found, [member]: undefined }))
      for (const value of values) lies.push(JSON.stringify({ ...found, [member]: value }))
    }
    for (const part of ['start', 'witness'] as const) {
      for (const member of Object.keys(found[part] ?? {})) {
        for (const value of values) lies.push(JSON.stringify({ ...found, [part]: { ...found[part], [member]: value } }))
      }
    }
    lies.push(JSON.stringify({ ...found, subtrees: found.subtrees.map(() => 'f'.repeat(64)) }))
    for (const lie of lies) {
      const [copy, home2] = [temporaryFolder(), temporaryFolder()]
      cpSync(folder, copy, { recursive: true })
      cpSync(home, home2, { recursive: true })
      writeFileSync(join(home2, head.slice(home.length)), lie)
      const host = sealingHost({ segmentBytes: 900 }, {}, home2)
      // A memory that claims another head of this log is believed: then nothing is signed at all.
      const end = await append(copy, host, 'six').then(
        () => 'done',
        (error) => error.code,
      )
      expect([lie, end]).toEqual([lie, expect.stringMatching(/^(done|log\.forked)$/)])
      const result = await verifySealed(copy)
      expect([lie, result.verdict, result.tail]).toEqual([lie, 'signed', 0])
    }
  })

  it('is not asked by whoever verifies', async () => {
    const { folder, head } = await remembered()
    const lines = linesOf(folder)
    writeFileSync(join(folder, segment0), lines.map((line) => `${line.replace('"one"', '"ONE"')}\n`).join(''))
    expect(readFileSync(head, 'utf8')).toContain('digest')
    expect(await verifySealed(folder)).toMatchObject({ verdict: 'tampered' })
  })

  it('a changed byte in what is remembered is found when the log is opened, whatever it makes of its line', async () => {
    const folder = temporaryFolder()
    const home = temporaryFolder()
    await append(folder, sealingHost({}, {}, home), 'one')
    const log = (await openLog(folder, sealingHost({}, {}, home))).log
    await log.append([started], log.size)
    await log.close()
    const path = join(folder, segment0)
    const good = readFileSync(path)
    const host = sealingHost({}, {}, home)
    for (let at = 0; at < good.length; at += 1) {
      for (const bit of [1, 4, 0x20, 0x80]) {
        const bytes = Buffer.from(good)
        bytes[at] = (bytes[at] as number) ^ bit
        writeFileSync(path, bytes)
        const code = await openLog(folder, host).then(
          ({ log }) => log.close().then(() => 'opened'),
          (error) => error.code ?? error.stack,
        )
        expect([at, bit, code]).toEqual([at, bit, expect.stringMatching(/^log\.(tampered|seal-unfit|forked)$/)])
      }
    }
  })
})
