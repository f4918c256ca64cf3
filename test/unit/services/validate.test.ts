import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryKinds } from '../../../src/cloud/desk-entry.ts'
import { type DeskField, deskKinds } from '../../../src/services/counter-desk/kinds.ts'
import { validate } from '../../../src/services/counter-desk/validate.ts'

function checked(rule: DeskField['rule'], value: string, more: Partial<DeskField> = {}) {
  const field: DeskField = { id: 'f', label: { en: 'f', nl: 'f' }, rule, ...more }
  const { fields, errors } = validate([field], () => value)
  return errors.f === undefined ? (fields.f ?? null) : 'wrong'
}

describe('a field', () => {
  test.each([
    ['date', '2026-11-23', '2026-11-23'],
    ['date', '2026-02-30', 'wrong'],
    ['date', '23/11/2026', 'wrong'],
    ['date', '1889-12-31', 'wrong'],
    ['date', '+012026-01-01', 'wrong'],
    ['time', '23:59', '23:59'],
    ['time', '24:00', 'wrong'],
    ['phone', '+32 (0)470/12.34.56', '+32 (0)470/12.34.56'],
    ['phone', 'bel mij', 'wrong'],
    ['amount', '125,5', '125.50'],
    ['amount', '125', '125.00'],
    ['amount', '0', 'wrong'],
    ['amount', '-1', 'wrong'],
    ['amount', '1e3', 'wrong'],
    ['iban', 'be68 5390 0754 7034', 'BE68539007547034'],
    ['iban', 'BE68 5390 0754 7035', 'wrong'],
    ['iban', 'BE685390075470', 'wrong'],
    ['national-number', '85.07.30-033.28', '85073003328'],
    ['national-number', '85073003329', 'wrong'],
    ['national-number', '8507300332', 'wrong'],
    // Born from 2000: the check counts with a 2 before the number.
    ['national-number', '17073003384', '17073003384'],
    ['text', '   ', null],
    ['text', 'x'.repeat(201), 'wrong'],
    ['long', 'x'.repeat(2001), 'wrong'],
    ['long', ' a\r\nb\tc ', 'a\nb c'],
    ['text', 'e\u0301', '\u00e9'],
    ['text', 'Kerk\u00adstraat\u200d 1\ufe0f', 'Kerkstraat 1'],
    ['name', ' Zoë  van \u2019t Hof-Ünlü ', 'Zoë van \u2019t Hof-Ünlü'],
    ['name', 'Jo\u0308rg', 'J\u00f6rg'],
    ['name', 'Els\u200b', 'wrong'],
    ['name', '\u0415ls', 'wrong'],
    ['name', '<b>', 'wrong'],
    ['name', '-', 'wrong'],
    ['name', 'x'.repeat(201), 'wrong'],
    ['name', '  ', null],
  ] as const)('%s "%s" becomes %s', (rule, value, becomes) => {
    expect(checked(rule, value)).toBe(becomes)
  })

  // Nothing, in many writings: spaces, fillers that count as letters, a blank of Braille, marks alone, private signs, a dot.
  const nothings = [
    '',
    ' ',
    '\u00a0',
    '\u200b',
    '\u3164',
    '\u115f',
    '\u2800',
    '\u00ad',
    '\ufe0f',
    '\u{e0020}',
    '\ue000',
    '\u034f',
    '\u0301',
  ]
  test.each([...nothings, '\u2060 \u200b', '.', '—', '\u202e'])('that is needed is not filled in by %j', (nothing) => {
    for (const rule of ['text', 'long', 'name'] as const) {
      expect(checked(rule, nothing, { required: true }), rule).toBe('wrong')
    }
  })

  test('is needed when another field says so', () => {
    const { fields } = deskKinds['welfare-payment']
    const typed = (payment: string) => (id: string) => (id === 'payment' ? payment : '')
    expect(validate(fields, typed('transfer')).errors).toHaveProperty('iban')
    expect(validate(fields, typed('cash')).errors).not.toHaveProperty('iban')
  })
})

test('what a sign without width kept apart is one letter when it is gone, in an account number too', () => {
  const field: DeskField = { id: 'f', label: { en: 'f', nl: 'f' }, rule: 'iban' }
  expect(validate([field], () => 'e\u200b\u0301').fields).toEqual({ f: '\u00c9' })
})

test('whatever is typed, what is kept is clean, and checking it again changes nothing', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('\u200b', '\u3164', ' ', '\r', '\n', '\u2800', '\u0301', 'e', '\u00ad', '\u1160'),
    }),
    fc.constantFrom('2026-01-01', '12:00', 'transfer', '\u202e', '\n', '1,5'),
  )
  fc.assert(
    fc.property(fc.constantFrom(...entryKinds), fc.array(text, { minLength: 20, maxLength: 20 }), (kind, values) => {
      const { fields } = deskKinds[kind]
      const once = validate(fields, (id) => values[fields.findIndex((field) => field.id === id)] ?? '')
      const names = fields
        .filter(({ id, rule }) => rule === 'name' && once.errors[id] !== undefined)
        .map(({ id }) => id)
      const clean = Object.entries(once.fields).filter(([id]) => !names.includes(id))
      expect(clean.join('')).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u200b\u3164\u2800\u00ad]/u)
      expect(validate(fields, (id) => once.fields[id] ?? '')).toEqual(once)
    }),
  )
})

test('the fields of a kind have each an id of their own', () => {
  for (const kind of entryKinds) {
    const ids = deskKinds[kind].fields.map((field) => field.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const name of deskKinds[kind].names) expect(ids).toContain(name)
  }
})
