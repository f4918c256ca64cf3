import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { createDescribingActions, describingWork } from '../../adapters/describe-actions.ts'
import { lookingBlobs } from '../../adapters/evidence/looking-blobs.ts'
import { memoryLog } from '../../audit/memory-log.ts'
import { parseDuration } from '../../core/duration.ts'
import { run } from '../../core/engine.ts'
import type { Draft, Json, LogEvent } from '../../core/event.ts'
import type { Field } from '../../core/model.ts'
import type { CheckPort, Choice, ClockPort, CloudProvider, OperatorPort, OutboxPort } from '../../core/ports.ts'
import type { State } from '../../core/state.ts'
import type { View } from '../../core/view.ts'
import type { Host } from '../wiring/host.ts'
import type { Incident } from '../wiring/incident.ts'
import { realWorld } from '../wiring/world.ts'

const noOutbox: OutboxPort = { write: async (name) => name }

const stillClock: ClockPort = { now: wallClock.now, sleep: async () => {} }

const passingChecks: CheckPort = { check: async () => ({ verdict: 'pass', seen: 'not looked at' }) }

/** A cloud that is never reached: the describing actions stand in front of it. */
const noCloud = new Proxy({} as CloudProvider, {
  get: () => () => Promise.reject(new Error('a trial does not reach the cloud')),
})

export interface PlanTrial {
  readonly host: Host
  readonly incident: Incident
  readonly operator: OperatorPort
  readonly state: State
  /** Questions are answered for real (by an answers file), only effects are described. */
  readonly answered: boolean
  readonly signal: AbortSignal
  told?(events: readonly LogEvent[]): void
}

/**
 * The same engine on the same state, with a log in memory and actions that only describe: what a dry run shows, and
 * how an answers file is tried before anything happens.
 */
export async function tryPlan(parts: PlanTrial): Promise<State> {
  const { host, incident, operator, state, answered, signal } = parts
  const real = realWorld({
    host,
    incident,
    operator,
    clock: stillClock,
    cloud: noCloud,
    blobs: lookingBlobs,
    outbox: noOutbox,
  }).actions
  const actions = answered ? describingWork(real) : createDescribingActions(real)
  const result = await run(
    {
      book: incident.book,
      log: memoryLog(state.size, stillClock),
      clock: stillClock,
      operator,
      actions,
      checks: passingChecks,
      expressions: incident.expressions,
      signal,
      duration: parseDuration,
      progress: () => {},
      told: (events) => parts.told?.(events),
    },
    state,
  )
  return result.state
}

/** The operator of a dry run without answers: does every step once and knows nothing. */
export function silentOperator(): OperatorPort {
  const tried = new Set<string>()
  const unknown = async (): Promise<never> => Promise.reject(new Error('a dry run asks nobody'))
  return {
    choose: async (view: View): Promise<Choice> => {
      const next = view.next((step) => !tried.has(step.instance))
      if (next === null) return { kind: 'leave' }
      tried.add(next.instance)
      return { kind: 'do', instance: next.instance }
    },
    actor: async () => 'dry run',
    show: () => {},
    hand: async () => {},
    confirm: async () => ({ answer: 'done', reason: '' }),
    pick: unknown,
    ask: async (_question, fields: readonly Field[]) =>
      Object.fromEntries(fields.map((field): [string, Json] => [field.id, null])),
    items: async (question) => [{ id: 'unknown', name: question.title.en }],
    files: unknown,
    called: unknown,
    proof: async () => null,
    vouch: async () => null,
    accept: async () => ({ reason: 'dry run' }),
    approve: async () => ({ approver: 'a second person', reason: 'dry run', approved: true }),
    decide: async () => ({ decision: 'leave', reason: 'dry run' }),
  }
}

/** The first event of an incident that is only tried. */
export function openingDraft(opened: Incident['opened'], actor: string): Draft {
  return { type: 'incident.opened', actor, data: opened }
}
