import { inMinutes } from './director.ts'
import { atLevel, type Scenario } from './scenario.ts'
import type { PathFinding, ScenarioFinding } from './scenario-finding.ts'

/**
 * The findings on what can be played and yet is hardly meant: numbers, the order of times, objectives and levels that
 * do nothing.
 */
export function adviceFindings(scenario: Scenario): readonly PathFinding[] {
  return [
    ...startFindings(scenario),
    ...hostFindings(scenario),
    ...objectiveFindings(scenario),
    ...backwards(scenario, 'events'),
    ...backwards(scenario, 'injects'),
    ...waiting(scenario),
    ...sameLevels(scenario),
  ]
}

/** The hour that autumn repeats: nobody knows which one is meant. */
function startFindings({ start }: Scenario): readonly PathFinding[] {
  const shown = Temporal.PlainDateTime.from(start)
  const [first, last] = (['earlier', 'later'] as const).map((disambiguation) =>
    shown.toZonedDateTime('Europe/Brussels', { disambiguation }).toInstant(),
  )
  return first !== undefined && last !== undefined && first.equals(last) ? [] : [{ path: ['start'], finding: twice }]
}

const twice: ScenarioFinding = {
  code: 'scenario.start',
  message: {
    en: 'the clocks of Brussels showed this twice: in autumn that hour is repeated',
    nl: 'de klok van Brussel toonde dit twee keer: in de herfst komt dat uur terug',
  },
  hint: { en: 'begin an hour earlier or later', nl: 'begin een uur vroeger of later' },
}

function hostFindings({ world }: Scenario): readonly PathFinding[] {
  return world.hosts.flatMap(({ count, encrypted }, index) =>
    encrypted <= count ? [] : [{ path: ['world', 'hosts', index, 'encrypted'], finding: tooMany(encrypted, count) }],
  )
}

function objectiveFindings({ objectives, injects }: Scenario): readonly PathFinding[] {
  const looked = new Set(injects.flatMap(({ points }) => points.map(({ objective }) => objective)))
  return objectives.flatMap(({ id, measure }, index): readonly PathFinding[] => {
    const ratings = Object.keys(measure)
    if (ratings.length > 0 && measure.P === undefined) {
      return [{ path: ['objectives', index, 'measure'], part: 'key', finding: noBest }]
    }
    return ratings.length > 0 || looked.has(id) ? [] : [{ path: ['objectives', index, 'id'], finding: notLookedAt }]
  })
}

/** The findings on entries out of order: whoever reads the file from top to bottom reads the exercise as it happens. */
function backwards(scenario: Scenario, list: 'events' | 'injects'): readonly PathFinding[] {
  const latest = new Map<string | undefined, number>()
  return scenario[list].flatMap(({ at, level }, index) => {
    if (at === undefined) return []
    const minute = inMinutes(at)
    const before = Math.max(...[undefined, level].map((one) => latest.get(one) ?? 0))
    latest.set(level, Math.max(minute, latest.get(level) ?? 0))
    return minute >= before ? [] : [{ path: [list, index, 'at'], finding: timeRunsBack(at) }]
  })
}

function waiting({ events, injects }: Scenario): readonly PathFinding[] {
  return Object.entries({ events, injects }).flatMap(([list, items]) =>
    items.flatMap(({ at, when }, index) =>
      at === undefined && when === undefined
        ? [{ path: [list, index, 'id'], finding: list === 'events' ? neverHappens : waits }]
        : [],
    ),
  )
}

function sameLevels(scenario: Scenario): readonly PathFinding[] {
  const seen = new Map<string, string>()
  return scenario.levels.flatMap(({ id }, index) => {
    const played = JSON.stringify(atLevel(scenario, id), (key, value) => (key === 'level' ? undefined : value))
    const other = seen.get(played)
    seen.set(played, other ?? id)
    return other === undefined ? [] : [{ path: ['levels', index, 'id'], finding: sameLevel(id, other) }]
  })
}

function tooMany(encrypted: number, count: number): ScenarioFinding {
  return {
    code: 'scenario.too-many',
    message: {
      en: `${encrypted} machines are encrypted, and there are ${count}`,
      nl: `${encrypted} toestellen zijn versleuteld, en er zijn er ${count}`,
    },
    hint: { en: 'let fewer be encrypted, or give more', nl: 'laat er minder versleutelen, of geef er meer' },
  }
}

const noBest: ScenarioFinding = {
  code: 'scenario.no-best',
  message: {
    en: 'nobody can do this well: the rating P has no condition',
    nl: 'niemand kan dit goed doen: de score P heeft geen voorwaarde',
  },
  hint: { en: 'add P', nl: 'voeg P toe' },
}

const notLookedAt: ScenarioFinding = {
  code: 'scenario.not-looked-at',
  severity: 'warning',
  message: {
    en: 'nothing measures this objective, and no inject has a point for it',
    nl: 'niets meet deze doelstelling, en geen enkele inject heeft er een punt voor',
  },
  hint: { en: 'add measure, or points to an inject', nl: 'voeg measure toe, of points bij een inject' },
}

function timeRunsBack(at: string): ScenarioFinding {
  return {
    code: 'scenario.backwards',
    severity: 'warning',
    message: { en: `${at} is before what stands above it`, nl: `${at} ligt vóór wat erboven staat` },
    hint: { en: 'write them in the order of their times', nl: 'schrijf ze in de volgorde van hun tijdstippen' },
  }
}

const waits: ScenarioFinding = {
  code: 'scenario.waits',
  severity: 'warning',
  message: {
    en: 'it never comes by itself: it waits for the facilitator',
    nl: 'dit komt nooit vanzelf: het wacht op de spelleider',
  },
  hint: { en: 'add at or when, if that is not meant', nl: 'voeg at of when toe als dat niet de bedoeling is' },
}

const neverHappens: ScenarioFinding = {
  code: 'scenario.waits',
  severity: 'warning',
  message: { en: 'nothing makes this happen', nl: 'niets laat dit gebeuren' },
  hint: { en: 'add at or when', nl: 'voeg at of when toe' },
}

function sameLevel(id: string, other: string): ScenarioFinding {
  return {
    code: 'scenario.same-level',
    severity: 'warning',
    message: { en: `nothing differs between ${id} and ${other}`, nl: `niets verschilt tussen ${id} en ${other}` },
    hint: {
      en: `give something the key level, with ${id} or ${other}`,
      nl: `geef iets de sleutel level, met ${id} of ${other}`,
    },
  }
}
