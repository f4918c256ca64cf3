import type { Scope } from '../core/expressions.ts'
import type { View } from '../core/view.ts'
import { type Changing, latest, mapOf, plainScope } from '../core/watched-scope.ts'
import { never } from '../runbook/never.ts'
import type { DrillState } from './drill-state.ts'
import type { Scenario } from './scenario.ts'
import type { World } from './world.ts'

/** The names that a scenario's expressions can use, besides those of a runbook (`profile`, `municipality`, `facts`, `steps`). */
export const drillNames = [
  'minutes',
  'never',
  'done',
  'sent',
  'closed',
  'links',
  'hosts',
  'services',
  'backups',
  'people',
  'injects',
  'answered',
  'events',
] as const

/**
 * The names that the expressions of a scenario see. Times are whole minutes of exercise time since the beginning,
 * `never` for what did not happen: `done["isolate/declare"]` when a step was done (each of its instances),
 * `sent["ccb-early-warning"]` when a notice went out, `closed.internet` when a link was first closed, `injects.press`
 * when a message came, `answered.press` when it was answered, `events.spread` when the world did it. As they are now:
 * `links.internet` ("open"), `hosts.pc.encrypted`, `services.births` ("down"), `backups.tape.state`,
 * `backups.tape.attached`, `people.an` ("busy"). `minutes` is the time itself.
 */
export function drillScope(
  scenario: Scenario,
  drill: DrillState,
  view: () => View,
  minutes: number,
  fixed: Scope | null = null,
): Scope {
  return plainScope(
    fixed ?? baseOf(view().scope),
    drillMembers(
      scenario,
      () => drill,
      view,
      () => minutes,
    ),
  )
}

/** The members of that scope that change. Worked out when an expression names one: most look at few of these. */
export function drillMembers(
  scenario: Scenario,
  drill: () => DrillState,
  view: () => View,
  minutes: () => number,
): { readonly [name: string]: Changing } {
  const world = (): World => drill().world
  const closed = latest(drill, (now) => withNever(Object.keys(now.world.links), now.closed))
  const links = latest(
    () => world().links,
    (all) => Object.fromEntries(Object.entries(all).map(([id, { state }]) => [id, state])),
  )
  const events = latest(
    () => drill().fired,
    (fired) =>
      withNever(
        scenario.events.map(({ id }) => id),
        fired,
      ),
  )
  const messages = (): DrillState['messages'] => drill().messages
  const injects = latest(messages, (all) => firstOf(scenario, all, (message) => message.minute))
  const answered = latest(messages, (all) => firstOf(scenario, all, (message) => message.answer?.minute ?? never))
  return {
    facts: mapOf(() => view().scope.facts ?? {}),
    steps: mapOf(() => view().scope.steps ?? {}),
    done: mapOf(() => doneSteps(drill(), view())),
    sent: mapOf(() =>
      withNever(
        view().clocks.map(({ obligation }) => obligation.id),
        drill().sent,
      ),
    ),
    ...{ closed: mapOf(closed), links: mapOf(links) },
    ...{ injects: mapOf(injects), answered: mapOf(answered), events: mapOf(events) },
    hosts: mapOf(() => world().hosts),
    services: mapOf(() => world().services),
    backups: mapOf(() => world().backups),
    people: mapOf(() => world().people),
    ...{ minutes: { whole: minutes }, never: { whole: () => never } },
  }
}

function baseOf({ profile = null, municipality = null, incident = null }: Scope): Scope {
  return { profile, municipality, incident }
}

function withNever(
  ids: readonly string[],
  known: { readonly [id: string]: number },
): { readonly [id: string]: number } {
  return { ...Object.fromEntries(ids.map((id) => [id, never])), ...known }
}

/**
 * The minute at which each step of the runbooks was done: the last of its instances that apply, or never while one is
 * not done.
 */
function doneSteps({ done }: DrillState, view: View): { readonly [step: string]: number } {
  const known = doneIn.get(view)
  if (known?.done === done) return known.minutes
  const { steps } = view
  const minutes: { [step: string]: number } = {}
  const isEmpty: { [step: string]: boolean } = {}
  for (const { runbook, step, instance, status } of steps) {
    const id = `${runbook}/${step.id}`
    minutes[instance] = done[instance] ?? never
    isEmpty[id] ??= true
    if (status === 'not-applicable') continue
    minutes[id] = isEmpty[id] ? (done[instance] ?? never) : Math.max(minutes[id] ?? 0, done[instance] ?? never)
    isEmpty[id] = false
  }
  for (const [id, empty] of Object.entries(isEmpty)) if (empty) minutes[id] = never
  doneIn.set(view, { done, minutes })
  return minutes
}

/** Asked for by many expressions at one moment. */
const doneIn = new WeakMap<
  View,
  { readonly done: DrillState['done']; readonly minutes: { readonly [step: string]: number } }
>()

function firstOf(
  scenario: Scenario,
  messages: DrillState['messages'],
  minute: (message: DrillState['messages'][number]) => number,
): { readonly [inject: string]: number } {
  const found: { [inject: string]: number } = Object.fromEntries(scenario.injects.map(({ id }) => [id, never]))
  for (const message of messages) {
    if (message.inject !== null) found[message.inject] = Math.min(found[message.inject] ?? never, minute(message))
  }
  return found
}
