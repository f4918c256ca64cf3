import { expect, test } from 'vitest'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { answerTimes } from '../../../src/drill/answer-times.ts'
import { isHint, nextHint } from '../../../src/drill/coach.ts'
import { type DrillState, drillAfter, startDrill } from '../../../src/drill/drill-state.ts'
import type { Inject } from '../../../src/drill/scenario.ts'
import { startWorld } from '../../../src/drill/world.ts'
import { emptyProfile } from '../../../src/municipality/empty-profile.ts'
import { never } from '../../../src/runbook/never.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { drillScenario } from '../../support/drill-world.ts'

const text = (en: string) => ({ en, nl: `nl ${en}` })
const inject = (id: string, expected: Inject['expect']): Inject => ({
  ...{ id, phase: 'isolate', from: text('Somebody'), to: 'lead', channel: 'phone', points: [], note: null },
  text: text(id),
  ...(expected === undefined ? {} : { expect: expected }),
})
const scenario = drillScenario(
  {},
  {
    injects: [
      inject('call', { text: text('Declare it'), when: 'done < 900', within: '10m' }),
      // Not a template: the text stands as it is.
      inject('vague', { text: text('Look at {{ no.such.thing }}') }),
      inject('chatter', undefined),
    ],
  },
)

/** A drill of which the clock shows what a test says, and the hints that come. */
function practising() {
  let drill: DrillState = startDrill(startWorld(scenario, emptyProfile({ nis: '12040', name: 'Willebroek' })))
  let seq = 0
  const record = (minute: number, draft: Draft): void => {
    const t = new Date(Date.parse('2022-12-12T06:30:00Z') + minute * 60_000).toISOString()
    drill = drillAfter(drill, { ...draft, seq, t, run: 'a' } as LogEvent)
    seq += 1
  }
  const send = (minute: number, id: string): void =>
    record(minute, {
      type: 'inject.sent',
      actor: 'x',
      data: { inject: id, from: 'x', to: 'lead', channel: 'phone', text: id, why: 'planned' },
    })
  /** Takes what the coach says at this minute, as often as he has something to say. */
  const hints = (minute: number, done = never): readonly unknown[] => {
    const said: unknown[] = []
    for (;;) {
      const hint = nextHint(scenario, drill, { minutes: minute, done }, expressions)
      if (hint === null) return said
      record(minute, hint)
      said.push((hint.data as { text: unknown }).text)
      if (said.length > 10) throw new Error('the coach goes on and on')
    }
  }
  record(0, { type: 'drill.clock', actor: 'x', data: { at: '2022-12-12T06:30:00Z', speed: 1, why: 'started' } })
  return { record, send, hints, drill: () => drill }
}

test('a hint comes when the time is over, and once', () => {
  const { send, hints } = practising()
  send(2, 'call')
  expect(hints(11)).toEqual([])
  expect(hints(12)).toEqual([text('Declare it')])
  expect(hints(13)).toEqual([])
  expect(hints(500)).toEqual([])
})

test('none comes when it was done or answered, or when nothing is expected', () => {
  const { send, hints, record } = practising()
  send(0, 'call')
  expect(hints(60, 5)).toEqual([])
  send(60, 'vague')
  send(60, 'chatter')
  record(61, { type: 'inject.answered', actor: 'x', data: { seq: 2, text: 'we look' } })
  expect(hints(120, 5)).toEqual([])
})

test('without a time of its own a message is given five minutes, and its text stays as it is', () => {
  const { send, hints } = practising()
  send(0, 'vague')
  expect(hints(4)).toEqual([])
  expect(hints(5)).toEqual([text('Look at {{ no.such.thing }}')])
})

test('a hint is no message that somebody forgot to answer', () => {
  const { send, hints, drill } = practising()
  send(0, 'call')
  hints(30)
  expect(drill().messages.map(isHint)).toEqual([false, true])
  expect(answerTimes(drill(), () => false).unanswered).toEqual([1])
})
