import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryLog, memoryStore } from '../../../src/audit/memory-log.ts'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { shareLog } from '../../../src/drill/shared-log.ts'

const clock = { now: () => Temporal.Instant.from('2022-12-12T06:30:00Z') }
const note = (text: string): Draft => ({ type: 'note.added', actor: 'An', data: { text } })
const textOf = (event: LogEvent): string => (event.type === 'note.added' ? event.data.text : event.type)

describe('a log with two writers', () => {
  it('gives the engine what the director wrote, in front of its own', async () => {
    const took: string[] = []
    const log = shareLog(memoryLog(0, clock), (events) => took.push(...events.map(textOf)))
    expect((await log.append([note('a')], 0)).map(textOf)).toEqual(['a'])
    await log.add([note('b')])
    expect(log.size).toBe(1)
    expect((await log.append([note('c')], 1)).map(textOf)).toEqual(['b', 'c'])
    expect(log.size).toBe(3)
    expect(took).toEqual(['a', 'b', 'c'])
  })

  it('refuses an engine that has not seen what was there', async () => {
    const log = shareLog(memoryLog(0, clock), () => {})
    await log.append([note('a')], 0)
    await expect(log.append([note('b')], 0)).rejects.toMatchObject({ code: 'log.wrong-size' })
    expect((await log.append([note('c')], 1)).map(textOf)).toEqual(['c'])
  })

  it('without drafts only gives what was missed', async () => {
    const log = shareLog(memoryLog(0, clock), () => {})
    await log.add([note('a')])
    expect((await log.append([], 0)).map(textOf)).toEqual(['a'])
    expect(await log.append([], 1)).toEqual([])
  })

  it('follows what others wrote and what the director did', async () => {
    const store = memoryStore(0, clock)
    const took: string[] = []
    const log = shareLog(store.open(), (events) => took.push(...events.map(textOf)))
    const other = store.open()
    await log.add([note('a')])
    expect((await other.follow()).map(textOf)).toEqual(['a'])
    await other.append([note('b')], 1)
    expect((await log.follow()).map(textOf)).toEqual(['a', 'b'])
    expect(log.size).toBe(2)
    expect((await log.append([note('c')], 2)).map(textOf)).toEqual(['c'])
    expect(took).toEqual(['a', 'b', 'c'])
  })

  it('loses nothing and doubles nothing, however both write at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 30 }), async (turns) => {
        const took: number[] = []
        const log = shareLog(memoryLog(0, clock), (events) => took.push(...events.map(({ seq }) => seq)))
        const engine: number[] = []
        const waiting: Promise<unknown>[] = []
        for (const [index, isEngine] of turns.entries()) {
          if (isEngine) {
            await Promise.all(waiting.splice(0))
            engine.push(...(await log.append([note(`e${index}`)], log.size)).map(({ seq }) => seq))
          } else waiting.push(log.add([note(`d${index}`)]))
        }
        await Promise.all(waiting)
        engine.push(...(await log.append([], log.size)).map(({ seq }) => seq))
        const all = turns.map((_, index) => index)
        expect(took).toEqual(all)
        expect(engine).toEqual(all)
      }),
    )
  })
})
