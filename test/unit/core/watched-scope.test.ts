import { expect, test } from 'vitest'
import type { Json } from '../../../src/core/event.ts'
import type { Expressions, Scope } from '../../../src/core/expressions.ts'
import { mapOf, watchScope } from '../../../src/core/watched-scope.ts'
import { simpleExpressions } from '../../support/world.ts'

/** What somebody finds in a scope who looks at it in this way. */
function found(look: (scope: Scope) => unknown): Json {
  const expressions: Expressions = { ...simpleExpressions, evaluate: (_expression, scope) => look(scope) as Json }
  const facts = { one: 'yes', two: null }
  const watched = watchScope(expressions, { profile: { size: 3 } }, { facts: mapOf(() => facts) })
  return watched.evaluate('any', null, null).value
}

test('a watched map is for who looks at it what the map itself is', () => {
  expect(found(({ facts }) => ({ ...(facts as object) }))).toEqual({ one: 'yes', two: null })
  expect(found(({ facts }) => Object.keys(facts as object))).toEqual(['one', 'two'])
  expect(found(({ facts }) => Object.entries(facts as object))).toEqual([
    ['one', 'yes'],
    ['two', null],
  ])
  expect(found(({ facts }) => ['one', 'two', 'three', 'toString'].map((key) => key in (facts as object)))).toEqual([
    ...[true, true, false, false],
  ])
  expect(found((scope) => Object.keys(scope))).toEqual(['profile', 'facts'])
})
