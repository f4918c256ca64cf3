import { expect, test } from 'vitest'
import { createLog } from '../../src/adapters/log/files.ts'
import type { Draft, EventType } from '../../src/core/event.ts'
import { samples } from '../support/event-samples.ts'
import { note, temporaryFolder } from '../support/log-samples.ts'
import { sealingHost, verifySealed } from '../support/sealing.ts'

/**
 * What is sealed before anybody is told of it: what a person decided, and where a record, a session and an erasure stand.
 * Written out by hand, and never asked of the program. A new kind does not compile before somebody has thought of it here.
 */
const isSealedAtOnce: { readonly [T in EventType]: boolean } = {
  'incident.opened': true,
  'incident.closed': true,
  'session.started': true,
  'session.ended': true,
  'session.lost': true,
  'step.claimed': false,
  'step.released': false,
  'step.taken': true,
  'step.overtaken': false,
  'step.approved': true,
  'step.alone': true,
  'step.transcribed': true,
  'alone.decided': true,
  'fact.corrected': true,
  'step.refused': true,
  'step.skipped': true,
  'step.blocked': true,
  'step.unblocked': true,
  'step.reopened': true,
  'step.advanced': true,
  'step.decided': true,
  'handover.made': true,
  redaction: true,
  'step.expanded': false,
  'step.intent': false,
  'step.outcome': false,
  'notice.prepared': false,
  'notice.sent': false,
  'note.added': false,
  'evidence.added': false,
  'evidence.copied': false,
  'cloud.changed': false,
  'cloud.intent': false,
  'cloud.outcome': false,
  'cloud.decided': false,
  'drift.seen': false,
  'key.added': false,
  'drill.clock': false,
  'inject.sent': false,
  'inject.held': false,
  'inject.edited': false,
  'inject.answered': false,
  'world.changed': false,
  'drill.observed': false,
  'drill.ended': false,
  'drill.answered': false,
  'drill.refused': false,
  'log.recovered': false,
  'log.continued': false,
  'segment.start': false,
  'disk.full': false,
  'clock.jump': false,
  'boot.changed': false,
}

/** How many lines stand behind the newest seal after this event, and after a note behind it; in a log that is sealed up to then. */
async function tailsBehind(draft: Draft): Promise<readonly number[]> {
  const folder = temporaryFolder()
  const log = await createLog(folder, sealingHost())
  const tail = async (): Promise<number> => (await verifySealed(folder)).tail
  // The first append names the key; the second is sealed.
  await log.append([note('the first')], log.size)
  await log.append([{ type: 'session.started', actor: 'An', data: { version: '1', mode: 'command' } }], log.size)
  expect(await tail()).toBe(0)
  await log.append([draft], log.size)
  const behind = await tail()
  await log.append([note('one more')], log.size)
  const behindNote = await tail()
  await log.close()
  return [behind, behindNote]
}

/** Anywhere but at the beginning of a file the line that begins one is a forgery. */
const anywhere = (Object.entries(isSealedAtOnce) as [EventType, boolean][]).filter(([type]) => type !== 'segment.start')

test.each(anywhere)('%s is sealed at once: %s', async (type, atOnce) => {
  const draft = { type, actor: 'An', step: 'isolate/cut-links', data: samples[type] } as unknown as Draft
  expect(await tailsBehind(draft)).toEqual(atOnce ? [0, 1] : [1, 2])
})

test.each([
  ['a choice that a person made', { decision: 'shut-down' }, true],
  ['what a program did', { exitCode: 0 }, false],
  ['a text', 'decision', false],
  ['nothing', null, false],
] as const)('the outcome of a step with %s in its detail is sealed at once: %s', async (_, detail, atOnce) => {
  const data = { result: 'done', summary: 'x', detail } as const
  const draft: Draft = { type: 'step.outcome', actor: 'An', step: 'isolate/cut-links', data }
  expect(await tailsBehind(draft)).toEqual(atOnce ? [0, 1] : [1, 2])
})
