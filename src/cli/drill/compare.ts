import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessJson } from '../../core/harmless.ts'
import { type Compared, compare } from '../../drill/compare.ts'
import { metrics } from '../../drill/metrics.ts'
import { score } from '../../drill/score.ts'
import { renderComparison } from '../../ui/comparison.ts'
import { createLook } from '../../ui/look.ts'
import { createTerminal } from '../../ui/terminal.ts'
import type { Host } from '../wiring/host.ts'
import { readDrill } from './record.ts'

/** Sets drills side by side: of one municipality, or one scenario of many. Reads only. */
export async function drillCompare(host: Host, names: readonly string[]): Promise<number> {
  if (names.length < 2) throw tooFew()
  const drills: Compared[] = []
  for (const name of names) drills.push(await comparedOf(host, name))
  const found = compare(drills)
  if (host.json) host.stdout(`${harmlessJson(found, 2)}\n`)
  else host.stdout(renderComparison(found, createLook(createTerminal(host.process, host), host.lang)))
  return exit.done
}

async function comparedOf(host: Host, name: string): Promise<Compared> {
  const { incident, played, targets } = await readDrill(host, name)
  const { incident: drill, municipality, exercise } = incident.opened
  return {
    name: drill,
    municipality: municipality.name,
    scenario: exercise?.scenario ?? '',
    level: exercise?.level ?? '',
    at: played.events[0]?.wall ?? null,
    scores: score(played),
    metrics: metrics(played, targets),
  }
}

function tooFew(): Fault {
  return new Fault({
    code: 'drill.compare-one',
    exit: exit.usage,
    message: { en: 'it takes two drills to compare', nl: 'om te vergelijken zijn er twee oefeningen nodig' },
    hint: { en: 'cyber-respond drill list names them', nl: 'cyber-respond drill list noemt ze' },
  })
}
