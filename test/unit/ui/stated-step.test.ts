import { expect, test } from 'vitest'
import { remarked, rulesOfBook, type Statement, stepNamed } from '../../../src/core/statements.ts'
import { statedRemarks } from '../../../src/ui/stated.ts'
import { book, step } from '../../support/world.ts'

const night = book({
  isolate: [
    step('declare', { code: 'I1', title: { en: 'Declare the incident', nl: 'Roep het incident uit' } }),
    step('cut-links', {
      ...{ code: 'I3', title: { en: 'Cut {{ link.name }}', nl: 'Sluit {{ link.name }} af' } },
      each: { as: 'link', in: 'profile.links', ask: { en: '', nl: '' } },
    }),
  ],
})

/** A paper on which a step was done after the line in which it was entered. */
function ahead(instance: string): Statement {
  return {
    ...{ kind: 'paper', name: instance, at: '2026-11-24T05:00:00.000Z', written: '2026-11-24T03:00:00.000Z' },
    ...{ by: 'Daan Verzonnen', seq: 11, step: instance, opened: null, prepared: null, jumped: 0 },
  } as Statement
}

test.each([
  ['isolate/declare', 'I1 Declare the incident', 'I1 Roep het incident uit'],
  ['isolate/cut-links[vpn]', 'I3 vpn', 'I3 vpn'],
  ['isolate/gone', 'isolate/gone', 'isolate/gone'],
  ['isolate/gone[vpn]', 'isolate/gone[vpn]', 'isolate/gone[vpn]'],
])('verify names a step from paper (%s) as people do', (instance, en, nl) => {
  const rules = rulesOfBook(night)
  const [remark] = statedRemarks([ahead(instance)], rules)
  expect(remarked([ahead(instance)], rules)).toHaveLength(1)
  expect(remark?.said.en).toMatch(`line 12: ${en}, done on paper: `)
  expect(remark?.said.nl).toMatch(`regel 12: ${nl}, gedaan op papier: `)
})

test('without a plan a step is called by its instance', () => {
  expect(stepNamed(rulesOfBook(null), 'isolate/cut-links[vpn]').en).toBe('isolate/cut-links[vpn]')
})
