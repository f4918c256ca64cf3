import fc from 'fast-check'
import { expect, it } from 'vitest'
import { verifyRecord } from '../../../../src/adapters/record/verify-record.ts'
import { batchOf } from '../../../../src/audit/batch.ts'
import { genesis } from '../../../../src/audit/print-line.ts'
import { LogVerifier } from '../../../../src/audit/verify.ts'
import type { Draft } from '../../../../src/core/event.ts'
import { empty, startFold } from '../../../../src/core/fold.ts'
import { testClock } from '../../../support/log-samples.ts'
import { memorySource } from '../../../support/memory-source.ts'

const types = [
  ...['incident.opened', 'incident.closed', 'session.started', 'session.ended', 'step.expanded', 'step.intent'],
  ...[
    'step.outcome',
    'step.approved',
    'step.refused',
    'step.skipped',
    'step.blocked',
    'step.unblocked',
    'step.reopened',
  ],
  ...[
    'step.decided',
    'notice.prepared',
    'notice.sent',
    'note.added',
    'evidence.added',
    'evidence.copied',
    'handover.made',
  ],
  ...['redaction', 'cloud.changed', 'drift.seen', 'key.added', 'log.recovered', 'log.continued', 'disk.full', 'other'],
  ...['drill.clock', 'drill.observed', 'drill.ended', 'drill.answered', 'drill.refused', 'world.changed', 'clock.jump'],
  ...['inject.sent', 'inject.held', 'inject.edited', 'inject.answered'],
  ...['cloud.intent', 'cloud.outcome', 'cloud.decided'],
]
const members = [
  ...[
    'use',
    'name',
    'person',
    'key',
    'form',
    'signature',
    'text',
    'approver',
    'role',
    'reason',
    'seq',
    'path',
    'digest',
  ],
  ...['source', 'items', 'facts', 'result', 'detail', 'files', 'obligation', 'values', 'decision', 'probe', 'proof'],
  ...['personal', 'notTaken', '__proto__', 'constructor'],
  ...['act', 'intent', 'services', 'change', 'folder', 'seen', 'summary'],
  ...[
    'exercise',
    'at',
    'speed',
    'why',
    'cause',
    'changes',
    'inject',
    'from',
    'to',
    'channel',
    'held',
    'order',
    'attachment',
  ],
]
const value = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, -1, 7, '', 'log', 'operator', 'signed', 'done', '__proto__', 'a'.repeat(44)),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...members), tie('json'), { maxKeys: 4 }),
  ),
})).json
/** The events that verify looks into. */
const notable = fc.oneof(
  fc
    .record({ use: fc.constantFrom('log', 'operator'), name: value, person: value, key: value })
    .map((data) => ({ type: 'key.added', data })),
  fc
    .record({ form: fc.constant('signed'), approver: value, role: value, reason: value, signature: value })
    .map((data) => ({ type: 'step.approved', data })),
  fc.record({ seq: value, path: value, digest: value, approver: value }).map((data) => ({ type: 'redaction', data })),
)
const any = fc.record({
  type: fc.constantFrom(...types),
  actor: fc.constantFrom('An', '\u202e', '__proto__'),
  step: fc.option(fc.constantFrom('a/b', '__proto__', 'constructor'), { nil: undefined }),
  data: fc.dictionary(fc.constantFrom(...members), value, { maxKeys: 8 }),
})

const draft = fc.oneof(
  any,
  fc.record({ event: notable, actor: fc.constant('An') }).map(({ event, actor }) => ({ ...event, actor, step: 'a/b' })),
)

function logOf(drafts: readonly unknown[]): Buffer {
  const before = { lines: 0, head: genesis, witness: null }
  return batchOf(before, drafts as readonly Draft[], testClock().witness()).bytes
}

it('events of any shape, in a chain that fits, never make verify fail otherwise than with its verdict', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(draft, { minLength: 1, maxLength: 6 }), async (drafts) => {
      const files = new Map([['log.000000.jsonl', logOf(drafts)]])
      const { verdict } = await verifyRecord(memorySource(files))
      expect(['unsealed', 'tampered']).toContain(verdict)
    }),
    { numRuns: 1500 },
  )
})

it('and never make a reader throw: what has another shape than its type is refused with its line', () => {
  let refused = 0
  fc.assert(
    fc.property(fc.array(draft, { minLength: 1, maxLength: 6 }), (drafts) => {
      const folding = startFold(empty)
      const verifier = new LogVerifier(folding.take)
      verifier.begin(0)
      verifier.push(logOf(drafts))
      if (verifier.finding !== null) refused += 1
      expect(folding.state.size).toBe((verifier.finding?.line ?? drafts.length + 1) - 1)
    }),
    { numRuns: 1500 },
  )
  expect(refused).toBeGreaterThan(0)
})
