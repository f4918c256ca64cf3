import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OutputEnds } from '../../../../src/adapters/commands/output-ends.ts'

test('output that fits is kept whole, whatever the chunks', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 9 })), (chunks) => {
      const whole = Buffer.concat(chunks.map((chunk) => chunk.map((byte) => byte % 128)))
      const kept = new OutputEnds(Math.max(2, whole.length))
      for (const chunk of chunks) kept.add(chunk.map((byte) => byte % 128))
      expect(kept.text()).toBe(whole.toString())
      expect(kept.dropped).toBe(0)
    }),
  )
})

test('of more, the first and the last half are kept and the rest is counted', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), fc.integer({ min: 1, max: 8 }), (chunks, half) => {
      const ascii = chunks.map((chunk) => chunk.map((byte) => 97 + (byte % 26)))
      const whole = Buffer.concat(ascii).toString()
      fc.pre(whole.length > 2 * half)
      const kept = new OutputEnds(2 * half)
      for (const chunk of ascii) kept.add(chunk)
      const left = whole.length - 2 * half
      expect(kept.text()).toBe(`${whole.slice(0, half)}\n[… ${left} bytes left out …]\n${whole.slice(-half)}`)
      expect(kept.total).toBe(whole.length)
    }),
  )
})
