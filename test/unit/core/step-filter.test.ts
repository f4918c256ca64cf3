import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import { plan } from '../../../src/core/planner.ts'
import { rolesOf, type StepFilter, stepsThatFit, trackOf, tracksOf } from '../../../src/core/step-filter.ts'
import { plain } from '../../../src/core/text.ts'
import type { View } from '../../../src/core/view.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { book, step } from '../../support/world.ts'

const profile = {
  contacts: [
    { role: 'lead', name: 'An Voorbeeld', phone: null, mail: null },
    { role: 'network', name: 'Bram Fictief', phone: null, mail: null },
    { role: 'systems', name: 'Bram Fictief', phone: null, mail: null },
  ],
  services: [
    { id: 'deaths', owner: 'Mo Fantasie' },
    { id: 'births', owner: 'Bram Fictief' },
  ],
}
const each = { as: 'service', in: 'profile.services', ask: plain('Which?') }
const it = book(
  {
    isolate: [step('one', { role: 'lead' }), step('two', { role: 'network' }), step('three', { role: 'scribe' })],
    restore: [step('back', { role: 'service-owner', each }), step('end', { role: 'systems', after: [] })],
  },
  { base: { profile }, factNames: ['lead', 'scribe', 'team'] },
)

function viewAfter(...drafts: readonly Draft[]): View {
  const events = drafts.map((draft, seq) => ({
    ...draft,
    seq,
    t: `2026-11-24T02:0${seq}:00.000Z`,
    run: 'r',
  })) as LogEvent[]
  return plan(it, fold(empty, events), expressions, Temporal.Instant.from('2026-11-24T02:12:00Z'))
}
const answered = (facts: Extract<Draft, { type: 'step.outcome' }>['data']['facts']): Draft => ({
  ...{ type: 'step.outcome', actor: 'Els', step: 'isolate/one' },
  data: { result: 'done', summary: 'x', ...(facts === undefined ? {} : { facts }) },
})
const shown = (view: View, filter: StepFilter): string =>
  stepsThatFit(view, filter)
    .map(({ instance }) => instance)
    .join(' ')

test('one person’s steps: the roles of the profile, the lead of the record, the services that she answers for', () => {
  const view = viewAfter()
  expect(shown(view, { mine: 'bram fictief' })).toBe('isolate/two restore/back[births] restore/end')
  expect(shown(view, { mine: 'An Voorbeeld' })).toBe('isolate/one')
  expect(shown(view, { mine: 'Mo Fantasie' })).toBe('restore/back[deaths]')
  expect(shown(view, { mine: 'Els' })).toBe('')
})

test('who was named in an answer, and who has the lead no more', () => {
  const view = viewAfter(answered({ lead: 'Els', scribe: 'Daan', team: ['scribe: Fien Niemand', 'no role'] }))
  expect([...rolesOf('Els', view)]).toEqual(['lead'])
  expect([...rolesOf('Daan', view)]).toEqual(['scribe'])
  expect([...rolesOf('Fien Niemand', view)]).toEqual(['scribe'])
  expect([...rolesOf('An Voorbeeld', view)]).toEqual([])
})

test('what is open, and one runbook, by id or title in whatever case', () => {
  const view = viewAfter(answered({}))
  expect(shown(view, { open: true })).toBe(
    'isolate/two isolate/three restore/back[deaths] restore/back[births] restore/end',
  )
  expect(shown(view, { open: true, track: 'isolate', mine: 'Bram Fictief' })).toBe('isolate/two')
  expect([trackOf('ISOLATE ', view), trackOf('restore', view), trackOf('notify', view)]).toEqual([
    'isolate',
    'restore',
    null,
  ])
  expect(tracksOf(view)).toEqual(['isolate', 'restore'])
})

test('a filter only leaves out, and keeps the order', () => {
  const filters = fc.record({
    open: fc.boolean(),
    mine: fc.constantFrom(null, 'An Voorbeeld', 'Bram Fictief', 'Els'),
    track: fc.constantFrom(null, 'isolate', 'restore'),
  })
  const view = viewAfter(answered({ lead: 'Els' }))
  fc.assert(
    fc.property(filters, (filter) => {
      const found = stepsThatFit(view, filter)
      expect(view.steps.filter((one) => found.includes(one))).toEqual(found)
      for (const one of ['open', 'mine', 'track'] as const) {
        const wider = stepsThatFit(view, { ...filter, [one]: one === 'open' ? false : null })
        for (const kept of found) expect(wider).toContain(kept)
      }
    }),
  )
})
