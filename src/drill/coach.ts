import type { Draft } from '../core/event.ts'
import type { Expressions, Scope } from '../core/expressions.ts'
import { director, inMinutes } from './director.ts'
import type { DrillState, Message } from './drill-state.ts'
import type { Scenario } from './scenario.ts'

/** The sender of hints. */
const coach = { en: 'Your coach', nl: 'Uw coach' } as const
/** The time that somebody who practises alone may think, when the scenario doesn't say. */
const patience = '5m'

/**
 * The next hint for who practises alone: when a message was not acted on within its time, what was to be done, once.
 * Null: nothing to say now.
 */
export function nextHint(scenario: Scenario, drill: DrillState, scope: Scope, expressions: Expressions): Draft | null {
  const { minutes } = scope as { readonly minutes: number }
  const said = new Set(drill.messages.filter(isHint).map(({ text }) => JSON.stringify(text)))
  for (const { inject, minute, answer, to } of drill.messages) {
    const expect = scenario.injects.find(({ id }) => id === inject)?.expect
    if (expect === undefined || answer !== null) continue
    if (minutes - minute < inMinutes(expect.within ?? patience)) continue
    if (expect.when !== undefined && expressions.evaluate(expect.when, scope) === true) continue
    const { en, nl } = expect.text
    const text = { en, nl }
    if (said.has(JSON.stringify(text))) continue
    return {
      type: 'inject.sent',
      actor: director,
      data: { inject: null, from: coach, to, channel: 'in-person', text, why: 'planned' },
    }
  }
  return null
}

/** A message of the coach: it wants no answer. */
export function isHint({ inject, from }: Pick<Message, 'inject' | 'from'>): boolean {
  return inject === null && sameText(from, coach)
}

function sameText(said: unknown, text: { readonly en: string; readonly nl: string }): boolean {
  const { en, nl } = (said ?? {}) as { readonly en?: unknown; readonly nl?: unknown }
  return en === text.en && nl === text.nl
}
