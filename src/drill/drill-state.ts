import type { Blob, EventData, LogEvent, Rating } from '../core/event.ts'
import { epochOf } from '../core/exercise-time.ts'
import { itemsIn } from '../core/named-items.ts'
import type { Profile } from '../core/profile.ts'
import type { Said } from '../core/text.ts'
import type { Scenario } from './scenario.ts'
import { changed, changesOf, startWorld, type World, withNamed } from './world.ts'

/** A message that reached the players. `minute` counts from the beginning of the exercise. */
export interface Message {
  readonly seq: number
  readonly t: string
  readonly minute: number
  readonly inject: string | null
  readonly from: Said
  readonly to: string
  readonly channel: string
  readonly text: Said
  /** The facilitator wrote another text than the script has. */
  readonly changed: boolean
  /** The document that came with it, as the drill keeps it. */
  readonly attachment: Blob | null
  readonly answer: {
    readonly text: string
    readonly actor: string
    readonly minute: number
    readonly seq: number
  } | null
}

export interface Observation {
  readonly seq: number
  readonly t: string
  readonly actor: string
  readonly text: string
  readonly objective: string | null
  readonly player: string | null
  readonly rating: Rating | null
}

/** The facilitator's change of a message of the script; it holds no templates. */
export interface MessageEdit {
  readonly from?: Said
  readonly to?: string
  readonly channel?: string
  readonly text?: Said
}

/** The state of a drill by its log, besides that of the incident (core/state.ts). Times are exercise time. */
export interface DrillState {
  readonly begun: string | null
  /** The time of the exercise at the last event. */
  readonly now: string | null
  readonly speed: number
  /** The speed that the clock has while it is not paused. */
  readonly pace: number
  readonly why: EventData['drill.clock']['why'] | null
  readonly world: World
  /** The world's own events that happened, and when (minutes). */
  readonly fired: { readonly [event: string]: number }
  readonly held: ReadonlySet<string>
  readonly edited: { readonly [inject: string]: MessageEdit }
  readonly messages: readonly Message[]
  /** The minute at which each link was closed first. That it was opened again is a matter of `world`. */
  readonly closed: { readonly [link: string]: number }
  /** The minute at which each step instance was done. */
  readonly done: { readonly [instance: string]: number }
  /** The minute at which each obligation's notice was sent, as the record says. */
  readonly sent: { readonly [obligation: string]: number }
  readonly observations: readonly Observation[]
  readonly answers: readonly (EventData['drill.answered'] & { readonly actor: string; readonly seq: number })[]
  readonly redlines: readonly {
    readonly seq: number
    readonly actor: string
    readonly step: string
    readonly text: string
  }[]
  /** The number of the facilitator's orders that were carried out or refused. */
  readonly orders: number
  readonly ended: EventData['drill.ended']['why'] | null
}

export function startDrill(world: World): DrillState {
  return {
    ...{
      begun: null,
      now: null,
      speed: 0,
      pace: 1,
      why: null,
      world,
      fired: {},
      held: new Set(),
      edited: {},
      messages: [],
    },
    ...{ closed: {}, done: {}, sent: {}, observations: [], answers: [], redlines: [], orders: 0, ended: null },
  }
}

/** A drill as these events of its record leave it, from the first one on. `scenario` is at the level that is played. */
export function drillOf(scenario: Scenario, profile: Profile, events: readonly LogEvent[]): DrillState {
  return events.reduce(drillAfter, startDrill(startWorld(scenario, profile)))
}

/** The drill after one more event. Pure. */
export function drillAfter(drill: DrillState, event: LogEvent): DrillState {
  const begun = drill.begun ?? event.t
  const at = { ...drill, begun, now: event.t }
  const handler = handlers[event.type as keyof typeof handlers] as
    | ((drill: DrillState, event: LogEvent, minute: number) => DrillState)
    | undefined
  return ordered(handler?.(at, event, minutesBetween(begun, event.t)) ?? at, event)
}

/** Whole minutes of exercise time from one moment to a later one. */
export function minutesBetween(from: string, to: string): number {
  return Math.floor(((epochOf(to) ?? 0) - (epochOf(from) ?? 0)) / 60_000)
}

function ordered(drill: DrillState, event: LogEvent): DrillState {
  const { order } = event.data as { readonly order?: unknown }
  return typeof order === 'number' && order > drill.orders ? { ...drill, orders: order } : drill
}

function without(done: DrillState['done'], step: string): DrillState['done'] {
  if (!Object.hasOwn(done, step)) return done
  const { [step]: _before, ...others } = done
  return others
}

type Of<T extends LogEvent['type']> = Extract<LogEvent, { type: T }>

const handlers: {
  readonly [T in LogEvent['type']]?: (drill: DrillState, event: Of<T>, minute: number) => DrillState
} = {
  'drill.clock': (drill, { data }) => ({
    ...drill,
    speed: data.speed,
    pace: data.speed > 0 ? data.speed : drill.pace,
    why: data.why,
  }),
  'inject.sent': (drill, { seq, t, data }, minute) => {
    const { inject, from, to, channel, text, attachment } = data
    const message: Message = {
      ...{ seq, t, minute, inject, from, to, channel, text },
      changed: inject !== null && drill.edited[inject]?.text !== undefined,
      attachment: attachment ?? null,
      answer: null,
    }
    return { ...drill, messages: [...drill.messages, message] }
  },
  'inject.held': (drill, { data }) => {
    const held = new Set(drill.held)
    if (data.held) held.add(data.inject)
    else held.delete(data.inject)
    return { ...drill, held }
  },
  'inject.edited': (drill, { data: { inject, from, to, channel, text } }) => {
    const now = { from, to, channel, text }
    const changed = Object.fromEntries(Object.entries(now).filter(([, value]) => value !== undefined))
    return { ...drill, edited: { ...drill.edited, [inject]: { ...drill.edited[inject], ...changed } } }
  },
  'inject.answered': (drill, { seq, actor, data }, minute) => ({
    ...drill,
    messages: drill.messages.map((message) =>
      message.seq === data.seq ? { ...message, answer: { text: data.text, actor, minute, seq } } : message,
    ),
  }),
  'world.changed': (drill, { data }, minute) => {
    const changes = changesOf(data.changes)
    const closed = { ...drill.closed }
    for (const change of changes) {
      if ('link' in change && change.to === 'closed') closed[change.link] ??= minute
    }
    const { runs } = drill.world
    const ran = { ...runs, [data.cause]: (runs[data.cause] ?? 0) + 1 }
    const world = { ...changed(drill.world, changes), runs: ran }
    return { ...drill, world, closed, fired: { ...drill.fired, [data.cause]: minute } }
  },
  'step.expanded': (drill, { data }) => ({ ...drill, world: withNamed(drill.world, data.source, data.items) }),
  'fact.corrected': (drill, { data: { fact, value } }) => {
    const items = fact.startsWith('profile.') ? itemsIn(value) : null
    return items === null ? drill : { ...drill, world: withNamed(drill.world, fact, items) }
  },
  'step.outcome': (drill, { step, data }, minute) => {
    if (step === undefined) return drill
    const done = without(drill.done, step)
    return { ...drill, done: data.result === 'done' ? { ...done, [step]: minute } : done }
  },
  'step.decided': (drill, { step, data }, minute) =>
    step === undefined || data.decision !== 'done' ? drill : { ...drill, done: { ...drill.done, [step]: minute } },
  'step.reopened': (drill, { step }) => (step === undefined ? drill : { ...drill, done: without(drill.done, step) }),
  'notice.sent': (drill, { data }, minute) => ({ ...drill, sent: { ...drill.sent, [data.obligation]: minute } }),
  'note.added': (drill, { seq, actor, data }) =>
    data.redline === undefined
      ? drill
      : { ...drill, redlines: [...drill.redlines, { seq, actor, step: data.redline, text: data.text }] },
  'drill.observed': (drill, { seq, t, actor, data }) => {
    const { text, objective = null, player = null, rating = null } = data
    return { ...drill, observations: [...drill.observations, { seq, t, actor, text, objective, player, rating }] }
  },
  'drill.answered': (drill, { seq, actor, data }) => ({
    ...drill,
    answers: [...drill.answers, { ...data, actor, seq }],
  }),
  'drill.refused': (drill) => drill,
  'drill.ended': (drill, { data }) => ({ ...drill, ended: data.why }),
}
