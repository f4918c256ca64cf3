import { expect, test } from 'vitest'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { startDrill } from '../../../src/drill/drill-state.ts'
import { evidenceFor } from '../../../src/drill/evidence.ts'
import type { Change } from '../../../src/drill/scenario.ts'

const world = { links: {}, hosts: {}, services: {}, backups: {}, people: {}, runs: {} }

/** A record in which the world changes so, line by line, each time by a cause of its own. */
function recordOf(...changes: readonly Change[]): readonly LogEvent[] {
  return changes.map((change, seq): LogEvent => {
    const draft: Draft = {
      type: 'world.changed',
      actor: 'An',
      data: { cause: `c${seq}`, what: 'x', changes: [change] },
    }
    return { ...draft, seq, t: '2022-12-12T06:30:00Z', run: 'a' } as LogEvent
  })
}

const evidence = (events: readonly LogEvent[], ...measures: readonly string[]) =>
  evidenceFor({ events, drill: startDrill(world) }, measures, [])

test.each([[['closed.internet <= 45', 'sent["report"] <= 90']], [['sent["report"] <= 90', 'closed.internet <= 45']]])(
  'what never happened stands behind what did, in whatever order the measures name it: %j',
  (measures) => {
    expect(evidence(recordOf({ link: 'internet', to: 'closed' }), ...measures)).toEqual([
      { name: 'closed', member: 'internet', seq: 0 },
      { name: 'sent', member: 'report', seq: null },
    ])
  },
)

test('only the lines that touch what a measure names are its evidence', () => {
  const record = recordOf(
    { hosts: 'pc', encrypt: 2 },
    { link: 'internet', to: 'closed' },
    { link: 'vpn', to: 'closed' },
    { link: 'internet', to: 'open' },
  )
  const lines = (measure: string) => evidence(record, measure).map(({ seq }) => seq)
  expect(lines('closed.internet < never')).toEqual([1])
  expect(lines('links.internet == "closed"')).toEqual([1, 3])
  expect(lines('links.all(one, links[one] == "closed")')).toEqual([1, 2, 3])
  expect(lines('closed.all(one, closed[one] < 45)')).toEqual([1, 2])
  expect(lines('hosts.pc.encrypted < 5')).toEqual([0])
})
