import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createServiceLog } from '../../../src/services/service-log.ts'

/** A log on a disk with room for so many bytes. */
function diskLog() {
  const disk = { text: '', room: Number.POSITIVE_INFINITY, now: 0, emptied: 0, later: [] as (() => void)[] }
  const note = createServiceLog({
    write: (bytes) => {
      const part = bytes.subarray(0, disk.room)
      if (part.length === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      disk.text += part.toString('latin1')
      disk.room -= part.length
      return part.length
    },
    size: () => disk.text.length,
    empty: () => {
      disk.text = ''
      disk.emptied += 1
    },
    elapsed: () => disk.now,
    wallTime: () => 'T',
    later: (_ms, work) => void disk.later.push(work),
  })
  return { disk, note }
}

test('lines that do not fit are dropped and counted, and the log goes on where there is room again', () => {
  const { disk, note } = diskLog()
  note('one')
  disk.room = 5
  note('two and more')
  note('three')
  expect(disk.text).toBe('T one\nT two')
  disk.room = 0
  note('four')
  disk.room = 1000
  note('five')
  note('six')
  expect(disk.text).toBe('T one\nT two\nT 3 lines could not be written here\nT five\nT six\n')
})

test('how many lines are missing is written as soon as there is room, also when nothing else happens', () => {
  const { disk, note } = diskLog()
  disk.room = 0
  note('one')
  note('two')
  expect(disk.later).toHaveLength(1)
  disk.later.shift()?.()
  expect(disk.text).toBe('')
  disk.room = 1000
  disk.later.shift()?.()
  expect(disk.text).toBe('T 2 lines could not be written here\n')
  expect(disk.later).toEqual([])
})

test('the same line is written once a minute, with how often it came', () => {
  const { disk, note } = diskLog()
  for (let i = 0; i < 1000; i += 1) note('knock')
  expect(disk.text).toBe('T knock\n')
  disk.now = 60_000
  note('knock')
  expect(disk.text).toBe('T knock\nT knock (999 more times)\nT knock\n')
  note('knock')
  disk.now = 120_000
  for (const work of disk.later.splice(0)) work()
  expect(disk.text).toBe('T knock\nT knock (999 more times)\nT knock\nT knock (once more)\n')
})

test('lines that all differ take no more memory, and stay lines', () => {
  const { disk, note } = diskLog()
  for (let i = 0; i < 1000; i += 1) note(`line ${i}\nwith a break\u001b[31m`)
  expect(disk.text.split('\n')).toHaveLength(1001)
  expect(disk.text).not.toContain('\u001b')
  note('x'.repeat(10_000))
  expect(disk.text.split('\n').at(-2)).toHaveLength(502)
})

test('a log that grew too long is emptied', () => {
  const { disk, note } = diskLog()
  for (let i = 0; i < 4000; i += 1) note(`${i} ${'x'.repeat(490)}`)
  expect(disk.emptied).toBe(1)
  expect(disk.text.length).toBeLessThan(1024 * 1024 + 1000)
})

test('whatever room there is and whenever it comes, each line is there whole or counted', () => {
  let fellShort = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(60), fc.string({ minLength: 1, maxLength: 12 })), { maxLength: 40 }),
      (steps) => {
        const { disk, note } = diskLog()
        const lines = steps.map(([room, text], index) => {
          disk.room = room
          const line = `<${index} ${text.replaceAll(/[^a-z]/g, 'x')}>`
          note(line)
          return line
        })
        disk.room = Number.POSITIVE_INFINITY
        note('end')
        const whole = disk.text.split('\n')
        const kept = lines.filter((line) => whole.includes(`T ${line}`)).length
        const missing = whole
          .map((line) => /^T (\d+) lines? could not be written here$/.exec(line)?.[1] ?? '0')
          .map(Number)
        const sum = missing.reduce((a, b) => a + b, 0)
        expect(kept + sum).toBe(lines.length)
        expect(whole.at(-2)).toBe('T end')
        if (sum > 0) fellShort += 1
      },
    ),
  )
  expect(fellShort).toBeGreaterThan(10)
})
