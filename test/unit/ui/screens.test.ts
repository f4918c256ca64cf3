import { describe, expect, test } from 'vitest'
import type { Clock } from '../../../src/core/clocks.ts'
import { exit } from '../../../src/core/exit-codes.ts'
import { Fault } from '../../../src/core/fault.ts'
import type { StepView, View } from '../../../src/core/view.ts'
import { renderDryRun } from '../../../src/ui/dry-run.ts'
import { renderEvent } from '../../../src/ui/event.ts'
import { faultJson, renderFault } from '../../../src/ui/fault.ts'
import { renderHeader } from '../../../src/ui/header.ts'
import { createLook } from '../../../src/ui/look.ts'
import { renderSituation } from '../../../src/ui/situation.ts'
import { renderStatus, statusJson } from '../../../src/ui/status.ts'
import { renderStep } from '../../../src/ui/step-card.ts'
import { logged, plainStep, sampleNow, sampleObligations, sampleView } from '../../support/sample-view.ts'

const screen = { columns: 80, colour: false, unicode: true, plain: false }
const screens = [
  ['en', screen],
  ['nl', screen],
  ['nl.ascii', { ...screen, unicode: false }],
  ['en.plain', { ...screen, plain: true }],
] as const
const langOf = (name: string) => (name.startsWith('nl') ? 'nl' : 'en')

/** What a long night leaves behind: one step of every kind. */
const night = [
  { type: 'session.started', actor: 'Els Peeters', data: { version: '0.1.0', mode: 'unattended' } },
  {
    type: 'step.intent',
    actor: 'Els Peeters',
    step: 'isolate/cut-links',
    data: { attempt: 1, what: { en: 'runs nft --file cut.nft', nl: 'voert nft --file cut.nft uit' } },
  },
  {
    type: 'step.outcome',
    actor: 'Els Peeters',
    step: 'isolate/cut-links',
    data: { result: 'done', summary: 'exit code 0' },
  },
  { type: 'step.skipped', actor: 'Els Peeters', step: 'isolate/custody', data: { reason: 'no second disk' } },
  { type: 'step.blocked', actor: 'Els Peeters', step: 'notify/crisis-cell', data: { reason: 'no phones' } },
  {
    type: 'notice.sent',
    actor: 'Els Peeters',
    data: { obligation: 'ccb-early-warning', how: 'portal', at: '2026-11-24T02:25:00.000Z', reference: 'CCB-7' },
  },
  {
    type: 'step.outcome',
    actor: 'Els Peeters',
    step: 'notify/early-warning',
    data: { result: 'done', summary: 'sent by portal', proof: { kind: 'reference', reference: 'CCB-7' } },
  },
] as const

const golden = (name: string): string => `golden/${name}.txt`

test.each([
  ['en', "needs a second person's approval (lead, with an SSH key of his own)"],
  ['nl', 'een tweede persoon moet het goedkeuren (leider, met een eigen SSH-sleutel)'],
] as const)('the card says that a signature is needed, not only a name: %s', (lang, words) => {
  const view = sampleView()
  const found = view.ready.find(({ step }) => step.approve !== undefined) as StepView
  const look = createLook({ ...screen, plain: true }, lang)
  const step = { ...found.step, approveSigned: true } as const
  expect(renderStep({ ...plainStep(found), step }, null, look)).toContain(words)
  expect(renderStep(found, view, look)).not.toContain('SSH')
})

describe.each(screens)('%s', (name, terminal) => {
  const lang = langOf(name)

  test('the situation before a choice', async () => {
    const view = sampleView()
    const text = renderSituation(view, view.ready[0] ?? null, sampleNow, createLook(terminal, lang))
    await expect(`${text}\n`).toMatchFileSnapshot(golden(`situation.${name}`))
  })

  test('the situation on a screen with few lines ends in what must be seen', async () => {
    const view = sampleView()
    const whole = renderSituation(view, view.ready[0] ?? null, sampleNow, createLook(terminal, lang))
    const seen = (rows: number) =>
      renderSituation(view, view.ready[0] ?? null, sampleNow, createLook({ ...terminal, rows }, lang))
    expect(seen(60)).toBe(whole)
    if (terminal.plain) return expect(seen(24)).toBe(whole)
    // The clocks that press stand in the header, so that there is room for the step.
    expect(seen(24).split('\n').length).toBeLessThan(whole.split('\n').length)
    await expect(`${seen(24)}\n`).toMatchFileSnapshot(golden(`short.${name}`))
  })

  test('the status after a long night', async () => {
    const text = renderStatus(sampleView(night), sampleNow, terminal, lang)
    await expect(`${text}\n`).toMatchFileSnapshot(golden(`status.${name}`))
  })

  test('events as they are appended', async () => {
    const view = sampleView(night)
    const text = logged(night).map((event) => renderEvent(event, view, terminal, lang))
    await expect(`${text.join('\n')}\n`).toMatchFileSnapshot(golden(`events.${name}`))
  })

  test('a dry run', async () => {
    await expect(renderDryRun(sampleView(night), terminal, lang)).toMatchFileSnapshot(golden(`dry-run.${name}`))
  })

  test('every kind of clock', async () => {
    const text = renderSituation(sampleView([], { clocks: everyClock }), null, sampleNow, createLook(terminal, lang))
    await expect(`${text}\n`).toMatchFileSnapshot(golden(`clocks.${name}`))
  })
})

const [first] = sampleObligations
const clock = (part: Partial<Clock>): Clock => ({
  obligation: first as Clock['obligation'],
  weight: 'target',
  status: 'running',
  startedAt: '2026-11-24T02:12:00Z',
  startedWritten: null,
  startedBy: null,
  due: '2026-11-25T02:12:00Z',
  leftMs: 85_260_000,
  leftWrittenMs: null,
  metAt: null,
  metWritten: null,
  metSaidBy: null,
  reference: null,
  ...part,
})
const met = { metAt: '2026-11-25T04:00:00Z', reference: 'CCB-7', leftMs: null }
const saidLater = { metAt: '2026-11-24T22:12:00Z', metWritten: '2026-11-26T14:12:00Z', metSaidBy: 'Els Peeters' }
const everyClock: readonly Clock[] = (['target', 'duty', 'threat'] as const).flatMap((weight) => [
  clock({ weight }),
  clock({ weight, status: 'overdue', leftMs: -7_500_000, due: '2026-11-24T00:26:00Z' }),
  clock({ weight, status: 'not-started', due: null, leftMs: null }),
  clock({ weight, status: 'met', ...met, metAt: '2026-11-24T02:20:00Z' }),
  clock({ weight, status: 'met-late', ...met }),
  clock({ weight, status: 'met-as-stated', ...met, ...saidLater }),
  clock({ weight, status: 'waived', leftMs: null }),
])

test('what is not proven is counted and shown, and overdue is loud', () => {
  const status = renderStatus(sampleView(night), sampleNow, screen, 'en')
  expect(status).toContain('1 UNPROVEN')
  expect(status).toMatch(/I2 .*done, UNPROVEN/)
  const late = Temporal.Instant.from('2026-11-26T02:12:00Z')
  const view = sampleView([], { now: late })
  expect(renderStatus(view, late, screen, 'en')).toContain('TARGET MISSED Wed 25 Nov 03:12')
})

test('what the profile leaves out is named until somebody names it', () => {
  const view = sampleView()
  const profile = { links: null, partners: null, backups: [] }
  const scope = { ...view.scope, profile }
  const shown = (items: View['state']['items'], plain = false) =>
    renderHeader({ ...view, scope, state: { ...view.state, items } }, createLook({ ...screen, plain }, 'en'))
  expect(shown({})).toMatch(/\n unknown +links, partners \(asked when needed\)$/)
  expect(shown({}, true)).toMatch(/\nunknown: links, partners \(asked when needed\)\.$/)
  expect(shown({ 'profile.links': [], 'profile.partners': [] })).not.toContain('unknown')
})

test.each([
  ['up', 'noodcloud gestart: status-page'],
  ['export failed', 'noodcloud export failed: status-page'],
])('the emergency cloud, act %s', (act, said) => {
  const [event] = logged([{ type: 'cloud.changed', actor: 'Els', data: { act, services: ['status-page'] } }])
  if (event === undefined) throw new Error('no event')
  expect(renderEvent(event, sampleView(), screen, 'nl')).toContain(said)
})

test('status as JSON', async () => {
  const json = JSON.stringify(statusJson(sampleView(night), sampleNow), null, 2)
  await expect(`${json}\n`).toMatchFileSnapshot(golden('status.json'))
})

const fault = new Fault({
  code: 'file.invalid',
  exit: exit.invalid,
  message: { en: 'the runbook is invalid', nl: 'het draaiboek is ongeldig' },
  hint: { en: 'see the guide', nl: 'zie de handleiding' },
  diagnostics: [
    {
      code: 'shape.unknown-key',
      severity: 'error',
      message: { en: 'unknown key "aprove"', nl: 'onbekende sleutel "aprove"' },
      hint: { en: 'did you mean "approve"?', nl: 'bedoelde u "approve"?' },
      place: { file: 'a\u001b[2J.yaml', line: 3, column: 5, frame: '> 3 |     aprove: lead\n    |     ^' },
    },
  ],
})

test.each(['en', 'nl'] as const)('a fault with its place, in %s', async (lang) => {
  await expect(renderFault(fault, lang, null)).toMatchFileSnapshot(golden(`fault.${lang}`))
})

test('a fault as an object', () => {
  expect(faultJson(fault, 'en')).toEqual({
    error: {
      code: 'file.invalid',
      exit: 3,
      message: 'the runbook is invalid',
      hint: 'see the guide',
      diagnostics: [
        {
          code: 'shape.unknown-key',
          severity: 'error',
          message: 'unknown key "aprove"',
          hint: 'did you mean "approve"?',
          place: { file: 'a\u001b[2J.yaml', line: 3, column: 5 },
        },
      ],
    },
  })
})

test('colour changes nothing but colour', () => {
  const view = sampleView(night)
  const [plainly, coloured] = [false, true].map((colour) => renderStatus(view, sampleNow, { ...screen, colour }, 'en'))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of the colours
  expect(coloured?.replace(/\x1b\[\d+m/g, '')).toBe(plainly)
  expect(coloured).not.toBe(plainly)
})
