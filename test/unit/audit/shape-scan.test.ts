import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { canonicalText } from '../../../src/audit/canonical-text.ts'
import { seemsShaped } from '../../../src/audit/shape-scan.ts'
import type { Json } from '../../../src/core/event.ts'
import { shapeOf } from '../../../src/core/event-shape.ts'
import { eventTraits } from '../../../src/core/event-traits.ts'
import { isMaybe, type Shape, type ShapeMembers } from '../../../src/core/shape.ts'
import { samples } from '../../support/event-samples.ts'

const types = Object.keys(eventTraits) as (keyof typeof eventTraits)[]

const strange: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    7,
    -1,
    '',
    'x',
    'done',
    'a'.repeat(64),
    'A'.repeat(64),
    '"}]{[',
    'é\n\\',
    [],
    {},
    ['x'],
    [{}],
  ],
  ...[{ en: 'x', nl: 'x' }, { en: 'x' }, { kind: 'file' }, { reason: 'x', by: ['x'] }, '2026-11-24T02:12:00.000Z'],
]
const any = fc.oneof(fc.constantFrom(...strange), fc.jsonValue({ maxDepth: 2 }).map(withoutFloats))

/** The log has no floats. */
function withoutFloats(value: unknown): Json {
  return JSON.parse(JSON.stringify(value), (_key, found) =>
    typeof found === 'number' ? (Number.isSafeInteger(found) ? found : 1) : found,
  )
}

/** Values of a shape, and now and then one of another. */
function anyOf(shape: Shape | ShapeMembers[string]): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 12, arbitrary: right(isMaybe(shape) ? shape.maybe : shape) }, { weight: 1, arbitrary: any })
}

function right(shape: Shape): fc.Arbitrary<Json> {
  if (shape === 'anything') return any
  if (typeof shape === 'string') {
    const one: { readonly [S in Exclude<Extract<Shape, string>, 'anything'>]: fc.Arbitrary<Json> } = {
      text: fc.oneof(
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        fc.constantFrom('"', '\\', '}'),
      ),
      count: fc.nat(),
      whole: fc.integer(),
      'yes-no': fc.boolean(),
      map: fc.dictionary(fc.constantFrom('a', 'B', 'é'), any, { maxKeys: 3 }),
      hash: fc.constant('c'.repeat(64)),
      moment: fc.constant('2026-11-24T02:12:00.000Z'),
      null: fc.constant(null),
    }
    return one[shape]
  }
  if ('words' in shape) return fc.constantFrom(...shape.words)
  if ('list' in shape) return fc.array(anyOf(shape.list), { maxLength: 3 })
  if ('either' in shape) return fc.oneof(...shape.either.map(right))
  return membersOf(shape.object)
}

/** Also without one that may be left out, without one that may not, and with others. */
function membersOf(members: ShapeMembers): fc.Arbitrary<Json> {
  const named = fc.record(Object.fromEntries(Object.entries(members).map(([name, shape]) => [name, anyOf(shape)])))
  const left = fc.oneof(
    { weight: 3, arbitrary: fc.constant<readonly string[]>([]) },
    fc.subarray(Object.keys(members).filter((name) => isMaybe(members[name] as ShapeMembers[string]))),
    { weight: 1, arbitrary: fc.subarray(Object.keys(members), { maxLength: 1 }) },
  )
  const more = fc.dictionary(fc.constantFrom('aa', 'needs', 'zz', '_', 'é', '"'), any, { maxKeys: 2 })
  return fc.tuple(named, left, more).map(([object, out, others]) => ({
    ...others,
    ...Object.fromEntries(Object.entries(object).filter(([name]) => !out.includes(name))),
  })) as fc.Arbitrary<Json>
}

function bytesOf(data: Json): Buffer {
  return Buffer.from(canonicalText(data)?.text ?? '')
}

/** Types that hold a time are always read as events: their bytes do not show it. */
const timed: ReadonlySet<string> = new Set(['drill.clock'])

it('never takes bytes for data of a type that the data are not, and nearly always those that are', () => {
  const count = { right: 0, seen: 0, wrong: 0 }
  fc.assert(
    fc.property(
      fc.constantFrom(...types).chain((type) => fc.tuple(fc.constant(type), membersOf(eventTraits[type].shape))),
      ([type, data]) => {
        const isShaped = shapeOf(type)?.(data) === true
        const seems = seemsShaped(type, bytesOf(data), 0)
        if (!isShaped) expect([type, data, seems]).toEqual([type, data, false])
        count[isShaped ? 'right' : 'wrong'] += 1
        if (isShaped && seems) count.seen += 1
      },
    ),
    { numRuns: 1500 },
  )
  expect(count.wrong).toBeGreaterThan(80)
  expect(count.right).toBeGreaterThan(400)
  expect(count.seen / count.right).toBeGreaterThan(0.9)
})

test.each(Object.entries(samples))('sees that data of %s with every member are of their shape', (type, data) => {
  const bytes = bytesOf(data as unknown as Json)
  expect(shapeOf(type)?.(data)).toBe(true)
  const isTimed = timed.has(type) || type === 'incident.opened'
  expect(seemsShaped(type, bytes, 0)).toBe(!isTimed)
})

test.each<[Json, boolean]>([
  [[], true],
  [[''], true],
  [['x'], true],
  // What ends a list ends none within a text.
  [[']'], true],
  [['"]', ',', ']'], true],
  [['x', 'y', 'z'], true],
  [[1], false],
  [['x', 1], false],
  [[1, 'x'], false],
  [['x', ['y']], false],
  [[[]], false],
  ['x', false],
  [{}, false],
  [null, false],
])('%j are files of drift.seen: %s', (files, expected) => {
  for (const more of [{}, { a: 'before' }, { z: ['behind'] }]) {
    expect(seemsShaped('drift.seen', bytesOf({ files, ...more }), 0)).toBe(expected)
  }
})

test('a type of a later version has any shape', () => {
  expect(seemsShaped('task.done', bytesOf({ a: 1 }), 0)).toBe(true)
  expect(seemsShaped('constructor', bytesOf({}), 0)).toBe(true)
})
