import { expect, test } from 'vitest'
import { plain } from '../../../src/core/text.ts'
import type { Asker, LineOptions } from '../../../src/prompts/asker.ts'
import { askMoment } from '../../../src/prompts/moment.ts'

/** Asks, with a person who does this at the line, while the clock goes on. */
async function asked(before: string | null, line: (options: LineOptions, clock: (at: string) => void) => string) {
  let now = Temporal.Instant.from('2026-11-24T02:12:00Z')
  const clock = (at: string): void => {
    now = Temporal.Instant.from(at)
  }
  const asker = {
    look: { lang: 'en' },
    line: async (_title: unknown, options: LineOptions) => line(options, clock),
  } as unknown as Asker
  return askMoment({
    ...{ asker, before, now: () => now, given: () => null },
    title: plain('When?'),
    hint: plain('now'),
    field: { id: 'at', type: 'datetime', title: plain('When?'), past: true },
    wrong: (at, then) => (Temporal.Instant.compare(at, then) > 0 ? plain('future') : null),
  })
}

test('midnight passes while it is typed: what was shown is what is taken', async () => {
  const shown: (string | undefined)[] = []
  const answer = await asked(null, ({ preview, check }, clock) => {
    clock('2026-11-24T22:59:50Z')
    preview?.('')
    shown.push(preview?.('today 23:30'))
    clock('2026-11-24T23:00:10Z')
    shown.push(preview?.('today 23:30'))
    expect(check?.('today 23:30')).toBeNull()
    return 'today 23:30'
  })
  expect(shown).toEqual(Array(2).fill('Tue 24 Nov 2026, 23:30 (Brussels, UTC+1), 29 m ago'))
  expect(answer).toBe('2026-11-24T22:30:00.000Z')
})

test('the clocks change while it is typed: what was shown is what is taken', async () => {
  const answer = await asked(null, ({ preview, check, keeps }, clock) => {
    // 02:59:50 in summer time, ten seconds before it is 02:00 again.
    clock('2026-10-25T00:59:50Z')
    expect(preview?.('02:30')).toBe('Sun 25 Oct 2026, 02:30 (Brussels, UTC+2), 29 m ago')
    clock('2026-10-25T01:31:00Z')
    expect(check?.('02:30')).toBeNull()
    return keeps?.('02:30') ?? ''
  })
  expect(answer).toBe('2026-10-25T00:30:00.000Z')
})

test('a question that stood open for an hour does not make `now` an hour old', async () => {
  const answer = await asked(null, ({ preview }, clock) => {
    preview?.('')
    clock('2026-11-24T03:12:30Z')
    return 'now'
  })
  expect(answer).toBe('2026-11-24T03:12:30.000Z')
})

test('what was refused as in the future is looked at anew', async () => {
  await asked(null, ({ check }, clock) => {
    expect(check?.('today 03:13')).toEqual(plain('future'))
    clock('2026-11-24T02:13:20Z')
    expect(check?.('today 03:13')).toBeNull()
    return 'today 03:13'
  })
})

test('what was answered is offered as one would type it, and Enter keeps it to the second', async () => {
  const before = '2026-11-24T01:37:31.123Z'
  const answer = await asked(before, ({ fallback, retyped }) => {
    expect(retyped?.(before)).toBe('24/11/2026 02:37')
    return fallback ?? ''
  })
  expect(answer).toBe(before)
})
