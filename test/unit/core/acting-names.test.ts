import { expect, test } from 'vitest'
import { actingNames } from '../../../src/core/acting-names.ts'
import type { Draft } from '../../../src/core/event.ts'
import { logged } from '../../support/sample-view.ts'

const bound = { incident: 'x', after: 1, actor: 'Els', acts: [] }
const given = { role: 'lead', reason: '', form: 'asserted', bound } as const

test.each<[string, Draft, readonly string[]]>([
  ['a note', { type: 'note.added', actor: 'Els', data: { text: 'Jan called' } }, ['Els']],
  ['an approval', { type: 'step.approved', actor: 'Jan', step: 'a/b', data: { approver: 'Jan', ...given } }, ['Jan']],
  [
    'an erasure',
    {
      type: 'redaction',
      actor: 'Els',
      data: { seq: 1, path: '/a', digest: 'd', basis: 'b', approver: 'Jan', reason: 'r', form: 'asserted', bound },
    },
    ['Els', 'Jan'],
  ],
  [
    'a false alarm',
    {
      type: 'incident.closed',
      actor: 'Els',
      data: { needs: '0.3.0', summary: '', falseAlarm: { reason: 'r', approver: 'Jan', form: 'asserted', bound } },
    },
    ['Els', 'Jan'],
  ],
  [
    'a paper that was approved',
    {
      type: 'step.transcribed',
      actor: 'Els',
      step: 'a/b',
      data: {
        ...{ needs: '0.3.0', result: 'done', by: 'Bram', at: 'unknown', said: '', words: '', summary: '' },
        approval: { approver: 'Jan', role: 'lead' },
      },
    },
    ['Bram', 'Els', 'Jan'],
  ],
])('%s names who acted and who approved', (_what, draft, names) => {
  for (const event of logged([draft])) expect([...actingNames(event)].toSorted()).toEqual(names)
})
