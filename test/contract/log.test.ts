import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLog, openLog } from '../../src/adapters/log/files.ts'
import { memoryLog, memoryStore } from '../../src/audit/memory-log.ts'
import type { LogEvent } from '../../src/core/event.ts'
import type { LogPort } from '../../src/core/ports.ts'
import { note, temporaryFolder, testClock, testHost } from '../support/log-samples.ts'

const logs: readonly (readonly [string, () => Promise<LogPort>])[] = [
  ['the file log', () => createLog(temporaryFolder(), testHost())],
  ['the memory log', async () => memoryLog(0, { now: () => Temporal.Instant.from('2026-11-24T02:12:00Z') })],
]

/** Logs that several write at once: `open` gives one more writer, who knows every line that is there. */
const shared: readonly (readonly [string, () => { open(): Promise<LogPort> }])[] = [
  [
    'the file log',
    () => {
      const folder = temporaryFolder()
      const begun = createLog(folder, testHost()).then((log) => log.close())
      const { witness } = testClock()
      return {
        open: async () => {
          await begun
          const { log } = await openLog(folder, testHost({ witness }), 'beside')
          onTestFinished(() => log.close())
          return log
        },
      }
    },
  ],
  [
    'the memory log',
    () => {
      const store = memoryStore(0, { now: () => Temporal.Instant.from('2026-11-24T02:12:00Z') })
      return { open: async () => store.open() }
    },
  ],
]

const textsOf = (events: readonly LogEvent[]): readonly string[] =>
  events.map((event) => (event.type === 'note.added' ? event.data.text : event.type))

describe.each(shared)('%s with several writers', (_, create) => {
  it('gives each what the others wrote, once and in order, and refuses who has not looked', async () => {
    const { open } = create()
    const [an, bram] = [await open(), await open()]
    expect(await an.follow()).toEqual([])
    await an.append([note('one'), note('two')], 0)
    expect(bram.size).toBe(0)
    await expect(bram.append([note('lost')], 0)).rejects.toMatchObject({ code: 'log.wrong-size', exit: 5 })
    expect(bram.size).toBe(0)
    expect(textsOf(await bram.follow())).toEqual(['one', 'two'])
    expect(bram.size).toBe(2)
    const [three] = await bram.append([note('three')], 2)
    expect(await bram.follow()).toEqual([])
    expect(await an.follow()).toEqual([three])
    const clara = await open()
    expect(clara.size).toBe(3)
    expect(await clara.follow()).toEqual([])
  })

  it('has every event of all once, in one order for everybody, whoever comes first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 2 }), { maxLength: 40 }), async (turns) => {
        const { open } = create()
        const writers = [await open(), await open(), await open()].map((log) => ({ log, seen: [] as LogEvent[] }))
        for (const [index, turn] of turns.entries()) {
          const { log, seen } = writers[turn] as (typeof writers)[number]
          for (;;) {
            try {
              seen.push(...(await log.append([note(`${index}`)], log.size)))
              break
            } catch (error) {
              expect(error).toMatchObject({ code: 'log.wrong-size' })
              seen.push(...(await log.follow()))
            }
          }
        }
        for (const { log, seen } of writers) {
          seen.push(...(await log.follow()))
          expect(textsOf(seen)).toEqual(turns.map((_, index) => `${index}`))
          expect(seen.map(({ seq }) => seq)).toEqual(turns.map((_, index) => index))
        }
      }),
      { numRuns: 20 },
    )
  })
})

describe.each(logs)('%s', (_, create) => {
  it('numbers events from 0 and answers with what a reader will get', async () => {
    const log = await create()
    expect(log.size).toBe(0)
    const [first] = await log.append([note('one')], 0)
    expect(first).toEqual({
      seq: 0,
      t: expect.stringMatching(/^2026-11-24T02:12:00\.\d{3}Z$/),
      run: expect.any(String),
      actor: 'An Peeters',
      type: 'note.added',
      data: { text: 'one' },
    })
    const more = await log.append([note('two'), { ...note('three'), step: 'isolate/declare' }], 1)
    expect(more.map((event) => [event.seq, event.step])).toEqual([
      [1, undefined],
      [2, 'isolate/declare'],
    ])
    expect(log.size).toBe(3)
  })

  it('refuses an append that was decided on another size', async () => {
    const log = await create()
    await log.append([note('one')], 0)
    await expect(log.append([note('two')], 0)).rejects.toMatchObject({ code: 'log.wrong-size', exit: 5 })
    await expect(log.append([note('two')], 2)).rejects.toMatchObject({ code: 'log.wrong-size' })
    expect(log.size).toBe(1)
  })

  it('writes nothing for no drafts', async () => {
    const log = await create()
    expect(await log.append([], 0)).toEqual([])
    expect(log.size).toBe(0)
  })

  it('leaves out members that are undefined', async () => {
    const log = await create()
    const [event] = await log.append(
      [{ type: 'step.outcome', actor: 'a', data: { result: 'done', summary: 's', detail: { a: undefined, b: 1 } } }],
      0,
    )
    expect(event?.data).toStrictEqual({ result: 'done', summary: 's', detail: { b: 1 } })
  })

  it.each([
    ['a float', 1.5],
    ['an integer beyond 2^53 − 1', 2 ** 53],
    ['not a number', Number.NaN],
    ['a lone surrogate', '\ud800'],
    ['too many levels', JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`)],
  ])('refuses %s, all of the append, and goes on', async (_, detail) => {
    const log = await create()
    const bad = { type: 'cloud.changed', actor: 'a', data: { act: 'up', services: [], detail } } as const
    await expect(log.append([note('one'), bad], 0)).rejects.toMatchObject({ code: 'log.not-recordable', exit: 5 })
    expect(log.size).toBe(0)
    expect(await log.append([note('one')], 0)).toHaveLength(1)
  })

  it('refuses an empty actor', async () => {
    const log = await create()
    await expect(log.append([{ ...note('one'), actor: '' }], 0)).rejects.toMatchObject({ code: 'log.not-recordable' })
  })

  it('refuses a line that is too long, and takes the longest', async () => {
    const log = await create()
    await expect(log.append([note('x', 65_535)], 0)).rejects.toMatchObject({ code: 'log.line-too-long', exit: 5 })
    expect(await log.append([note('x', 65_000)], 0)).toHaveLength(1)
  })
})
