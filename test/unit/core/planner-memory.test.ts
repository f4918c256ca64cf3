import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { Fault } from '../../../src/core/fault.ts'
import { empty, fold, startFold } from '../../../src/core/fold.ts'
import type { Each, Obligation, Step } from '../../../src/core/model.ts'
import { plan, planner } from '../../../src/core/planner.ts'
import type { State } from '../../../src/core/state.ts'
import { plain } from '../../../src/core/text.ts'
import type { Book, View } from '../../../src/core/view.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { plainly, plainPlan } from '../../support/plain-plan.ts'
import { plainStep } from '../../support/sample-view.ts'
import { book, step, warning } from '../../support/world.ts'

const conditions = [
  'facts.one == "yes"',
  'facts.one == "yes" || facts.two == "yes"',
  'steps["a/s0"].status == "skipped"',
  '!(steps["a/s1"].status == "done") && facts.two != "no"',
  'steps[facts.which].status == "done"',
  'has(item.id) && steps["b/s1[" + item.id + "]"].status != "failed"',
  'facts.exists(name, facts[name] == "yes")',
  'size(steps) > 3',
  'facts == {"one": null}',
  'profile.size == 3',
]
const lists = ['profile.links', 'profile.unknown', 'facts.list', 'profile.links.filter(l, facts.one == "yes")']
const options = <T>(of: readonly T[]): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, ...of)
const text = (name: string): Step['title'] =>
  plain(`${name} {{ facts.one }} {{ steps["a/s0"].status }} {{ facts.list }}`)

const someStep = (id: string, others: readonly string[]): fc.Arbitrary<Step> =>
  fc
    .record({ when: options(conditions), list: options(lists), after: options(others), asks: fc.nat(3) })
    .map((made) => {
      const each: Each | undefined =
        made.list === undefined ? undefined : { as: 'item', in: made.list, ask: plain('?') }
      // Only what goes over a list has an item to look at.
      const when = each === undefined && made.when?.includes('item') ? 'facts.one == "no"' : made.when
      return step(id, {
        ...{ title: text(id), text: text('do'), doneWhen: text('done') },
        ...(each === undefined ? {} : { each }),
        ...(when === undefined ? {} : { when }),
        ...(made.after === undefined ? {} : { after: [made.after] }),
        ...(made.asks === 0 ? { action: { kind: 'notify', obligation: 'warning' } } : {}),
        ...(made.asks === 1 ? { proof: { kind: 'word', title: plain('?') } } : {}),
      })
    })

const waived: Obligation = { ...warning, id: 'waived', unless: 'facts.two == "yes" && steps["a/s1"].status == "done"' }
const someBook: fc.Arbitrary<Book> = fc
  .record({
    a: fc.tuple(someStep('s0', ['b/s2', 'b/none']), someStep('s1', ['s0']), someStep('s2', ['s0', 'b/s0'])),
    b: fc.tuple(someStep('s0', []), someStep('s1', ['s0', 'a/s0']), someStep('s2', ['a/s1'])),
  })
  .map((runbooks) =>
    book(runbooks, {
      base: { profile: { links: [{ id: 'x' }, { id: 'y' }], unknown: null, size: 3 } },
      factNames: ['one', 'two', 'list'],
      obligations: [warning, waived],
    }),
  )

const ids = ['a/s0', 'a/s1', 'a/s2', 'b/s0', 'b/s1', 'b/s2'].flatMap((id) => [id, `${id}[x]`, `${id}[y]`])
const facts = [
  { one: 'yes' },
  { one: 'no', two: 'yes' },
  { two: 'no' },
  { which: 'a/s0', aware_at: '2026-11-24T02:00:00Z' },
  { list: [{ id: 'x' }] },
  { list: [{ id: 'y' }, { id: 'x' }] },
  { list: null },
]
const someDraft: fc.Arbitrary<Draft> = fc
  .record({
    id: fc.constantFrom(...ids),
    kind: fc.nat(14),
    facts: fc.constantFrom(...facts),
    source: fc.constantFrom(...lists),
  })
  .map(({ id, kind, facts: given, source }): Draft => {
    const [actor, reason, summary, needs] = ['x', 'r', '', '0.3.0'] as const
    const drafts: readonly Draft[] = [
      { type: 'session.started', actor, data: { version: '1', mode: 'command' } },
      { type: 'step.intent', actor, step: id, data: { attempt: 1, what: '' } },
      { type: 'step.outcome', actor, step: id, data: { result: 'failed', summary } },
      { type: 'step.outcome', actor, step: id, data: { result: 'deferred', summary } },
      { type: 'step.skipped', actor, step: id, data: { reason } },
      { type: 'step.blocked', actor, step: id, data: { reason } },
      { type: 'step.reopened', actor, step: id, data: { reason } },
      { type: 'step.claimed', actor, step: id, data: { needs } },
      { type: 'step.released', actor, step: id, data: { needs } },
      { type: 'step.expanded', actor, step: id, data: { source, items: [{ id: 'x', name: 'X' }] } },
      {
        type: 'notice.sent',
        actor,
        data: { obligation: 'warning', how: 'mail', at: '2026-11-24T03:00:00Z', reference: 'r' },
      },
    ]
    return drafts[kind] ?? { type: 'step.outcome', actor, step: id, data: { result: 'done', summary, facts: given } }
  })

/** All that somebody can see of a view. */
function seen({ steps, ready, clocks, channels, finished }: View): object {
  const plain = steps.map(plainStep).map(({ look: _look, fill: _fill, ...step }) => step)
  return { clocks, channels, finished, steps: plain, ready: ready.map(({ instance }) => instance) }
}

/** Whoever asks for one step, for those of an id or for the next one gets what the lists have. */
function expectSame(view: View): void {
  const { steps, ready } = view
  for (const { instance, runbook, step } of steps) {
    expect(view.step(instance)).toBe(steps.find((one) => one.instance === instance))
    expect(view.instances(`${runbook}/${step.id}`)).toEqual(
      steps.filter((one) => one.runbook === runbook && one.step === step),
    )
  }
  expect([view.step('a/none'), view.instances('a/none')]).toEqual([null, []])
  expect(view.next(() => true)).toBe(ready[0] ?? null)
  expect(view.next((one) => one !== ready[0])).toBe(ready[1] ?? null)
  expect(view.next(() => false)).toBeNull()
}

test('what a plan remembers is what a new one finds, whether states change in place or not', () => {
  const found = new Set<string>()
  fc.assert(
    fc.property(someBook, fc.array(fc.tuple(someDraft, fc.nat(30)), { maxLength: 25 }), (it, drafts) => {
      const folding = startFold(empty)
      const planNext = planner(it, expressions)
      const apart = startFold(empty, { planned: true })
      const planInPlace = planner(it, expressions)
      let state = empty
      const events: LogEvent[] = []
      let now = Temporal.Instant.from('2026-11-24T02:12:00Z')
      const kept: { readonly view: View; readonly as: object }[] = []
      for (const [seq, [draft, hours]] of drafts.entries()) {
        now = now.add({ hours })
        const event = { ...draft, seq, t: now.toString(), run: `r${seq % 3}` } as LogEvent
        events.push(event)
        folding.take(event)
        apart.take(event)
        state = fold(state, [event])
        const first = plan({ ...it }, fold(empty, events), expressions, now)
        expect(plainly(first)).toEqual(plainPlan(it, state, expressions, now))
        const fresh = seen(first)
        const view = plan(it, folding.state, expressions, now)
        expect(seen(view)).toEqual(fresh)
        const next = planNext(state, now)
        if (seq % 2 === 0) {
          expectSame(next)
          expect(seen(next)).toEqual(fresh)
        }
        const inPlace = planInPlace(apart.state, now)
        expect(seen(inPlace)).toEqual(fresh)
        kept.push({ view, as: fresh }, { view: next, as: fresh }, { view: inPlace, as: fresh })
        for (const { status } of view.steps) found.add(status)
      }
      // A view stays as it was, whatever was planned since.
      for (const { view, as } of kept) expect(seen(view)).toEqual(as)
    }),
    { numRuns: 400 },
  )
  for (const status of ['waiting', 'ready', 'done', 'failed', 'skipped', 'not-applicable'])
    expect(found).toContain(status)
})

test('after a condition that could not be worked out nothing is left behind that is half done', () => {
  const it = book(
    { a: [step('one'), step('two', { when: 'int(facts.one) > 1', after: [] }), step('three')] },
    { factNames: ['one'] },
  )
  const planNext = planner(it, expressions)
  const now = Temporal.Instant.from('2026-11-24T02:12:00Z')
  const statuses = (view: View): readonly string[] => view.steps.map(({ status }) => status)
  const answered = (one: string, step = 'a/one'): LogEvent => ({
    ...{ type: 'step.outcome', actor: 'x', step, seq: 0, t: now.toString(), run: 'r' },
    data: { result: 'done', summary: '', facts: { one } },
  })
  const two = fold(empty, [answered('2')])
  const word = fold(two, [answered('many', 'a/two')])
  const one = fold(word, [{ ...answered('1', 'a/one') }])
  for (const planned of [planNext, (state: State) => plan(it, state, expressions, now)]) {
    expect(statuses(planned(two, now))).toEqual(['done', 'ready', 'waiting'])
    // Two is done by now: nobody asks for its condition.
    expect(statuses(planned(word, now))).toEqual(['done', 'done', 'ready'])
    const open = fold(empty, [answered('many')])
    for (let tries = 0; tries < 2; tries += 1) expect(() => planned(open, now)).toThrow(Fault)
    expect(statuses(planned(one, now))).toEqual(['done', 'done', 'ready'])
    expect(statuses(planned(two, now))).toEqual(['done', 'ready', 'waiting'])
  }
})

/** The status of the last step of a book, behind what happened. */
function lastStatus(made: Book, drafts: readonly Draft[]): string | undefined {
  const all = drafts.map((draft, seq) => ({ ...draft, seq, t: '2026-11-24T02:00:00Z', run: 'r' }) as LogEvent)
  return plan(made, fold(empty, all), expressions, Temporal.Instant.from('2026-11-24T02:12:00Z')).steps.at(-1)?.status
}

const ended = (id: string): Draft => ({
  ...{ type: 'step.outcome', actor: 'x', step: id },
  data: { result: 'done', summary: '' },
})
const passedOver = (id: string): Draft => ({ type: 'step.skipped', actor: 'x', step: id, data: { reason: 'r' } })

test('a condition tells a step that was skipped from one that was done', () => {
  const on = (status: string) =>
    book({ a: [step('one'), step('two', { when: `steps["a/one"].status == "${status}"` })] })
  expect([lastStatus(on('skipped'), [passedOver('a/one')]), lastStatus(on('done'), [passedOver('a/one')])]).toEqual([
    'ready',
    'not-applicable',
  ])
  expect([lastStatus(on('skipped'), [ended('a/one')]), lastStatus(on('done'), [ended('a/one')])]).toEqual([
    'not-applicable',
    'ready',
  ])
})

test('a condition sees of a step over a list whether all of it is settled, and of each item how it stands', () => {
  const links = [
    { id: 'internet', name: 'Internet' },
    { id: 'vpn', name: 'VPN' },
  ]
  const each: Each = { as: 'link', in: 'profile.links', ask: plain('?') }
  const on = (when: string, list: readonly object[] = links) =>
    book({ a: [step('cut', { each }), step('tell', { after: [], when })] }, { base: { profile: { links: list } } })
  const whole = (status: string) => `steps["a/cut"].status == "${status}"`
  const one = (id: string, status: string) => `steps["a/cut[${id}]"].status == "${status}"`
  const [internet, vpn] = ['a/cut[internet]', 'a/cut[vpn]']
  // What is written out: when a list is open and when it is done, also when some of it was skipped.
  const rows: readonly (readonly [string, readonly Draft[], string])[] = [
    [whole('open'), [], 'ready'],
    [whole('done'), [], 'not-applicable'],
    [whole('open'), [ended(internet)], 'ready'],
    [whole('done'), [ended(internet)], 'not-applicable'],
    [whole('done'), [ended(internet), ended(vpn)], 'ready'],
    [whole('open'), [ended(internet), ended(vpn)], 'not-applicable'],
    [whole('done'), [ended(internet), passedOver(vpn)], 'ready'],
    [whole('skipped'), [passedOver(internet), passedOver(vpn)], 'not-applicable'],
    [one('internet', 'done'), [ended(internet)], 'ready'],
    [one('vpn', 'ready'), [ended(internet)], 'ready'],
    [one('vpn', 'skipped'), [ended(internet), passedOver(vpn)], 'ready'],
    [one('vpn', 'done'), [ended(internet), passedOver(vpn)], 'not-applicable'],
  ]
  for (const [when, drafts, status] of rows) expect([when, lastStatus(on(when), drafts)]).toEqual([when, status])
  expect(lastStatus(on(whole('done'), []), [])).toBe('ready')
  expect(lastStatus(on(whole('open'), []), [])).toBe('not-applicable')
})
