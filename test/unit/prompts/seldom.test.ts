import { expect, test } from 'vitest'
import { trialSigner } from '../../../src/core/approval-request.ts'
import { run } from '../../../src/core/engine.ts'
import type { Draft } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import { knownPeople } from '../../../src/core/known-people.ts'
import { startReplay } from '../../../src/core/replay.ts'
import type { Lang } from '../../../src/core/text.ts'
import { createPrompts } from '../../../src/prompts/operator.ts'
import { sampleNow } from '../../support/sample-view.ts'
import { typingTerminal } from '../../support/typing-terminal.ts'
import { book, listLog, parts, simpleExpressions, step, stillClock } from '../../support/world.ts'

const contacts = [
  { role: 'lead', name: 'An Voorbeeld' },
  { role: 'network', name: 'Bram Fictief' },
]
const opened = (exercise: boolean) =>
  ({
    ...{ type: 'incident.opened', actor: 'An Voorbeeld' },
    data: {
      ...{ incident: '', plan: 'test', version: '1', nis2: 'voluntary', base: '/', pinned: [] },
      municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: '' },
      ...(exercise ? { exercise: { scenario: 'x', level: 'x', start: '2026-11-24T02:12:00.000Z' } } : {}),
    },
  }) as unknown as Draft
const started: Draft = { type: 'session.started', actor: 'An Voorbeeld', data: { version: '1', mode: 'interactive' } }
const declared = (lead: string): Draft => ({
  ...{ type: 'step.outcome', actor: 'An Voorbeeld', step: 'a/declare' },
  data: { result: 'done', summary: 'x', facts: { lead } },
})

/** Types these lines at the menu of an incident in which An leads, or nobody does yet. */
async function typed(
  lines: readonly string[],
  { lang = 'en' as Lang, actor = null as string | null, lead = 'An Voorbeeld' as string | null, exercise = false } = {},
) {
  const terminal = typingTerminal(lines, { end: true })
  const operator = createPrompts({
    terminal: { columns: 80, colour: false, unicode: true, plain: true },
    ...{ stdin: terminal.stdin, stdout: terminal.stdout, lang, now: () => sampleNow, actor },
    ...{ suggestion: 'An Voorbeeld', people: knownPeople({ contacts }) },
    ...{ signal: new AbortController().signal, signer: trialSigner },
    blobs: { putFile: async (path) => ({ name: path, sha256: 'ab'.repeat(32), size: 3 }) },
  })
  const fields = [{ id: 'lead', type: 'text', title: { en: 'Who leads?', nl: 'Wie leidt?' } }] as const
  const night = book(
    { a: [step('declare', { action: { kind: 'ask', fields } }), step('go')] },
    { base: { profile: { contacts } } },
  )
  const log = listLog(stillClock())
  await log.append([opened(exercise), started, ...(lead === null ? [] : [declared(lead)])], 0)
  await run(parts({ book: night, log, operator }), fold(empty, log.events))
  if (!exercise) {
    const replay = startReplay({ book: night, expressions: simpleExpressions, lists: true })
    expect(log.events.map((event) => replay.take(event)).filter((one) => one !== null)).toEqual([])
  }
  const said = terminal.shown().replace(/\s+/g, ' ')
  return { events: log.events.slice(lead === null ? 2 : 3), said }
}

/** Entry number 7 of the menu is "More…" while one step is ready and another was done. */
const more = '7'

test('who types hands over, with what must be known, and the next who acts is asked for a name', async () => {
  // More…, Hand over…, her name, who takes over, the note; then a note by the next one, whom Enter names.
  const { events, said } = await typed([
    ...[more, '3', '', 'Bram Fictief', 'the mayor calls at six'],
    ...['5', 'the edge is cut', ''],
  ])
  expect(events).toMatchObject([
    {
      ...{ type: 'handover.made', actor: 'An Voorbeeld' },
      data: { from: 'An Voorbeeld', to: 'Bram Fictief', note: 'the mayor calls at six' },
    },
    { type: 'note.added', actor: 'Bram Fictief', data: { text: 'the edge is cut' } },
  ])
  expect(said).toContain('What else? 1. Correct an answer… 2. Note on an earlier moment… 3. Hand over…')
  expect(said).toContain('What must Bram Fictief know? (optional)')
})

test('a session that was begun in a name stays in it, and says so', async () => {
  const { events, said } = await typed([more, '3', 'Bram Fictief', ''], { actor: 'An Voorbeeld' })
  expect(events).toMatchObject([{ type: 'handover.made', data: { to: 'Bram Fictief', note: '' } }])
  expect(said).toContain(
    'What is typed here still goes on record as An Voorbeeld. Who types in another name leaves, and resumes.',
  )
})

test('nobody hands over to who leads already; who types for the lead says who hands over', async () => {
  const { events, said } = await typed(
    [more, '3', 'Daan Verzonnen', '', 'An Voorbeeld', 'voorbeeld an', 'Bram Fictief', ''],
    { lang: 'nl' },
  )
  expect(said).toContain('Wie draagt over?')
  expect(said).toContain('An Voorbeeld heeft al de leiding')
  expect(events).toMatchObject([
    { type: 'handover.made', actor: 'An Voorbeeld', data: { from: 'An Voorbeeld', to: 'Bram Fictief' } },
  ])
})

test('a note can have the time at which it happened, which lies behind', async () => {
  const { events, said } = await typed([more, '2', 'tomorrow', '-35m', 'the lights went out'], {
    actor: 'An Voorbeeld',
  })
  const at = sampleNow.subtract({ minutes: 35 }).toString({ smallestUnit: 'millisecond' })
  expect(events).toMatchObject([
    { type: 'note.added', data: { text: 'the lights went out', at: expect.any(String), needs: '0.3.0' } },
  ])
  const noted = events.flatMap((event) => (event.type === 'note.added' ? [event.data.at ?? ''] : []))
  const apart = Temporal.Instant.from(noted[0] ?? '').until(at, { largestUnit: 'minute' }).minutes
  expect(Math.abs(apart)).toBeLessThanOrEqual(1)
  expect(said).toContain('When did it happen? (empty: back)')
})

test('nothing typed is back, and nothing is on record', async () => {
  const { events } = await typed([more, '3', '', '', more, '2', '', more, '2', '-5m', ''], {})
  expect(events).toEqual([])
})

test('before somebody leads there is nothing to hand over, and an exercise has no time of its own for a note', async () => {
  expect((await typed([more, '9'], { lead: null })).said).toContain(
    'What else? 1. Note on an earlier moment… 2. Close as a false alarm… 3. Back',
  )
  expect((await typed([more, '9'], { exercise: true })).said).toContain(
    'What else? 1. Correct an answer… 2. Hand over… 3. Back',
  )
})
