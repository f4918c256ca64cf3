import { describe, expect, it } from 'vitest'
import { clockDrafts, lastOfMachine } from '../../../src/audit/batch.ts'
import type { ClockReading } from '../../../src/audit/clock-reading.ts'

const last: ClockReading = { wall: Date.parse('2026-10-25T00:59:59Z'), mono: 1_000_000_000n, boot: 'b1', run: 'r1' }
const later = (wallMs: number, monoMs: number, rest: Partial<ClockReading> = {}): ClockReading => ({
  ...last,
  wall: last.wall + wallMs,
  mono: last.mono + BigInt(monoMs) * 1_000_000n,
  ...rest,
})

describe('the two clocks', () => {
  it.each([
    ['go on together', later(60_000, 60_000)],
    ['differ by less than two seconds', later(60_000, 58_000)],
    ['go on over the end of summer time', later(7_200_000, 7_200_000)],
  ])('that %s are no event', (_, now) => {
    expect(clockDrafts(last, now)).toEqual([])
  })

  it.each([
    ['a clock that was set forward', later(3_600_000, 1000), { wallMs: 3_600_000, monoMs: 1000 }],
    ['a clock that was set back', later(-3_600_000, 1000), { wallMs: -3_600_000, monoMs: 1000 }],
    ['a laptop that slept', later(28_800_000, 3), { wallMs: 28_800_000, monoMs: 3 }],
    ['a drift of just over two seconds', later(60_000, 57_999), { wallMs: 60_000, monoMs: 57_999 }],
  ])('tell of %s', (_, now, data) => {
    expect(clockDrafts(last, now)).toMatchObject([{ type: 'clock.jump', data }])
  })

  it('start anew with the machine', () => {
    expect(clockDrafts(last, later(3_600_000, -900, { boot: 'b2' }))).toMatchObject([
      { type: 'boot.changed', data: { boot: 'b2' } },
    ])
  })

  it('are not compared between processes when nothing tells whether the machine was started in between', () => {
    const unknown = { ...last, boot: null }
    expect(clockDrafts(unknown, later(3_600_000, -900, { boot: null, run: 'r2' }))).toEqual([])
    expect(clockDrafts(unknown, later(3_600_000, 0, { boot: null }))).toHaveLength(1)
  })

  it('of a second machine that writes between are no start of this one, and no jump', () => {
    const other = later(-3_600_000, 500_000, { boot: 'b2', run: 'r2' })
    const now = later(60_000, 60_000)
    expect(clockDrafts(lastOfMachine(other, last), now)).toEqual([])
    expect(clockDrafts(lastOfMachine(other, last), later(3_600_000, 60_000))).toMatchObject([{ type: 'clock.jump' }])
    // Another process of this machine told the jump already.
    const told = later(3_600_000, 1000, { run: 'r2' })
    expect(clockDrafts(lastOfMachine(told, last), later(3_660_000, 61_000))).toEqual([])
    // Who has not written yet can't tell whether the machine was started again.
    expect(clockDrafts(lastOfMachine(other, null), now)).toMatchObject([{ type: 'boot.changed' }])
    expect(lastOfMachine(null, null)).toBeNull()
  })

  it('have nothing to be compared with at the start', () => {
    expect(clockDrafts(null, last)).toEqual([])
  })
})
