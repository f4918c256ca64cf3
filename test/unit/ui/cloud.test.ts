import { expect, test } from 'vitest'
import type { ServiceStatus } from '../../../src/core/ports.ts'
import type { CloudRecord } from '../../../src/core/state.ts'
import { plain } from '../../../src/core/text.ts'
import { cloudLines, differs } from '../../../src/ui/cloud.ts'

const now = Temporal.Instant.from('2026-11-24T03:00:00Z')
const service = (name: string, healthy: boolean, pid: number | null = 7): ServiceStatus => ({
  ...{ name, title: plain(name), url: '', restarts: 0 },
  ...{ healthy, pid },
})
const page = service('status-page', true)
const desk = service('counter-desk', true)
const healthy: CloudRecord = {
  services: [
    { name: 'status-page', state: 'healthy' },
    { name: 'counter-desk', state: 'healthy' },
  ],
  at: '2026-11-24T02:12:00.000Z',
  actor: 'Els',
  open: null,
}
const open = {
  ...{ seq: 4, run: 'x', what: 'x', actor: 'Jan', at: '2026-11-24T02:30:00.000Z' },
  act: 'down',
  status: 'unknown',
} as const

test.each([
  ['as the record says', healthy, [page, desk], 'now, on this machine: 2 of 2 services healthy'],
  [
    'one stopped',
    healthy,
    [page, service('counter-desk', false, null)],
    'NOW, ON THIS MACHINE: 1 of 2 services healthy: status-page healthy, counter-desk stopped',
  ],
  [
    'one does not answer',
    healthy,
    [page, service('counter-desk', false)],
    'NOW, ON THIS MACHINE: 1 of 2 services healthy: status-page healthy, counter-desk not healthy',
  ],
  [
    'nothing runs',
    healthy,
    [service('status-page', false, null), service('counter-desk', false, null)],
    'NOW, ON THIS MACHINE: no service runs',
  ],
] as const)('what is so now: %s', (_name, record, services, said) => {
  const lines = cloudLines(record, { services }, now, 'en').map(({ en }) => en)
  expect(lines).toEqual(['the record says (Tue 24 Nov 03:12, Els): 2 of 2 services healthy', said])
})

test('what a record of 0.1.0 says, what nobody can look at, what is open', () => {
  const old: CloudRecord = { ...healthy, services: healthy.services.map(({ name }) => ({ name, state: 'started' })) }
  expect(cloudLines({ ...old, open }, { unseen: plain('no such service') }, now, 'nl').map(({ nl }) => nl)).toEqual([
    'het logboek zegt (di 24 nov. 03:12, Els): 2 gestart',
    'nu, op dit toestel: niet te bekijken: no such service',
    'BEGONNEN, HET EINDE STAAT NIET IN HET LOGBOEK (di 24 nov. 03:30, Jan): noodcloud, stoppen',
  ])
  const going = { ...open, status: 'doing' } as const
  expect(cloudLines({ services: [], at: null, actor: null, open: going }, null, now, 'en').map(({ en }) => en)).toEqual(
    ['going on (Tue 24 Nov 03:30, Jan): emergency cloud, stop'],
  )
})

test('what was said to be started and runs is no contradiction, what was never on record and runs is one', () => {
  expect(differs([{ name: 'status-page', state: 'started' }], [page])).toBe(false)
  expect(differs([{ name: 'status-page', state: 'started' }], [service('status-page', false, null)])).toBe(true)
  expect(differs([], [service('status-page', false, null)])).toBe(false)
  expect(differs([], [page])).toBe(true)
  expect(differs([{ name: 'status-page', state: 'stopped' }], [page])).toBe(true)
})
