import { describe, expect, test } from 'vitest'
import { eventTraits, traitsOf } from '../../../src/core/event-traits.ts'
import type { ShapeMembers } from '../../../src/core/shape.ts'
import { newerIn, newerInData, shapesOf02 } from '../../support/newer-members.ts'

const types = Object.entries(eventTraits).map(([type, { shape }]) => [type, shape as ShapeMembers] as const)

describe('what 0.2.0 did not know', () => {
  test('is these types and members, and no others', () => {
    const newer = types.flatMap(([type, shape]) => newerIn(type, shape).map((place) => `${type} ${place}`))
    expect(newer.toSorted()).toEqual([
      'alone.decided *',
      'cloud.changed /seen/url',
      'cloud.decided /services/url',
      'cloud.outcome /services/url',
      'fact.corrected *',
      'incident.closed /falseAlarm',
      'incident.opened /doubted',
      'note.added /at',
      'redaction /unlisted',
      'session.lost *',
      'session.started /machine',
      'session.started /shared',
      'step.advanced *',
      'step.alone *',
      'step.approved /unlisted',
      'step.claimed *',
      'step.overtaken *',
      'step.refused /unlisted',
      'step.released *',
      'step.taken *',
      'step.transcribed *',
    ])
  })

  test.each(types.filter(([type, shape]) => newerIn(type, shape).length > 0))(
    '%s can say which version it needs, and a type of its own always does',
    (type, shape) => {
      expect(shape.needs).toEqual(shapesOf02[type] === undefined ? 'text' : { maybe: 'text' })
    },
  )

  test('is found in data too, however deep it lies', () => {
    const services = [
      { name: 'x', state: 'healthy' },
      { name: 'y', state: 'healthy', url: 'z' },
    ]
    expect(newerInData('cloud.outcome', { intent: 1, services })).toEqual(['/services/url'])
    expect(newerInData('note.added', { text: 'x', needs: '0.3.0' })).toEqual([])
    expect(newerInData('step.alone', {})).toEqual(['*'])
  })

  test('every type that 0.2.0 knew is known still', () => {
    for (const type of Object.keys(shapesOf02)) expect([type, traitsOf(type) === null]).toEqual([type, false])
  })
})
