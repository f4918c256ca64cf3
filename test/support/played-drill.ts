import { openLog } from '../../src/adapters/log-files.ts'
import { logHost } from '../../src/adapters/log-host.ts'
import { rehearse } from '../../src/cli/drill-rehearsal.ts'
import { viewDrill } from '../../src/cli/drill-view.ts'
import { sealingOf } from '../../src/cli/sealing.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import { eveningDrill } from './evening-drill.ts'
import { testClock } from './log-samples.ts'

/** Plays the evening with its good team, on disk: an hour of it takes an hour of a day in November. */
export async function playedDrill(
  home: string,
): Promise<{ readonly folder: string; readonly events: readonly LogEvent[] }> {
  const { host, folder } = await eveningDrill(home)
  const { incident, scenario, name } = await viewDrill(host, folder)
  const [team] = scenario.teams
  if (team === undefined) throw new Error('the evening has teams')
  const { events } = await rehearse({ incident, scenario, team, lang: 'en' })
  const { clock, witness } = testClock({ run: 'played' })
  const { log } = await openLog(folder, { ...logHost(await sealingOf(host, name, 'drill')), witness })
  const began = Date.parse(events[0]?.t ?? '')
  let passed = 0
  for (const { type, actor, step, data, t } of events.slice(1)) {
    const ms = Date.parse(t) - began
    clock.wall += ms - passed
    clock.mono += BigInt(ms - passed) * 1_000_000n
    passed = ms
    await log.append([{ type, actor, ...(step === undefined ? {} : { step }), data } as Draft], log.size)
  }
  await log.close()
  return { folder, events }
}
