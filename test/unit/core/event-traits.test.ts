import { expect, test } from 'vitest'
import type { Trait } from '../../../src/core/event-trait.ts'
import { eventTraits, traitsOf, typesThatAre } from '../../../src/core/event-traits.ts'

const all = Object.keys(eventTraits)
const decisions = [
  ...['step.approved', 'step.refused', 'step.skipped', 'step.blocked', 'step.unblocked', 'step.reopened'],
  ...[
    'step.advanced',
    'step.decided',
    'handover.made',
    'step.alone',
    'step.transcribed',
    'alone.decided',
    'fact.corrected',
    'step.taken',
  ],
]
const jumps = ['drill.clock', 'log.continued', 'segment.start', 'disk.full', 'clock.jump', 'boot.changed']
const backstage = all.filter((type) => /^(drill|inject|world)\./.test(type))

const expected: { readonly [T in Trait]: readonly string[] } = {
  decision: decisions,
  owned: decisions.filter((type) => type !== 'step.unblocked' && type !== 'handover.made'),
  'told-as-decision': [...decisions, 'incident.closed'],
  sealed: [
    ...decisions,
    'session.lost',
    'incident.opened',
    'session.started',
    'session.ended',
    'redaction',
    'incident.closed',
  ],
  'after-closing': [
    ...[...jumps, 'log.recovered', 'key.added', 'session.started', 'session.ended', 'drift.seen', 'note.added'],
    ...['evidence.added', 'evidence.copied', 'handover.made', 'redaction', 'cloud.changed', 'cloud.intent'],
    ...[
      'alone.decided',
      'cloud.outcome',
      'cloud.decided',
      'drill.observed',
      'drill.ended',
      'drill.answered',
      'drill.refused',
      'session.lost',
      'step.overtaken',
    ],
  ],
  'other-time': jumps,
  disturbance: [
    ...['step.decided', 'cloud.decided', 'drift.seen', 'redaction', 'log.recovered', 'log.continued'],
    ...['disk.full', 'clock.jump', 'boot.changed', 'session.lost', 'step.overtaken'],
  ],
  'ends-step': [
    ...['step.expanded', 'step.outcome', 'step.refused', 'step.skipped', 'step.blocked', 'step.unblocked'],
    ...['step.reopened', 'step.advanced', 'step.decided', 'step.transcribed'],
  ],
  'settles-answers': ['step.outcome', 'step.expanded', 'step.decided', 'step.skipped', 'step.transcribed'],
  'ends-approval': [
    'step.refused',
    'step.skipped',
    'step.blocked',
    'step.reopened',
    'step.decided',
    'step.transcribed',
  ],
  'piles-up': ['note.added', 'evidence.added', 'evidence.copied'],
  checked: [
    ...['key.added', 'redaction', 'step.approved', 'step.alone', 'alone.decided', 'incident.closed', 'incident.opened'],
    ...['session.started', 'step.refused', 'step.transcribed'],
  ],
  timing: [
    'step.transcribed',
    'fact.corrected',
    'incident.opened',
    'notice.prepared',
    'notice.sent',
    'clock.jump',
    'drill.clock',
  ],
  backstage,
}

test.each(Object.entries(expected))('the types that are %s', (trait, types) => {
  expect([...typesThatAre(trait as Trait)].toSorted()).toEqual(types.toSorted())
})

test('the filters of a replay follow the names of the types', () => {
  const under = (filter: string): readonly string[] =>
    all.filter((type) => (eventTraits[type as keyof typeof eventTraits].filters as readonly string[]).includes(filter))
  expect(under('steps')).toEqual(all.filter((type) => type.startsWith('step.')))
  expect(under('notices')).toEqual(all.filter((type) => type.startsWith('notice.')))
  expect(under('evidence')).toEqual(all.filter((type) => type.startsWith('evidence.')))
  expect(under('notes')).toEqual(['note.added'])
  expect(under('clocks')).toEqual(['notice.sent'])
  expect(under('decisions').toSorted()).toEqual(
    [...decisions, 'incident.opened', 'incident.closed', 'redaction'].toSorted(),
  )
})

test('nothing is said of a type that is not known, whatever it is called', () => {
  for (const type of ['task.done', 'constructor', '__proto__', '']) expect(traitsOf(type)).toBe(null)
})
