import type { Draft } from '../core/event.ts'
import type { Expressions, Scope } from '../core/ports.ts'
import { director, filled, inMinutes } from './director.ts'
import type { DrillState } from './drill-state.ts'
import type { Scenario } from './scenario.ts'

/** Who says it. */
const coach = { en: 'Your coach', nl: 'Uw coach' } as const
/** How long somebody who practises alone may think, when the scenario doesn't say. */
const patience = '5m'

/**
 * For who practises alone: when a message was not acted on within its time, what was to be done, once. Null: nothing to
 * say now.
 */
export function nextHint(scenario: Scenario, drill: DrillState, scope: Scope, expressions: Expressions): Draft | null {
  const { minutes } = scope as { readonly minutes: number }
  const said = new Set(
    drill.messages.flatMap(({ from, text }) => (sameText(from, coach) ? [JSON.stringify(text)] : [])),
  )
  for (const { inject, minute, answer, to } of drill.messages) {
    const expect = scenario.injects.find(({ id }) => id === inject)?.expect
    if (expect === undefined || answer !== null) continue
    if (minutes - minute < inMinutes(expect.within ?? patience)) continue
    if (expect.when !== undefined && expressions.evaluate(expect.when, scope) === true) continue
    const text = filled(expect.text, scope, expressions)
    if (said.has(JSON.stringify(text))) continue
    return {
      type: 'inject.sent',
      actor: director,
      data: { inject: null, from: coach, to, channel: 'in-person', text, why: 'planned' },
    }
  }
  return null
}

function sameText(said: unknown, text: { readonly en: string; readonly nl: string }): boolean {
  const { en, nl } = (said ?? {}) as { readonly en?: unknown; readonly nl?: unknown }
  return en === text.en && nl === text.nl
}
