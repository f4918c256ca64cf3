import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NoticeField, Obligation } from '../../../src/core/model.ts'
import { plain } from '../../../src/core/text.ts'
import { knownValues } from '../../../src/notify/known-values.ts'
import { type NoticeParts, noticeSubject, noticeText } from '../../../src/notify/notice.ts'
import { simpleExpressions } from '../../support/world.ts'

const fields: readonly NoticeField[] = [
  { id: 'detected_at', type: 'datetime', title: { en: 'Noticed', nl: 'Opgemerkt' } },
  { id: 'malicious', type: 'yes-no-unknown', title: { en: 'Malicious?', nl: 'Kwaadwillig?' } },
  { id: 'impact', type: 'text', title: { en: 'Impact', nl: 'Impact' } },
]

const obligation: Obligation = {
  id: 'ccb-early-warning',
  title: { en: 'Early warning', nl: 'Vroegtijdige waarschuwing' },
  channel: 'ccb',
  binding: 'nis2',
  from: { fact: 'aware_at' },
  within: 'PT24H',
  metBy: 'sent',
  fields,
  source: {
    en: 'Directive (EU) 2022/2555 [13], article 23(4)(a) [9, 10]',
    nl: 'Richtlijn (EU) 2022/2555 [13], artikel 23, lid 4, a) [9, 10]',
  },
}

function parts(values: NoticeParts['values'], lang: 'en' | 'nl' = 'en'): NoticeParts {
  return {
    obligation,
    channel: { id: 'ccb', name: plain('CCB'), checked: '2026-11-23' },
    municipality: 'Willebroek',
    incident: 'willebroek-2026-11-24',
    values,
    lang,
    preparedAt: '2026-11-24T02:30:00.000Z',
  }
}

test('a notice says what is known on the clock of Brussels, and that the rest is not known yet', () => {
  expect(noticeText(parts({ detected_at: '2026-11-24T01:40:00Z', malicious: 'yes' }))).toBe(
    [
      'Early warning: cyber incident Willebroek (willebroek-2026-11-24)',
      '',
      'To: CCB',
      'Our reference: willebroek-2026-11-24',
      'Prepared: 2026-11-24 03:30 (UTC+01:00)',
      'Ground: Directive (EU) 2022/2555, article 23(4)(a)',
      '',
      'Noticed',
      '  2026-11-24 02:40 (UTC+01:00)',
      '',
      'Malicious?',
      '  yes',
      '',
      'Impact',
      '  not known yet',
      '',
    ].join('\n'),
  )
})

test('in Dutch', () => {
  const text = noticeText(parts({ malicious: 'unknown', impact: 'Alle loketten dicht' }, 'nl'))
  expect(text).toContain('Vroegtijdige waarschuwing: cyberincident Willebroek')
  expect(text).toContain('Kwaadwillig?\n  onbekend')
  expect(text).toContain('Opgesteld: 24/11/2026 03:30 (UTC+01:00)')
  expect(text).toContain('Grond: Richtlijn (EU) 2022/2555, artikel 23, lid 4, a)\n')
})

test('no value can pass for another field: its lines are indented, and the subject stays one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (impact) => {
      const lines = noticeText(parts({ impact })).split('\n')
      const start = lines.indexOf('Impact')
      expect(start).toBeGreaterThan(0)
      for (const line of lines.slice(start + 1)) expect(line === '' || line.startsWith('  ')).toBe(true)
      expect(noticeSubject(parts({ impact }))).not.toContain('\n')
    }),
  )
})

test('an earlier answer goes before the expression of the field, and nothing is invented', () => {
  const known = knownValues(
    [{ ...(fields[0] as NoticeField) }, { ...(fields[2] as NoticeField), from: 'profile.name' }],
    { facts: { detected_at: '2026-11-24T01:40:00Z' }, profile: { name: 'Willebroek' } },
    simpleExpressions,
  )
  expect(known).toEqual({ detected_at: '2026-11-24T01:40:00Z', impact: 'Willebroek' })
  expect(knownValues(fields, { facts: {}, profile: {} }, simpleExpressions)).toEqual({})
})
