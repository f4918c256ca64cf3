import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ApprovalWatch } from '../../../src/audit/approval-watch.ts'
import type { CloudAsked } from '../../../src/core/cloud-act.ts'
import { run } from '../../../src/core/engine.ts'
import type { LogEvent } from '../../../src/core/event.ts'
import { exit } from '../../../src/core/exit-codes.ts'
import { Fault } from '../../../src/core/fault.ts'
import { empty, fold, startFold } from '../../../src/core/fold.ts'
import { openJournal } from '../../../src/core/journal.ts'
import { performCloudAct } from '../../../src/core/perform-cloud-act.ts'
import { planOf } from '../../../src/core/planned.ts'
import { plan } from '../../../src/core/planner.ts'
import type { Choice, CloudProvider, LogPort, OperatorPort, Outcome } from '../../../src/core/ports.ts'
import { startReplay } from '../../../src/core/replay.ts'
import { settleCloud } from '../../../src/core/settle-cloud.ts'
import { plain } from '../../../src/core/text.ts'
import type { Book, View } from '../../../src/core/view.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { demoProfile, runDemo, shippedBook } from '../../support/shipped.ts'
import { book, countingActions, listLog, parts, step, stillClock, willing } from '../../support/world.ts'

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
      step('close', {
        action: command,
        approve: 'lead',
        after: [],
        each: { as: 'link', in: 'profile.doors', ask: plain('Which?') },
      }),
      step('probe', {
        action: { kind: 'check', check: check.check },
        retry: { attempts: 2, every: '1s' },
        approve: 'it',
      }),
    ],
    b: [step('first'), step('up', { action: { kind: 'cloud', cloud: 'up' }, after: ['a/pick'] })],
  },
  {
    base: { profile: { links: null, doors: [{ id: 'front' }, { id: 'back' }, { id: 'side' }] } },
    factNames: ['known'],
  },
)

const opened = {
  type: 'incident.opened',
  actor: 'Els',
  data: {
    incident: 'x',
    municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ' },
    plan: 'test',
    version: '0',
    nis2: 'voluntary',
    base: '/',
    pinned: [],
  },
} as const
const started = { type: 'session.started', actor: 'Els', data: { version: '0', mode: 'interactive' } } as const

/** The first event that a replay does not accept, with the reason; null when it accepts them all. */
function refused(events: readonly LogEvent[], from: Book | null): string | null {
  const replay = startReplay({ book: from, expressions, lists: true })
  for (const event of events) {
    const found = replay.take(event)
    if (found !== null) return `${event.seq} ${event.type} ${event.step ?? ''}: ${found}`
  }
  expect(replay.state).toEqual(fold(empty, events))
  return null
}

class Killed extends Error {}

/** An operator, a world and a power supply that do whatever the dice say, through several sessions. */
async function anyIncident(dice: readonly number[]): Promise<readonly LogEvent[]> {
  let thrown = 0
  const die = (sides: number): number => (dice[thrown++ % dice.length] ?? 0) % sides
  const clock = stillClock()
  const log: LogEvent[] = []
  await listLog(clock, 'run-0', log).append([opened], 0)
  for (let session = 1; session <= 4 && !log.some(({ type }) => type === 'incident.closed'); session += 1) {
    const file = listLog(clock, `run-${session}`, log)
    await file.append([started], log.length)
    let acts = 0
    const choose = async (view: View): Promise<Choice> => {
      acts += 1
      if (acts > 12 || die(15) === 0) return { kind: 'leave' }
      if (die(10) === 0) return { kind: 'note', text: 'a note' }
      const over = view.steps.filter(({ status }) => ['done', 'skipped', 'blocked'].includes(status))
      const changed = die(6) === 0 ? over[die(over.length || 1)] : undefined
      if (changed !== undefined) {
        const { instance, status } = changed
        return { kind: status === 'blocked' ? 'unblock' : 'reopen', instance, reason: 'again' }
      }
      const waiting = view.steps.filter(({ status }) => status === 'waiting')
      const early = die(6) === 0 ? waiting[die(waiting.length || 1)] : undefined
      if (early !== undefined) return { kind: 'advance', instance: early.instance, reason: 'it burns' }
      const next = view.ready[die(view.ready.length || 1)]
      if (next === undefined) return { kind: 'leave' }
      const kind = next.status === 'unknown' ? 'do' : (['do', 'do', 'do', 'do', 'skip', 'block'] as const)[die(6)]
      return kind === undefined || kind === 'do'
        ? { kind: 'do', instance: next.instance }
        : { kind, instance: next.instance, reason: 'so' }
    }
    const operator: OperatorPort = willing({
      choose,
      actor: async () => (die(3) === 0 ? 'Jan Maes' : 'Els Peeters'),
      together: async (_question, { others }) => others.filter(() => die(3) > 0).map(({ act }) => act.act),
      approve: async (_question, { actor }) => {
        if (die(5) === 0) return null
        const approver = actor === 'Jan Maes' ? 'Els Peeters' : 'Jan Maes'
        return { approver, reason: 'so', approved: die(5) > 0 }
      },
      decide: async () => ({ decision: (['done', 'redo', 'failed'] as const)[die(3)] ?? 'redo', reason: 'seen' }),
    })
    const result = (): Outcome => {
      if (die(8) === 0) throw new Killed()
      if (die(12) === 0) throw new Fault({ code: 'duration.invalid', exit: exit.invalid, message: plain('broken') })
      return { result: (['done', 'done', 'failed'] as const)[die(3)] ?? 'done', summary: 'so' }
    }
    const person = (): Outcome => ({ result: die(4) === 0 ? 'deferred' : 'done', summary: 'so' })
    const looked = (): Outcome => {
      const { result: end, summary } = result()
      return end === 'done'
        ? { result: end, summary, proof: { kind: 'check', verdict: 'pass', seen: 'so' } }
        : { result: end, summary }
    }
    const choice = (): Outcome => ({ result: 'done', summary: 'so', facts: { known: die(2) === 0 ? 'yes' : 'no' } })
    const up = (): Outcome => ({
      ...result(),
      events: [{ type: 'cloud.changed', actor: 'Els', step: 'b/up', data: { act: 'up', services: [] } }],
    })
    const { actions } = countingActions({ run: result, confirm: person, check: looked, choose: choice, cloud: up })
    const checks = {
      check: async () => ({ verdict: die(3) === 0 ? ('fail' as const) : ('pass' as const), seen: 'so' }),
    }
    try {
      const { end } = await run(
        parts({ book: runbooks, expressions, log: file, clock, operator, actions, checks }),
        fold(empty, log),
      )
      await file.append([{ type: 'session.ended', actor: 'Els', data: { why: end } }], log.length)
    } catch (error) {
      if (error instanceof Fault) {
        await file.append([{ type: 'session.ended', actor: 'Els', data: { why: 'stopped' } }], log.length)
      } else if (!(error instanceof Killed)) throw error
    }
    // Somebody acts on the cloud with a command, which may be killed, or refused by the services.
    if (die(3) === 0) await cloudCommand(listLog(clock, `cloud-${session}`, log), clock, log, die)
    // Somebody writes a note between two sessions, from a process of its own.
    if (die(3) === 0) {
      const other = listLog(clock, `note-${session}`, log)
      await other.append([{ type: 'note.added', actor: 'Daan', data: { text: 'outside' } }], log.length)
    }
  }
  return log
}

/** A command as the program runs it: in a session, settling first. The services do as the dice say, through kills. */
async function cloudCommand(
  file: LogPort,
  clock: ReturnType<typeof stillClock>,
  log: readonly LogEvent[],
  die: (sides: number) => number,
): Promise<void> {
  const told = () => {}
  const journal = openJournal({ book: runbooks, log: file, clock, expressions, told }, fold(empty, log))
  const services = async () => [
    { name: 'page', title: plain('Page'), url: '', pid: die(2) === 0 ? null : 1, healthy: die(2) === 0, restarts: 0 },
  ]
  const perhaps = async <T>(value: T): Promise<T> => {
    if (die(5) === 0) throw new Killed()
    if (die(6) === 0) throw new Fault({ code: 'cloud.port-taken', exit: exit.failed, message: plain('no port') })
    return value
  }
  const secret = { title: plain('Code'), value: 'SECRET' }
  const cloud: CloudProvider = {
    status: services,
    up: async () => ({ services: await perhaps(await services()), secrets: [secret] }),
    down: async () => perhaps(await services()),
    handBack: async () => Promise.reject(new Error('no command')),
    export: () => perhaps({ file: 'x', count: 0, sha256: '00' }),
    setPage: () => perhaps({ message: {}, services: {} }),
    comparePage: async () => (die(2) === 0 ? 'same' : 'different'),
    renewAccess: () => perhaps(secret),
  }
  const asked: CloudAsked = (
    [
      { act: 'up' },
      { act: 'down' },
      { act: 'access-renew' },
      { act: 'export', folder: '/x' },
      { act: 'page-set', change: { message: 'closed', lang: 'nl' } },
    ] as const
  )[die(5)] ?? { act: 'up' }
  const actor = 'Els'
  await journal.record([{ type: 'session.started', actor, data: { version: '0', mode: 'command' } }])
  const close = (why: 'left' | 'stopped') => journal.record([{ type: 'session.ended', actor, data: { why } }])
  try {
    await settleCloud(journal, cloud, actor)
    const ports = { cloud, journal, actor, signal: new AbortController().signal, progress: told, hand: told }
    await performCloudAct(ports, asked)
    await close('left')
  } catch (error) {
    if (error instanceof Fault) await close('stopped')
    else if (!(error instanceof Killed)) throw error
  }
}

const rolls = fc.array(fc.nat(1000), { minLength: 30, maxLength: 200 })

test('whatever the engine writes, through crashes and retries, follows; with and without the runbooks', async () => {
  const types = new Set<string>()
  await fc.assert(
    fc.asyncProperty(rolls, async (dice) => {
      const events = await anyIncident(dice)
      for (const { type } of events) types.add(type)
      expect(refused(events, runbooks)).toBeNull()
      expect(refused(events, null)).toBeNull()
    }),
    { numRuns: 300 },
  )
  // The dice reached what this is about.
  for (const type of ['step.intent', 'step.refused', 'step.decided', 'step.reopened', 'step.expanded', 'cloud.changed'])
    expect(types).toContain(type)
  expect(types).toContain('step.advanced')
  for (const type of ['cloud.intent', 'cloud.outcome', 'cloud.decided']) expect(types).toContain(type)
})

test('what is remembered of the plan is what a new plan says, after every event', async () => {
  const reached = { open: 0, settled: 0 }
  await fc.assert(
    fc.asyncProperty(rolls, async (dice) => {
      const { state, take } = startFold(empty, { planned: true })
      const planned = planOf(runbooks, state, expressions)
      for (const event of await anyIncident(dice)) {
        take(event)
        const fresh = plan({ ...runbooks }, state, expressions, anyTime)
        for (const step of fresh.steps) {
          const known = planned.step(step.instance)
          expect(known?.step).toBe(step.step)
          reached[step.record === null || step.record.status === 'open' ? 'open' : 'settled'] += 1
          expect(`${event.seq} ${known?.status}`).toBe(`${event.seq} ${step.status}`)
        }
        expect(planned.finished()).toBe(fresh.finished)
        expect(planned.step('a/none')).toBeNull()
      }
    }),
    { numRuns: 300 },
  )
  expect(reached.open).toBeGreaterThan(1000)
  expect(reached.settled).toBeGreaterThan(1000)
})

const anyTime = Temporal.Instant.from('2026-11-24T02:12:00Z')

test('an act that was cut out, or is there twice, does not pass', async () => {
  const acts: ReadonlySet<string> = new Set([
    ...['step.intent', 'step.decided', 'step.expanded', 'session.started'],
    ...['cloud.intent', 'cloud.outcome', 'cloud.decided'],
  ])
  let cutOut = 0
  await fc.assert(
    fc.asyncProperty(rolls, fc.nat(), async (dice, which) => {
      const events = await anyIncident(dice)
      const places = events.flatMap((event, index) => (acts.has(event.type) ? [index] : []))
      const at = places[which % places.length] ?? 1
      const renumbered = (list: readonly LogEvent[]) => list.map((event, seq) => ({ ...event, seq }) as LogEvent)
      const twice = renumbered([...events.slice(0, at + 1), ...events.slice(at)])
      expect(refused(twice, runbooks)).not.toBeNull()
      // What nothing came after is not missed by anybody: that is for seals to show.
      if (events[at]?.type !== 'step.intent' || events[at + 1]?.type !== 'step.outcome') return
      cutOut += 1
      expect(refused(renumbered(events.filter((_event, index) => index !== at)), runbooks)).not.toBeNull()
    }),
    { numRuns: 300 },
  )
  expect(cutOut).toBeGreaterThan(6)
})

test('an approval of several acts serves each once: verification finds nothing wrong, and finds a use that is not its own', async () => {
  const reached = { together: 0, served: 0, stolen: 0 }
  await fc.assert(
    fc.asyncProperty(rolls, fc.nat(), async (dice, which) => {
      const events = await anyIncident(dice)
      expect(wrongIn(events)).toEqual([])
      const approved = events.flatMap((event) =>
        event.type === 'step.approved' && (event.data.bound?.acts.length ?? 0) > 1 ? [event] : [],
      )
      reached.together += approved.length
      const one = approved[which % (approved.length || 1)]
      if (one === undefined) return
      const along = one.data.bound?.acts.map(({ act }) => act).filter((act) => act !== one.step) ?? []
      const served = events.filter(
        (event) => event.seq > one.seq && event.type === 'step.intent' && along.includes(event.step ?? ''),
      )
      reached.served += served.length
      // One of its acts is left out of the list: what was done by it was not approved.
      const first = events.find(
        (event) => event.seq > one.seq && event.type === 'step.intent' && along.includes(event.step ?? ''),
      )
      if (first === undefined) return
      const isApprovedAgain = events.some(
        (event) =>
          event.type === 'step.approved' &&
          event !== one &&
          event.seq < first.seq &&
          event.data.bound?.acts.some(({ act }) => act === first.step) === true,
      )
      if (isApprovedAgain) return
      const without = events.map((event) => (event === one ? withoutAct(one, first.step ?? '') : event))
      expect(refused(without, runbooks)).toMatch(/not-approved/)
      reached.stolen += 1
    }),
    { numRuns: 150 },
  )
  expect(reached.together).toBeGreaterThan(30)
  expect(reached.served).toBeGreaterThan(10)
  expect(reached.stolen).toBeGreaterThan(5)
})

type Approved = Extract<LogEvent, { type: 'step.approved' }>

function withoutAct(event: Approved, act: string): LogEvent {
  const { bound } = event.data
  if (bound === undefined) return event
  return { ...event, data: { ...event.data, bound: { ...bound, acts: bound.acts.filter((one) => one.act !== act) } } }
}

/** What verification finds wrong in the approvals, by the record alone. */
function wrongIn(events: readonly LogEvent[]): readonly (string | null)[] {
  const watch = new ApprovalWatch()
  let acted = 0
  for (const event of events) {
    watch.see(event, acted)
    if (event.type.startsWith('step.') || event.type.startsWith('session.')) acted = event.seq + 1
  }
  return watch.judged.flatMap(({ wrong }) => (wrong === null ? [] : [wrong.en]))
}

test('the shipped plan with the answers of the demo', async () => {
  const profile = demoProfile()
  const { events } = await runDemo(profile)
  expect(events.length).toBeGreaterThan(60)
  expect(refused(events, shippedBook(profile))).toBeNull()
  expect(refused(events, null)).toBeNull()
})
