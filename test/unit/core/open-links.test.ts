import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import { leadOf } from '../../../src/core/lead.ts'
import { linksOf } from '../../../src/core/open-links.ts'
import { plan } from '../../../src/core/planner.ts'
import { plain } from '../../../src/core/text.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { book, step } from '../../support/world.ts'

const each = { as: 'link', in: 'profile.links', ask: plain('Which?') }
const links = [
  { id: 'internet', name: 'Internet' },
  { id: 'vpn', name: 'VPN' },
]
const steps = [
  step('cut-links', { each, after: [] }),
  step('cut-links-by-hand', { each, after: [] }),
  step('watch-links', { each, after: [] }),
  step('reopen-links', { each, after: [] }),
]

function standings(known: typeof links | null, acts: readonly string[]): readonly string[] {
  const it = book({ a: steps }, { base: { profile: { links: known } } })
  const events = acts.map((id, seq) => ({
    ...{ type: 'step.outcome', actor: 'Els', step: `a/${id}`, data: { result: 'done', summary: 'x' } },
    ...{ seq, t: `2026-11-24T02:00:${String(seq).padStart(2, '0')}.000Z`, run: 'r' },
  })) as LogEvent[]
  const view = plan(it, fold(empty, events), expressions, Temporal.Instant.from('2026-11-24T02:12:00Z'))
  return linksOf(view).map(({ id, now }) => `${id} ${now}`)
}

test('a link is open until a step that cuts it is done, by machine or by hand, and reopened by one that opens it', () => {
  expect(standings(links, [])).toEqual(['internet open', 'vpn open'])
  expect(standings(links, ['cut-links[internet]'])).toEqual(['internet cut', 'vpn open'])
  expect(standings(links, ['cut-links-by-hand[vpn]', 'watch-links[internet]'])).toEqual(['internet open', 'vpn cut'])
  const back = ['cut-links[vpn]', 'reopen-links[vpn]']
  expect(standings(links, back)).toEqual(['internet open', 'vpn reopened'])
  expect(standings(links, [...back, 'cut-links-by-hand[vpn]'])).toEqual(['internet open', 'vpn cut'])
})

test('nobody named them, or there are none: nothing is said', () => {
  expect(standings(null, [])).toEqual([])
  expect(standings([], [])).toEqual([])
})

test('whatever was done, the last act about a link says how it is', () => {
  const act = fc.constantFrom('cut-links[vpn]', 'cut-links-by-hand[vpn]', 'reopen-links[vpn]', 'watch-links[vpn]')
  fc.assert(
    fc.property(fc.array(act, { maxLength: 50 }), (done) => {
      const last = done.filter((one) => !one.startsWith('watch')).at(-1)
      const now = last === undefined ? 'open' : last.startsWith('cut') ? 'cut' : 'reopened'
      expect(standings(links, done)).toContain(`vpn ${now}`)
    }),
  )
})

const named = (lead: string, t: string): Draft & { readonly t: string } => ({
  ...{ type: 'step.outcome', actor: 'Els', step: 'a/declare', t },
  data: { result: 'done', summary: 'x', facts: { lead } },
})
const over = (to: string, t: string): Draft & { readonly t: string } => ({
  ...{ type: 'handover.made', actor: 'An Voorbeeld', t },
  data: { from: 'An Voorbeeld', to, note: 'all cut' },
})

test.each([
  [[], null],
  [[named('An Voorbeeld', '2026-11-24T02:00:00.000Z')], 'An Voorbeeld'],
  [[named(' ', '2026-11-24T02:00:00.000Z')], null],
  [[named('An Voorbeeld', '2026-11-24T02:00:00.000Z'), over('Cato', '2026-11-24T03:00:00.000Z')], 'Cato'],
  [
    [
      named('An', '2026-11-24T02:00:00.000Z'),
      over('Cato', '2026-11-24T03:00:00.000Z'),
      named('Bram', '2026-11-24T04:00:00.000Z'),
    ],
    'Bram',
  ],
  [[over('Cato', '2026-11-24T03:00:00.000Z'), over('Bram', '2026-11-24T03:30:00.000Z')], 'Bram'],
])('who leads is whom the record named last (%#)', (events, lead) => {
  const state = fold(
    empty,
    events.map((event, seq) => ({ ...event, seq, run: 'r' }) as LogEvent),
  )
  expect(leadOf(state)).toBe(lead)
})
