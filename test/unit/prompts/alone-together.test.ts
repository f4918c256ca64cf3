import { expect, test } from 'vitest'
import { trialSigner } from '../../../src/core/approval-request.ts'
import { run } from '../../../src/core/engine.ts'
import type { Draft } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import type { Outcome } from '../../../src/core/ports.ts'
import { startReplay } from '../../../src/core/replay.ts'
import type { Lang } from '../../../src/core/text.ts'
import { createPrompts } from '../../../src/prompts/operator.ts'
import { sampleNow } from '../../support/sample-view.ts'
import { typingTerminal } from '../../support/typing-terminal.ts'
import { book, countingActions, listLog, parts, simpleExpressions, step, stillClock } from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const
const title = (en: string, nl: string) => ({ en, nl })
const alone = { action: command, approve: 'lead', alone: true } as const
/** Three acts that may go on without a second person, and one that may not; all are ready at once. */
const night = book({
  a: [
    step('vpn', { ...alone, code: 'A1', title: title('Cut the VPN', 'Sluit de VPN af') }),
    step('edge', { ...alone, code: 'A2', after: [], title: title('Cut the edge', 'Sluit de rand af') }),
    step('tape', { ...alone, code: 'A3', after: [], title: title('Take out the tape', 'Haal de tape eruit') }),
    step('wipe', {
      ...{ action: command, approve: 'lead', code: 'A4', after: [] },
      title: title('Wipe the server', 'Wis de server'),
    }),
  ],
})
const opened = {
  ...{ type: 'incident.opened', actor: 'An Voorbeeld' },
  data: {
    ...{ incident: '', plan: 'test', version: '1', nis2: 'voluntary', base: '/', pinned: [] },
    municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: '' },
  },
} as unknown as Draft
const started: Draft = { type: 'session.started', actor: 'An Voorbeeld', data: { version: '1', mode: 'interactive' } }

/** Plays the night with what is typed until the input ends. */
async function typed(lines: readonly string[], lang: Lang = 'en', outcomes: { run?: () => Outcome } = {}) {
  const terminal = typingTerminal(lines, { end: true })
  const operator = createPrompts({
    terminal: { columns: 80, colour: false, unicode: true, plain: true },
    ...{ stdin: terminal.stdin, stdout: terminal.stdout, lang, now: () => sampleNow },
    ...{ actor: 'An Voorbeeld', suggestion: '', signal: new AbortController().signal, signer: trialSigner },
    blobs: { putFile: async (path) => ({ name: path, sha256: 'ab'.repeat(32), size: 3 }) },
  })
  const log = listLog(stillClock())
  await log.append([opened, started], 0)
  const { actions, performed } = countingActions(outcomes)
  await run(parts({ book: night, log, actions, operator }), fold(empty, log.events))
  const replay = startReplay({ book: night, expressions: simpleExpressions, lists: true })
  expect(log.events.map((event) => replay.take(event)).filter((one) => one !== null)).toEqual([])
  const reasons = log.events.flatMap((one) => (one.type === 'step.alone' ? [[one.step, one.data.reason]] : []))
  const acts = log.events.flatMap((one) => (one.type === 'step.alone' ? [one.data.bound.acts.length] : []))
  return { performed, reasons, acts, said: terminal.shown().replace(/\s+/g, ' ') }
}

/** Do it; all that wait for the role; nobody can approve. */
const all = ['1', '1', '']

test('before acts go on alone it is said once which, and which wait, and asked; each says why in a line of its own', async () => {
  const { performed, reasons, acts, said } = await typed([...all, '1', 'nobody picks up'])
  expect(said).toContain('May go on without a second person (3): Cut the VPN; Cut the edge; Take out the tape.')
  expect(said).toContain('Wait for one (1): Wipe the server.')
  expect(said).toContain('why can these 3 not wait?')
  expect(said.split('May go on without a second person').length).toBe(2)
  expect(performed).toEqual(['a/vpn', 'a/edge', 'a/tape'])
  expect(reasons).toEqual(['a/vpn', 'a/edge', 'a/tape'].map((instance) => [instance, 'nobody picks up']))
  expect(acts).toEqual([1, 1, 1])
  // The mark stands before each of them.
  expect(said.match(/WITHOUT A SECOND PERSON(?! *[.,])/g)?.length).toBe(3)
})

test('in Dutch too', async () => {
  const { performed, said } = await typed([...all, '1', 'niemand neemt op'], 'nl')
  expect(said).toContain('Mag verder zonder tweede persoon (3): Sluit de VPN af; Sluit de rand af; Haal de tape eruit.')
  expect(said).toContain('Wacht op iemand (1): Wis de server.')
  expect(said).toContain('Alle 3, een voor een')
  expect(performed).toHaveLength(3)
})

test.each([
  ['only the one in question', ['2', 'nobody picks up'], ['a/vpn']],
  ['none at all', ['3'], []],
  ['none without a reason', ['1', ''], []],
  ['none where the input ends', [], []],
] as const)('%s goes on', async (_name, answers, expected) => {
  const { performed, reasons } = await typed([...all, ...answers]).catch((error) => {
    expect(error).toMatchObject({ code: 'terminal.closed' })
    return { performed: [], reasons: [] }
  })
  expect(performed).toEqual(expected)
  expect(reasons).toHaveLength(expected.length)
})

test('the first that is not done stops them, and the rest wait for a second person or are asked anew', async () => {
  let count = 0
  const run = (): Outcome => {
    count += 1
    return { result: count === 2 ? 'failed' : 'done', summary: 'x' }
  }
  const { performed, reasons, said } = await typed([...all, '1', 'nobody picks up'], 'en', { run })
  expect(performed).toEqual(['a/vpn', 'a/edge'])
  expect(reasons).toHaveLength(2)
  expect(said).toContain('A2 is not done, so nothing goes on by itself. 1 more waits for a second person.')
})
