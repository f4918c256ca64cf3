import { parseDuration } from '../core/duration.ts'
import type { Draft } from '../core/event.ts'
import type { Expressions, Scope } from '../core/expressions.ts'
import type { Said, Text } from '../core/text.ts'
import type { DrillState } from './drill-state.ts'
import type { Inject, Scenario, Trigger } from './scenario.ts'

/** The author of what the scenario does by itself. */
export const director = 'cyber-respond'

/**
 * The next thing that the scenario does at this moment, or null: first what the world does, then the messages, in the
 * order of the file, then the end. To be asked again after each one, because what happened can lead to the next.
 * `holds` says whether a condition does now.
 */
export function nextDue(
  scenario: Scenario,
  drill: DrillState,
  minutes: number,
  holds: (condition: string) => boolean,
): { readonly draft: Draft } | { readonly inject: Inject } | null {
  if (drill.ended !== null) return null
  const isDue = (trigger: Trigger): boolean => isTriggered(trigger, minutes, holds)
  for (const event of scenario.events) {
    if (drill.fired[event.id] !== undefined || !isDue(event)) continue
    const { id: cause, what, change: changes } = event
    return { draft: { type: 'world.changed', actor: director, data: { cause, what: said(what), changes } } }
  }
  const sent = new Set(drill.messages.map(({ inject }) => inject))
  for (const inject of scenario.injects) {
    if (!sent.has(inject.id) && !drill.held.has(inject.id) && isDue(inject)) return { inject }
  }
  return isDue(scenario.end) ? { draft: { type: 'drill.ended', actor: director, data: { why: 'scenario' } } } : null
}

/** A message of the script as it goes out (by hand: `actor` is who wanted it), filled in with what is known now; its attachment is kept by who sends it. */
export function sending(
  inject: Inject,
  drill: DrillState,
  scope: Scope,
  expressions: Expressions,
  why: 'planned' | 'facilitator',
  actor = director,
): Extract<Draft, { type: 'inject.sent' }> {
  const { id } = inject
  const { to = inject.to, channel = inject.channel, ...edit } = drill.edited[id] ?? {}
  const from = edit.from ?? filled(inject.from, scope, expressions)
  const text = edit.text ?? filled(inject.text, scope, expressions)
  return {
    type: 'inject.sent',
    actor,
    data: { inject: id, from, to, channel, text, why },
  }
}

/** A text of the scenario with its values. */
export function filled(text: Text, scope: Scope, expressions: Expressions): Pick<Text, 'en' | 'nl'> {
  return { en: expressions.render(text.en, scope), nl: expressions.render(text.nl, scope) }
}

function said({ en, nl }: Text): Said {
  return { en, nl }
}

/** Whether a trigger fires now. One without any condition never does: it waits for the facilitator. */
function isTriggered(trigger: Trigger, minutes: number, holds: (condition: string) => boolean): boolean {
  const { at, until, when } = trigger
  if (at === undefined && when === undefined) return false
  if (at !== undefined && minutes < inMinutes(at)) return false
  if (until !== undefined && minutes > inMinutes(until)) return false
  return when === undefined || holds(when)
}

const known = new Map<string, number>()

/** `1h30m` as minutes. The same few are asked for at each look. */
export function inMinutes(duration: string): number {
  const found = known.get(duration)
  if (found !== undefined) return found
  const minutes = parseDuration(duration) / 60_000
  known.set(duration, minutes)
  return minutes
}
