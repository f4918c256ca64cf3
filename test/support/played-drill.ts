import { openLog } from '../../src/adapters/log/files.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import { rehearse } from '../../src/cli/drill/rehearsal.ts'
import { viewDrill } from '../../src/cli/drill/view.ts'
import { sealingOf } from '../../src/cli/wiring/sealing.ts'
import type { Draft, LogEvent } from '../../src/core/event.ts'
import { eveningDrill } from './evening-drill.ts'
import { testClock } from './log-samples.ts'

/** An approval names the lines before it, and on disk there are more: the keys. */
function inPlace({ type, data }: LogEvent, more: number): LogEvent['data'] {
  if (type !== 'step.approved' || data.bound === undefined) return data
  return { ...data, bound: { ...data.bound, after: data.bound.after + more } }
}

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
  for (const event of events.slice(1)) {
    const { type, actor, step, t } = event
    const ms = Date.parse(t) - began
    clock.wall += ms - passed
    clock.mono += BigInt(ms - passed) * 1_000_000n
    passed = ms
    const data = inPlace(event, log.size - event.seq)
    await log.append([{ type, actor, ...(step === undefined ? {} : { step }), data } as Draft], log.size)
  }
  await log.close()
  return { folder, events }
}
