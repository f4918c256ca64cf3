import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EntryKind, entryKinds } from '../../../src/cloud/desk-entry.ts'
import { contradictionText } from '../../../src/services/counter-desk/contradiction-text.ts'
import { contradictions, fromKept, keptAs, whats } from '../../../src/services/counter-desk/contradictions.ts'
import { deskKinds } from '../../../src/services/counter-desk/kinds.ts'
import { birthSaidBy, isNationalNumber } from '../../../src/services/counter-desk/national-number.ts'

const now = Temporal.ZonedDateTime.from('2026-11-24T10:00[Europe/Brussels]')

/** A number with a right check sign, of somebody born on this day. */
function numberOf(day: string, bis = 0): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const nine = `${year.slice(2)}${String(Number(month) + bis).padStart(2, '0')}${date}123`
  return `${nine}${String(97 - (Number(`${year < '2000' ? '' : '2'}${nine}`) % 97)).padStart(2, '0')}`
}

const right: Readonly<Record<EntryKind, Readonly<Record<string, string>>>> = {
  birth: {
    ...{ child_family_name: 'Voorbeeld', child_first_names: 'Noor', birth_date: '2026-11-24', birth_time: '04:12' },
    ...{ birth_place: 'Willebroek', parent1: 'Lien Voorbeeld', parent1_number: numberOf('1995-05-06') },
    ...{ parent2: 'Gust Nergens', parent2_number: numberOf('2001-02-03'), declarant: 'Lien Voorbeeld', phone: '03' },
  },
  death: {
    ...{ family_name: 'Verzonnen', first_names: 'Jozef', birth_date: '1930-05-06', death_date: '2026-11-24' },
    ...{ national_number: numberOf('1930-05-06'), death_time: '09:59', declarant: 'Uitvaart Voorbeeld' },
  },
  'lost-document': {
    ...{
      family_name: 'Niemand',
      first_names: 'Sam',
      birth_date: '2001-02-03',
      national_number: numberOf('2001-02-03'),
    },
    ...{ document: 'driving-licence', how: 'lost', lost_date: '2026-11-24' },
  },
  'welfare-payment': {
    ...{
      family_name: 'Niemand',
      first_names: 'Sam',
      birth_date: '2001-02-03',
      national_number: numberOf('2001-02-03', 40),
    },
    ...{ support: 'urgent-aid', payment: 'transfer', iban: 'BE68539007547034', decided_by: 'Els Verzinsel' },
  },
}

const found = (kind: EntryKind, changes: Readonly<Record<string, string | undefined>>) => {
  const values = Object.entries({ ...right[kind], ...changes }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  return keptAs(contradictions(kind, Object.fromEntries(values), now))
}

describe('a declaration', () => {
  test.each(entryKinds)('of a %s that can be so contradicts nothing', (kind) => {
    expect(found(kind, {})).toBe('')
  })

  test.each([
    ['birth', { birth_date: '2026-11-25', birth_time: undefined }, 'to-come:birth_date'],
    ['birth', { birth_time: '10:01' }, 'to-come:birth_date,birth_time'],
    ['birth', { birth_time: '10:00' }, ''],
    ['birth', { birth_date: '2026-03-29', birth_time: '02:30' }, 'no-such-time:birth_date,birth_time'],
    ['birth', { birth_date: '2026-10-25', birth_time: '02:30' }, ''],
    ['birth', { parent1_number: numberOf('2026-11-25') }, 'earlier:birth_date,parent1_number'],
    ['birth', { parent2_number: numberOf('2016-11-25') }, 'too-young:parent2_number,birth_date'],
    ['birth', { parent2_number: numberOf('2016-11-24') }, ''],
    [
      'birth',
      {
        birth_date: '1995-01-01',
        parent1_number: numberOf('1900-01-01'),
        parent2: undefined,
        parent2_number: undefined,
      },
      '',
    ],
    // A hundred years is still an age at which one can be a parent.
    [
      'birth',
      {
        birth_date: '2000-12-31',
        parent1_number: numberOf('1900-01-01'),
        parent2: undefined,
        parent2_number: undefined,
      },
      '',
    ],
    [
      'birth',
      {
        birth_date: '2001-01-01',
        parent1_number: numberOf('1900-01-01'),
        parent2: undefined,
        parent2_number: undefined,
      },
      'too-old:birth_date,parent1_number',
    ],
    ['birth', { parent2: undefined }, 'nobody:parent2_number,parent2'],
    ['birth', { parent2: 'Voorbeeld, Lien' }, 'same-person:parent1,parent2'],
    ['birth', { parent2_number: numberOf('1995-05-06') }, 'same-number:parent1_number,parent2_number'],
    ['death', { death_date: '1930-05-05' }, 'earlier:death_date,birth_date'],
    ['death', { death_date: '1930-05-06' }, ''],
    ['death', { death_date: '1930-05-05', birth_date: undefined }, 'earlier:death_date,national_number'],
    ['death', { death_date: '2026-11-25', death_time: undefined }, 'to-come:death_date'],
    ['death', { death_time: '10:01' }, 'to-come:death_date,death_time'],
    ['death', { birth_date: '1930-06-05' }, 'number-date:national_number,birth_date'],
    ['death', { birth_date: '1905-11-24', national_number: undefined }, 'too-old:death_date,birth_date'],
    ['death', { birth_date: '1905-11-25', national_number: undefined }, ''],
    ['death', { declarant: 'jozef VERZONNEN' }, 'same-person:declarant,family_name'],
    ['lost-document', { lost_date: '2001-02-02' }, 'earlier:lost_date,birth_date'],
    ['lost-document', { lost_date: '2026-11-25' }, 'to-come:lost_date'],
    ['lost-document', { lost_date: '2017-02-02' }, 'too-young:document,birth_date'],
    ['lost-document', { lost_date: '2017-02-02', birth_date: undefined }, 'too-young:document,national_number'],
    ['lost-document', { lost_date: '2017-02-03' }, ''],
    ['lost-document', { lost_date: '2017-02-02', document: 'identity-card' }, ''],
    ['lost-document', { document: 'other' }, 'unsaid:document,remarks'],
    ['lost-document', { document: 'other', remarks: 'visvergunning' }, ''],
    ['welfare-payment', { birth_date: '2026-11-25', national_number: undefined }, 'to-come:birth_date'],
    ['welfare-payment', { birth_date: undefined, national_number: numberOf('2026-11-25') }, 'to-come:national_number'],
    ['welfare-payment', { birth_date: '1901-02-03' }, 'number-date:national_number,birth_date; too-old:birth_date'],
    ['welfare-payment', { payment: 'cash' }, 'not-needed:iban,payment'],
    ['welfare-payment', { payment: 'cash', iban: undefined }, ''],
    ['welfare-payment', { support: 'other' }, 'unsaid:support,remarks'],
    ['welfare-payment', { decided_by: 'Niemand Sam' }, 'same-person:decided_by,family_name'],
  ] as const)('of a %s with %j is: "%s"', (kind, changes, expected) => {
    expect(found(kind, changes)).toBe(expected)
  })
})

describe('a national register number', () => {
  test.each([
    ['85073003328', { year: 1985, month: 7, day: 30 }],
    ['17073003384', { year: 2017, month: 7, day: 30 }],
    // Of somebody who is not in the register, or whose day of birth nobody knew.
    [numberOf('1985-07-30', 20), { year: 1985, month: 7, day: 30 }],
    [numberOf('2017-07-30', 40), { year: 2017, month: 7, day: 30 }],
    [numberOf('1985-00-00'), { year: 1985, month: null, day: null }],
    [numberOf('1985-07-00'), { year: 1985, month: 7, day: null }],
    ['85073003329', null],
    ['x', null],
  ])('%s says %j', (number, said) => {
    expect(birthSaidBy(number)).toEqual(said)
    expect(isNationalNumber(number)).toBe(said !== null)
  })
})

const day = fc
  .date({ min: new Date('1890-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('whatever is declared, what is found names fields of the form, in both languages, and is read back as it was kept', () => {
  const seen = new Set<string>()
  const some = (kind: EntryKind) =>
    fc.record(
      Object.fromEntries(
        deskKinds[kind].fields.map(({ id, rule, options = [] }) => [
          id,
          rule === 'date'
            ? day
            : rule === 'time'
              ? fc.constantFrom('00:00', '02:30', '23:59')
              : rule === 'national-number'
                ? day.map((born) => numberOf(born))
                : rule === 'choice'
                  ? fc.constantFrom(...options.map((option) => option.id))
                  : fc.constantFrom('Els Verzinsel', 'Verzinsel', 'Els'),
        ]),
      ),
      { requiredKeys: [] },
    )
  for (const kind of entryKinds) {
    fc.assert(
      fc.property(some(kind), (values) => {
        const all = contradictions(kind, values as Record<string, string>, now)
        expect(fromKept(keptAs(all))).toEqual(all)
        for (const one of all) {
          seen.add(one.what)
          for (const id of one.fields) expect(deskKinds[kind].fields.map((field) => field.id)).toContain(id)
          const { en, nl } = contradictionText(kind, one)
          expect(en).not.toBe(nl)
          expect(`${en}${nl}`).not.toMatch(/undefined|_|“”/)
        }
      }),
      { numRuns: 500 },
    )
  }
  // Two that need one night of a year, and one number of thousands, stand in the table above.
  const rare = ['no-such-time', 'same-number']
  expect([...seen]).toEqual(expect.arrayContaining(whats.filter((what) => !rare.includes(what))))
})
