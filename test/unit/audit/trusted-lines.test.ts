import fc from 'fast-check'
import { expect, it } from 'vitest'
import { batchOf } from '../../../src/audit/batch.ts'
import { genesis } from '../../../src/audit/print-line.ts'
import { TrustedLines } from '../../../src/audit/trusted-lines.ts'
import { LogVerifier } from '../../../src/audit/verify.ts'
import type { Draft, LogEvent } from '../../../src/core/event.ts'

/** What a search for the borders of members could stumble over. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '","boot":',
          ',"data":',
          ',"mono":"',
          '","run":"',
          '","seq":',
          ',"step":"',
          ',"t":"',
          '","type":"',
          '","v":1}',
        ],
        ...['"', '\\', '\n', '\u0000', '\u2028', 'é', '😀', '{', '}', '}},', ',"prev":"'],
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
)
/** Members of data may be called as those around it. */
const member = fc.constantFrom('actor', 'data', 'mono', 'prev', 'run', 'seq', 'v')
const name = text.map((found) => (found === '' ? 'An' : found))
const draft = fc.record(
  {
    type: fc.constant('note.added'),
    actor: name,
    step: name,
    data: fc.record({ text, more: fc.dictionary(fc.oneof(text, member), text, { maxKeys: 3 }) }),
  },
  { requiredKeys: ['type', 'actor', 'data'] },
)

it('gives of any log the very events that a verification gives, and its end, in chunks of any size', () => {
  fc.assert(
    fc.property(
      fc.array(draft, { minLength: 1, maxLength: 8 }),
      name,
      fc.option(name, { nil: null }),
      fc.integer({ min: 1, max: 900 }),
      (drafts, run, boot, size) => {
        const witness = { wall: 1_795_486_320_000, mono: 17n, boot, run }
        const { bytes } = batchOf({ lines: 0, head: genesis, witness: null }, drafts as readonly Draft[], witness)
        const verified: LogEvent[] = []
        const verifier = new LogVerifier((event) => verified.push(event))
        verifier.begin(0)
        verifier.push(Buffer.from(bytes))
        expect(verifier.finding).toBeNull()
        const trusted: LogEvent[] = []
        const lines = new TrustedLines((event) => trusted.push(event))
        for (let at = 0; at < bytes.length; at += size) lines.push(Buffer.from(bytes.subarray(at, at + size)))
        expect(trusted).toStrictEqual(verified)
        const { lines: count, head, witness: last } = verifier.position
        expect(lines.end).toEqual({ lines: count, head, witness: last })
      },
    ),
    { numRuns: 2000 },
  )
})

it('comes to an end with any other bytes too: nobody has seen yet whether they are the verified ones', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.oneof(text, member)), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(fc.array(draft, { minLength: 1, maxLength: 4 }), damage, fc.boolean(), (drafts, places, cut) => {
      const witness = { wall: 1_795_486_320_000, mono: 17n, boot: null, run: 'run' }
      const { bytes } = batchOf({ lines: 0, head: genesis, witness: null }, drafts as readonly Draft[], witness)
      let found = bytes.toString()
      for (const [place, put] of places) {
        const at = place % found.length
        found = found.slice(0, at) + put + found.slice(cut ? at + 300 : at + put.length)
      }
      let events = 0
      const lines = new TrustedLines(() => {
        events += 1
      })
      try {
        lines.push(Buffer.from(`${found}\n`))
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError)
      }
      expect(events).toBeLessThanOrEqual(found.split('\n').length)
    }),
    { numRuns: 5000 },
  )
})
