import { expect, test } from 'vitest'
import { unstamped } from '../../../../src/adapters/notices/notice-stamp.ts'
import { createNotifyAction } from '../../../../src/adapters/notices/notify-action.ts'
import type { Draft } from '../../../../src/core/event.ts'
import type { Field } from '../../../../src/core/model.ts'
import type { ActionContext } from '../../../../src/core/ports.ts'
import { Withdrawn } from '../../../../src/core/withdrawn.ts'
import { sampleNow, sampleObligations } from '../../../support/sample-view.ts'
import { simpleExpressions, willing } from '../../../support/world.ts'

test('back from the receipt of a notice is how it went out: it is not prepared twice', async () => {
  const recorded: Draft[] = []
  const asked: string[] = []
  let back = true
  const operator = {
    ...willing(),
    show: () => {},
    ask: async (_question: unknown, fields: readonly Field[]) => {
      const ids = fields.map(({ id }) => id)
      asked.push(ids.join())
      if (ids.includes('how')) return { how: 'phone' }
      if (!ids.includes('reference')) return {}
      if (!back) return { at: '2026-11-24T02:30:00.000Z', reference: 'CASE-1' }
      back = false
      throw new Withdrawn(true)
    },
  }
  const action = createNotifyAction({
    obligations: { format: 'cyber-respond/obligations@1', channels: [], obligations: sampleObligations },
    operator,
    outbox: { write: async (name) => name },
    blobs: {
      putText: async (name) => ({ name, sha256: 'ab'.repeat(32), size: 1 }),
      putFile: () => Promise.reject(new Error('no file')),
      take: () => Promise.reject(new Error('no evidence')),
    },
    expressions: simpleExpressions,
    clock: { now: () => sampleNow, sleep: async () => {} },
    lang: 'en',
    municipality: 'Willebroek',
    incident: 'willebroek-2026-11-24',
    stamp: unstamped,
    mail: async () => 'mail',
  })
  const context = {
    ...{
      instance: 'notify/early-warning',
      code: 'N2',
      title: { en: 'x', nl: 'x' },
      actor: 'Els',
      attempt: 1,
      scope: {},
    },
    ...{ signal: new AbortController().signal, progress: () => {} },
    record: async (drafts: readonly Draft[]) => void recorded.push(...drafts),
  } as ActionContext
  const outcome = await action.perform({ kind: 'notify', obligation: 'ccb-early-warning' } as never, context)
  expect(outcome.result).toBe('done')
  expect(asked.slice(1)).toEqual(['how', 'at,reference', 'how', 'at,reference'])
  expect(recorded.map(({ type }) => type)).toEqual(['notice.prepared'])
})
