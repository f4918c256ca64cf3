import { wallClock } from '../../adapters/clock/wall-clock.ts'
import { zone } from '../../core/clocks.ts'
import { counted } from '../../core/counted.ts'
import { exit } from '../../core/exit-codes.ts'
import { harmless, harmlessJson } from '../../core/harmless.ts'
import { pick } from '../../core/text.ts'
import { mergeImprovements, openActions } from '../../municipality/improvements.ts'
import { municipalityByNis } from '../../municipality/register.ts'
import type { Host } from '../wiring/host.ts'
import { loadImprovements, writeImprovements } from '../wiring/improvements-file.ts'
import { readDrill } from './record.ts'
import { drillReportOf } from './report.ts'

/**
 * Puts what a drill taught into the plan of its municipality: what was measured, and an action for each gap and redline. What
 * stands in the plan is kept.
 */
export async function improvementPlan(host: Host, name: string | null): Promise<number> {
  const record = await readDrill(host, name)
  const { drill, metrics, objectives, plan, madeAt } = drillReportOf(host, record)
  const { nis, name: municipality } = drill.municipality
  const slug = municipalityByNis(nis)?.slug ?? nis
  const last = {
    drill: drill.name,
    date: dayOf(drill.realFrom ?? madeAt),
    scenario: drill.scenario,
    level: drill.level,
    minutes: { declare: metrics.declare, isolate: metrics.isolate, warn: metrics.warning },
    ratings: Object.fromEntries(objectives.flatMap(({ id, rating }) => (rating === null ? [] : [[id, rating]]))),
  }
  const merged = mergeImprovements(loadImprovements(host, slug), last, nis, plan)
  const path = writeImprovements(host, slug, merged)
  const open = openActions(merged, dayOf(wallClock.now().toString())).length
  if (host.json) {
    host.stdout(`${harmlessJson({ path, municipality: nis, actions: merged.actions.length, open })}\n`)
    return exit.done
  }
  host.stdout(`${harmless(path)}\n`)
  host.stderr(
    pick(
      {
        en: `${municipality}: ${counted(open, 'open action', 'open actions')}. Fill in an owner and a date.\n`,
        nl: `${municipality}: ${counted(open, 'openstaande actie', 'openstaande acties')}. Vul een verantwoordelijke en een datum in.\n`,
      },
      host.lang,
    ),
  )
  return exit.done
}

/** The day in Brussels. */
function dayOf(at: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}
