import { Fault } from '../core/fault.ts'
import { compile } from '../runbook/cel.ts'
import { never } from '../runbook/never.ts'
import type { Path } from '../runbook/tree.ts'
import { inMinutes } from './director.ts'
import { atLevel, type Scenario, type Trigger } from './scenario.ts'
import { anyTime, intersection, type Window, windowOf } from './trigger-window.ts'

/** Something of a scenario that happens by itself, at one level. */
export interface Triggered {
  /** `injects/press`, `events/spread`, `end`. */
  readonly name: string
  readonly path: Path
  readonly trigger: Trigger
  /** The minutes between which it can happen, given when everything that it waits for can. */
  readonly window: Window
  /** The names in its condition. */
  readonly waitsFor: readonly string[]
}

/**
 * The windows of everything in a scenario at one level. At first nothing can happen; then each thing is looked at again
 * whenever something that it waits for turns out to be possible, or earlier. What waits for itself stays impossible.
 */
export function triggeredAt(scenario: Scenario, level: string): readonly Triggered[] {
  const all = things(scenario, level)
  const found = new Map(all.map((one) => [one.name, { ...one, window: noTime }]))
  const followers = new Map<string, string[]>()
  for (const { name, waitsFor } of all) {
    for (const other of waitsFor) followers.set(other, [...(followers.get(other) ?? []), name])
  }
  const last = Math.min(inMinutes(scenario.length), surelyOver(scenario.end))
  const earliest = (root: string, member: string): number => {
    const name = `${root === 'answered' ? 'injects' : root}/${member}`
    const { window } = found.get(name) ?? { window: anyTime }
    // What can only happen when the exercise is over, or after its own time, doesn't.
    return window.from > Math.min(window.to, last) ? never : window.from
  }
  const open = [...found.keys()]
  // A condition looks only at what comes before it, so this ends; the limit is for a file that means harm.
  for (let left = 100_000; left > 0; left -= 1) {
    const name = open.shift()
    const one = name === undefined ? undefined : found.get(name)
    if (name === undefined || one === undefined) return [...found.values()]
    const window = windowNow(one.trigger, name.startsWith('injects/'), earliest)
    if (window.from === one.window.from && window.to === one.window.to) continue
    found.set(name, { ...one, window })
    open.push(...(followers.get(name) ?? []))
  }
  return []
}

/** The minute at which the exercise is over whatever happens. */
function surelyOver({ at, when }: Trigger): number {
  return at === undefined || when !== undefined ? never : inMinutes(at)
}

const noTime: Window = { from: never, to: never }

function windowNow(
  { at, until, when }: Trigger,
  byHand: boolean,
  earliest: (root: string, member: string) => number,
): Window {
  // A message without a trigger is sent by the facilitator, at any time; of the rest nothing happens by itself.
  if (at === undefined && when === undefined) return byHand ? anyTime : noTime
  const times = { from: at === undefined ? 0 : inMinutes(at), to: until === undefined ? never : inMinutes(until) }
  return when === undefined ? times : intersection(times, windowOf(when, earliest))
}

function things(scenario: Scenario, level: string): readonly Omit<Triggered, 'window'>[] {
  const { end } = scenario
  const mine = atLevel(scenario, level)
  const named = <T extends Trigger & { readonly id: string }>(
    list: 'events' | 'injects',
    every: readonly T[],
    items: readonly T[],
  ): readonly Omit<Triggered, 'window'>[] =>
    items.map((trigger) => ({
      name: `${list}/${trigger.id}`,
      path: [list, every.indexOf(trigger)],
      trigger,
      waitsFor: waits(trigger.when),
    }))
  const ending = end.at === undefined && end.when === undefined ? [] : [end]
  return [
    ...named('events', scenario.events, mine.events),
    ...named('injects', scenario.injects, mine.injects),
    ...ending.map((trigger) => ({ name: 'end', path: ['end'], trigger, waitsFor: waits(trigger.when) })),
  ]
}

function waits(when: string | undefined): readonly string[] {
  if (when === undefined) return []
  try {
    const found = compile(when).references.flatMap(({ name, member }) => {
      if (member === null || !['injects', 'answered', 'events'].includes(name)) return []
      return [`${name === 'answered' ? 'injects' : name}/${member}`]
    })
    return [...new Set(found)]
  } catch (error) {
    if (error instanceof Fault) return []
    throw error
  }
}
