import { describe, expect, it } from 'vitest'
import { createLog } from '../../src/adapters/log/files.ts'
import { memoryLog } from '../../src/audit/memory-log.ts'
import type { LogPort } from '../../src/core/ports.ts'
import { note, temporaryFolder, testHost } from '../support/log-samples.ts'

const logs: readonly (readonly [string, () => Promise<LogPort>])[] = [
  ['the file log', () => createLog(temporaryFolder(), testHost())],
  ['the memory log', async () => memoryLog(0, { now: () => Temporal.Instant.from('2026-11-24T02:12:00Z') })],
]

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
