import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulatedPaths } from '../../../src/adapters/simulated/simulated-blobs.ts'
import { trialSigner } from '../../../src/core/approval-request.ts'
import type { Field } from '../../../src/core/model.ts'
import { realPaths } from '../../../src/prompts/file.ts'
import { createPrompts } from '../../../src/prompts/operator.ts'
import { sampleNow, sampleView } from '../../support/sample-view.ts'
import { typingTerminal } from '../../support/typing-terminal.ts'

const question = { instance: 'notify/early-warning', code: 'N2', title: { en: 'Warn', nl: 'Waarschuw' } }

/** The prompts in their plain form, with everything that the person will type. `end`: and then the input is over. */
function typing(
  lines: readonly string[],
  { end = true, signal = new AbortController().signal, signer = trialSigner, paths = realPaths } = {},
) {
  const terminal = typingTerminal(lines, { end })
  const operator = createPrompts({
    terminal: { columns: 80, colour: false, unicode: true, plain: true },
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    lang: 'en',
    now: () => sampleNow,
    actor: null,
    suggestion: 'els',
    signal,
    signer,
    paths,
    blobs: { putFile: async (path) => ({ name: path, sha256: 'ab'.repeat(32), size: 3 }) },
  })
  return { operator, shown: terminal.shown }
}

const title = (name: string) => ({ en: name, nl: name })
const fields: readonly Field[] = [
  { id: 'who', type: 'text', title: title('Who?') },
  { id: 'share', type: 'number', title: title('Share?'), optional: true },
  { id: 'going', type: 'yes-no-unknown', title: title('Going on?') },
  {
    id: 'tlp',
    type: 'choice',
    title: title('TLP?'),
    optional: true,
    options: [
      { id: 'amber', title: title('Amber') },
      { id: 'red', title: title('Red') },
    ],
  },
  { id: 'names', type: 'list', title: title('Names?') },
  { id: 'since', type: 'datetime', title: title('Since?'), past: true, optional: true },
]

test('an incident asks for the path of a file, a drill for what it would be', async () => {
  for (const [paths, file, evidence] of [
    [realPaths, 'path of the file', 'path of a file or folder'],
    [simulatedPaths, 'what the file would be', 'what you would take'],
  ] as const) {
    const { operator, shown } = typing(['package.json', 'package.json', '', ''], { paths })
    await operator.proof(question, { kind: 'file', title: title('The scan') })
    const taken = await operator.files(question, title('Flows'))
    const typed = paths === realPaths ? join(process.cwd(), 'package.json') : 'package.json'
    expect(taken).toEqual({ paths: [typed], note: '' })
    const said = shown()
    expect(said).toContain(`The scan [${file}; empty: not now]`)
    expect(said).toContain(`1, ${evidence} (empty: that is all)`)
  }
})

test('plain text is broken at spaces, never by the edge of the screen', async () => {
  const { operator, shown } = typing(['6'])
  await operator.choose(sampleView())
  const widths = shown()
    .split('\n')
    .map((line) => line.length)
  expect(Math.max(...widths)).toBeLessThanOrEqual(80)
  expect(Math.max(...widths)).toBeGreaterThan(60)
})

describe('one prompt for each type of field', () => {
  test('asks for each, and says what is wrong', async () => {
    const { operator, shown } = typing([
      '',
      'Els',
      'half',
      '12 %',
      '3',
      '2',
      '',
      'a',
      'b',
      '',
      '25/11 03:12',
      '-5m',
      '1',
    ])
    expect(await operator.ask(question, fields, {})).toEqual({
      who: 'Els',
      share: 12,
      going: 'unknown',
      tlp: 'red',
      names: ['a', 'b'],
      since: '2026-11-24T02:26:00.000Z',
    })
    const screen = shown()
    expect(screen.match(/this needs an answer/g)).toHaveLength(2)
    expect(screen).toContain('a whole number, in digits')
    expect(screen).toContain('this is in the future')
    // It stays, to be mended; a letter takes its place.
    expect(screen).toContain(
      'this is in the future\nN2: Since? [n=now, 03:12, yesterday 23:30, -35m; optional]> 25/11 03:12',
    )
    expect(screen).toContain('Tue 24 Nov 2026, 03:26 (Brussels, UTC+1), 5 m ago\n')
  })

  test('what is optional can stay open', async () => {
    const { operator } = typing(['Els', '', '1', '3', 'a', '', '', '1'])
    expect(await operator.ask(question, fields, {})).toMatchObject({ share: null, tlp: null, since: null })
  })

  test('what is known is not asked again but shown, and can be changed', async () => {
    const known = {
      who: 'Jan',
      share: 5,
      going: 'yes',
      tlp: 'amber',
      names: ['a'],
      since: '2026-11-24T02:00:00.000Z',
    }
    const { operator, shown } = typing(['2', '1', 'Els', '1'])
    expect(await operator.ask(question, fields, known)).toEqual({ ...known, who: 'Els' })
    expect(shown()).toContain('Who? Jan')
  })

  test('what is known in a form that does not fit is asked', async () => {
    const wrong = { who: 7, share: 'many', going: 'maybe', tlp: 'pink', names: 'a', since: 'soon' }
    const { operator } = typing(['Els', '1', '1', '1', 'a', '', 'now', '1'])
    expect(await operator.ask(question, fields, wrong)).toMatchObject({ who: 'Els', tlp: 'amber', going: 'yes' })
  })

  test('a moment that was changed can contradict one that follows from it', async () => {
    const two: readonly Field[] = [
      { id: 'first', type: 'datetime', title: title('First?') },
      { id: 'second', type: 'datetime', title: title('Second?'), notBefore: 'first' },
    ]
    const { operator, shown } = typing(['-30m', '-20m', '2', '1', '-10m', '-5m', '1'])
    expect(await operator.ask(question, two, {})).toEqual({
      first: '2026-11-24T02:21:00.000Z',
      second: '2026-11-24T02:26:00.000Z',
    })
    expect(shown()).toContain('this is before "First?": Tue 24 Nov 03:21')
  })
})

test('the end of the input leaves, and where that is no answer it is a fault', async () => {
  expect(await typing([]).operator.choose(sampleView())).toEqual({ kind: 'leave' })
  expect(await typing([]).operator.decide(question, 'x', 'y', false)).toMatchObject({ decision: 'leave' })
  await expect(typing([]).operator.confirm(question)).rejects.toMatchObject({ code: 'terminal.closed', exit: 4 })
})

test('an abort from outside interrupts a question that is open', async () => {
  const controller = new AbortController()
  const asked = typing([], { end: false, signal: controller.signal }).operator.confirm(question)
  controller.abort()
  await expect(asked).rejects.toMatchObject({ code: 'interrupted', exit: 130 })
})

test('nothing that a runbook says reaches the terminal as a control code', async () => {
  const { operator, shown } = typing(['1'])
  const bad = 'a\u001b[2Jb\u202ec\rd'
  operator.show(question, bad)
  await operator.pick({ instance: 'x', code: bad, title: title(bad) }, [{ id: 'one', title: title(bad) }])
  expect(shown().replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})
