import { expect, test } from 'vitest'
import { run } from '../../../src/core/engine.ts'
import type { LogEvent } from '../../../src/core/event.ts'
import { empty } from '../../../src/core/fold.ts'
import type { Choice } from '../../../src/core/ports.ts'
import type { View } from '../../../src/core/view.ts'
import { Withdrawn } from '../../../src/core/withdrawn.ts'
import { book, countingActions, listLog, parts, step, stillClock, willing } from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const
const types = (events: readonly LogEvent[]): readonly string[] => events.map(({ type }) => type)

/** Takes the first step so often, and then leaves. */
function choosing(times: number) {
  let left = times
  return async (view: View): Promise<Choice> => {
    left -= 1
    return left < 0 ? { kind: 'leave' } : { kind: 'do', instance: view.ready[0]?.instance ?? '' }
  }
}

test.each(['actor', 'confirm'])(
  'who goes back out of a question (%s) has recorded nothing, and chooses anew',
  async (method) => {
    const log = listLog(stillClock())
    const asked: string[] = []
    const back = (): never => {
      asked.push(method)
      throw new Withdrawn(false)
    }
    const operator = { ...willing(), choose: choosing(2), ...(method === 'actor' ? { actor: async () => back() } : {}) }
    const { actions } = countingActions(method === 'confirm' ? { confirm: back } : {})
    const { end } = await run(parts({ book: book({ a: [step('one')] }), log, operator, actions }), empty)
    expect(end).toBe('left')
    expect(asked).toEqual([method, method])
    expect(log.events).toEqual([])
  },
)

test('nor does a note that nobody puts her name to', async () => {
  const log = listLog(stillClock())
  const choices: Choice[] = [{ kind: 'note', text: 'x' }, { kind: 'leave' }]
  const operator = {
    ...willing(),
    choose: async () => choices.shift() as Choice,
    actor: async () => {
      throw new Withdrawn(false)
    },
  }
  await run(parts({ book: book({ a: [step('one')] }), log, operator }), empty)
  expect(log.events).toEqual([])
})

test('who goes back a question is asked the step once more, as it stands now: an approval on record holds', async () => {
  const log = listLog(stillClock())
  const kept: (readonly string[])[] = []
  const asked: string[] = []
  const approving = willing()
  let back = true
  const operator = {
    ...approving,
    choose: choosing(1),
    kept: (events: readonly LogEvent[]) => void kept.push(types(events)),
    approve: async (...given: Parameters<typeof approving.approve>) => {
      asked.push('approve')
      return approving.approve(...given)
    },
  }
  const { actions } = countingActions({
    confirm: () => {
      asked.push('confirm')
      if (!back) return { result: 'done', summary: 'ok' }
      back = false
      throw new Withdrawn(true)
    },
  })
  const steps = [step('one', { approve: 'lead' }), step('two', { action: command, after: [] })]
  await run(parts({ book: book({ a: steps }), log, operator, actions }), empty)
  expect(asked).toEqual(['approve', 'confirm', 'confirm'])
  expect(types(log.events)).toEqual(['step.approved', 'step.outcome'])
  // The operator hears what is on record, so that she goes back no further.
  expect(kept).toEqual([['step.approved'], ['step.outcome']])
})
