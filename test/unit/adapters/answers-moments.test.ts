import { expect, test } from 'vitest'
import { answersOperator } from '../../../src/adapters/answers-operator.ts'
import { trialSigner } from '../../../src/core/approval-request.ts'
import type { Json } from '../../../src/core/event.ts'
import type { Field } from '../../../src/core/model.ts'
import type { BlobPort, Question } from '../../../src/core/ports.ts'
import { plain } from '../../../src/core/text.ts'
import { stillClock } from '../../support/world.ts'

const question: Question = { instance: 'isolate/declare', code: 'I1', title: plain('Declare') }
/** Tuesday 24 November 2026, 03:12 in Brussels. */
const now = '2026-11-24T02:12:00Z'

async function answer(said: string, part: Partial<Field>): Promise<Json> {
  const steps = { 'isolate/declare': { answers: { at: said } } }
  const answers = { format: 'cyber-respond/answers@1', plan: 'small', operator: 'Els', steps } as const
  const place = () => ({ file: 'a.yaml', line: 1, column: 1, frame: '' }) as never
  const parts = { answers, place, file: 'a.yaml', folder: '/', clock: stillClock(now), signer: trialSigner }
  const operator = answersOperator({ ...parts, blobs: {} as BlobPort, show: () => {} })
  const field: Field = { id: 'at', type: 'datetime', title: plain('When?'), ...part }
  const given = operator.ask(question, [field], {})
  return given.then(
    ({ at }) => at ?? null,
    (error: unknown) => (error instanceof Error ? error.message : null),
  )
}

test.each<[string, Partial<Field>, string]>([
  ['02:00', { past: true }, '2026-11-24T01:00:00.000Z'],
  ['02:00', { ahead: true }, '2026-11-25T01:00:00.000Z'],
  ['woensdag middag', { ahead: true }, '2026-11-25T11:00:00.000Z'],
  ['yesterday 23:30', { past: true }, '2026-11-23T22:30:00.000Z'],
  ['+72h', {}, '2026-11-27T02:12:00.000Z'],
  ['onbekend', { unknown: true }, 'unknown'],
])('%s in a file, with %j, is %s', async (said, part, kept) => {
  expect(await answer(said, part)).toBe(kept)
})

test.each<[string, Partial<Field>, string]>([
  ['02:00', {}, '02:00 may be 2026-11-24 02:00 (UTC+01:00) or 2026-11-25 02:00 (UTC+01:00): write the whole of it'],
  ['25/10/2026 02:30', { past: true }, 'may be 2026-10-25 02:30 (UTC+02:00) or 2026-10-25 02:30 (UTC+01:00)'],
  ['unknown', { past: true }, 'unknown: a time is needed here'],
  ['tomorrow', {}, 'tomorrow: at what hour?'],
  ['soon', {}, 'soon: not a time that can be read'],
  ['tomorrow 09:00', { past: true }, 'at: this is in the future'],
])('%s in a file, with %j, is refused: %s', async (said, part, why) => {
  expect(await answer(said, part)).toContain(why)
})
