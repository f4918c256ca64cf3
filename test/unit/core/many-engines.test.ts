import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ApprovalWatch } from '../../../src/audit/approval-watch.ts'
import { run } from '../../../src/core/engine.ts'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { isFault } from '../../../src/core/fault.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import { holdOf } from '../../../src/core/hold.ts'
import { plan } from '../../../src/core/planner.ts'
import type { ActionContext, Choice, OperatorPort, Outcome } from '../../../src/core/ports.ts'
import { startReplay } from '../../../src/core/replay.ts'
import { pick, plain } from '../../../src/core/text.ts'
import type { Book, View } from '../../../src/core/view.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { type Hand, manyHands } from '../../support/many-hands.ts'
import { book, countingActions, parts, step, stillClock, warning, willing } from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const
const options = [
  { id: 'yes', title: plain('Yes') },
  { id: 'no', title: plain('No') },
]
const check = { kind: 'check', check: { probe: { kind: 'tcp', address: 'x:1' }, expect: 'closed' } } as const

const runbooks: Book = book(
  {
    a: [
      step('look'),
      step('danger', { action: command, approve: 'lead', retry: { attempts: 3, every: '1s' }, proof: check }),
      step('pick', { action: { kind: 'choose', fact: 'known', options } }),
      step('maybe', { when: 'facts.known == "yes"', action: command }),
      step('cut', { action: command, each: { as: 'link', in: 'profile.links', ask: plain('Which?') } }),
    ],
    b: [
      step('first'),
      step('up', { action: { kind: 'cloud', cloud: 'up' }, after: ['a/pick'] }),
      step('probe', { action: check, retry: { attempts: 2, every: '1s' }, approve: 'it', after: [] }),
    ],
    c: [
      step('warn', { action: { kind: 'notify', obligation: 'warning' } }),
      step('open', { action: command, approve: 'lead', alone: true, after: [] }),
    ],
  },
  { base: { profile: { links: null } }, factNames: ['known'], obligations: [warning] },
)

const opened: Draft = {
  type: 'incident.opened',
  actor: 'Els',
  data: {
    ...{ incident: 'x', plan: 'test', version: '0', nis2: 'voluntary', base: '/', pinned: [] },
    municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ' },
  },
}
const needs = '0.3.0'

class Killed extends Error {}

type Scheduler = fc.Scheduler

/** Some laptops at one incident, each with a person who does whatever the dice say, until it is over. */
async function team(scheduler: Scheduler, dice: readonly (readonly number[])[]) {
  const clock = stillClock()
  const dead = new Set<string>()
  /** The processes that die at their next append. */
  const doomed = new Set<string>()
  const { events, open } = manyHands(clock, async (what) => {
    await scheduler.schedule(Promise.resolve(), what)
    const process = what.split(' ')[0] ?? ''
    if (doomed.delete(process)) dead.add(process)
    if (dead.has(process)) throw new Killed()
  })
  await scheduler.waitFor(open('opener').append([opened], 0))
  const effects: string[] = []
  const running = new Map<string, string>()
  const returned: { readonly run: string; readonly id: string }[] = []
  const notes: { readonly run: string; readonly text: string }[] = []
  let numbered = 0

  /** A fact by a process that has no engine. */
  const write = async (hand: Hand, drafts: () => readonly Draft[]): Promise<void> => {
    for (;;) {
      const wanted = drafts()
      if (wanted.length === 0) return
      try {
        await hand.append(wanted, hand.size)
        return
      } catch (error) {
        if (!isFault(error, 'log.wrong-size')) throw error
        await hand.follow()
      }
    }
  }
  /** Puts on record who is gone, as whoever opens the log next. */
  const bury = (name: string): Promise<void> =>
    write(open(name), () => {
      const { sessions } = fold(empty, events)
      return [...dead].flatMap((gone): readonly Draft[] => {
        const session = sessions[gone]
        const data = { run: gone, person: session?.actor ?? '', needs }
        return session === undefined ? [] : [{ type: 'session.lost', actor: 'cyber-respond', data }]
      })
    })

  const laptop = async (number: number, rolls: readonly number[]): Promise<void> => {
    let thrown = 0
    const die = (sides: number): number => (rolls[thrown++ % rolls.length] ?? 0) % sides
    const me = ['Els Peeters', 'Bram Claes', 'Daan Wouters'][number] ?? ''
    for (let session = 0; !events.some(({ type }) => type === 'incident.closed'); session += 1) {
      const process = `laptop${number}-${session}`
      const isCalm = session >= 3
      const perhapsDies = (): void => {
        if (!isCalm && die(25) === 0) doomed.add(process)
      }
      const hand = open(process)
      const machine = { id: `m${number % 2}`, name: 'laptop' }
      const data = { version: '0', mode: 'interactive', machine, shared: true, needs } as const
      try {
        await write(hand, () => [{ type: 'session.started', actor: me, data }])
        await bury(`${process}-opening`)
        let acts = 0
        const choose = async (view: View): Promise<Choice> => {
          await scheduler.schedule(Promise.resolve(), `${process} thinks`)
          await bury(`${process}-looks-${acts}`)
          perhapsDies()
          acts += 1
          if (!isCalm && (acts > 14 || die(15) === 0)) return { kind: 'leave' }
          if (!isCalm && die(10) === 0) {
            numbered += 1
            notes.push({ run: process, text: `note ${numbered}` })
            return { kind: 'note', text: `note ${numbered}` }
          }
          const others = view.steps.filter(({ record }) => {
            const hold = holdOf(record)
            return hold !== null && hold.run !== process
          })
          const taken = !isCalm && die(12) === 0 ? others[die(others.length || 1)] : undefined
          if (taken !== undefined) return { kind: 'take', instance: taken.instance, reason: 'no answer' }
          const over = view.steps.filter(({ status }) => ['done', 'skipped', 'blocked'].includes(status))
          const changed = !isCalm && die(8) === 0 ? over[die(over.length || 1)] : undefined
          if (changed !== undefined) {
            const { instance, status } = changed
            return { kind: status === 'blocked' ? 'unblock' : 'reopen', instance, reason: 'again' }
          }
          const blocked = view.steps.find(({ status }) => status === 'blocked')
          if (isCalm && blocked !== undefined) return { kind: 'unblock', instance: blocked.instance, reason: 'over' }
          const waiting = view.steps.filter(({ status }) => status === 'waiting')
          const early = !isCalm && die(12) === 0 ? waiting[die(waiting.length || 1)] : undefined
          if (early !== undefined) return { kind: 'advance', instance: early.instance, reason: 'it burns' }
          const next = view.ready[die(view.ready.length || 1)]
          // Others do what there is.
          if (next === undefined) return { kind: 'again' }
          const kinds =
            isCalm || next.status === 'unknown'
              ? (['do'] as const)
              : (['do', 'do', 'do', 'do', 'skip', 'block'] as const)
          const kind = kinds[die(kinds.length)] ?? 'do'
          return kind === 'do' ? { kind, instance: next.instance } : { kind, instance: next.instance, reason: 'so' }
        }
        const asked = async <T>(answer: T): Promise<T> => {
          await scheduler.schedule(Promise.resolve(), `${process} is asked`)
          return answer
        }
        const operator: OperatorPort = willing({
          choose,
          actor: () => asked(me),
          items: () => asked([{ id: 'one', name: 'One' }]),
          accept: () => asked({ reason: 'known' }),
          together: (_question, { others }) => asked(others.filter(() => die(3) > 0).map(({ act }) => act.act)),
          approve: (_question, { actor }) => {
            const approver = actor === 'Jan Maes' ? 'Els Peeters' : 'Jan Maes'
            return asked(!isCalm && die(5) === 0 ? null : { approver, reason: 'so', approved: isCalm || die(5) > 0 })
          },
          alone: () => asked(die(2) === 0 ? { reason: 'nobody answers' } : null),
          decide: () =>
            asked({ decision: (['done', 'redo', 'failed'] as const)[isCalm ? 0 : die(3)] ?? 'redo', reason: 'seen' }),
        })
        const end = async (context: ActionContext, changes: boolean, outcome: Partial<Outcome>): Promise<Outcome> => {
          const { instance } = context
          if (changes) {
            effects.push(instance)
            const other = running.get(instance)
            // Only a person who takes it over, or the death of who did it, lets a second one begin.
            const isTaken = events.some((event) => event.type === 'step.taken' && event.step === instance)
            if (other !== undefined && !dead.has(other)) expect([instance, isTaken]).toEqual([instance, true])
            running.set(instance, process)
          }
          await scheduler.schedule(Promise.resolve(), `${process} does ${instance}`)
          perhapsDies()
          if (changes && running.get(instance) === process) running.delete(instance)
          numbered += 1
          returned.push({ run: process, id: `act ${numbered}` })
          return { result: 'done', ...outcome, summary: `act ${numbered}` }
        }
        const mixed = (): Pick<Outcome, 'result'> => ({
          result: (['done', 'done', 'failed'] as const)[isCalm ? 0 : die(3)] ?? 'done',
        })
        const { actions: counted } = countingActions()
        const acting = (changes: boolean, outcome: (context: ActionContext) => Partial<Outcome> = mixed) => ({
          describe: () => 'does it',
          perform: (_action: never, context: ActionContext) => end(context, changes, outcome(context)),
        })
        const proof = { kind: 'check', verdict: 'pass', seen: 'so' } as const
        const actions = {
          ...counted,
          confirm: acting(false, () => ({ result: die(4) === 0 && !isCalm ? 'deferred' : 'done' })),
          run: acting(true),
          check: acting(false, () => {
            const { result } = mixed()
            return result === 'done' ? { result, proof } : { result }
          }),
          choose: acting(false, () => ({ facts: { known: die(2) === 0 ? 'yes' : 'no' } })),
          cloud: acting(true, ({ instance, actor }) => ({
            events: [{ type: 'cloud.changed', actor, step: instance, data: { act: 'up', services: [] } }],
          })),
          notify: {
            describe: () => 'tells',
            perform: async (_action: never, context: ActionContext) => {
              const { instance, actor } = context
              const of = { actor, step: instance }
              const prepared = { obligation: 'warning', files: [], values: {} }
              await context.record([{ type: 'notice.prepared', ...of, data: prepared }])
              const sent = { obligation: 'warning', how: 'post', at: '2026-11-24T02:00:00Z', reference: 'x' }
              return end(context, false, { events: [{ type: 'notice.sent', ...of, data: sent }] })
            },
          },
        } as unknown as typeof counted
        const checks = {
          check: async () => ({ verdict: !isCalm && die(4) === 0 ? ('fail' as const) : ('pass' as const), seen: 'so' }),
        }
        const from = fold(empty, events.slice(0, hand.size))
        const given = { book: runbooks, expressions, log: hand, clock, operator, actions, checks, run: process }
        const { end: why } = await run(parts(given), from)
        await write(hand, () => [{ type: 'session.ended', actor: me, data: { why } }])
      } catch (error) {
        if (!(error instanceof Killed)) throw error
      }
    }
  }
  await scheduler.waitFor(Promise.all(dice.map((rolls, number) => laptop(number, rolls))))
  return { events, effects, returned, notes, dead }
}

/** The first event that a replay does not accept, with the reason; null when it accepts them all. */
function refused(events: readonly LogEvent[], from: Book | null): string | null {
  const replay = startReplay({ book: from, expressions, lists: true })
  for (const event of events) {
    const found = replay.take(event)
    if (found !== null) return `${event.seq} ${event.run} ${event.type} ${event.step ?? ''}: ${found}`
  }
  return null
}

/** What verification finds wrong in the approvals, by the record alone. */
function wrongIn(events: readonly LogEvent[]): readonly string[] {
  const watch = new ApprovalWatch()
  let acted = 0
  for (const event of events) {
    watch.see(event, acted)
    if (event.type.startsWith('step.') || event.type.startsWith('session.')) acted = event.seq + 1
  }
  return watch.judged.flatMap(({ seq, wrong }) => (wrong === null ? [] : [`${seq} ${wrong.en}`]))
}

const rolls = fc.array(fc.nat(1000), { minLength: 30, maxLength: 200 })

test.each([
  [2, 80],
  [3, 80],
])(
  '%s laptops at one incident, some of which die: what they write follows, nothing is done twice, no fact is lost',
  async (laptops, numRuns) => {
    const types = new Set<string>()
    let died = 0
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(rolls, { minLength: laptops, maxLength: laptops }),
        async (scheduler, dice) => {
          const { events, effects, returned, notes, dead } = await team(scheduler, dice)
          for (const { type } of events) types.add(type)
          died += dead.size
          expect(refused(events, runbooks)).toBeNull()
          expect(refused(events, null)).toBeNull()
          expect(wrongIn(events)).toEqual([])
          // Every step is settled, and nothing speaks of a step that is still being done.
          expect(plan(runbooks, fold(empty, events), expressions, clockless).finished).toBe(true)
          // Each beginning on record is one act at most, and no act happens without one.
          for (const instance of new Set(effects)) {
            const begun = events.filter(({ type, step: of }) => type === 'step.intent' && of === instance).length
            expect(effects.filter((one) => one === instance).length).toBeLessThanOrEqual(begun)
          }
          // What came of each act is there once, but for the last one of who died.
          const ends = events.flatMap((event) =>
            event.type === 'step.outcome' || event.type === 'step.overtaken' ? [pick(event.data.summary, 'en')] : [],
          )
          for (const { run: by, id } of returned) {
            const found = ends.filter((summary) => summary.split(';')[0] === id).length
            expect([id, found]).toEqual([id, dead.has(by) && found === 0 ? 0 : 1])
          }
          const texts = events.flatMap((event) => (event.type === 'note.added' ? [event.data.text] : []))
          for (const { run: by, text } of notes) {
            const found = texts.filter((one) => one === text).length
            expect([text, found]).toEqual([text, dead.has(by) && found === 0 ? 0 : 1])
          }
        },
      ),
      { numRuns, endOnFailure: true },
    )
    // The dice reached what this is about.
    expect(died).toBeGreaterThan(20)
    for (const type of [
      'session.lost',
      'step.claimed',
      'step.released',
      'step.taken',
      'step.overtaken',
      'step.decided',
    ])
      expect(types).toContain(type)
    for (const type of ['step.approved', 'step.alone', 'step.expanded', 'step.advanced', 'notice.sent', 'step.refused'])
      expect(types).toContain(type)
  },
)

const clockless = Temporal.Instant.from('2026-11-24T02:12:00Z')
