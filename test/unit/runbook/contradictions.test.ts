import { describe, expect, test } from 'vitest'
import { againstClosing, contradictionsOf, knownAgainst } from '../../../src/core/contradictions.ts'
import type { Json } from '../../../src/core/event.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import { plan } from '../../../src/core/planner.ts'
import type { State, StepRecord } from '../../../src/core/state.ts'
import { VersionedMap } from '../../../src/core/versioned-map.ts'
import type { View } from '../../../src/core/view.ts'
import { expressionSites } from '../../../src/runbook/expression-sites.ts'
import { siteFindings } from '../../../src/runbook/lint-expressions.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { plainStep } from '../../support/sample-view.ts'
import { demoProfile, shippedBook } from '../../support/shipped.ts'
import { step } from '../../support/world.ts'

type Facts = { readonly [fact: string]: Json }

const untouched: StepRecord = {
  ...{
    status: 'open',
    attempts: 1,
    run: null,
    what: '',
    actor: null,
    at: null,
    summary: '',
    proof: null,
    before: null,
  },
  ...{ contradicted: null, reason: null, approved: null, advanced: null, refusals: 0, deferred: null },
}
const book = shippedBook(demoProfile())
const now = Temporal.Instant.from('2026-11-24T02:12:00Z')

interface Known {
  readonly facts?: Facts
  readonly steps?: { readonly [instance: string]: Partial<StepRecord> }
  readonly evidence?: readonly string[]
  readonly copies?: State['copies']
}

function viewOf({ facts = {}, steps = {}, evidence = [], copies = {} }: Known): View {
  const state: State = {
    ...empty,
    facts,
    copies,
    steps: VersionedMap.of(Object.entries(steps).map(([id, part]) => [id, { ...untouched, ...part }])),
    evidence: evidence.map((sha256, seq) => ({
      ...{ seq, t: '', actor: 'Els', source: '', file: { name: sha256, sha256, size: 1 } },
    })),
  }
  return plan(book, state, expressions, now)
}

/** What is said of a step in the shipped runbooks, in English, with these answers. */
function said(instance: string, answers: Facts, known: Known = {}): readonly string[] {
  const view = viewOf(known)
  const step = view.steps.find((one) => one.instance === instance)
  if (step === undefined) throw new Error(`no step ${instance}`)
  return contradictionsOf(() => view, step, expressions, answers).map(({ en }) => en)
}

const copy = (offline: boolean) => ({ where: 'stick', offline, at: '', actor: 'Els' })
const skipped = { status: 'skipped', reason: 'no time' } as const
const done = { status: 'done' } as const

// Each step whose "done when" something in the record can speak against: first with it, then without.
const shipped: readonly (readonly [string, Facts, Known, string])[] = [
  ['isolate/declare', { lead: 'Els', scribe: 'Els' }, {}, 'a second person'],
  ['isolate/team', { team: ['network: Bram', 'Cato'] }, {}, 'role: name'],
  ['isolate/prove-cut', {}, { steps: { 'isolate/cut-links-by-hand[vpn]': skipped } }, 'I5 was skipped'],
  [
    'isolate/prove-cut',
    {},
    { steps: { 'isolate/watch-links[vpn]': { status: 'failed' } } },
    'did not stay closed (I6)',
  ],
  ['isolate/prove-cut', {}, { steps: { 'isolate/cut-links[vpn]': done } }, 'every link is closed: I3'],
  ['isolate/leave-on', { powered_off: ['pc-4'] }, {}, 'without its reason'],
  ['isolate/save-restore-points', { restore_points: [] }, {}, 'the profile knows of 2 backups'],
  ['isolate/ransom-demand', { extortion: 'no', extortion_deadline: '2026-11-28T02:12:00Z' }, {}, 'A deadline is named'],
  ['isolate/custody', {}, { evidence: ['a', 'b', 'c'] }, '3 of 3 files in custody have no second copy'],
  [
    'isolate/custody',
    {},
    { evidence: ['a'], copies: { a: [copy(false)] } },
    '1 of 1 files in custody have no copy that',
  ],
  ['isolate/scope', { users_affected_pct: 140 }, {}, '140 %'],
  [
    'isolate/scope',
    { started_at: '2026-11-24T03:00:00Z' },
    { facts: { detected_at: '2026-11-24T02:00:00Z' } },
    'begun',
  ],
  ['notify/tell-mayor', { crisis_cell_at: null, crisis_cell_where: 'fire station' }, {}, 'no hour or no place'],
  ['notify/tell-mayor', { crisis_cell_at: '2026-11-24T06:00:00Z', crisis_cell_where: null }, {}, 'no hour or no place'],
  ['notify/breach-risk', { breach_risk: 'unlikely' }, { facts: { exfiltration: 'yes' } }, 'copied out'],
  ['emergency/pick-services', { emergency_services: ['deaths'] }, {}, 'nobody who answers'],
  ['emergency/publish-page', {}, { steps: { 'emergency/cloud-up': skipped } }, 'there is no page'],
  [
    'restore/root-cause',
    { intrusion_at: '2026-11-24T03:00:00Z' },
    { facts: { detected_at: '2026-11-24T02:00:00Z' } },
    'after it',
  ],
  ['restore/what-was-taken', { exfiltration: 'no' }, { facts: { exfiltration: 'yes' } }, 'data were copied out'],
  ['restore/what-was-taken', { personal_data: 'no' }, { facts: { personal_data: 'yes' } }, 'personal data'],
  ['restore/choose-restore-point', {}, { facts: { restore_points: [] } }, 'No restore point'],
  ['restore/directory', {}, { steps: { 'restore/hunt': done } }, 'nothing shows it (R4)'],
  ['restore/bring-back[deaths]', {}, { steps: { 'restore/test-restore': skipped } }, 'R6 was skipped'],
  ['restore/reopen-links[vpn]', {}, { steps: { 'clean/link-agreement[ksz]': skipped } }, '(C8)'],
  ['restore/reopen-links-by-hand[vpn]', {}, { steps: { 'clean/link-agreement[ksz]': skipped } }, '(C8)'],
  ['hand-back/enter-paper', { paper_count: 14, entered_count: 13 }, {}, 'There were 14 sheets, and 13 were entered'],
  ['hand-back/cloud-down', {}, { steps: { 'hand-back/hand-back': skipped } }, 'R12 was skipped'],
  [
    'hand-back/cloud-down',
    {},
    { steps: { 'hand-back/enter-paper': { ...done, contradicted: { by: ['x'], reason: 'y' } } } },
    'R13',
  ],
]

describe('the shipped runbooks', () => {
  test.each(shipped)('%s is spoken against: %j', (instance, answers, known, part) => {
    expect(said(instance, answers, known).join('\n')).toContain(part)
  })

  test('and say nothing of what fits', () => {
    const facts = { detected_at: '2026-11-24T02:00:00Z', restore_points: ['tape'], exfiltration: 'unknown' }
    const answers = {
      ...{
        lead: 'Els',
        scribe: 'Daan',
        team: ['network: Bram'],
        powered_off: null,
        restore_points: ['tape, Monday, all'],
      },
      ...{ extortion: 'yes', extortion_deadline: '2026-11-28T02:12:00Z', users_affected_pct: 100, breach_risk: 'risk' },
      ...{ crisis_cell_at: '2026-11-24T06:00:00Z', crisis_cell_where: 'fire station' },
      ...{ emergency_services: ['deaths: Mo'], intrusion_at: 'unknown', started_at: 'unknown' },
      ...{ paper_count: 14, entered_count: 14, personal_data: 'yes' },
    }
    const known: Known = { facts, evidence: ['a'], copies: { a: [copy(true)] } }
    const steps = new Set(shipped.map(([instance]) => instance))
    for (const instance of steps) expect([instance, said(instance, answers, known)]).toEqual([instance, []])
  })

  test('the end lists what is not true yet, before it is asked', () => {
    const steps = {
      'isolate/custody': { ...done, contradicted: { by: ['9 files'], reason: 'tomorrow' } },
      'isolate/team': done,
      'restore/bring-back[births]': skipped,
      'hand-back/accounts-off': { status: 'blocked' },
    } as const
    const view = viewOf({ steps, evidence: ['a', 'b'], facts: { aware_at: '2026-11-20T02:12:00Z' } })
    const end = view.steps.find(({ instance }) => instance === 'close/declare-end')
    const list = end === undefined ? [] : knownAgainst(() => view, end, expressions).map(({ en }) => en)
    expect(list.map((line) => line.replace(/: .*/, ''))).toEqual([
      'Not settled',
      'Skipped',
      'Done without proof',
      'Done, though the record says otherwise',
      '2 of 2 files in custody have no copy that is off every network',
      'Overdue',
    ])
    // What comes after the end is not said to be missing before it.
    expect(list[0]).toMatch(/\bR15\b/)
    expect(list[0]).not.toMatch(/\bR1[678]\b/)
    expect(list[1]).toBe('Skipped: R9')
    expect(list[2]).toContain('I2')
    expect(list[3]).toBe('Done, though the record says otherwise: I21')
  })

  test('closing says what still speaks against it, and nothing where nothing does', () => {
    const contradicted = { by: ['13 of 14'], reason: 'lost' }
    const against = againstClosing(
      viewOf({ steps: { 'hand-back/enter-paper': { ...done, contradicted } }, evidence: ['a'] }),
    )
    expect(against.map(({ en }) => en)).toEqual([
      'done, though the record says otherwise: R13',
      '1 of 1 files in custody have no second copy',
    ])
    expect(againstClosing(viewOf({ evidence: ['a'], copies: { a: [copy(true)] } }))).toEqual([])
  })
})

test('what can not be worked out is said, and does not pass as checked', () => {
  const view = viewOf({})
  const found = view.steps.find(({ instance }) => instance === 'hand-back/enter-paper')
  if (found === undefined) throw new Error('no such step')
  const rules = [{ when: 'facts.paper_count + 1 > 3', say: { en: 'too many', nl: 'te veel' } }]
  const step = { ...plainStep(found), step: { ...found.step, contradicted: rules } }
  const [line] = contradictionsOf(() => view, step, expressions, { paper_count: 'many' })
  expect(line?.en).toContain("can't be checked")
  expect(line?.en).toContain('too many')
})

test('folding keeps what was accepted, and a new attempt begins without it', () => {
  const base = { t: '2026-11-24T02:12:00Z', run: 'r', actor: 'Els', step: 'a/b' } as const
  const contradicted = { by: ['13 of 14'], reason: 'one is lost' }
  const outcome = {
    ...base,
    seq: 0,
    type: 'step.outcome',
    data: { result: 'done', summary: 'x', contradicted },
  } as const
  const state = fold(empty, [outcome])
  expect(state.steps.get('a/b')?.contradicted).toEqual(contradicted)
  const reopened = { ...base, seq: 1, type: 'step.reopened', data: { reason: 'found it' } } as const
  expect(fold(state, [reopened]).steps.get('a/b')?.contradicted).toBeNull()
})

describe('what a contradiction may name', () => {
  const names = { facts: ['paper_count'], steps: [], texts: null, complete: true }
  const found = (source: string) =>
    expressionSites({ ...step('paper'), contradicted: [{ when: source, say: { en: 'x', nl: 'x' } }] })
      .flatMap((site) => siteFindings(site, names))
      .map(({ code, message }) => `${code}: ${message.en}`)

  test.each([
    ['record.uncopied > 0', []],
    ['was.paper_count != facts.paper_count', []],
    ['record.unproved > 0', ['runbook.unknown-name: unknown name record.unproved']],
    ['was.paper_cuont > 0', ['runbook.unknown-fact: no step gives the fact paper_cuont']],
    ['recrod.files > 0', ['runbook.unknown-name: unknown name recrod']],
  ])('%s', (source, findings) => {
    expect(found(source)).toEqual(findings)
  })

  test('elsewhere nobody knows of the record', () => {
    const sites = expressionSites({ ...step('paper'), when: 'record.uncopied > 0' })
    expect(sites.flatMap((site) => siteFindings(site, names)).map(({ code }) => code)).toEqual(['runbook.unknown-name'])
  })
})
