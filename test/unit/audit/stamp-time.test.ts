import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stampRemark } from '../../../src/audit/stamp-time.ts'

const lineAt = '2026-11-24T02:12:00.000Z'
const hour = 3_600_000
const after = (ms: number): string => new Date(Date.parse(lineAt) + ms).toISOString()
const said = (ms: number, jumps: Parameters<typeof stampRemark>[1] = []) =>
  stampRemark({ size: 12, at: after(ms), lineAt }, jumps)

test('a stamp that is made when the lines are, or soon after them, is no matter', () => {
  for (const ms of [-60_000, 0, 5000, hour]) expect(said(ms)).toBeNull()
})

test('one that is earlier than the last line that it covers is told', () => {
  expect(said(-36 * hour)).toEqual({
    en: 'the time stamp over 12 lines says 2026-11-22 15:12 (UTC+01:00), 1 d 12 h before the last of them was written (2026-11-24 03:12 (UTC+01:00)): one of the two clocks was wrong',
    nl: 'de tijdstempel over 12 regels zegt 22/11/2026 15:12 (UTC+01:00), 1 d 12 u voor het schrijven van de laatste ervan (24/11/2026 03:12 (UTC+01:00)): een van beide klokken stond verkeerd',
  })
  expect(said(-60_001)?.en).toContain('1 m before')
})

test('and one that is much later, as where the clock of the machine was set back', () => {
  expect(said(40 * hour)?.en).toContain('1 d 16 h after the last of them was written')
  expect(said(40 * hour)?.en).toContain('it was asked for that much later, or the clock of the machine was behind')
  expect(said(hour + 1)?.nl).toContain('1 u 0 m na het schrijven van de laatste ervan')
})

describe('a jump of the clock that is on record', () => {
  test('explains it where the clock was put right after these lines', () => {
    const text = said(40 * hour, [{ line: 20, ms: 40 * hour }])
    expect(text?.en).toMatch(/; the jump of the clock that is on record in line 20 explains it$/)
    expect(text?.nl).toMatch(/; de klokverspringing die in regel 20 staat, verklaart het$/)
  })

  test('explains it where the clock was put wrong before these lines', () => {
    const back = [
      { line: 3, ms: -5000 },
      { line: 8, ms: -40 * hour },
    ]
    expect(said(40 * hour, back)?.en).toContain('in line 8 explains it')
  })

  test('of another size, or in the other direction, explains nothing', () => {
    expect(said(40 * hour, [{ line: 20, ms: 20 * hour }])?.en).not.toContain('explains')
    expect(said(40 * hour, [{ line: 20, ms: -40 * hour }])?.en).not.toContain('explains')
    expect(said(-40 * hour, [{ line: 8, ms: -40 * hour }])?.en).not.toContain('explains')
  })

  test('that leaves the stamp right is not told', () => {
    expect(said(0, [{ line: 8, ms: -40 * hour }])).toBeNull()
  })
})

test('property: what is no time is no matter, and a remark never depends on jumps that are none', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.nat(40), (ms, line) => {
      expect(said(ms, [{ line, ms: 0 }])?.en.split(/[:;] /)[0]).toBe(said(ms)?.en.split(/[:;] /)[0])
      expect(said(ms) === null).toBe(ms >= -60_000 && ms <= hour)
    }),
  )
  expect(stampRemark({ size: 1, at: 'soon', lineAt }, [])).toBeNull()
})
