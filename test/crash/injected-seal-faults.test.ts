import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { openLog } from '../../src/adapters/log/files.ts'
import { headMemory } from '../../src/adapters/log/head-memory.ts'
import { note, temporaryFolder } from '../support/log-samples.ts'
import { sealingHost, verifySealed } from '../support/sealing.ts'
import { faults, noStrace, write } from './under-strace.ts'

/** The calls that a seal makes: on the key, the head, its other name and the folders. */
const places = [
  { call: 'mkdir', file: 'keys', times: [1] },
  { call: 'mkdir', file: 'checkpoints', times: [1] },
  ...['keys/log.vkey.new', 'checkpoints/2.note.new', 'checkpoint.new'].flatMap((file) => [
    { call: 'openat', file, times: [1] },
    { call: 'write', file, times: [1] },
    { call: 'fdatasync', file, times: [1] },
    { call: 'rename', file, times: [1] },
  ]),
  { call: 'fsync', file: 'keys', times: [1] },
  { call: 'fsync', file: 'checkpoints', times: [1, 2, 3] },
  { call: 'fdatasync', file: 'checkpoint.new', times: [2, 3] },
  { call: 'fdatasync', file: 'log.000000.jsonl', times: [1, 2, 3, 4] },
]

/**
 * The calls of seals that nobody waits for: on the heads over five and eight lines, and, where the name is the same each
 * time, the second call. One other thread makes them all, and strace counts for each thread apart.
 */
const fileCalls = ['openat', 'write', 'fdatasync', 'rename']
const placesMeanwhile = [
  ...['checkpoints/5.note.new', 'checkpoints/8.note.new'].flatMap((file) =>
    fileCalls.map((call) => ({ call, file, times: [1] })),
  ),
  ...fileCalls.map((call) => ({ call, file: 'checkpoint.new', times: [2] })),
  { call: 'fsync', file: 'checkpoints', times: [2] },
]

describe.skipIf(noStrace)('a fault of the system at a seal', () => {
  const casesOf = (mode: string, at: typeof places) =>
    at.flatMap(({ call, file, times }) =>
      times.flatMap((when) => faults.map((fault) => [mode, call, file, when, fault] as const)),
    )

  it.concurrent.for([...casesOf('seal', places), ...casesOf('seal-meanwhile', placesMeanwhile)])(
    '%s, at %s on "%s", time %i, %s: every acknowledged event and seal stays, and the next ones fit',
    async ([mode, call, file, when, fault], { expect, onTestFinished }) => {
      const home = temporaryFolder(onTestFinished)
      const folder = join(home, 'log')
      const { acknowledged, sealed, code, died } = await write(folder, { call, file, fault, when }, mode)
      expect(died).toBe(fault === 'signal=SIGKILL')
      // The only fault that a writer can make good: it goes on in a new file.
      const goesOn = file === 'log.000000.jsonl' && fault === 'error=EIO'
      expect(code).toMatch(died || goesOn ? /^$/ : /^log\.(disk-full|unusable)$/)

      const after = await verifySealed(folder).catch((error: { code: string }) => error.code)
      if (typeof after === 'string') {
        expect([after, acknowledged]).toEqual(['log.missing', []])
        return
      }
      expect([after.verdict, after.found.en]).toEqual([
        expect.stringMatching(/^(signed|unsealed|torn)$/),
        after.found.en,
      ])
      expect(after.lines).toBeGreaterThanOrEqual(acknowledged.length)
      expect(after.sealed).toBeGreaterThanOrEqual(sealed)
      // Whoever lives to the end leaves nothing unsealed, but for a seal that could not be written.
      if (!died && code === '') expect(after.tail).toBe(0)

      for (const memory of ['kept', 'lost']) {
        if (memory === 'lost') rmSync(`${folder}-keys`, { recursive: true, force: true })
        const { log, events } = await openLog(
          folder,
          sealingHost({}, { memory: headMemory(realDisk, `${folder}-keys`) }, home),
        )
        expect(events.slice(0, acknowledged.length).map((event) => event.seq)).toEqual(acknowledged)
        await log.append([note('resumed')], log.size)
        await log.close()
        expect(await verifySealed(folder)).toMatchObject({ verdict: 'signed', tail: 0 })
      }
    },
  )
})
