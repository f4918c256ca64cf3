import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryKinds } from '../../../src/cloud/desk-entry.ts'
import { entryNumber, type NumberParts, seriesBase, seriesOf, spokenNumber } from '../../../src/cloud/entry-number.ts'

const register = new URL('../../../src/municipality/municipalities.json', import.meta.url)
const nisCodes: string[] = JSON.parse(readFileSync(register, 'utf8')).municipalities.map(
  ({ nis }: { nis: string }) => nis,
)
const parts: NumberParts = { nis: '12040', exercise: false, kind: 'birth', series: 'K7Q4M', sequence: 12 }

const anyParts: fc.Arbitrary<NumberParts> = fc.record({
  nis: fc.constantFrom(...nisCodes),
  exercise: fc.boolean(),
  kind: fc.constantFrom(...entryKinds),
  series: fc
    .array(fc.nat(seriesBase - 1), { minLength: 5, maxLength: 5 })
    .map((drawn) => seriesOf(() => drawn.shift() ?? 0)),
  sequence: fc.integer({ min: 1, max: 120_000 }),
})

test('the number says municipality, kind, series and count, and ends in a sign that checks it', () => {
  // 1·1 + 2·2 + 3·0 + 4·4 + 5·0 + 6·16 (G) + 7·19 (K) + 8·7 + 9·23 (Q) + 10·4 + 11·20 (M) + 12·0 + 13·0 + 14·1 + 15·2
  // = 817 = 26 · 31 + 11, and the sign of 11 is B.
  expect(entryNumber(parts)).toBe('12040-G-K7Q4M-0012-B')
  // 6·0 instead of 6·16, and 15·3 instead of 15·2: 736 = 23 · 31 + 23, which is Q.
  expect(entryNumber({ ...parts, kind: 'death', sequence: 13 })).toBe('12040-O-K7Q4M-0013-Q')
  expect(entryNumber({ ...parts, exercise: true })).toBe('OEF-12040-G-K7Q4M-0012-B')
  expect(entryNumber({ ...parts, sequence: 12_345 })).toMatch(/^12040-G-K7Q4M-12345-.$/)
})

test('the 285 municipalities have numbers of their own', () => {
  expect(nisCodes).toHaveLength(285)
  expect(new Set(nisCodes.map((nis) => entryNumber({ ...parts, nis }))).size).toBe(285)
})

test('two numbers are the same only when everything in them is', () => {
  fc.assert(
    fc.property(anyParts, anyParts, (a, b) => {
      expect(entryNumber(a) === entryNumber(b)).toBe(JSON.stringify(a) === JSON.stringify(b))
      expect(entryNumber({ ...a, sequence: b.sequence }) === entryNumber(a)).toBe(a.sequence === b.sequence)
    }),
  )
})

test('a number is read as it is said, and fits on a receipt', () => {
  let withZero = 0
  fc.assert(
    fc.property(anyParts, fc.constantFrom('', ' ', '-', '. '), (some, between) => {
      const number = entryNumber(some)
      expect(number.length).toBeLessThanOrEqual(26)
      expect(spokenNumber(number)).toEqual({ number })
      const said = number.toLowerCase().replaceAll('-', between).replaceAll('0', 'o').replaceAll('1', 'l')
      expect(spokenNumber(said)).toEqual({ number })
      if (number.includes('0')) withZero += 1
    }),
  )
  expect(withZero).toBeGreaterThan(50)
})

test('one sign that was misheard, or two that changed places, never lead to another number', () => {
  let noticed = 0
  const sign = fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ')
  fc.assert(
    fc.property(anyParts, fc.nat(30), fc.nat(30), sign, (some, place, other, wrong) => {
      const number = entryNumber({ ...some, exercise: false })
      const signs = Array.from(number.replaceAll('-', ''))
      const [at, with_] = [place % signs.length, other % signs.length]
      const misheard = signs.with(at, wrong).join('')
      const swapped = signs
        .with(at, signs[with_] ?? '')
        .with(with_, signs[at] ?? '')
        .join('')
      for (const said of [misheard, swapped]) {
        const read = spokenNumber(said)
        if (read === 'misheard') noticed += 1
        if (typeof read === 'object' && read !== null) expect(read.number).toBe(number)
      }
    }),
    { numRuns: 2000 },
  )
  expect(noticed).toBeGreaterThan(1000)
})

test.each(['', 'Van 12040 Gent', 'WIL-G-2026-000001', '12040', '0470 12 34 56', 'Verzinsel'])(
  '"%s" is no number of this kind',
  (typed) => {
    expect(spokenNumber(typed)).toBeNull()
  },
)
