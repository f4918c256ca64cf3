import { describe, expect, test } from 'vitest'
import { aloneLimits, checkedAlone } from '../../../src/audit/alone-words.ts'
import { ApprovalWatch } from '../../../src/audit/approval-watch.ts'
import { approvalText } from '../../../src/core/approval-text.ts'
import type { LogEvent } from '../../../src/core/event.ts'
import { ratificationText } from '../../../src/core/ratification.ts'

const els = 'Els Peeters'
const cut = { act: 'a/cut', title: 'Cut', what: { en: 'runs cut', nl: 'voert cut uit' }, attempts: 2 }
const incident = 'willebroek-2026-11-24'
const bound = (part: object = {}) => ({ incident, after: 2, actor: els, acts: [cut], ...part })

interface Part {
  readonly type: string
  readonly actor?: string
  readonly step?: string
  readonly data?: object
}

const opened: Part = { type: 'incident.opened', data: { incident } }
const started: Part = { type: 'session.started', data: {} }
const of = (type: string, data: object = {}, step = 'a/cut', actor = els): Part => ({ type, actor, step, data })
const alone = (part: object = {}, step = 'a/cut', actor = els): Part =>
  of('step.alone', { needs: '0.3.0', role: 'lead', reason: 'nobody answers', bound: bound(part) }, step, actor)
const intent = (what: unknown = cut.what, actor = els): Part => of('step.intent', { what }, 'a/cut', actor)
const outcome = (result: string, actor = els): Part => of('step.outcome', { result }, 'a/cut', actor)
const said = { decision: 'ratified', approver: 'Jan Maes', role: 'lead', reason: 'yes' } as const
const judged = (after: number, part: object = {}, boundTo: object = {}, actor = 'Jan Maes'): Part => ({
  ...{ type: 'alone.decided', actor },
  data: { needs: '0.3.0', of: 2, ...said, form: 'asserted', bound: bound({ after, ...boundTo }), ...part },
})

/** Goes through a record as verification does. */
function watch(parts: readonly Part[]) {
  const watching = new ApprovalWatch()
  const always = new Set([
    'incident.opened',
    'session.started',
    'step.approved',
    'step.alone',
    'alone.decided',
    'incident.closed',
  ])
  let acted = 0
  for (const [seq, part] of [opened, started, ...parts].entries()) {
    const event = { seq, t: '', run: 'r', actor: els, ...part } as unknown as LogEvent
    if (always.has(part.type) || (part.step !== undefined && watching.watches(part.step))) watching.see(event, acted)
    if (/^(step|session)\./.test(part.type)) acted = seq + 1
  }
  return watching
}
const wrong = (...parts: readonly Part[]) => watch(parts).judged.map((one) => one.wrong?.en ?? null)

describe('an act without a second person', () => {
  test.each([
    ['is done', [alone(), intent(), outcome('done')]],
    ['is tried as often as its runbook says', [alone(), intent(), outcome('failed'), intent(), outcome('done')]],
    ['is confirmed', [alone(), outcome('done')]],
    ['is done behind a break', [alone(), started, intent(), outcome('done')]],
    ['was never begun', [alone()]],
    ['is ratified', [alone(), intent(), outcome('done'), judged(5)]],
    ['is refused', [alone(), intent(), outcome('done'), judged(5, { decision: 'refused' })]],
  ])('%s: nothing is wrong', (_what, parts) => {
    const found = wrong(...parts)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((one) => one === null)).toBe(true)
  })

  const earlier = 'it was given for an earlier line: other acts stand between that line and this one'
  test.each([
    ['of another incident', [alone({ incident: 'diest' })], 'it was given in another incident (diest)'],
    ['of an earlier line', [alone({ after: 1 })], earlier],
    ['of a later line', [alone({ after: 3 })], 'it says that it was given after a line that was not there yet'],
    ['of another step', [alone({}, 'a/b')], 'it does not name the act that it stands beside'],
    ['of no act', [alone({ acts: [] })], 'it does not name the act that it stands beside'],
    ['of two acts', [alone({ acts: [cut, { ...cut, act: 'a/b' }] })], 'it does not name the act that it stands beside'],
    [
      'in the name of somebody else',
      [alone({}, 'a/cut', 'Daan')],
      'it was given for "Els Peeters", and line 3 is an act by "Daan"',
    ],
    [
      'that somebody else does',
      [alone(), intent(cut.what, 'Daan')],
      'it was given for "Els Peeters", and line 4 is an act by "Daan"',
    ],
    [
      'that somebody else confirms',
      [alone(), outcome('done', 'Daan')],
      'it was given for "Els Peeters", and line 4 is an act by "Daan"',
    ],
    [
      'that does something else',
      [alone(), intent('runs rm')],
      'it was given for another act than the one that began in line 4',
    ],
    [
      'done once more',
      [alone(), intent(), outcome('done'), intent()],
      'it was used up, and line 6 does the act once more',
    ],
    [
      'done after it was blocked',
      [alone(), of('step.blocked'), intent()],
      'it was used up, and line 5 does the act once more',
    ],
  ])('%s: it is found, and said', (_what, parts, why) => expect(wrong(...parts)).toEqual([why]))

  test('stands in the way of approvals that name no act, as an approval does', () => {
    const old = of('step.approved', { approver: 'Jan', role: 'lead', reason: 'x', form: 'asserted' })
    expect(wrong(alone(), intent(), outcome('done'), old)).toEqual([
      null,
      'it names no act, although approvals before it in this record do',
    ])
  })
})

describe('a judgement afterwards', () => {
  const done = [alone(), intent(), outcome('done')]
  const text = (part: object = {}, after = 5): string => ratificationText(bound({ after }), { of: 2, ...said, ...part })
  const signed = (signedText: string, after = 5): Part =>
    judged(after, { form: 'signed', signature: { text: signedText, key: 'k', signature: 's' } })

  test('that is signed over its text stands', () => expect(wrong(...done, signed(text()))).toEqual([null, null]))

  test.each([
    ['signed for a refusal', signed(text({ decision: 'refused' })), 'what was signed is about something else'],
    ['signed for another line', signed(text({ of: 1 })), 'what was signed is about something else'],
    ['signed at another place', signed(text({}, 4)), 'what was signed is about something else'],
    [
      'signed, without its signature',
      judged(5, { form: 'signed' }),
      'it counts as signed, and its signature is not there',
    ],
    ['of another line', judged(5, { of: 3 }), 'no act went on without a second person in the line that it names'],
    ['by who did it', judged(5, { approver: 'PEETERS, Els' }), 'who approved carries it out'],
    ['in the name of who did it', judged(5, {}, {}, els), 'who approved carries it out'],
    [
      'of another act',
      judged(5, {}, { acts: [{ ...cut, what: 'runs rm' }] }),
      'it is about another act than the one in the line that it names',
    ],
    [
      'of another actor',
      judged(5, {}, { actor: 'Daan' }),
      'it is about another act than the one in the line that it names',
    ],
    ['of another incident', judged(5, {}, { incident: 'diest' }), 'it was given in another incident (diest)'],
    [
      'of an earlier line',
      judged(4),
      'it was given for an earlier line: other acts stand between that line and this one',
    ],
    ['of a later line', judged(9), 'it says that it was given after a line that was not there yet'],
  ])('%s: it is found, and said', (_what, judgement, why) => expect(wrong(...done, judgement)).toEqual([null, why]))

  test('given twice: the second one is found', () => {
    expect(wrong(...done, judged(5), judged(6, { decision: 'refused' }))).toEqual([
      null,
      null,
      'that act was judged before',
    ])
  })
})

describe('a closing as a false alarm', () => {
  const act = {
    ...{ act: 'false-alarm', attempts: 1, title: { en: 'x', nl: 'x' } },
    what: {
      en: 'closes the incident as a false alarm: no further step is done, and no clock applies any more',
      nl: 'sluit het incident af als vals alarm: er gebeurt geen stap meer, en geen klok geldt nog',
    },
  }
  const closed = (part: object = {}, boundTo: object = {}, actor = els): Part => ({
    ...{ type: 'incident.closed', actor },
    data: {
      summary: 'x',
      falseAlarm: {
        ...{ reason: 'a broken screen', approver: 'Jan Maes', form: 'asserted' },
        ...{ bound: bound({ acts: [act], ...boundTo }), ...part },
      },
    },
  })
  const signed = (reason: string): Part => {
    const text = approvalText(
      { incident, after: 2, actor: els, acts: [act] },
      { approver: 'Jan Maes', role: 'false-alarm', reason },
    )
    return closed({ form: 'signed', signature: { text, key: 'k', signature: 's' } })
  }

  test.each([
    ['with a name', closed()],
    ['with a signature', signed('a broken screen')],
  ])('%s stands', (_what, part) => expect(wrong(part)).toEqual([null]))

  test('without one is no approval', () =>
    expect(wrong({ type: 'incident.closed', data: { summary: 'x' } })).toEqual([]))

  test.each([
    ['signed for another reason', signed('x'), 'what was signed is about something else'],
    [
      'signed, without its signature',
      closed({ form: 'signed' }),
      'it counts as signed, and its signature is not there',
    ],
    ['of another incident', closed({}, { incident: 'diest' }), 'it was given in another incident (diest)'],
    ['of a later line', closed({}, { after: 9 }), 'it says that it was given after a line that was not there yet'],
    ['of who closed it', closed({ approver: 'peeters els' }), 'who approved carries it out'],
    ['closed by another', closed({}, {}, 'Daan'), 'it was given for "Els Peeters", and line 3 is an act by "Daan"'],
    ['of another act', closed({}, { acts: [cut] }), 'it does not name the act that it stands beside'],
    ['of two acts', closed({}, { acts: [act, cut] }), 'it does not name the act that it stands beside'],
  ])('%s: it is found, and said', (_what, part, why) => expect(wrong(part)).toEqual([why]))
})

test('how many acts there were, and how many nobody ratified, is said in both languages', () => {
  const limits = (...parts: readonly Part[]) => aloneLimits(watch(parts).alone)
  expect(limits(intent())).toEqual([])
  expect(limits(alone(), intent(), outcome('done'))).toEqual([
    {
      en: '1 act without a second person, 1 not ratified (line 3): that it was right, only who acted said at the time',
      nl: '1 handeling zonder tweede persoon, 1 niet bekrachtigd (regel 3): dat het juist was, zei toen alleen wie handelde',
    },
  ])
  const two = [alone(), outcome('done'), alone({ after: 4 }), outcome('done')]
  expect(limits(...two)[0]?.en).toContain('2 acts without a second person, 2 not ratified (line 3, 5):')
  expect(limits(...two, judged(6))[0]?.en).toContain('2 acts without a second person, 1 not ratified (line 5):')
  expect(limits(...two, judged(6, { decision: 'refused' }))[0]?.nl).toContain(
    '1 niet bekrachtigd (regel 5), 1 geweigerd:',
  )
  expect(checkedAlone(0)).toEqual([])
  expect(checkedAlone(2)[0]?.en).toContain('of 2 acts without a second person')
})
