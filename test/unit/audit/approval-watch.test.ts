import { describe, expect, test } from 'vitest'
import { ApprovalWatch } from '../../../src/audit/approval-watch.ts'
import { approvalText } from '../../../src/core/approval-text.ts'
import type { BoundApproval, LogEvent } from '../../../src/core/event.ts'

const els = 'Els Peeters'
const cut = { act: 'a/cut', title: 'Cut', what: { en: 'runs cut', nl: 'voert cut uit' }, attempts: 2 }
const incident = 'willebroek-2026-11-24'
const bound = (part: Partial<BoundApproval> = {}): BoundApproval => ({
  ...{ incident, after: 2, actor: els, acts: [cut] },
  ...part,
})

type Part = { readonly type: string; readonly actor?: string; readonly step?: string; readonly data?: object }

const opened: Part = { type: 'incident.opened', data: { incident } }
const started: Part = { type: 'session.started', data: {} }
const note: Part = { type: 'note.added', data: { text: 'x' } }
const of = (type: string, data: object = {}, step = 'a/cut', actor = els): Part => ({ type, actor, step, data })
const intent = (what: unknown = cut.what, step = 'a/cut', actor = els): Part => of('step.intent', { what }, step, actor)
const outcome = (result: string, step = 'a/cut', actor = els): Part => of('step.outcome', { result }, step, actor)
const data = { approver: 'Jan Maes', role: 'lead', reason: 'yes' }
const asserted = (part: Partial<BoundApproval> = {}, step = 'a/cut'): Part =>
  of('step.approved', { ...data, form: 'asserted', bound: bound(part) }, step, 'Jan Maes')
const signed = (signedPart: Partial<BoundApproval>, saidPart = signedPart): Part =>
  of('step.approved', {
    ...{ ...data, form: 'signed', bound: bound(saidPart) },
    signature: { text: approvalText(bound(signedPart), data), key: 'k', signature: 's' },
  })
const oldText = (part: { incident?: string; line?: number; step?: string; act?: string; by?: string } = {}): string => {
  const { line = 2, step = 'a/cut', act = 'runs cut', by = els } = part
  return [
    ...['cyber-respond approval', `incident: ${part.incident ?? incident}`, `after line: ${line}`, `step: ${step}`],
    ...[`act: ${act}`, `by: ${by}`, 'approved by: Jan Maes', 'as: lead', 'because: yes', ''],
  ].join('\n')
}
const old = (part: Parameters<typeof oldText>[0] = {}): Part =>
  of('step.approved', { ...data, form: 'signed', signature: { text: oldText(part), key: 'k', signature: 's' } })
const oldAsserted = of('step.approved', { ...data, form: 'asserted' })

/** Goes through a record as verification does, and gives what is wrong with each approval, in English. */
function watch(parts: readonly Part[]) {
  const watching = new ApprovalWatch()
  const always = new Set(['incident.opened', 'session.started', 'step.approved', 'redaction'])
  let acted = 0
  for (const [seq, part] of parts.entries()) {
    const event = { seq, t: '', run: 'r', actor: els, ...part } as unknown as LogEvent
    if (always.has(part.type) || (part.step !== undefined && watching.watches(part.step))) watching.see(event, acted)
    if (/^(step|session)\./.test(part.type)) acted = seq + 1
  }
  return watching.judged
}
const wrong = (...parts: readonly Part[]): readonly (string | null)[] =>
  watch([opened, started, ...parts]).map((one) => one.wrong?.en ?? null)

describe('where several sessions work', () => {
  const shared: Part = { type: 'session.started', data: { shared: true } }
  const found = (...parts: readonly Part[]) => watch([opened, shared, ...parts]).map((one) => one.wrong?.en ?? null)
  const other = of('step.outcome', { result: 'done' }, 'a/other')

  test('an approval is right that was asked while others went on with other steps', () => {
    expect(found(other, shared, asserted(), intent(), outcome('done'))).toEqual([null])
    expect(wrong(other, started, asserted(), intent())).toEqual([expect.stringMatching(/earlier/)])
    // Whoever is alone again is held to the place again.
    expect(found(started, asserted(), intent())).toEqual([expect.stringMatching(/earlier/)])
  })

  test('it is not right once more behind what was done by it', () => {
    const once = [asserted(), intent(), outcome('done')]
    expect(found(...once, asserted())).toEqual([null, expect.stringMatching(/earlier/)])
    expect(found(asserted(), asserted())).toEqual([null, expect.stringMatching(/earlier/)])
  })
})

describe('an approval that says what it is for', () => {
  test.each([
    ['is used', [asserted(), intent(), outcome('done')]],
    ['and signed, is used', [signed({}), intent(), outcome('done')]],
    ['serves both attempts of the act', [asserted(), intent(), outcome('failed'), intent(), outcome('done')]],
    ['is used behind a break', [asserted(), started, intent(), outcome('done')]],
    ['is not used yet', [asserted()]],
    ['serves an act that only asks', [asserted(), outcome('done')]],
    ['was given behind a note that came while it was asked', [note, asserted(), intent()]],
    [
      'and another after the first one was used up',
      [asserted(), intent(), outcome('done'), of('step.reopened'), asserted({ after: 6 }), intent()],
    ],
    [
      'serves two acts once',
      [
        asserted({ acts: [cut, { ...cut, act: 'a/b' }] }),
        intent(),
        outcome('done'),
        intent(cut.what, 'a/b'),
        outcome('done', 'a/b'),
      ],
    ],
  ])('%s: nothing is wrong', (_what, parts) => {
    const found = wrong(...parts)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((one) => one === null)).toBe(true)
  })

  const earlier = 'it was given for an earlier line: other acts stand between that line and this one'
  test.each([
    [
      'of another incident',
      [signed({ incident: 'diest-2026-11-24' })],
      'it was given in another incident (diest-2026-11-24)',
    ],
    ['signed for another incident', [signed({ incident: 'diest' }, {})], 'what was signed is about something else'],
    [
      'signed for another act',
      [signed({ acts: [{ ...cut, act: 'a/b' }] }, {})],
      'what was signed is about something else',
    ],
    ['signed for another actor', [signed({ actor: 'Daan' }, {})], 'what was signed is about something else'],
    ['signed for another line', [signed({ after: 1 }, {})], 'what was signed is about something else'],
    [
      'signed for more attempts',
      [signed({ acts: [{ ...cut, attempts: 1 }] }, {})],
      'what was signed is about something else',
    ],
    ['of an earlier line', [asserted({ after: 1 })], earlier],
    ['of a line before a break', [started, asserted()], earlier],
    ['of a line before another step', [outcome('done', 'a/look'), asserted()], earlier],
    ['of a later line', [asserted({ after: 3 })], 'it says that it was given after a line that was not there yet'],
    ['of another step', [asserted({}, 'a/b')], 'it does not name the act that it stands beside'],
    ['of the same act twice', [asserted({ acts: [cut, cut] })], 'it names one act twice'],
    ['of who acts', [asserted({ actor: 'MAES, Jan' })], 'who approved carries it out'],
    [
      'for another actor',
      [asserted(), intent(cut.what, 'a/cut', 'Daan')],
      'it was given for "Els Peeters", and line 4 is an act by "Daan"',
    ],
    [
      'for another actor, of an act that asks',
      [asserted(), outcome('done', 'a/cut', 'Daan')],
      'it was given for "Els Peeters", and line 4 is an act by "Daan"',
    ],
    [
      'for another act',
      [asserted(), intent('runs rm')],
      'it was given for another act than the one that began in line 4',
    ],
    [
      'for what is the same in English only',
      [asserted(), intent({ en: 'runs cut', nl: 'doet niets' })],
      'it was given for another act than the one that began in line 4',
    ],
    [
      'used for a third attempt',
      [asserted(), intent(), outcome('failed'), intent(), outcome('failed'), intent()],
      'it was used up, and line 8 does the act once more',
    ],
    [
      'used once more after it was done',
      [asserted(), intent(), outcome('done'), intent()],
      'it was used up, and line 6 does the act once more',
    ],
    [
      'used once more after a reopening',
      [asserted(), intent(), outcome('done'), of('step.reopened'), intent()],
      'it was used up, and line 7 does the act once more',
    ],
    [
      'used once more after a break',
      [asserted(), intent(), started, of('step.decided'), intent()],
      'it was used up, and line 7 does the act once more',
    ],
    [
      'used after a refusal',
      [asserted(), of('step.refused'), intent()],
      'it was used up, and line 5 does the act once more',
    ],
    [
      'signed, without its signature',
      [of('step.approved', { ...data, form: 'signed', bound: bound() })],
      'it counts as signed, and its signature is not there',
    ],
  ])('%s: it is found, and said', (_what, parts, said) => expect(wrong(...parts)).toEqual([said]))

  test('copied to a later place: the copy is found', () => {
    const copied = signed({})
    const parts = [copied, intent(), outcome('done'), of('step.reopened'), copied, intent()]
    expect(wrong(...parts)).toEqual([null, earlier])
  })

  test('asks the same of those behind it', () => {
    const later = [asserted(), intent(), outcome('done'), of('step.reopened'), oldAsserted, intent()]
    expect(wrong(...later)).toEqual([null, 'it names no act, although approvals before it in this record do'])
  })
})

describe('an approval that 0.1.0 wrote', () => {
  test.each([
    ['signed and used', [old(), intent(), outcome('done')]],
    [
      'signed and used for attempts that nobody counted',
      [old(), intent(), outcome('failed'), intent(), outcome('failed'), intent()],
    ],
    ['signed and not used', [old()]],
    ['by name', [oldAsserted, intent('anything', 'a/cut', 'Daan')]],
    ['signed, of an act whose words are long', [old({ act: `${'x'.repeat(999)}…` }), intent('x'.repeat(2000))]],
  ])('%s: nothing is wrong', (_what, parts) => expect(wrong(...parts)).toEqual([null]))

  test.each([
    [
      'of another incident',
      [old({ incident: 'diest-2026-11-24' })],
      'it was given in another incident (diest-2026-11-24)',
    ],
    ['of another step', [old({ step: 'a/b' })], 'what was signed is about something else'],
    [
      'of an earlier line',
      [old({ line: 1 })],
      'it was given for an earlier line: other acts stand between that line and this one',
    ],
    ['of a later line', [old({ line: 3 })], 'it says that it was given after a line that was not there yet'],
    [
      'for another act',
      [old({ act: 'runs true' }), intent()],
      'it was given for another act than the one that began in line 4',
    ],
    [
      'for another actor',
      [old({ by: 'Daan' }), intent()],
      'it was given for "Daan", and line 4 is an act by "Els Peeters"',
    ],
    [
      'used by who approved',
      [old({ by: 'Jan Maes' }), intent(cut.what, 'a/cut', 'Jan Maes')],
      'who approved carries it out',
    ],
  ])('%s: it is found by what was signed then', (_what, parts, said) => expect(wrong(...parts)).toEqual([said]))

  test('used behind a break by somebody else, as 0.1.0 let it: told, and nothing wrong', () => {
    const found = watch([opened, started, old(), started, intent(cut.what, 'a/cut', 'Daan')])
    expect(found.map(({ wrong: is, passedOn }) => [is, passedOn])).toEqual([[null, true]])
    // By the approver it never was.
    expect(wrong(old(), started, intent(cut.what, 'a/cut', 'Jan Maes'))).toEqual(['who approved carries it out'])
  })
})

describe('an erasure that a second person approved', () => {
  const what = {
    en: 'erases for good the value at /text of line 3, whose digest is d',
    nl: 'wist voorgoed de waarde op /text van regel 3, met als hash d',
  }
  const act = { act: 'redact 3 /text', title: 'Erase', what, attempts: 1 }
  const erasure = (part: Partial<BoundApproval> = {}, path = '/text', digest = 'd'): Part => ({
    type: 'redaction',
    data: {
      ...{ seq: 2, path, digest, basis: 'b', approver: 'Jan Maes', reason: 'yes', form: 'asserted' },
      bound: bound({ after: 3, acts: [act], ...part }),
    },
  })

  test('is bound to it', () => expect(wrong(note, erasure())).toEqual([null]))

  test.each([
    ['of another value', [note, erasure({}, '/other')], 'it does not name the act that it stands beside'],
    ['of another digest', [note, erasure({}, '/text', 'e')], 'it does not name the act that it stands beside'],
    ['of another incident', [note, erasure({ incident: 'x' })], 'it was given in another incident (x)'],
    [
      'for another actor',
      [note, erasure({ actor: 'Daan' })],
      'it was given for "Daan", and line 4 is an act by "Els Peeters"',
    ],
    [
      'of an earlier line',
      [note, started, erasure()],
      'it was given for an earlier line: other acts stand between that line and this one',
    ],
  ])('%s: it is found', (_what, parts, said) => expect(wrong(...parts)).toEqual([said]))

  test('once', () => expect(wrong(note, erasure(), erasure())).toEqual([null, 'it was used before']))

  test('by 0.1.0 it named nothing', () => {
    const { bound: _, ...unbound } = erasure().data as { bound: object }
    expect(wrong(note, { type: 'redaction', data: unbound })).toEqual([])
  })
})
