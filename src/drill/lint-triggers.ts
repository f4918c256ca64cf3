import { never } from '../runbook/never.ts'
import { inMinutes } from './director.ts'
import type { Scenario } from './scenario.ts'
import type { PathFinding, ScenarioFinding } from './scenario-finding.ts'
import { type Triggered, triggeredAt } from './trigger-order.ts'
import { windowOf } from './trigger-window.ts'

/**
 * Triggers that contradict themselves or each other. Only for a scenario whose expressions can be read and name what is
 * there: otherwise what is impossible is a slip of the pen, and told as one.
 */
export function triggerFindings(scenario: Scenario): readonly PathFinding[] {
  const found = scenario.levels.flatMap(({ id }) => levelFindings(scenario, triggeredAt(scenario, id)))
  // What is wrong at every level is told once.
  return [
    ...new Map(found.map((one) => [JSON.stringify([one.path, one.finding.code]), one])).values(),
    ...judgementFindings(scenario),
  ]
}

/** An expectation or a measure that nobody can meet, whatever happens when. */
function judgementFindings({ objectives, injects }: Scenario): readonly PathFinding[] {
  const judged = [
    ...objectives.flatMap(({ measure }, index) =>
      Object.entries(measure).map(([rating, when]) => ({ path: ['objectives', index, 'measure', rating], when })),
    ),
    ...injects.map(({ expect }, index) => ({ path: ['injects', index, 'expect', 'when'], when: expect?.when })),
  ]
  return judged.flatMap(({ path, when }) => {
    if (when === undefined) return []
    const window = windowOf(when, () => 0)
    return window.from <= window.to && window.from < never ? [] : [{ path, finding: neverTrue(null, window) }]
  })
}

function levelFindings(scenario: Scenario, all: readonly Triggered[]): readonly PathFinding[] {
  const length = inMinutes(scenario.length)
  const end = all.find(({ name }) => name === 'end')?.trigger
  const last = end?.at === undefined || end.when !== undefined ? length : Math.min(length, inMinutes(end.at))
  const byName = new Map(all.map((one) => [one.name, one]))
  const told = new Set<string>()
  return all.flatMap(({ name, path, trigger, window }): readonly PathFinding[] => {
    const { at, until, when } = trigger
    if (at !== undefined && until !== undefined && inMinutes(until) < inMinutes(at)) {
      return [{ path: [...path, 'until'], finding: tooLate(until, at) }]
    }
    if (at !== undefined && inMinutes(at) > last) return [{ path: [...path, 'at'], finding: afterEnd(at, scenario) }]
    if (when === undefined || window.from <= Math.min(window.to, last)) return []
    const round = roundFrom(name, byName, last)
    if (round.length > 0) {
      if (round.some((one) => told.has(one))) return []
      for (const one of round) told.add(one)
      return [{ path: [...path, 'when'], finding: cycle(round) }]
    }
    return [{ path: [...path, 'when'], finding: neverTrue(blocker(name, byName, last), window) }]
  })
}

function isImpossible({ window }: Triggered, last: number): boolean {
  return window.from > Math.min(window.to, last)
}

/** The impossible things that lead from one back to itself, or none. */
function roundFrom(name: string, byName: ReadonlyMap<string, Triggered>, last: number): readonly string[] {
  const before = new Map<string, string>()
  const open = [name]
  for (let one = open.shift(); one !== undefined; one = open.shift()) {
    for (const other of byName.get(one)?.waitsFor ?? []) {
      const it = byName.get(other)
      if (it === undefined || it.window.from < never || !isImpossible(it, last)) continue
      if (other === name) return pathBack(name, one, before)
      if (before.has(other)) continue
      before.set(other, one)
      open.push(other)
    }
  }
  return []
}

function pathBack(name: string, last: string, before: ReadonlyMap<string, string>): readonly string[] {
  const path = [last]
  for (let one = last; one !== name; ) {
    one = before.get(one) ?? name
    path.unshift(one)
  }
  return path
}

/** The thing that never comes and is waited for, or null when the condition is impossible by itself. */
function blocker(name: string, byName: ReadonlyMap<string, Triggered>, last: number): string | null {
  const others = byName.get(name)?.waitsFor ?? []
  return others.find((other) => isImpossible(byName.get(other) ?? possible, last)) ?? null
}

const possible: Triggered = { name: '', path: [], trigger: {}, window: { from: 0, to: never }, waitsFor: [] }

function tooLate(until: string, at: string): ScenarioFinding {
  return {
    code: 'scenario.too-late',
    message: { en: `until (${until}) is before at (${at})`, nl: `until (${until}) ligt vóór at (${at})` },
    hint: {
      en: 'both count from the beginning of the exercise',
      nl: 'beide tellen vanaf het begin van de oefening',
    },
  }
}

function afterEnd(at: string, { length, end }: Scenario): ScenarioFinding {
  const ends = end.at !== undefined && inMinutes(end.at) < inMinutes(length) ? end.at : length
  return {
    code: 'scenario.after-end',
    message: {
      en: `${at} is after the end of the exercise`,
      nl: `${at} ligt na het einde van de oefening`,
    },
    hint: {
      en: `it ends after ${ends}: make it longer, or this earlier`,
      nl: `ze eindigt na ${ends}: maak ze langer, of zet dit vroeger`,
    },
  }
}

/** The most names of a round that are told: of a longer one nobody reads more. */
const mostNames = 12

function cycle(round: readonly string[]): ScenarioFinding {
  const some = round.length > mostNames ? [...round.slice(0, mostNames), '…'] : round
  const names = [...some, round[0]].map((name) => name?.replace(/^\w+\//, '')).join(' → ')
  return {
    code: 'scenario.cycle',
    message:
      round.length === 1
        ? { en: `it waits for itself: ${names}`, nl: `dit wacht op zichzelf: ${names}` }
        : { en: `they wait for each other: ${names}`, nl: `deze wachten op elkaar: ${names}` },
    hint: { en: 'let one of them come at a time of its own', nl: 'laat een ervan op een eigen tijdstip komen' },
  }
}

function neverTrue(waitedFor: string | null, { from, to }: Triggered['window']): ScenarioFinding {
  const name = waitedFor?.replace(/^\w+\//, '')
  const why =
    name !== undefined
      ? { en: `it waits for ${name}, which never comes`, nl: `dit wacht op ${name}, dat nooit komt` }
      : from < never && to >= from
        ? { en: `not before minute ${from}, when the exercise is over`, nl: `pas in minuut ${from}, na het einde` }
        : { en: 'no moment of the exercise fits it', nl: 'geen enkel moment van de oefening past erbij' }
  return {
    code: 'scenario.never',
    message: { en: `this can never be true: ${why.en}`, nl: `dit kan nooit waar zijn: ${why.nl}` },
    hint: { en: 'look at the times and at the conditions', nl: 'kijk de tijdstippen en de voorwaarden na' },
  }
}
