import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AgingKind, ageOf, ageText, type Days, monthsBefore, monthsUntilOld } from '../../../src/core/ages.ts'

const today = '2026-11-30'

describe('the age of a fact', () => {
  it.each<[string, Days, string]>([
    ['somebody answered there', { reached: '2026-06-01' }, 'reached on 2026-06-01'],
    ['half a year ago to the day', { reached: '2026-05-30' }, 'reached on 2026-05-30'],
    ['a day more', { reached: '2026-05-29' }, 'reached on 2026-05-29, MORE THAN 6 MONTHS AGO'],
    ['the newer of the two acts counts', { reached: '2025-01-01', looked: '2026-11-01' }, 'looked at on 2026-11-01'],
    ['of one day the stronger one', { reached: '2026-11-01', looked: '2026-11-01' }, 'reached on 2026-11-01'],
    [
      'an old page that somebody looked at',
      { published: '2018-03-01', looked: '2026-11-29' },
      'looked at on 2026-11-29',
    ],
    ['an old page alone', { published: '2018-03-01' }, 'from a page of 2018-03-01, MORE THAN 6 MONTHS AGO'],
    ['a day that is still to come', { reached: '2027-01-01' }, 'reached on 2027-01-01, WHICH IS STILL TO COME'],
    ['nothing is known', {}, 'NEVER CHECKED'],
    ['nothing is known, said so', { published: null, looked: null, reached: null }, 'NEVER CHECKED'],
  ])('%s', (_what, days, said) => {
    expect(ageText(ageOf('contact', days, today)).en).toBe(said)
  })

  it('says it in Dutch', () => {
    const said = (days: Days) => ageText(ageOf('contact', days, today)).nl
    expect(said({ reached: '2025-01-01' })).toBe('bereikt op 2025-01-01, MEER DAN 6 MAANDEN GELEDEN')
    expect(said({ looked: '2026-11-29' })).toBe('bekeken op 2026-11-29')
    expect(said({ published: '2026-11-29' })).toBe('van een pagina van 2026-11-29')
    expect(said({ looked: '2027-01-01' })).toBe('bekeken op 2027-01-01, DAT MOET NOG KOMEN')
    expect(said({})).toBe('NOOIT NAGEKEKEN')
  })

  it('is old by one table', () => {
    expect(monthsUntilOld).toEqual({ contact: 6, channel: 6, drill: 12, kit: 3 })
    expect(ageOf('drill', { reached: '2025-11-30' }, today)).toMatchObject({ state: 'fresh' })
    expect(ageOf('drill', { reached: '2025-11-29' }, today)).toMatchObject({ state: 'old', months: 12 })
  })

  it('never gets younger as time goes on, and another day never makes it older', () => {
    const order = ['ahead', 'fresh', 'old']
    const day = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    const days = fc.record({ published: day, looked: day, reached: day }, { requiredKeys: [] })
    let seen = 0
    fc.assert(
      fc.property(fc.constantFrom<AgingKind[]>('contact', 'drill'), days, day, day, (kind, known, a, b) => {
        const [early = a, late = b] = [a, b].toSorted()
        const [before, after] = [ageOf(kind, known, early), ageOf(kind, known, late)]
        expect(order.indexOf(after.state)).toBeGreaterThanOrEqual(order.indexOf(before.state))
        if (after.state !== 'old') return
        seen += 1
        expect(ageOf(kind, { ...known, looked: late }, late).state).toBe('fresh')
        expect(after.day < monthsBefore(late, monthsUntilOld[kind])).toBe(true)
      }),
    )
    expect(seen).toBeGreaterThan(10)
  })
})
