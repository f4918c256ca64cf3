import { expect, it } from 'vitest'
import { batchOf } from '../../../src/audit/batch.ts'
import { revealIn } from '../../../src/audit/disclosure.ts'
import type { Reveal } from '../../../src/audit/line.ts'
import { genesis } from '../../../src/audit/print-line.ts'
import type { FoundProblem } from '../../../src/audit/verification.ts'
import { LogVerifier } from '../../../src/audit/verify.ts'
import type { Draft, Json } from '../../../src/core/event.ts'
import { empty, startFold } from '../../../src/core/fold.ts'
import { samples } from '../../support/event-samples.ts'
import { testClock } from '../../support/log-samples.ts'

/** Without the values, as who gets a record without them. */
const reveal: Reveal = (data) => revealIn(data as Json, () => null) as typeof data

/** What may stand where something else should, by what is odd about it. */
const odd: Readonly<Record<string, Json>> = {
  ...{ nothing: null, yes: true, no: false, zero: 0, 'less than nothing': -1, 'a large number': 9_007_199_254_740_991 },
  ...{
    'an empty text': '',
    'another word': 'by telex',
    'a number as text': '7',
    'a name of every object': '__proto__',
  },
  ...{ 'a time': '2026-11-24T02:12:00.000Z', 'no time': '2026-13-45T99:00:00Z', 'a hash': 'a'.repeat(64) },
  ...{ 'a hash in capitals': 'A'.repeat(64), 'an empty list': [], 'a list of numbers': [7], 'a list of lists': [[]] },
  ...{ 'an empty object': {}, 'text in one language': { en: 'x' }, 'text in two, one a number': { en: 'x', nl: 7 } },
  ...{ 'a hidden text': { digest: 'x', personal: 'text' }, 'a hidden list': { digest: 'x', personal: 'list' } },
  ...{
    'a hidden other': { digest: 'x', personal: 'other' },
    'hidden and more': { digest: 'x', personal: 'text', a: 1 },
  },
  'another kind of proof': { kind: 'oath', statement: 'x' },
}

interface Probe {
  readonly what: string
  readonly data: Json
}

/** A value with one place of it changed: each place, in each way, and gone. */
function* probes(value: Json, place = ''): Iterable<Probe> {
  for (const [what, other] of Object.entries(odd)) yield { what: `${place}: ${what}`, data: other }
  if (typeof value !== 'object' || value === null) return
  for (const [name, item] of Object.entries(value)) {
    const put = (data: Json | undefined): Json =>
      Array.isArray(value) ? value.with(Number(name), data as Json) : { ...value, [name]: data }
    for (const { what, data } of probes(item as Json, `${place}/${name}`)) yield { what, data: put(data) }
    if (!Array.isArray(value)) yield { what: `${place}/${name}: gone`, data: put(undefined) }
  }
  if (!Array.isArray(value)) yield { what: `${place}: more`, data: { ...value, more: ['x'] } }
}

function lineOf(type: string, data: Json): Buffer {
  const before = { lines: 0, head: genesis, witness: null }
  const draft = { type, actor: 'An', ...(type.startsWith('step.') ? { step: 'a/b' } : {}), data }
  return batchOf(before, [draft as unknown as Draft], testClock().witness()).bytes
}

function findingOf(bytes: Buffer, verifier: LogVerifier): FoundProblem | null {
  verifier.begin(0)
  verifier.push(Buffer.from(bytes))
  return verifier.finding
}

it('who only verifies and who reads give one answer about any event that is odd in one place', () => {
  const different: string[] = []
  let tried = 0
  let refused = 0
  for (const [type, sample] of Object.entries(samples)) {
    for (const { what, data } of probes(sample as Json)) {
      if (typeof data !== 'object' || data === null || Array.isArray(data)) continue
      const bytes = lineOf(type, data)
      const alone = findingOf(bytes, new LogVerifier(null, { reveal }))
      const reading = findingOf(bytes, new LogVerifier(startFold(empty).take, { reveal }))
      tried += 1
      if (reading !== null) refused += 1
      if (alone?.problem !== reading?.problem)
        different.push(`${type} ${what}: ${alone?.problem} or ${reading?.problem}`)
    }
  }
  expect(different).toEqual([])
  expect(tried).toBeGreaterThan(5000)
  expect(refused).toBeGreaterThan(tried / 2)
})
