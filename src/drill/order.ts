import type { Draft, Rating } from '../core/event.ts'
import { epochOf, instantText } from '../core/exercise-time.ts'
import type { Said } from '../core/text.ts'
import type { DrillState, MessageEdit } from './drill-state.ts'
import type { Inject, Scenario } from './scenario.ts'

/** The wish of a facilitator or an evaluator. `by` is who. */
export type Order = { readonly by: string } & (
  | { readonly kind: 'send' | 'hold' | 'release'; readonly inject: string }
  | ({ readonly kind: 'edit'; readonly inject: string } & MessageEdit)
  | {
      readonly kind: 'improvise'
      readonly from: string
      readonly to: string
      readonly channel: string
      readonly text: string
    }
  | { readonly kind: 'pause' | 'resume' | 'end' }
  | { readonly kind: 'speed'; readonly speed: number }
  /** `at`: RFC 3339. */
  | { readonly kind: 'jump'; readonly at: string }
  | {
      readonly kind: 'observe'
      readonly text: string
      readonly objective?: string
      readonly player?: string
      readonly rating?: Rating
    }
  | { readonly kind: 'note'; readonly text: string; readonly redline?: string }
)

/** The fastest that a clock may run: a day in a little over a minute. */
export const mostSpeed = 1200

/** The result of an order: events, a message of the script to be sent, or why it can't be carried out. */
export type Carried = { readonly drafts: readonly Draft[] } | { readonly send: Inject } | { readonly refused: Said }

interface Playing {
  readonly scenario: Scenario
  readonly drill: DrillState
  /** Exercise time, epoch milliseconds. */
  readonly now: number
  /** The number of the order, from 1. */
  readonly number: number
}

/** Pure. What stands in an order may be wrong in every way: then it is refused, and that is on record. */
export function carryOut(order: Order | null, playing: Playing): Carried {
  if (order === null) return refused('this is no order', 'dit is geen opdracht')
  const { drill, number } = playing
  const isOver = drill.ended !== null && order.kind !== 'observe' && order.kind !== 'note'
  if (isOver) return refused('the exercise is over', 'de oefening is voorbij')
  switch (order.kind) {
    case 'send':
    case 'hold':
    case 'release':
    case 'edit':
      return withInject(order, playing)
    case 'improvise': {
      const { from, to, channel, text, by: actor } = order
      const data = { inject: null, from, to, channel, text, why: 'improvised', order: number } as const
      return { drafts: [{ type: 'inject.sent', actor, data }] }
    }
    case 'pause':
      return drill.speed === 0
        ? refused('the clock stands still already', 'de klok staat al stil')
        : clock(order, playing, 'paused', 0)
    case 'resume':
      return drill.speed > 0
        ? refused('the clock is running', 'de klok loopt al')
        : clock(order, playing, 'resumed', drill.pace)
    case 'speed': {
      const { speed } = order
      if (!Number.isSafeInteger(speed) || speed < 1 || speed > mostSpeed) {
        return refused(`the speed is 1 to ${mostSpeed}`, `de snelheid is 1 tot ${mostSpeed}`)
      }
      return clock(order, playing, 'speed', speed)
    }
    case 'jump':
      return jump(order, playing)
    case 'observe': {
      const { text, objective, player, rating, by: actor } = order
      if (objective !== undefined && !playing.scenario.objectives.some(({ id }) => id === objective)) {
        return refused(`there is no objective "${objective}"`, `er is geen doelstelling "${objective}"`)
      }
      const about = { ...(objective === undefined ? {} : { objective }), ...(player === undefined ? {} : { player }) }
      const data = { text, ...about, ...(rating === undefined ? {} : { rating }), order: number }
      return { drafts: [{ type: 'drill.observed', actor, data }] }
    }
    case 'note': {
      const { text, redline, by: actor } = order
      const data = { text, ...(redline === undefined ? {} : { redline }), order: number }
      return { drafts: [{ type: 'note.added', actor, data }] }
    }
    case 'end':
      return { drafts: [{ type: 'drill.ended', actor: order.by, data: { why: 'facilitator', order: number } }] }
  }
}

type WithInject = Extract<Order, { readonly inject: string }>

function withInject(order: WithInject, { scenario, drill, number }: Playing): Carried {
  const { by: actor } = order
  const inject = scenario.injects.find(({ id }) => id === order.inject)
  if (inject === undefined)
    return refused(`there is no message "${order.inject}"`, `er is geen bericht "${order.inject}"`)
  if (drill.messages.some((message) => message.inject === inject.id)) {
    return refused(`"${inject.id}" was sent already`, `"${inject.id}" is al verstuurd`)
  }
  if (order.kind === 'send') return { send: inject }
  if (order.kind === 'edit') {
    const { kind: _kind, by: _by, inject: _inject, ...edit } = order
    return { drafts: [{ type: 'inject.edited', actor, data: { ...edit, inject: inject.id, order: number } }] }
  }
  const held = order.kind === 'hold'
  return { drafts: [{ type: 'inject.held', actor, data: { inject: inject.id, held, order: number } }] }
}

function clock(
  { by: actor }: Order,
  { now, number }: Playing,
  why: 'paused' | 'resumed' | 'speed' | 'jumped',
  speed: number,
  at = now,
): Carried {
  return { drafts: [{ type: 'drill.clock', actor, data: { at: instantText(at), speed, why, order: number } }] }
}

function jump(order: Extract<Order, { readonly kind: 'jump' }>, playing: Playing): Carried {
  const at = epochOf(order.at)
  if (at === null) return refused('this is no moment', 'dit is geen moment')
  if (at <= playing.now) {
    return refused('the clock of an exercise only goes forward', 'de klok van een oefening gaat alleen vooruit')
  }
  return clock(order, playing, 'jumped', playing.drill.speed, at)
}

function refused(en: string, nl: string): Carried {
  return { refused: { en, nl } }
}
