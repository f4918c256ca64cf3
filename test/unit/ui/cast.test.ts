import fc from 'fast-check'
import { expect, test } from 'vitest'
import { castExit, castOutput } from '../../../src/ui/cast.ts'

/** The events of a cast with their times from its beginning, as a player counts them, in milliseconds. */
function played(text: string): readonly { readonly at: number; readonly code: string }[] {
  let at = 0
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [pause, code] = JSON.parse(line) as [number, string]
      at += Math.round(1000 * pause)
      return { at, code }
    })
}

test('steps that share a moment have markers of their own, and the last one stands before the end', () => {
  const events = played(castOutput(0, 'a', 'I1') + castOutput(0, 'b', 'I2') + castOutput(0, 'c', 'I3') + castExit(0))
  expect(events.map(({ code, at }) => `${code} ${at}`)).toEqual(['m 0', 'o 1', 'm 1', 'o 2', 'm 2', 'o 3', 'x 3'])
})

test('whatever the pauses are, no two markers have one time, and each is followed by something later', () => {
  const parts = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.boolean()), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(parts, (all) => {
      const events = played(all.map(([pause, isMarked]) => castOutput(pause, 'x', isMarked ? 'I1' : null)).join(''))
      const markers = events.filter(({ code }) => code === 'm').map(({ at }) => at)
      expect(new Set(markers).size).toBe(markers.length)
      for (const at of markers) expect(events.at(-1)?.at).toBeGreaterThan(at)
    }),
  )
})
