import { expect, test } from 'vitest'
import type { EventType, LogEvent, ProofRecord } from '../../../src/core/event.ts'
import { shapeOf } from '../../../src/core/event-shape.ts'
import { programTimes, statedIn } from '../../../src/core/stated-times.ts'
import { before, blob, type Full, samples } from '../../support/event-samples.ts'

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
