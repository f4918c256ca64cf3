import { expect, test } from 'vitest'
import { drive } from '../../../../src/cli/wiring/drive.ts'
import type { Incident } from '../../../../src/cli/wiring/incident.ts'
import { Fault } from '../../../../src/core/fault.ts'
import { empty } from '../../../../src/core/fold.ts'
import { hostOf } from '../../../support/quiet-host.ts'
import { book, countingActions, listLog, simpleExpressions, step, stillClock, willing } from '../../../support/world.ts'

const text = { en: 'x', nl: 'x' }
const interrupted = new Fault({ code: 'interrupted', exit: 130, message: text, hint: text })
const unknown = new Fault({ code: 'step.unknown', exit: 2, message: text, hint: text })
const full = new Fault({ code: 'log.disk-full', exit: 5, message: text, hint: text })

/** A session in which the first question ends so. `fails`: nothing can be written. */
function session(fault: Fault, fails: Fault | null = null) {
  const clock = stillClock()
  const log = listLog(clock)
  log.fail = fails
  const operator = willing({ choose: () => Promise.reject(fault) })
  const incident = { book: book({ one: [step('a')] }), expressions: simpleExpressions } as unknown as Incident
  const world = { actions: countingActions().actions, checks: { check: async () => expect.unreachable() } }
  const signals = { signal: new AbortController().signal, exitCode: () => 130 }
  const { host } = hostOf('/nonexistent')
  const ended = drive({ host, incident, log, state: empty, world, operator, clock, signals, actor: 'An' })
  return { ended, log }
}

test.each([
  ['an interrupted session', interrupted, 'interrupted', { end: 'interrupted', code: 130 }],
  ['a session that a fault stopped', unknown, 'stopped', unknown],
] as const)('%s is over once its end is on record', async (_name, fault, why, outcome) => {
  const { ended, log } = session(fault)
  expect(await ended.catch((error: unknown) => error)).toEqual(outcome)
  expect(log.events).toMatchObject([{ type: 'session.ended', actor: 'An', data: { why } }])
})

test.each([
  ['interrupted', interrupted],
  ['stopped by a fault', unknown],
])('whose session was %s is told when that could not be written', async (_how, fault) => {
  const { ended, log } = session(fault, full)
  await expect(ended).rejects.toBe(full)
  expect(log.events).toEqual([])
})
