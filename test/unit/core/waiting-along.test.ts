import { expect, test } from 'vitest'
import { run } from '../../../src/core/engine.ts'
import { empty } from '../../../src/core/fold.ts'
import { plain } from '../../../src/core/text.ts'
import type { Along } from '../../../src/core/waiting-along.ts'
import { book, countingActions, listLog, parts, step, stillClock, willing } from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const
const dangerous = { action: command, approve: 'lead', after: [] } as const
const each = { as: 'link', in: 'profile.links', ask: plain('Which?') }

/** What an operator is offered with the first step, and what the record has when she takes these. */
async function offered(
  links: readonly object[],
  take: (along: Along) => readonly string[],
  more: readonly ReturnType<typeof step>[] = [],
) {
  const log = listLog(stillClock())
  const asked: (Along & { actor: string; role: string })[] = []
  let approvals = 0
  const operator = willing({
    together: async (_question, along) => {
      asked.push(along)
      return take(along)
    },
    approve: async (_question, { mustSign }) => {
      if (mustSign) return null
      approvals += 1
      return { approver: 'Jan Maes', reason: 'agreed', approved: true }
    },
  })
  const sample = book(
    { a: [step('cut', { ...dangerous, each, title: plain('Cut {{ link.id }}') }), ...more] },
    { base: { profile: { links } } },
  )
  const { actions, performed } = countingActions()
  await run(parts({ book: sample, log, operator, actions }), empty)
  return { asked, approvals, performed, events: log.events }
}

const three = ['internet', 'vpn', 'partners'].map((id) => ({ id }))

test('one approval for the items of a list: named each, asked once, served each once', async () => {
  const { asked, approvals, performed, events } = await offered(three, ({ others }) => others.map(({ act }) => act.act))
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({ actor: 'Els Peeters', role: 'lead', left: 0, own: { step: 'a/cut', code: 'CUT' } })
  expect(approvals).toBe(1)
  expect(performed).toEqual(['a/cut[internet]', 'a/cut[vpn]', 'a/cut[partners]'])
  const [approved] = events.filter(({ type }) => type === 'step.approved')
  expect(approved).toMatchObject({
    step: 'a/cut[internet]',
    data: {
      bound: {
        acts: ['internet', 'vpn', 'partners'].map((id) => ({
          ...{ act: `a/cut[${id}]`, title: plain(`Cut ${id}`), what: 'does run', attempts: 1 },
        })),
      },
    },
  })
})

test('only what is taken is approved, and each of the others is asked for by itself', async () => {
  const { asked, approvals } = await offered(three, () => [])
  expect(asked.map(({ others }) => others.length)).toEqual([2, 1])
  expect(approvals).toBe(3)
  // A name that was not offered is nothing.
  expect((await offered(three, () => ['a/other', 'a/cut[vpn]'])).approvals).toBe(2)
})

test('those of the own list first, then others that wait for the same role in the same way, and nobody else', async () => {
  const more = [
    step('wait', { action: command, approve: 'lead', after: ['cut'] }),
    step('else', { ...dangerous, approve: 'dpo' }),
    step('signed', { ...dangerous, approveSigned: true }),
    step('free', { action: command, after: [] }),
    step('lock', dangerous),
    step('unnamed', { ...dangerous, each: { ...each, in: 'profile.none' } }),
  ]
  const { asked } = await offered([{ id: 'one' }, { id: 'two' }], () => [], more)
  expect(asked[0]?.others.map(({ act }) => act.act)).toEqual(['a/cut[two]', 'a/lock'])
})

test('two hundred links: as many as a line of the record has room for, and how many wait besides', async () => {
  const links = Array.from({ length: 200 }, (_one, index) => ({ id: `link-${index}-${'é'.repeat(40)}` }))
  const { asked, approvals, performed, events } = await offered(links, ({ others }) => others.map(({ act }) => act.act))
  expect(performed).toHaveLength(200)
  expect(approvals).toBeGreaterThan(1)
  expect(approvals).toBeLessThan(12)
  for (const { own, others, left } of asked) {
    expect(Buffer.byteLength(JSON.stringify([own.act, ...others.map(({ act }) => act)]))).toBeLessThan(23_000)
    expect(others.length).toBeGreaterThan(20 * Math.sign(left))
  }
  const bound = events.flatMap((event) => (event.type === 'step.approved' ? (event.data.bound?.acts ?? []) : []))
  expect(new Set(bound.map(({ act }) => act)).size).toBe(200)
  expect(bound).toHaveLength(200)
})
