import type { LogEvent } from '../core/event.ts'
import { epochOf, instantText } from '../core/exercise-time.ts'
import type { Said, Text } from '../core/text.ts'
import { minutesBetween } from './drill-state.ts'
import { messageName } from './message-name.ts'
import type { Scenario } from './scenario.ts'

/**
 * The kind of an act on the exercise. `left`: the players' program was ended; `incident`: a real one broke out;
 * `stood`: the program was stopped, and the clock with it; `sent`: a message of the script, by hand; `made-up`: one
 * that the script does not have; `refused`: an order that was not carried out.
 */
export type InterventionKind =
  | 'paused'
  | 'resumed'
  | 'speed'
  | 'jumped'
  | 'left'
  | 'incident'
  | 'stood'
  | 'sent'
  | 'made-up'
  | 'held'
  | 'released'
  | 'changed'
  | 'ended'
  | 'refused'

/** Something that a person, and not the scenario or the players' work, did to an exercise. Times are RFC 3339. */
export interface Intervention {
  /** Counts from 1. */
  readonly line: number
  /** The time of the exercise, and the real one; null where the record has no other. */
  readonly at: string
  readonly wall: string | null
  readonly by: string
  readonly kind: InterventionKind
  /** The message of the script that it is about: its id, and what people know it by. */
  readonly inject: string | null
  readonly message: Text | null
  /** The text that was written, or the reason why an order was refused. */
  readonly text: Said | null
  /** The time of the exercise before a jump. */
  readonly from: string | null
  readonly speed: number | null
  /** The milliseconds of real time for which the program was stopped. */
  readonly stoodMs: number | null
}

/** Everything that was done to an exercise besides playing it, in the order of the record. Pure. */
export function interventionsOf(events: readonly LogEvent[], scenario: Scenario): readonly Intervention[] {
  const names = new Map(scenario.injects.map((inject) => [inject.id, messageName(inject)]))
  let speed = 0
  let isOver = false
  return events.flatMap((event, index) => {
    // Who leaves when it is over interrupts nothing.
    const done = isOver && event.type === 'drill.clock' ? null : actOf(event)
    isOver ||= event.type === 'drill.ended'
    const from =
      event.type === 'drill.clock' && done?.kind === 'jumped' ? timeBefore(event, events[index - 1], speed) : null
    if (event.type === 'drill.clock') speed = event.data.speed
    if (done === null) return []
    const { inject = null, text = null, stoodMs = null } = done
    return [
      {
        ...{ line: event.seq + 1, at: event.t, wall: event.wall ?? null, by: event.actor, kind: done.kind, inject },
        ...{ message: inject === null ? null : (names.get(inject) ?? null), text, from },
        ...{ speed: done.speed ?? null, stoodMs },
      },
    ]
  })
}

/** The jumps of the clock, in minutes from the beginning: nobody could play in that time. */
export function jumpsOf(events: readonly LogEvent[], scenario: Scenario): readonly Jump[] {
  const begun = events[0]?.t ?? ''
  return interventionsOf(events, scenario).flatMap(({ kind, from, at }) =>
    kind === 'jumped' && from !== null ? [{ from: minutesBetween(begun, from), to: minutesBetween(begun, at) }] : [],
  )
}

interface Jump {
  readonly from: number
  readonly to: number
}

/** Whether a time ran out in a jump, after it had begun before. */
export function isJumpedOver(jumps: readonly Jump[], begun: number, due: number): boolean {
  return jumps.some(({ from, to }) => begun <= from && from < due && due <= to)
}

interface Act {
  readonly kind: InterventionKind
  readonly inject?: string
  readonly text?: Said | null
  readonly speed?: number
  readonly stoodMs?: number
}

function actOf(event: LogEvent): Act | null {
  switch (event.type) {
    case 'drill.clock': {
      const { why, speed, stood } = event.data
      if (stood !== undefined) return { kind: 'stood', stoodMs: stood }
      return why === 'started' ? null : { kind: why, speed }
    }
    case 'inject.sent': {
      const { inject, why, text } = event.data
      if (why === 'improvised') return { kind: 'made-up', text }
      return why === 'facilitator' && inject !== null ? { kind: 'sent', inject } : null
    }
    case 'inject.held':
      return { kind: event.data.held ? 'held' : 'released', inject: event.data.inject }
    case 'inject.edited':
      return { kind: 'changed', inject: event.data.inject, text: event.data.text ?? null }
    case 'drill.ended':
      return event.data.why === 'facilitator' ? { kind: 'ended' } : null
    case 'drill.refused':
      return { kind: 'refused', text: event.data.why }
    default:
      return null
  }
}

/** The time that the clock showed when it was set: that of the line before, and what went by since then. */
function timeBefore(event: LogEvent, before: LogEvent | undefined, speed: number): string | null {
  if (before === undefined) return null
  const [at, then, now] = [epochOf(before.t), epochOf(before.wall ?? ''), epochOf(event.wall ?? '')]
  if (at === null) return null
  return instantText(then === null || now === null ? at : at + Math.max(0, now - then) * speed)
}
