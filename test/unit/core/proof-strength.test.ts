import { describe, expect, test } from 'vitest'
import type { ProofRecord, SeenBefore } from '../../../src/core/event.ts'
import { goesOn, isEnough, type Strength, strengthOf } from '../../../src/core/proof-strength.ts'

const word: ProofRecord = { kind: 'word', person: 'Els', statement: 'seen' }
const file: ProofRecord = { kind: 'file', name: 'a', sha256: '0'.repeat(64), size: 1 }
const reference: ProofRecord = { kind: 'reference', reference: 'CASE-1' }
const check = (before?: Partial<SeenBefore>, verdict: 'pass' | 'fail' = 'pass'): ProofRecord => ({
  ...{ kind: 'check', verdict, seen: 'closed' },
  ...(before === undefined ? {} : { before: { subject: 'tcp a:1', there: 'yes', seen: 'open', ...before } }),
})
const held = (end: NonNullable<SeenBefore['held']>['end']): ProofRecord => check({ held: { end, seen: 'so' } })

// What is recorded, how strong it is, and whether it is enough.
const table: readonly (readonly [string, ProofRecord | null, Strength | null, boolean])[] = [
  ['nothing', null, null, false],
  ['a file', file, 'file', true],
  ['a reference', reference, 'reference', true],
  ["a person's word", word, 'word', true],
  ['a check of what appeared, or a record of 0.1.0', check(), 'after-only', true],
  ['a check that failed', check(undefined, 'fail'), null, false],
  ['nothing was there before', check({ there: 'no' }), 'after-only', false],
  ['nobody could see whether it was there', check({ there: 'unknown' }), 'after-only', false],
  ['it was there, and nothing can be held open', check({}), 'before-and-after', true],
  ['the old connection ended', held('ended'), 'before-and-after', true],
  ['the old connection only stalls', held('stalled'), 'before-and-after', true],
  ['the old connection goes on', held('alive'), 'after-only', false],
  ['the old connection had ended before the act', held('lost'), 'after-only', false],
  ['nobody knows of the old connection', held('unknown'), 'after-only', false],
  ['there before, and the check failed', check({ held: { end: 'ended', seen: 'so' } }, 'fail'), null, false],
]

describe('how strong a proof is', () => {
  test.each(table)('%s', (_name, proof, strength, enough) => {
    expect(strengthOf({ proof })).toBe(strength)
    expect(isEnough(proof)).toBe(enough)
  })

  test('what the record speaks against is contradicted, whatever shows it', () => {
    const contradicted = { by: ['13 of 14'], reason: 'one is lost' }
    for (const [, proof] of table) expect(strengthOf({ proof, contradicted })).toBe('contradicted')
  })

  test('only a connection that still answers goes on', () => {
    expect(table.filter(([, proof]) => goesOn(proof)).map(([name]) => name)).toEqual(['the old connection goes on'])
  })
})
