import { join } from 'node:path'
import { incidentNames, incidentsFolder } from '../../adapters/home/incident-files.ts'
import { liveRecords } from '../../adapters/home/live-records.ts'
import { noScenarios } from '../../adapters/home/scenario-files.ts'
import { readLog } from '../../adapters/log/files.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmlessJson, harmlessLine } from '../../core/harmless.ts'
import { pick } from '../../core/text.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import { showExact } from '../../ui/time.ts'
import { hang, pad } from '../../ui/wrap.ts'
import type { Host } from '../wiring/host.ts'
import { shippedScenarios } from './files.ts'

/** Lists the scenarios, and the drills of this home with how they stand. */
export async function drillList(host: Host): Promise<number> {
  const scenarios = await shippedScenarios(host)
  const drills = await Promise.all(incidentNames(host.home, 'drill').map((name) => drillLine(host, name)))
  if (host.json) {
    const listed = scenarios.map(({ scenario: { id, title, plan, levels, length, municipality } }) => ({
      ...{ id, title, plan, length, municipality },
      levels: levels.map((level) => level.id),
    }))
    host.stdout(`${harmlessJson({ scenarios: listed, drills }, 2)}\n`)
    return found(host, scenarios)
  }
  const look = createLook(createTerminal(host.process, host), host.lang)
  const width = Math.max(...scenarios.map(({ scenario }) => scenario.id.length), 8) + 2
  const lines = scenarios.map(({ scenario: { id, title, plan, length, levels } }) =>
    hang(
      ` ${pad(look.say(id), width)}`,
      look.say(`${pick(title, host.lang)} (${plan}; ${length}; ${levels.map((level) => level.id).join(', ')})`),
      look.columns,
    ),
  )
  const words = {
    scenarios: { en: 'Scenarios', nl: 'Scenario’s' },
    drills: { en: 'Drills', nl: 'Oefeningen' },
    none: { en: 'none yet', nl: 'nog geen' },
  }
  const told = drills.map(({ name, scenario, level, begun, state }) =>
    look.say(
      ` ${name}  ${scenario}, ${level}  ${begun === null ? '' : showExact(begun, host.lang)}  ${pick(states[state], host.lang)}`,
    ),
  )
  host.stdout(
    `${[pick(words.scenarios, host.lang), ...lines, '', pick(words.drills, host.lang), ...(told.length === 0 ? [` ${pick(words.none, host.lang)}`] : told)].join('\n')}\n`,
  )
  return found(host, scenarios)
}

/**
 * Refuses when no scenario was found: something is wrong with the folder that was named, which is told behind the
 * drills that there are.
 */
function found(host: Host, scenarios: readonly unknown[]): number {
  if (scenarios.length === 0) throw noScenarios(host.runbooks)
  return exit.done
}

const states = {
  live: { en: 'being played', nl: 'wordt gespeeld' },
  open: { en: 'not over', nl: 'niet voorbij' },
  over: { en: 'over', nl: 'voorbij' },
  unreadable: { en: "can't be read", nl: 'niet leesbaar' },
} as const

interface DrillLine {
  readonly name: string
  readonly scenario: string
  readonly level: string
  /** The time at which it really began, RFC 3339 UTC. */
  readonly begun: string | null
  readonly state: keyof typeof states
}

async function drillLine(host: Host, name: string): Promise<DrillLine> {
  const shown = harmlessLine(name, 100)
  try {
    const { events } = await readLog(join(incidentsFolder(host.home, 'drill'), name))
    const [first] = events
    const exercise = first?.type === 'incident.opened' ? first.data.exercise : undefined
    const isOver = events.some(({ type }) => type === 'drill.ended')
    const isLive = liveRecords(host.home, 'drill').includes(name)
    return {
      name: shown,
      scenario: exercise?.scenario ?? '?',
      level: exercise?.level ?? '?',
      begun: first?.wall ?? null,
      state: isLive ? 'live' : isOver ? 'over' : 'open',
    }
  } catch {
    return { name: shown, scenario: '?', level: '?', begun: null, state: 'unreadable' }
  }
}
