import { describe, expect, it, test } from 'vitest'
import type { Draft } from '../../../src/core/event.ts'
import { hasPart, partNames } from '../../../src/core/part-in-incident.ts'
import { logged } from '../../support/sample-view.ts'

const bound = { incident: 'x', after: 1, actor: 'Els', acts: [] }
const erasure = { seq: 1, path: '/a', digest: 'd', basis: 'b', approver: 'Jan', reason: 'r', bound } as const

test.each<[string, Draft, readonly string[]]>([
  ['a note', { type: 'note.added', actor: 'Els', data: { text: 'Jan called' } }, ['Els']],
  [
    'an approval',
    { type: 'step.approved', actor: 'Jan', data: { approver: 'Jan', role: 'lead', reason: '', form: 'asserted' } },
    ['Jan'],
  ],
  ['a hand-over', { type: 'handover.made', actor: 'Els', data: { from: 'Els', to: 'Jan', note: '' } }, ['Els', 'Jan']],
  [
    'an erasure that nobody signed',
    { type: 'redaction', actor: 'Els', data: { ...erasure, form: 'asserted' } },
    ['Els'],
  ],
  ['an erasure of before 0.2.0', { type: 'redaction', actor: 'Els', data: erasure }, ['Els']],
  [
    'an erasure that was signed',
    {
      type: 'redaction',
      actor: 'Els',
      data: { ...erasure, form: 'signed', signature: { text: '', key: '', signature: '' } },
    },
    ['Els', 'Jan'],
  ],
])('%s gives a part to', (_what, draft, names) => {
  for (const event of logged([draft])) expect([...partNames(event)].toSorted()).toEqual(names)
})

describe('a part in the incident', () => {
  const people = [{ name: 'Gust Nergens', roles: ['general-director'], phone: null }]

  it('has who is named in the profile, or on the record, however the name is written', () => {
    expect(hasPart('nergens, gust', [], people)).toBe(true)
    expect(hasPart('Gust Nergens (dpo)', [], people)).toBe(true)
    expect(hasPart('Jan Maes', ['An', 'Jan  Maes'], people)).toBe(true)
  })

  it('has nobody else, and nobody where nobody is named', () => {
    expect(hasPart('Jan Maes', ['An', 'Jan'], people)).toBe(false)
    expect(hasPart('Jan Maes', [], [])).toBe(false)
  })
})
