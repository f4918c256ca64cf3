import { expect, test } from 'vitest'
import type { CloudAsked } from '../../../src/core/cloud-act.ts'
import { cutOff } from '../../../src/core/cut-off.ts'
import { exit } from '../../../src/core/exit-codes.ts'
import { Fault } from '../../../src/core/fault.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import { openJournal } from '../../../src/core/journal.ts'
import { performCloudAct } from '../../../src/core/perform-cloud-act.ts'
import type { CloudProvider, LogPort, ServiceStatus } from '../../../src/core/ports.ts'
import { settleCloud } from '../../../src/core/settle-cloud.ts'
import { plain } from '../../../src/core/text.ts'
import { manyHands } from '../../support/many-hands.ts'
import { book, listLog, simpleExpressions, stillClock } from '../../support/world.ts'

const page: ServiceStatus = {
  ...{ name: 'status-page', title: plain('Page'), url: 'http://127.0.0.1:1/' },
  ...{ pid: 7, healthy: true, restarts: 0 },
}
const stopped: ServiceStatus = { ...page, pid: null, healthy: false }
const secret = { title: plain('Code'), value: 'SECRET-CODE' }
const noPort = new Fault({ code: 'cloud.port-taken', exit: exit.failed, message: { en: 'taken', nl: 'bezet' } })

/** A journal on a log in memory, a provider that writes down what it did, and who looks on. */
function acts(
  part: Partial<CloudProvider> = {},
  run = 'run-1',
  from: ReturnType<typeof listLog>['events'] = [],
  hand: LogPort | null = null,
) {
  const clock = stillClock()
  const log = listLog(clock, run, from)
  const did: string[] = []
  const doing =
    <T>(name: string, value: T) =>
    async (): Promise<T> => {
      did.push(`${name}, after ${log.events.at(-1)?.type}`)
      return value
    }
  const cloud: CloudProvider = {
    status: async () => [page],
    up: doing('up', { services: [page], secrets: [secret] }),
    down: doing('down', [stopped]),
    handBack: async () => Promise.reject(new Error('no command')),
    export: doing('export', { file: '/out/x.jsonl', count: 3, sha256: 'aa' }),
    setPage: doing('page', { message: { nl: 'dicht' }, services: {} }),
    comparePage: async () => 'different',
    renewAccess: doing('renew', secret),
    ...part,
  }
  const stopping = new AbortController()
  const journal = openJournal(
    { book: book({}), log: hand ?? log, clock, expressions: simpleExpressions, told: () => {} },
    fold(empty, log.events),
  )
  const ports = {
    ...{ cloud, journal, actor: 'Els', signal: stopping.signal, progress: () => {} },
    hand: ({ value }: { readonly value: string }) => did.push(`${value} shown, after ${log.events.at(-1)?.type}`),
  }
  return { log, did, stopping, journal, cloud, act: (asked: CloudAsked) => performCloudAct(ports, asked) }
}

const types = (events: readonly { readonly type: string }[]): readonly string[] => events.map(({ type }) => type)

test.each([
  [{ act: 'up' }, ['up, after cloud.intent', 'SECRET-CODE shown, after cloud.intent'], '1 of 1 services healthy'],
  [{ act: 'down' }, ['down, after cloud.intent'], 'every service is stopped; the data stays'],
  [
    { act: 'access-renew' },
    ['renew, after cloud.intent', 'SECRET-CODE shown, after cloud.intent'],
    'a new access code was made and shown; the old one and every login ended',
  ],
  [{ act: 'export', folder: '/out' }, ['export, after cloud.intent'], '3 entries exported, SHA-256 aa'],
  [
    { act: 'page-set', change: { message: 'dicht', lang: 'nl' } },
    ['page, after cloud.intent'],
    'the status page says it',
  ],
] as const)('%o is done after its intent, and its outcome comes last', async (asked, order, said) => {
  const { act, did, log } = acts()
  expect((await act(asked)).result).toBe('done')
  expect(did).toEqual(order)
  expect(types(log.events)).toEqual(['cloud.intent', 'cloud.outcome'])
  const [intent, outcome] = log.events
  const { act: name, ...more } = asked
  expect(intent).toMatchObject({ actor: 'Els', data: { act: name, services: ['status-page'], ...more } })
  expect(outcome?.data).toMatchObject({ intent: 0, act: name, result: 'done', summary: { en: said } })
  expect(JSON.stringify(log.events)).not.toContain('SECRET')
})

test('no record, no act', async () => {
  const { act, did, log } = acts()
  log.fail = new Fault({ code: 'log.disk-full', exit: exit.log, message: plain('full') })
  for (const asked of [
    { act: 'up' },
    { act: 'down' },
    { act: 'access-renew' },
    { act: 'export', folder: '/' },
  ] as const)
    await expect(act(asked)).rejects.toMatchObject({ code: 'log.disk-full' })
  expect(did).toEqual([])
})

test('an act that does not come to its end is on record as failed, with what was seen afterwards', async () => {
  const refused = acts({ up: () => Promise.reject(noPort), status: async () => [stopped] })
  await expect(refused.act({ act: 'up' })).rejects.toBe(noPort)
  const services = [{ name: 'status-page', state: 'stopped' }]
  expect(refused.log.events.at(-1)?.data).toMatchObject({ result: 'failed', summary: { nl: 'bezet' }, services })
  const sick = acts({ up: async () => ({ services: [{ ...page, healthy: false }], secrets: [] }) })
  expect((await sick.act({ act: 'up' })).result).toBe('failed')
  expect(sick.log.events.at(-1)?.data).toMatchObject({
    ...{ result: 'failed', summary: { en: '0 of 1 services healthy' } },
    services: [{ name: 'status-page', state: 'not-healthy' }],
  })
  const stubborn = acts({ down: async () => [page] })
  expect((await stubborn.act({ act: 'down' })).result).toBe('failed')
  expect(stubborn.log.events.at(-1)?.data).toMatchObject({ summary: { en: 'still running: status-page' } })
})

test('what is interrupted, or ends by a bug, has no outcome', async () => {
  const one = acts({
    up: async () => {
      one.stopping.abort()
      throw new DOMException('aborted', 'AbortError')
    },
  })
  await expect(one.act({ act: 'up' })).rejects.toMatchObject({ code: 'interrupted', exit: 130 })
  const two = acts({
    up: async () => {
      two.stopping.abort()
      return { services: [stopped], secrets: [] }
    },
  })
  await expect(two.act({ act: 'up' })).rejects.toMatchObject({ code: 'interrupted' })
  const three = acts({ down: () => Promise.reject(new TypeError('a bug')) })
  await expect(three.act({ act: 'down' })).rejects.toThrow('a bug')
  for (const { log, journal } of [one, two, three]) {
    expect(types(log.events)).toEqual(['cloud.intent'])
    expect(journal.state().cloud?.open).toMatchObject({ status: 'doing', seq: 0 })
    expect(cutOff(journal.state()).cloud?.open?.status).toBe('unknown')
  }
})

/** The same record, a process later: what the first one left open is settled. */
async function settled(asked: CloudAsked, part: Partial<CloudProvider>) {
  const first = acts({ up: broken, down: broken, setPage: broken, renewAccess: broken, export: broken })
  await first.act(asked).catch(() => {})
  const next = acts(part, 'run-2', first.log.events)
  await next.journal.record([{ type: 'session.started', actor: 'Jan', data: { version: '0', mode: 'command' } }])
  expect(next.journal.state().cloud?.open?.status).toBe('unknown')
  expect(await settleCloud(next.journal, next.cloud, 'Jan')).toBe(true)
  expect(next.did).toEqual([])
  expect(next.journal.state().cloud?.open).toBeNull()
  expect(await settleCloud(next.journal, next.cloud, 'Jan')).toBe(false)
  const { type, actor, data } = next.log.events.at(-1) ?? { type: null, actor: '', data: {} }
  expect([type, actor]).toEqual(['cloud.decided', 'Jan'])
  expect(data).toMatchObject({ intent: 0, act: asked.act })
  return data
}

const broken = (): Promise<never> => Promise.reject(new Error('killed'))
const change = { message: 'dicht', lang: 'nl' } as const

test.each([
  [{ act: 'up' }, [page], 'same', 'done', '1 of 1 services healthy'],
  [{ act: 'up' }, [stopped], 'same', 'not-done', 'no service runs'],
  [
    { act: 'up' },
    [page, { ...stopped, name: 'desk' }],
    'same',
    'not-done',
    '1 of 2 services healthy: status-page healthy, desk stopped',
  ],
  [{ act: 'down' }, [stopped], 'same', 'done', 'no service runs'],
  [
    { act: 'down' },
    [{ ...page, healthy: false }],
    'same',
    'not-done',
    '0 of 1 services healthy: status-page not healthy',
  ],
  [{ act: 'page-set', change }, [page], 'same', 'done', 'the status page says it'],
  [{ act: 'page-set', change }, [page], 'different', 'not-done', 'the status page does not say it'],
  [
    { act: 'access-renew' },
    [page],
    'same',
    'cannot-tell',
    'the access code that people have may work no more; cloud access makes a new one',
  ],
  [
    { act: 'export', folder: '/' },
    [page],
    'same',
    'cannot-tell',
    'an export may have been written; exporting again changes nothing',
  ],
] as const)('%o, cut off, and now %o', async (asked, services, compared, decision, en) => {
  const asked_ = { status: async () => [...services], comparePage: async () => compared }
  expect(await settled(asked, asked_)).toMatchObject({ decision, seen: { en } })
})

test('where nobody can look, that is what the record says', async () => {
  const status = () => Promise.reject(noPort)
  expect(await settled({ act: 'up' }, { status })).toMatchObject({ decision: 'cannot-tell', seen: { en: 'taken' } })
})

test('what a process does itself is not settled under its hands', async () => {
  const { act, journal, cloud } = acts({ up: broken })
  await act({ act: 'up' }).catch(() => {})
  expect(await settleCloud(journal, cloud, 'Els')).toBe(false)
})

test('who is slower to begin says who acts since when, and touches nothing', async () => {
  const { open, events } = manyHands(stillClock())
  const [els, bram] = ['els', 'bram'].map((run) => acts({}, run, events, open(run)))
  const first = els?.act({ act: 'export', folder: '/out' })
  await expect(bram?.act({ act: 'up' })).rejects.toMatchObject({
    ...{ code: 'cloud.taken', exit: exit.stopped },
    text: {
      en: expect.stringContaining('Els acts on the emergency cloud since 03:12 (writes every entry'),
      nl: expect.stringContaining('Els is sinds 03:12 bezig met de noodcloud (schrijft elke'),
    },
  })
  await first
  expect([els?.did.length, bram?.did.length]).toEqual([1, 0])
  expect(types(events)).toEqual(['cloud.intent', 'cloud.outcome'])
})
