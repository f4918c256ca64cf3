import { expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import { drillAfter, startDrill } from '../../../src/drill/drill-state.ts'

const world = {
  ...{ links: { internet: { state: 'open', probe: null } as const }, hosts: {}, services: {}, backups: {} },
  ...{ people: {}, runs: {} },
}

function changed(minute: number, to: 'open' | 'closed'): LogEvent {
  const t = Temporal.Instant.from('2022-12-12T06:30:00Z').add({ minutes: minute }).toString()
  const data = { cause: 'x', what: 'x', changes: [{ link: 'internet', to }] }
  return { type: 'world.changed', actor: 'An', data, seq: minute, t, run: 'a' }
}

test('a link was closed when it was closed first: to open it for the restoring takes nothing of the isolation away', () => {
  const events = [changed(0, 'open'), changed(20, 'closed'), changed(300, 'open'), changed(400, 'closed')]
  const states = events.map((_, index) => events.slice(0, index + 1).reduce(drillAfter, startDrill(world)))
  expect(states.map(({ closed }) => closed.internet)).toEqual([undefined, 20, 20, 20])
  expect(states.map((state) => state.world.links.internet?.state)).toEqual(['open', 'closed', 'open', 'closed'])
})
