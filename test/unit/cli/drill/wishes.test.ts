import { expect, test } from 'vitest'
import { type Control, wishes } from '../../../../src/cli/drill/wishes.ts'
import type { Text } from '../../../../src/core/text.ts'
import type { DrillState } from '../../../../src/drill/drill-state.ts'

const drill = { begun: '2022-12-12T06:30:00Z', ended: null, speed: 1 } as DrillState
const jump = wishes(drill, false).find(({ name }) => name.en === 'Jump ahead…')

/** What the prompt says of an answer, and the order that it leads to. */
async function jumped(text: string, now = '2022-12-12T07:00:00Z') {
  let said: Text | null = null
  const asker = {
    line: async (_question: Text, { check }: { readonly check: (typed: string) => Text | null }) => {
      said = check(text)
      return said === null ? text : ''
    },
  }
  const control = { asker, by: 'Tom', now: Temporal.Instant.from(now), drill, scenario: { length: '12h' } }
  const order = await jump?.ask(control as unknown as Control)
  return { said, order }
}

test('a jump goes forward, and to the end at the most', async () => {
  for (const [text, at] of [
    ['2h', '2022-12-12T09:00:00.000Z'],
    ['08:30', '2022-12-12T07:30:00.000Z'],
    ['2022-12-12T19:30', '2022-12-12T18:30:00.000Z'],
  ] as const) {
    expect(await jumped(text)).toMatchObject({ said: null, order: { kind: 'jump', at } })
  }
  expect(await jumped('2022-12-12T07:00')).toMatchObject({ said: { en: 'not a moment that is still to come' } })
  for (const far of ['12h', '99999d', '07:59', '2222-12-12T09:00']) {
    expect(await jumped(far), far).toMatchObject({ said: { en: expect.stringContaining('over by then') }, order: null })
  }
})

test('where the time is over and the exercise goes on, a jump goes on too', async () => {
  expect(await jumped('2h', '2022-12-12T19:00:00Z')).toMatchObject({ said: null, order: { kind: 'jump' } })
})

test('a message is made up for every way that a scenario knows', async () => {
  const improvise = wishes(drill, false).find(({ name }) => name.en === 'Make up a message…')
  const offered: string[][] = []
  const asker = {
    line: async () => 'x',
    prose: async () => 'x',
    pick: async (_question: Text, entries: readonly { readonly value: string }[]) => {
      offered.push(entries.map(({ value }) => value))
      return entries[0]?.value
    },
  }
  await improvise?.ask({ asker, by: 'Tom', scenario: { roles: [] } } as unknown as Control)
  const known = ['phone', 'mail', 'in-person', 'radio', 'social', 'press', 'screen', 'paper']
  expect(offered[1]?.toSorted()).toEqual(known.toSorted())
})
