import { expect, test } from 'vitest'
import type { LogEvent } from '../../../src/core/event.ts'
import { empty } from '../../../src/core/fold.ts'
import { startDrill } from '../../../src/drill/drill-state.ts'
import { playDrill } from '../../../src/drill/playing.ts'
import type { Inject } from '../../../src/drill/scenario.ts'
import { startWorld } from '../../../src/drill/world.ts'
import { emptyProfile } from '../../../src/municipality/empty-profile.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { drillScenario } from '../../support/drill-world.ts'
import { book, listLog, stillClock } from '../../support/world.ts'

const text = (en: string) => ({ en, nl: `nl ${en}` })
const call: Inject = {
  ...{ id: 'call', phase: 'isolate', from: text('Somebody'), to: 'lead', channel: 'phone', points: [], note: null },
  ...{ at: '0m', text: text('It burns'), expect: { text: text('Declare it'), within: '10m' } },
}

/** What happens by itself, for who practises alone, when the program looks at the clock at these minutes. */
async function happens(...minutes: readonly number[]): Promise<readonly string[]> {
  const scenario = drillScenario({}, { injects: [call], end: { at: '30m' } })
  const clock = stillClock('2022-12-12T06:30:00Z')
  const seen: LogEvent[] = []
  const playing = playDrill(
    {
      ...{ scenario, book: book({}), expressions, clock, state: empty, coached: true },
      blobs: { putText: async () => expect.unreachable('nothing is attached') },
      drill: startDrill(startWorld(scenario, emptyProfile({ nis: '12040', name: 'Willebroek' }))),
      told: (events) => seen.push(...events),
    },
    listLog(clock),
  )
  await playing.log.add([
    { type: 'drill.clock', actor: 'x', data: { at: '2022-12-12T06:30:00Z', speed: 1, why: 'started' } },
  ])
  let now = 0
  for (const minute of minutes) {
    clock.advance(`PT${minute - now}M`)
    now = minute
    await playing.tick()
  }
  return seen.map(({ type, data }) => (type === 'inject.sent' ? String((data.text as { en: string }).en) : type))
}

test('a hint comes while the exercise goes on, and none once it is over', async () => {
  expect(await happens(0, 9, 10)).toEqual(['drill.clock', 'It burns', 'Declare it'])
  // The program slept from the message to after the end: the hint was due meanwhile.
  expect(await happens(0, 40, 41)).toEqual(['drill.clock', 'It burns', 'drill.ended'])
})
