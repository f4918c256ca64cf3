import { expect, test } from 'vitest'
import { createDescribingActions } from '../../../src/adapters/describe-actions.ts'
import type { Action, ActionKind } from '../../../src/core/model.ts'
import type { ActionPort, Actions } from '../../../src/core/ports.ts'
import { acting } from '../../support/acting.ts'

const kinds: readonly ActionKind[] = ['confirm', 'ask', 'choose', 'run', 'check', 'call', 'notify', 'evidence', 'cloud']

function world() {
  const performed: string[] = []
  const real = (kind: ActionKind): ActionPort => ({
    describe: () => `does ${kind}`,
    perform: async () => {
      performed.push(kind)
      return { result: 'done', summary: 'really done' }
    },
  })
  const actions = Object.fromEntries(kinds.map((kind) => [kind, real(kind)])) as unknown as Actions
  return { performed, dry: createDescribingActions(actions) }
}

test.each(kinds)('%s is described and not done', async (kind) => {
  const { performed, dry } = world()
  const action = { kind, run: { command: ['x'], changes: true } } as unknown as Action
  const port = dry[kind] as ActionPort
  expect(port.describe(action as never, {})).toBe(`does ${kind}`)
  expect(await port.perform(action as never, acting())).toEqual({ result: 'done', summary: `does ${kind}` })
  expect(performed).toEqual([])
})

test('a command that only reads does run', async () => {
  const { performed, dry } = world()
  const run = { kind: 'run', run: { command: ['x'], changes: false } } as const
  expect(await dry.run.perform(run, acting())).toMatchObject({ summary: 'really done' })
  expect(performed).toEqual(['run'])
})
