import { describe, it } from 'vitest'
import { openLog, readLog } from '../../src/adapters/log/files.ts'
import { temporaryFolder, testHost } from '../support/log-samples.ts'
import { verifyFolder } from '../support/verify-folder.ts'
import { faults, noStrace, write } from './under-strace.ts'

/** The calls of the write path: on the first segment, on the second as it is made and once it goes on, and on the folder. */
const places = [
  { call: 'write', file: 'log.000000.jsonl', times: [1, 2, 3, 4, 5] },
  { call: 'fdatasync', file: 'log.000000.jsonl', times: [1, 2, 3, 4, 5] },
  { call: 'write', file: 'log.000001.jsonl.new', times: [1] },
  { call: 'fdatasync', file: 'log.000001.jsonl.new', times: [1] },
  { call: 'rename', file: 'log.000001.jsonl.new', times: [1] },
  { call: 'fdatasync', file: 'log.000001.jsonl', times: [1, 2] },
  { call: 'fsync', file: '', times: [1, 2] },
] as const

describe.skipIf(noStrace)('a fault of the system', () => {
  const cases = places.flatMap(({ call, file, times }) =>
    times.flatMap((when) => faults.map((fault) => [call, file, when, fault] as const)),
  )

  it.concurrent.for(cases)(
    'at %s on "%s", time %i, %s: nothing acknowledged is lost',
    async ([call, file, when, fault], { expect, onTestFinished }) => {
      const folder = temporaryFolder(onTestFinished)
      const { acknowledged, code, died } = await write(folder, { call, file, fault, when })
      expect(died).toBe(fault === 'signal=SIGKILL')
      expect(code).toMatch(/^(log\.(disk-full|unusable))?$/)
      // The only fault that a writer can make good.
      const goesOn = call === 'fdatasync' && file.endsWith('.jsonl') && fault === 'error=EIO'
      expect([goesOn, code]).toEqual([goesOn, goesOn || died ? '' : expect.stringContaining('log.')])

      const after = await readLog(folder).catch((error: { code: string }) => error.code)
      if (typeof after === 'string') {
        expect([after, acknowledged]).toEqual(['log.missing', []])
        return
      }
      expect(after.events.slice(0, acknowledged.length).map((event) => event.seq)).toEqual(acknowledged)
      if (goesOn) {
        expect(after.events.map((event) => event.type)).toContain('log.continued')
        // The writer came to its end, and each of its nine lines is told and there.
        expect(after.events.filter(({ type }) => type === 'note.added')).toHaveLength(9)
        expect(acknowledged).toEqual(after.events.map(({ seq }) => seq))
      }
      if (code === 'log.disk-full' && file.endsWith('.jsonl')) {
        expect(after.events.at(-1)?.type).toBe('disk.full')
      }

      const { log, events } = await openLog(folder, testHost())
      await log.append([{ type: 'note.added', actor: 'a', data: { text: 'resumed' } }], log.size)
      await log.close()
      expect(events.length).toBeGreaterThanOrEqual(acknowledged.length)
      expect((await verifyFolder(folder)).verdict).toBe('unsealed')
    },
  )
})
