import { expect, test } from 'vitest'
import { memoryStore } from '../../../src/audit/memory-log.ts'
import type { Behind } from '../../../src/core/behind.ts'
import { run } from '../../../src/core/engine.ts'
import { empty } from '../../../src/core/fold.ts'
import type { Choice, OperatorPort, Outcome } from '../../../src/core/ports.ts'
import type { View } from '../../../src/core/view.ts'
import { Withdrawn } from '../../../src/core/withdrawn.ts'
import { book, countingActions, listLog, parts, step, stillClock, willing } from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const
const check = { kind: 'check', check: { probe: { kind: 'tcp', address: 'x:1' }, expect: 'closed' } } as const
const done: Outcome = { result: 'done', summary: 'ok' }

/** Acts that begin when they are asked, and end when they are let go. */
function held() {
  const going = new Map<string, (outcome: Outcome) => void>()
  let most = 0
  const { actions } = countingActions()
  const perform: (typeof actions)['run']['perform'] = (_action, context) =>
    new Promise((resolve) => {
      going.set(context.instance, (outcome) => {
        going.delete(context.instance)
        resolve(outcome)
      })
      most = Math.max(most, going.size)
      context.signal.addEventListener('abort', () =>
        going.get(context.instance)?.({ result: 'failed', summary: 'cut' }),
      )
    })
  return {
    actions: { ...actions, run: { ...actions.run, perform }, check: { ...actions.check, perform: perform as never } },
    going,
    most: () => most,
  }
}

const tracks = (count: number, action: typeof command | typeof check = command) =>
  book(Object.fromEntries(Array.from({ length: count }, (_one, at) => [`t${at}`, [step('one', { action })]])))

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
async function turns(count = 20): Promise<void> {
  for (let at = 0; at < count; at += 1) await turn()
}

test('what is independent goes on side by side, no more at once than there are places, and each ends for itself', async () => {
  const log = listLog(stillClock())
  const { actions, going, most } = held()
  const ended = run(parts({ book: tracks(5), log, actions, places: 3 }), empty)
  await turns()
  expect([...going.keys()]).toEqual(['t0/one', 't1/one', 't2/one'])
  going.get('t1/one')?.(done)
  await turns()
  expect([...going.keys()]).toEqual(['t0/one', 't2/one', 't3/one'])
  for (let at = 0; at < 5; at += 1) {
    for (const end of going.values()) end(done)
    await turns()
  }
  expect((await ended).end).toBe('finished')
  expect(most()).toBe(3)
  const outcomes = log.events.filter(({ type }) => type === 'step.outcome').map((event) => event.step)
  expect(outcomes[0]).toBe('t1/one')
  expect(outcomes.toSorted()).toEqual(['t0/one', 't1/one', 't2/one', 't3/one', 't4/one'])
})

test('a look that only waits for the world takes no place', async () => {
  const { actions, going } = held()
  const ended = run(parts({ book: tracks(4, check), log: listLog(stillClock()), actions, places: 1 }), empty)
  await turns()
  expect(going.size).toBe(4)
  for (const end of going.values()) end(done)
  expect((await ended).end).toBe('finished')
})

test('a step that follows one that goes on waits for it', async () => {
  const log = listLog(stillClock())
  const { actions, going } = held()
  const ended = run(
    parts({ book: book({ a: [step('one', { action: command }), step('two')] }), log, actions, places: 8 }),
    empty,
  )
  await turns()
  expect(log.events.map((event) => event.type)).toEqual(['step.intent'])
  going.get('a/one')?.(done)
  expect((await ended).end).toBe('finished')
})

/** A person who does one thing after another, told what goes on behind. */
function person(
  answers: readonly ((view: View, behind: Behind) => Choice | Promise<Choice>)[],
  part = {},
): OperatorPort {
  const left = [...answers]
  return willing({
    inTurn: true,
    choose: async (view, behind) => {
      const next = left.shift()
      return next === undefined || behind === undefined ? { kind: 'leave' } : next(view, behind)
    },
    ...part,
  })
}
const go = (instance: string) => (): Choice => ({ kind: 'do', instance })

test('a question of an act behind waits until it is chosen, and going back leaves it open', async () => {
  const log = listLog(stillClock())
  const { actions, going } = held()
  const proof = { kind: 'word', title: { en: 'Who saw it?', nl: 'Wie zag het?' } } as const
  const asked: string[] = []
  const operator = person(
    [
      go('a/one'),
      async (view, { running, changed }) => {
        expect(view.ready.map(({ instance }) => instance)).toEqual(['b/two', 'c/three'])
        expect(running).toMatchObject([{ instance: 'a/one', code: 'ONE' }])
        await turns()
        going.get('a/one')?.(done)
        await turns()
        expect(changed.aborted).toBe(true)
        expect(asked).toEqual([])
        return { kind: 'do', instance: 'b/two' }
      },
      (_view, { questions }) => {
        expect(questions).toMatchObject([{ instance: 'a/one' }])
        return { kind: 'answer', instance: 'a/one' }
      },
      (_view, { questions }) => {
        expect(questions).toMatchObject([{ instance: 'a/one' }])
        return { kind: 'answer', instance: 'a/one' }
      },
      (_view, { questions }) => {
        expect(questions).toEqual([])
        return { kind: 'leave' }
      },
    ],
    {
      proof: async ({ instance }: { readonly instance: string }) => {
        asked.push(instance)
        if (asked.length === 1) throw new Withdrawn(false)
        return { kind: 'word', person: 'Jan Maes', statement: 'dark' }
      },
    },
  )
  const steps = book({ a: [step('one', { action: command, proof })], b: [step('two')], c: [step('three')] })
  expect((await run(parts({ book: steps, log, actions, operator, places: 8 }), empty)).end).toBe('left')
  expect(asked).toEqual(['a/one', 'a/one'])
  expect(log.events.at(-1)).toMatchObject({ step: 'a/one', data: { proof: { person: 'Jan Maes' } } })
})

test('one act is stopped by a person: it failed, with who stopped it, and the others go on', async () => {
  const log = listLog(stillClock())
  const { actions, going } = held()
  const operator = person([
    go('t0/one'),
    go('t1/one'),
    async () => {
      await turns()
      return { kind: 'stop', instance: 't0/one' }
    },
    async (_view, behind) => {
      await turns()
      expect([...going.keys()]).toEqual(['t1/one'])
      expect(behind.running).toMatchObject([{ instance: 't1/one' }])
      going.get('t1/one')?.(done)
      return { kind: 'leave' }
    },
  ])
  await run(parts({ book: tracks(3), log, actions, operator, places: 8 }), empty)
  const outcomes = log.events.filter(({ type }) => type === 'step.outcome')
  expect(outcomes).toMatchObject([
    {
      step: 't0/one',
      data: { result: 'failed', summary: { en: 'stopped by Els Peeters; how far it came is not known' } },
    },
    { step: 't1/one', data: { result: 'done' } },
  ])
})

test('who leaves and stops what goes on leaves it without an end on record', async () => {
  const log = listLog(stillClock())
  const { actions } = held()
  const operator = person([
    go('t0/one'),
    async () => {
      await turns()
      return { kind: 'leave', stops: true }
    },
  ])
  expect((await run(parts({ book: tracks(2), log, actions, operator, places: 8 }), empty)).end).toBe('left')
  expect(log.events.map(({ type }) => type)).toEqual(['step.intent'])
})

test('a record that can not be written ends the session, whichever act met it', async () => {
  const log = listLog(stillClock())
  const { actions, going } = held()
  const ended = run(parts({ book: tracks(2), log, actions, places: 8 }), empty)
  await turns()
  log.fail = new Error('disk full')
  for (const end of going.values()) end(done)
  await expect(ended).rejects.toThrow('disk full')
})

test('what others wrote is taken in while somebody chooses, and she chooses anew', async () => {
  const store = memoryStore(0, stillClock())
  const [mine, theirs] = [store.open(), store.open()]
  let tell = (): void => {}
  const told: string[] = []
  const operator = person([
    async (_view, { changed }) => {
      await theirs.append([{ type: 'note.added', actor: 'Jan Maes', data: { text: 'the mayor comes' } }], theirs.size)
      tell()
      expect(changed.aborted).toBe(true)
      return { kind: 'again' }
    },
    (view) => {
      expect(view.state.notes).toMatchObject([{ text: 'the mayor comes' }])
      return { kind: 'leave' }
    },
  ])
  const others = (heard: () => void) => {
    tell = heard
    return () => {
      tell = () => {}
    }
  }
  const ports = parts({
    ...{ book: tracks(1), log: mine, operator, places: 8, others },
    told: (events) => void told.push(...events.map(({ type }) => type)),
  })
  await run(ports, empty)
  expect(told).toEqual(['note.added'])
})

test('an act that hands something over to a person stays in front of her, and the others go on', async () => {
  const { actions, going } = held()
  const up = { kind: 'cloud', cloud: 'up' } as const
  let shown = 0
  const operator = person([
    go('a/one'),
    go('b/two'),
    (_view, { running }) => {
      expect(running).toMatchObject([{ instance: 'a/one' }])
      shown += 1
      going.get('a/one')?.(done)
      return { kind: 'leave' }
    },
  ])
  const steps = book({ a: [step('one', { action: command })], b: [step('two', { action: up })], c: [step('three')] })
  const log = listLog(stillClock())
  await run(parts({ book: steps, log, actions, operator, places: 8 }), empty)
  expect(shown).toBe(1)
  expect(log.events.filter(({ type }) => type === 'step.outcome').map((event) => event.step)).toEqual([
    'b/two',
    'a/one',
  ])
})

test('an act that is stopped while it waits for an answer failed, and one that waits for a place was never begun', async () => {
  const log = listLog(stillClock())
  const { actions, going } = held()
  const proof = { kind: 'word', title: { en: 'Who saw it?', nl: 'Wie zag het?' } } as const
  const operator = person([
    go('a/one'),
    go('b/two'),
    async (_view, behind) => {
      going.get('a/one')?.(done)
      await turns()
      expect(behind.questions).toMatchObject([{ instance: 'a/one' }])
      expect(behind.running).toMatchObject([{ instance: 'a/one' }, { instance: 'b/two', isWaiting: true }])
      return { kind: 'stop', instance: 'b/two' }
    },
    () => ({ kind: 'stop', instance: 'a/one' }),
    async (_view, behind) => {
      await turns()
      expect([behind.running, behind.questions]).toEqual([[], []])
      return { kind: 'leave' }
    },
  ])
  const one = (id: string) => step(id, { action: command, proof })
  const steps = book({ a: [one('one')], b: [one('two')], c: [step('three')] })
  await run(parts({ book: steps, log, actions, operator, places: 1 }), empty)
  expect(log.events.map((event) => `${event.type} ${event.step ?? ''}`)).toEqual([
    'step.intent a/one',
    'step.outcome a/one',
  ])
  expect(log.events.at(-1)).toMatchObject({
    data: { result: 'failed', summary: { en: 'stopped by Els Peeters; how far it came is not known' } },
  })
})

test('an act that is stopped between two attempts stands as it failed', async () => {
  const log = listLog(stillClock())
  const { actions } = countingActions({ run: () => ({ result: 'failed', summary: 'no' }) })
  const clock = {
    ...stillClock(),
    sleep: (_ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
  }
  const operator = person([
    go('a/one'),
    async () => {
      await turns()
      return { kind: 'stop', instance: 'a/one' }
    },
    async () => {
      await turns()
      return { kind: 'leave' }
    },
  ])
  const steps = book({ a: [step('one', { action: command, retry: { attempts: 3, every: '1s' } })], b: [step('two')] })
  await run(parts({ book: steps, log, clock, actions, operator, places: 8 }), empty)
  expect(log.events.map(({ type, data }) => [type, (data as { summary?: string }).summary])).toEqual([
    ['step.intent', undefined],
    ['step.outcome', 'no'],
  ])
})
