import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appendFacts } from '../../../src/core/append-facts.ts'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { exit } from '../../../src/core/exit-codes.ts'
import { Fault } from '../../../src/core/fault.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import { openJournal, type Present } from '../../../src/core/journal.ts'
import type { LogPort } from '../../../src/core/ports.ts'
import { plain } from '../../../src/core/text.ts'
import { manyHands } from '../../support/many-hands.ts'
import { book, simpleExpressions, step, stillClock } from '../../support/world.ts'

const note = (text: string): Draft => ({ type: 'note.added', actor: 'Els', data: { text } })
const skip = (name: string): Draft => ({
  type: 'step.skipped',
  actor: 'Els',
  step: `a/${name}`,
  data: { reason: 'so' },
})
const textOf = (event: LogEvent): string => (event.type === 'note.added' ? event.data.text : event.type)
const one = book({ a: [step('one')] })

function journalOn(log: LogPort, events: readonly LogEvent[] = [], told: LogEvent[] = []) {
  const ports = { book: one, log, clock: stillClock(), expressions: simpleExpressions }
  return openJournal({ ...ports, told: (news) => told.push(...news) }, fold(empty, events))
}

const isOpen = ({ state }: Present): boolean => state.steps.get('a/one') === undefined

test('a fact stands behind what others wrote meanwhile, and both are told', async () => {
  const { events, open } = manyHands(stillClock())
  const told: LogEvent[] = []
  const els = journalOn(open('els'), events, told)
  await open('bram').append([note('of Bram')], 0)
  await els.record([note('of Els')])
  expect(events.map(textOf)).toEqual(['of Bram', 'of Els'])
  expect(told).toEqual(events)
  expect(els.state()).toEqual(fold(empty, events))
})

test('without drafts it takes in what others wrote', async () => {
  const { events, open } = manyHands(stillClock())
  const els = journalOn(open('els'), events)
  await open('bram').append([note('of Bram')], 0)
  await els.record([])
  expect(els.state().notes.map(({ text }) => text)).toEqual(['of Bram'])
  expect(events).toHaveLength(1)
})

test('a claim is asked again behind what others wrote: it stands as long as it is right, and is not written when it is not', async () => {
  const { events, open } = manyHands(stillClock())
  const els = journalOn(open('els'), events)
  const bram = open('bram')
  await bram.append([note('of Bram')], 0)
  expect(await els.claim([skip('one')], isOpen)).toBe(true)
  expect(events.map(({ type, run }) => `${type} ${run}`)).toEqual(['note.added bram', 'step.skipped els'])
  const late = journalOn(open('late', 0))
  expect(await late.claim([skip('one')], isOpen)).toBe(false)
  expect(events).toHaveLength(2)
  expect(late.state()).toEqual(fold(empty, events))
})

test('what comes while an append is under way shares the next one, and nobody is told before it is durable', async () => {
  const gates: (() => void)[] = []
  const { events, open } = manyHands(stillClock(), () => new Promise((resolve) => gates.push(resolve)))
  const log = open('els')
  const journal = journalOn(log)
  const ended: string[] = []
  const first = journal.record([note('first')]).then(() => ended.push('first'))
  const rest = ['second', 'third', 'fourth'].map((text) => journal.record([note(text)]).then(() => ended.push(text)))
  const through = async (): Promise<void> => {
    gates.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await through()
  expect(events.map(textOf)).toEqual(['first'])
  expect(ended).toEqual([])
  await through()
  await first
  expect(ended).toEqual(['first'])
  await through()
  await through()
  await Promise.all(rest)
  expect(log.appends).toEqual([1, 3])
  expect(ended).toEqual(['first', 'second', 'third', 'fourth'])
})

test('each claim of one append is judged behind those before it', async () => {
  const { events, open } = manyHands(stillClock())
  const log = open('els')
  const journal = journalOn(log)
  const opening = journal.record([note('first')])
  const claims = await Promise.all([journal.claim([skip('one')], isOpen), journal.claim([skip('one')], isOpen)])
  await opening
  expect(claims).toEqual([true, false])
  expect(events.map(({ type }) => type)).toEqual(['note.added', 'step.skipped'])
  expect(log.appends).toEqual([1, 1])
})

const fault = (code: 'log.line-too-long' | 'log.wrong-size' | 'log.stopped'): Fault =>
  new Fault({ code, exit: exit.log, message: plain(code) })

test('a draft that can not be written fails alone', async () => {
  const { events, open } = manyHands(stillClock())
  const hand = open('els')
  const log: LogPort = {
    size: 0,
    follow: hand.follow,
    append: async (drafts, size) => {
      if (drafts.some((draft) => draft.type === 'note.added' && draft.data.text === 'long')) {
        throw fault('log.line-too-long')
      }
      return hand.append(drafts, size)
    },
  }
  const journal = journalOn(log)
  const results = await Promise.allSettled(['one', 'two', 'long', 'three'].map((text) => journal.record([note(text)])))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(events.map(textOf)).toEqual(['one', 'two', 'three'])
})

test('what ends the log ends everybody who waits for it, also where a wrong size has nothing behind it', async () => {
  for (const code of ['log.stopped', 'log.wrong-size'] as const) {
    const log: LogPort = { size: 0, follow: async () => [], append: async () => Promise.reject(fault(code)) }
    const journal = journalOn(log)
    const results = await Promise.allSettled(['one', 'two'].map((text) => journal.record([note(text)])))
    expect(results).toMatchObject([
      { status: 'rejected', reason: { code } },
      { status: 'rejected', reason: { code } },
    ])
  }
})

test('no fact is lost and none is doubled, and a step is claimed once, however many write at once', async () => {
  let races = 0
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.nat(2), { minLength: 1, maxLength: 24 }), async (scheduler, turns) => {
      const { events, open } = manyHands(stillClock(), (what) => scheduler.schedule(Promise.resolve(), what))
      const logs = [0, 1, 2].map((name) => open(`run-${name}`))
      const journals = logs.map((log) => journalOn(log))
      const claims: Promise<boolean>[] = []
      const all = turns.map((turn, index) => {
        const journal = journals[turn]
        if (index % 5 === 4 && journal !== undefined) claims.push(journal.claim([skip('one')], isOpen))
        return journal?.record([note(`${index}`)])
      })
      await scheduler.waitFor(Promise.all([...all, ...claims]))
      const notes = events.flatMap((event) => (event.type === 'note.added' ? [event.data.text] : []))
      expect(notes.toSorted()).toEqual(turns.map((_, index) => `${index}`).toSorted())
      const won = (await Promise.all(claims)).filter((stands) => stands)
      expect(won).toHaveLength(claims.length === 0 ? 0 : 1)
      if (claims.length > 1) races += 1
      for (const journal of journals) {
        await scheduler.waitFor(journal.record([]))
        expect(journal.state()).toEqual(fold(empty, events))
      }
    }),
    { numRuns: 200 },
  )
  expect(races).toBeGreaterThan(20)
})

test('whose session was recorded as gone writes nothing more, and is told so', async () => {
  const { events, open } = manyHands(stillClock())
  const joins = (run: string): Draft => ({
    type: 'session.started',
    actor: run,
    data: {
      ...{ version: '0.3.0', mode: 'interactive', machine: { id: 'm', name: 'laptop' } },
      ...{ shared: true, needs: '0.3.0' },
    },
  })
  const [els, bram] = [open('els'), open('bram')]
  await els.append([joins('els')], 0)
  const journal = journalOn(els, events)
  await bram.follow()
  await bram.append([joins('bram')], 1)
  await journal.record([note('still there')])
  await bram.follow()
  const lost = { run: 'els', person: 'els', needs: '0.3.0' }
  await bram.append([{ type: 'session.lost', actor: 'cyber-respond', data: lost }], 3)
  for (const text of ['late', 'later']) {
    const told = { code: 'session.lost', exit: exit.stopped }
    await expect(journal.record([note(text)])).rejects.toMatchObject(told)
  }
  expect(events.map(textOf)).toEqual(['session.started', 'session.started', 'still there', 'session.lost'])
})

test('without a journal too, a fact stands behind what others wrote', async () => {
  const { events, open } = manyHands(stillClock())
  const els = open('els')
  await open('bram').append([note('of Bram')], 0)
  expect((await appendFacts(els, [note('of Els')])).map(textOf)).toEqual(['of Bram', 'of Els'])
  expect(events.map(textOf)).toEqual(['of Bram', 'of Els'])
  const broken: LogPort = {
    size: 0,
    follow: async () => [],
    append: async () => Promise.reject(fault('log.wrong-size')),
  }
  await expect(appendFacts(broken, [note('x')])).rejects.toMatchObject({ code: 'log.wrong-size' })
})
