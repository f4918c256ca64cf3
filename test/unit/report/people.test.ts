import { expect, test } from 'vitest'
import type { Draft } from '../../../src/core/event.ts'
import { peopleOf } from '../../../src/report/people.ts'
import { peopleSection } from '../../../src/report/people-section.ts'
import type { Report } from '../../../src/report/report.ts'
import { logged, sampleView } from '../../support/sample-view.ts'

const bound = { incident: 'x', after: 1, actor: 'Els', acts: [] }
const step = sampleView().steps[0]
const transcribed: Draft = {
  type: 'step.transcribed',
  actor: 'Els',
  step: step?.instance ?? '',
  data: {
    ...{ needs: '0.3.0', result: 'done', by: 'Bram', at: 'unknown', said: '', words: '', summary: '' },
    approval: { approver: 'Jan', role: 'mayor' },
  },
}
const erasure: Draft = {
  type: 'redaction',
  actor: 'Els',
  data: { seq: 1, path: '/a', digest: 'd', basis: 'b', approver: 'Jan', reason: 'r', form: 'asserted', bound },
}
const falseAlarm: Draft = {
  type: 'incident.closed',
  actor: 'Els',
  data: { needs: '0.3.0', summary: '', falseAlarm: { reason: 'r', approver: 'Jan', form: 'asserted', bound } },
}

test.each([
  ['an erasure', erasure, 'erasure', 'second person for an erasure (approved or refused, line 1)'],
  ['a false alarm', falseAlarm, 'false-alarm', 'second person for a false alarm (approved or refused, line 1)'],
  ['a step on paper', transcribed, 'mayor', 'mayor (approved or refused, line 1)'],
] as const)('who agreed to %s has a role by that', (_what, draft, role, said) => {
  const people = peopleOf(logged([draft]), sampleView())
  const jan = people.find(({ name }) => name === 'Jan')
  expect(jan?.roles).toEqual([{ role, how: 'approved', line: 1 }])
  expect(JSON.stringify(peopleSection({ people } as unknown as Report, 'en'))).toContain(said)
})

test('who did it on paper acted in the role of its step', () => {
  const bram = peopleOf(logged([transcribed]), sampleView()).find(({ name }) => name === 'Bram')
  expect(bram?.roles).toEqual([{ role: step?.step.role, how: 'acted', line: 1 }])
})
