import { expect, test } from 'vitest'
import type { EventData, EventType, LogEvent, ProofRecord } from '../../../src/core/event.ts'
import { shapeOf } from '../../../src/core/event-shape.ts'
import { programTimes, statedIn } from '../../../src/core/stated-times.ts'

/** Every member, also those that may be left out. */
type Full<T> = T extends string | number | boolean | null
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Full<Item>[]
    : { readonly [M in keyof T]-?: Full<NonNullable<T[M]>> }

const text = { en: 'x', nl: 'x' }
const reason = { reason: 'x' }
const blob = { name: 'x', sha256: 'x', size: 1 }
const order = 1
const signature = { text: 'x', key: 'x', signature: 'x' }
const bound = { incident: 'x', after: 1, actor: 'x', acts: [{ act: 'x', title: text, what: text, attempts: 1 }] }
const before = { subject: 'x', there: 'yes', seen: 'x', held: { end: 'ended', seen: 'x' } } as const
const contradicted = { by: [text], reason: 'x' }
const change = { service: 'x', state: 'x', where: 'x', message: 'x', lang: 'nl' }
const service = { name: 'x', state: 'healthy' } as const

/** One of every kind with every member. A new member does not compile before it stands here, and is then looked at below. */
const samples: { readonly [T in EventType]: Full<Omit<EventData[T], 'proof' | 'detail'>> } = {
  'incident.opened': {
    ...{ incident: 'x', plan: 'x', version: 'x', nis2: 'x', base: 'x', pinned: [blob] },
    municipality: { nis: 'x', name: 'x', province: 'x', policeZone: 'x' },
    unread: ['links[0].probe'],
    exercise: { scenario: 'x', level: 'x', start: '2026-11-24T02:12:00.000Z' },
  },
  'session.started': { version: 'x', mode: 'interactive' },
  'session.ended': { why: 'left' },
  'step.expanded': { source: 'x', items: [{ id: 'x', name: 'x' }] },
  'step.intent': { attempt: 1, what: text, before },
  'step.outcome': { result: 'done', summary: text, facts: { some_fact: 'x' }, blobs: [blob], contradicted },
  'step.approved': {
    ...{ approver: 'x', role: 'x', reason: 'x', form: 'signed' },
    ...{ signature, bound },
  },
  'step.refused': { approver: 'x', role: 'x', reason: 'x', form: 'asserted' },
  'step.skipped': reason,
  'step.blocked': reason,
  'step.unblocked': reason,
  'step.reopened': reason,
  'step.decided': { decision: 'done', reason: 'x', probe: text },
  'notice.prepared': { obligation: 'x', files: [blob], values: { some_field: 'x' } },
  'notice.sent': { obligation: 'x', how: 'x', at: '2026-11-24T02:12:00.000Z', reference: 'x' },
  'note.added': { text: 'x', redline: 'x' },
  'evidence.added': {
    files: [{ ...blob, source: 'x', modified: '2026-11-24T02:12:00.000Z' }],
    ...{ source: 'x', note: 'x', notTaken: [{ name: 'x', why: text }] },
  },
  'evidence.copied': { files: [blob], where: 'x', offline: true },
  'handover.made': { from: 'x', to: 'x', note: 'x' },
  redaction: {
    seq: 1,
    path: 'x',
    digest: 'x',
    basis: 'x',
    approver: 'x',
    reason: 'x',
    form: 'signed',
    signature,
    bound,
  },
  'cloud.changed': { act: 'x', services: ['x'], seen: [service] },
  'cloud.intent': { act: 'up', what: text, services: ['x'], change, folder: 'x' },
  'cloud.outcome': { intent: 1, act: 'up', result: 'done', summary: text, services: [service] },
  'cloud.decided': { intent: 1, act: 'up', decision: 'done', seen: text, services: [service] },
  'drift.seen': { files: ['x'] },
  'incident.closed': { summary: text, contradicted },
  'key.added': { use: 'log', name: 'x', person: 'x', key: 'x' },
  'drill.clock': { at: '2026-11-24T02:12:00.000Z', speed: 1, why: 'started', order, stood: 1 },
  'inject.sent': {
    ...{ inject: 'x', from: text, to: 'x', channel: 'x', text, attachment: blob, why: 'planned', order },
  },
  'inject.held': { inject: 'x', held: true, order },
  'inject.edited': { inject: 'x', from: text, to: 'x', channel: 'x', text, order },
  'inject.answered': { seq: 1, text: 'x' },
  'world.changed': { cause: 'x', what: text, changes: ['x'] },
  'drill.observed': { text: 'x', objective: 'x', player: 'x', rating: 'P', order },
  'drill.ended': { why: 'scenario', order },
  'drill.answered': { form: 'hot-wash', question: 'x', answer: 'x', source: { sha256: 'x', form: 1 } },
  'drill.refused': { order, why: text },
  'log.recovered': { quarantine: 'x', bytes: 1 },
  'log.continued': reason,
  'segment.start': { index: 1, prev: 'x' },
  'disk.full': { freed: 1 },
  'clock.jump': { wallMs: 1, monoMs: 1 },
  'boot.changed': { boot: 'x' },
}

/** Proofs stand in outcomes and decisions. */
const proofs: { readonly [K in ProofRecord['kind']]: Full<Extract<ProofRecord, { kind: K }>> } = {
  check: { kind: 'check', verdict: 'pass', seen: 'x', before },
  file: { kind: 'file', ...blob },
  reference: { kind: 'reference', reference: 'x' },
  word: { kind: 'word', person: 'x', statement: 'x', looked: { kind: 'check', verdict: 'fail', seen: 'x', before } },
}
const proven = (['step.outcome', 'step.decided'] as const).flatMap((type) =>
  Object.values(proofs).map((proof) => [type, { ...samples[type], proof }] as const),
)

const time = '2026-11-20T09:30:00.000Z'

/** Every text in the data, as a pointer, with the same data that holds `text` in its place. */
function leaves(
  value: unknown,
  at: string,
  put: (text: unknown) => unknown,
): readonly [string, (text: string) => unknown][] {
  if (typeof value === 'string') return [[at, put]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, member]) => {
    const inside = (found: unknown): unknown =>
      put(Array.isArray(value) ? value.with(Number(key), found) : { ...value, [key]: found })
    return leaves(member, `${at}/${key}`, inside)
  })
}

const named =
  /(?:^|_|\/)(?:at|when|since|until|till|start|end|from_time|due|modified|time|date|moment)$|(?:At|Since|Until|Due|Time|Date)$/

test.each([...Object.entries(samples), ...proven])('%s: each member that holds a time is listed', (type, data) => {
  const isShaped = shapeOf(type)
  const own = programTimes[type as EventType] ?? []
  const found = new Set<string>()
  for (const [path, put] of leaves(data, '', (text) => text)) {
    const event = { type, seq: 1, t: '2026-11-24T02:12:00.000Z', run: 'r', actor: 'Els', data: put(time) } as LogEvent
    const isStated = statedIn(event).some(({ at }) => at === time)
    // By its name, or because the shape table takes nothing but a time there. What takes no time holds none.
    const takesTime = isShaped?.(put(time)) === true
    const isTime = takesTime && (named.test(path) || isShaped?.(put('soon')) === false)
    if (isStated) found.add(path)
    if (own.includes(path)) found.add(path)
    if (isTime) expect([path, isStated || own.includes(path)]).toEqual([path, true])
    // A time that is the program's own is stated by nobody.
    expect([path, isStated && own.includes(path)]).toEqual([path, false])
  }
  expect(own.filter((path) => !found.has(path))).toEqual([])
})

test('what is stated where', () => {
  const event = (part: object) => ({ seq: 1, t: time, run: 'r', actor: 'Els', ...part }) as LogEvent
  const facts = { aware_at: time, lead: 'Els', count: 3, day: '2026-11-20', maybe: '2026-13-40T00:00:00Z' }
  expect(statedIn(event({ type: 'step.outcome', data: { result: 'done', summary: '', facts } }))).toEqual([
    { kind: 'answer', name: 'aware_at', at: time },
  ])
  const sent = { obligation: 'ccb', how: 'portal', at: time, reference: 'r' }
  expect(statedIn(event({ type: 'notice.sent', data: sent }))).toEqual([{ kind: 'sent', name: 'ccb', at: time }])
  expect(statedIn(event({ type: 'notice.sent', data: { ...sent, at: 'soon' } }))).toEqual([])
  // A kind that a later version writes.
  expect(statedIn(event({ type: 'task.done', data: { at: time } }))).toEqual([])
})
