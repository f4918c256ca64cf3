import { expect, test } from 'vitest'
import { type Divergence, divergences } from '../../../src/core/divergence.ts'
import type { Draft, LogEvent } from '../../../src/core/event.ts'
import { exit } from '../../../src/core/exit-codes.ts'
import { Fault } from '../../../src/core/fault.ts'
import { empty, fold } from '../../../src/core/fold.ts'
import { startReplay } from '../../../src/core/replay.ts'
import { plain } from '../../../src/core/text.ts'
import type { Book } from '../../../src/core/view.ts'
import { expressions } from '../../../src/runbook/template.ts'
import { book, step, warning } from '../../support/world.ts'

const command = { kind: 'run', run: { command: ['true'], changes: true } } as const
const check = { kind: 'check', check: { probe: { kind: 'tcp', address: 'x:1' }, expect: 'closed' } } as const
const ask = { kind: 'ask', fields: [{ id: 'known', title: plain('Known?'), type: 'text' }] } as const
const options = [{ id: 'one', title: plain('One') }]

const runbooks: Book = book(
  {
    a: [
      step('look'),
      step('run', { action: command }),
      step('danger', { action: command, approve: 'lead', alone: true, retry: { attempts: 2, every: '1s' }, after: [] }),
      step('signed', { action: command, approve: 'lead', approveSigned: true, after: [] }),
      step('cut', { action: command, each: { as: 'link', in: 'profile.links', ask: plain('Which?') }, after: [] }),
      step('maybe', { when: 'facts.known == "yes"', after: [] }),
      step('ask', { action: ask, after: [] }),
      step('pick', { action: { kind: 'choose', fact: 'scope', options }, after: [] }),
      step('proven', { proof: check, after: [] }),
      step('warn', { action: { kind: 'notify', obligation: 'warning' }, after: [] }),
      step('cloud', { action: { kind: 'cloud', cloud: 'up' }, after: [] }),
    ],
  },
  { obligations: [warning], base: { profile: { links: null } }, factNames: ['known', 'scope'] },
)

type Part = Draft & { readonly t?: string; readonly run?: string; readonly seq?: number }

const els = 'Els Peeters'
const opened: Part = {
  type: 'incident.opened',
  actor: els,
  data: {
    incident: 'willebroek-2026-11-24',
    municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: 'PZ' },
    plan: 'test',
    version: '0.1.0',
    nis2: 'voluntary',
    base: '/srv',
    pinned: [{ name: 'a.yaml', sha256: '0'.repeat(64), size: 1 }],
  },
}
const drilled = {
  ...opened,
  data: { ...opened.data, exercise: { scenario: 'evening', level: 'basic', start: '2026-11-24T02:12:00.000Z' } },
} as Part
const started: Part = { type: 'session.started', actor: els, data: { version: '0.1.0', mode: 'interactive' } }
const ended = (why: 'left' | 'finished'): Part => ({ type: 'session.ended', actor: els, data: { why } })
const closed: Part = { type: 'incident.closed', actor: 'cyber-respond', data: { summary: 'over' } }
const intent = (name: string, attempt = 1, actor = els): Part => ({
  type: 'step.intent',
  actor,
  step: `a/${name}`,
  data: { attempt, what: 'runs true' },
})
const outcome = (name: string, data: object = {}, actor = els): Part =>
  ({ type: 'step.outcome', actor, step: `a/${name}`, data: { result: 'done', summary: 'ok', ...data } }) as Part
const decision = (type: 'skipped' | 'blocked' | 'unblocked' | 'reopened', name: string): Part => ({
  type: `step.${type}`,
  actor: els,
  step: `a/${name}`,
  data: { reason: 'why not' },
})
const early = (name: string, waits: readonly string[] = ['a/look']): Part => ({
  type: 'step.advanced',
  actor: els,
  step: `a/${name}`,
  data: { reason: 'it burns', waits, needs: '0.3.0' },
})
const approved = (approver = 'Jan Maes', role = 'lead'): Part => ({
  type: 'step.approved',
  actor: approver,
  step: 'a/danger',
  data: { approver, role, reason: 'cut it', form: 'asserted' },
})
const danger = { act: 'a/danger', title: 'danger', what: 'runs true', attempts: 2 }
/** An approval that says what it is for; `after` is the number of lines before it when nothing else is said. */
const bound = (part: object = {}, step = 'a/danger'): Part => {
  const acts = [danger]
  const given = { incident: 'willebroek-2026-11-24', after: 2, actor: els, acts, ...part }
  const { approver, role, reason } = { approver: 'Jan Maes', role: 'lead', reason: 'cut it' }
  return {
    ...{ type: 'step.approved', actor: approver, step },
    data: { approver, role, reason, form: 'asserted', bound: given },
  } as Part
}
/** As `bound`, but nobody approves: who acts goes on alone. */
const alone = (part: object = {}, step = 'a/danger'): Part => {
  const given = { incident: 'willebroek-2026-11-24', after: 2, actor: els, acts: [danger], ...part }
  return {
    ...{ type: 'step.alone', actor: els, step },
    data: { needs: '0.3.0', role: 'lead', reason: 'nobody answers', bound: given },
  } as Part
}
const judgedLater = (of: number, after: number): Part =>
  ({
    ...{ type: 'alone.decided', actor: 'Jan Maes' },
    data: {
      ...{
        needs: '0.3.0',
        of,
        decision: 'ratified',
        approver: 'Jan Maes',
        role: 'lead',
        reason: 'x',
        form: 'asserted',
      },
      bound: { incident: 'willebroek-2026-11-24', after, actor: els, acts: [danger] },
    },
  }) as Part
const corrected = (of: number, value = 'no', name = 'ask', fact = 'known'): Part =>
  ({
    ...{ type: 'fact.corrected', actor: els, step: `a/${name}` },
    data: { needs: '0.3.0', fact, value, of, reason: 'misheard' },
  }) as Part
const wasNone = {
  ...{ act: 'false-alarm', attempts: 1, title: { en: 'Close as a false alarm', nl: 'Afsluiten als vals alarm' } },
  what: {
    en: 'closes the incident as a false alarm: no further step is done, and no clock applies any more',
    nl: 'sluit het incident af als vals alarm: er gebeurt geen stap meer, en geen klok geldt nog',
  },
}
const asFalseAlarm = (part: object = {}, actor = els): Part => {
  const given = { incident: 'willebroek-2026-11-24', after: 2, actor: els, acts: [wasNone], ...part }
  const falseAlarm = { reason: 'a broken screen', approver: 'Jan Maes', form: 'asserted', bound: given }
  return { type: 'incident.closed', actor, data: { needs: '0.3.0', summary: 'false alarm', falseAlarm } } as Part
}
const expanded = (source = 'profile.links', name = 'cut'): Part => ({
  type: 'step.expanded',
  actor: els,
  step: `a/${name}`,
  data: { source, items: [{ id: 'one', name: 'One' }] },
})
const note: Part = { type: 'note.added', actor: els, data: { text: 'the mayor called' } }
const redaction = (seq: number): Part => ({
  type: 'redaction',
  actor: els,
  data: { seq, path: '/text', digest: 'x', basis: 'art. 17', approver: 'Jan', reason: 'asked' },
})
const erasure = { act: 'redact 3 /text', title: 'Erase', attempts: 1 }
const bySecond = (seq: number, part: object = {}, actor = els): Part => {
  const what = {
    en: 'erases for good the value at /text of line 3, whose digest is x',
    nl: 'wist voorgoed de waarde op /text van regel 3, met als hash x',
  }
  const given = { incident: 'willebroek-2026-11-24', after: 3, actor: els, acts: [{ ...erasure, what }], ...part }
  const { data } = redaction(seq)
  return { type: 'redaction', actor, data: { ...data, form: 'asserted', bound: given } } as Part
}
const handover = (to: string): Part => ({ type: 'handover.made', actor: els, data: { from: els, to, note: '' } })
const prepared: Part = {
  type: 'notice.prepared',
  actor: els,
  step: 'a/warn',
  data: { obligation: 'warning', files: [], values: {} },
}
const sent = (obligation = 'warning'): Part => ({
  type: 'notice.sent',
  actor: els,
  step: 'a/warn',
  data: { obligation, how: 'portal', at: '2026-11-24T02:00:00.000Z', reference: 'CASE-1' },
})
const goingOn = {
  ...{ kind: 'check', verdict: 'pass', seen: 'closed' },
  before: { subject: 'tcp a:1', there: 'yes', seen: 'open', held: { end: 'alive', seen: 'it answers' } },
} as const
const jump: Part = { type: 'clock.jump', actor: 'cyber-respond', data: { wallMs: -5000, monoMs: 0 } }
const cloud = (act: string): Part => ({
  type: 'cloud.changed',
  actor: els,
  step: 'a/cloud',
  data: { act, services: [] },
})
const begun = (act: 'up' | 'down' = 'up'): Part => ({
  type: 'cloud.intent',
  actor: els,
  data: { act, what: 'starts the services', services: ['status-page'] },
})
const acted = (at: number, act: 'up' | 'down' = 'up'): Part => ({
  type: 'cloud.outcome',
  actor: els,
  data: { intent: at, act, result: 'done', summary: 'ok', services: [{ name: 'status-page', state: 'healthy' }] },
})
const looked = (at: number, act: 'up' | 'down' = 'up'): Part => ({
  type: 'cloud.decided',
  actor: els,
  data: { intent: at, act, decision: 'not-done', seen: 'no service runs', services: [] },
})
const decided: Part = {
  type: 'step.decided',
  actor: els,
  step: 'a/run',
  data: { decision: 'redo', reason: 'not seen', probe: 'no probe can tell' },
}
const later = (part: Part): Part => ({ ...part, run: 'run-2' })
const at = (t: string, part: Part): Part => ({ ...part, t })

const joins = (actor: string, run: string, machine = 'm1'): Part => {
  const place = { id: machine, name: 'laptop' }
  const data = { version: '0.3.0', mode: 'interactive', machine: place, shared: true, needs: '0.3.0' } as const
  return { type: 'session.started', actor, run, data }
}
/** Written by Bram, in the session beside that of Els. */
const bram = (part: Part): Part => ({ ...part, run: 'run-2', actor: 'Bram Claes' })
const team = [opened, joins(els, 'run-1'), joins('Bram Claes', 'run-2')]
const hold = (type: 'claimed' | 'released', name: string): Part => ({
  ...{ type: `step.${type}`, actor: els, step: `a/${name}`, data: { needs: '0.3.0' } },
})
const taken = (name: string, run = 'run-1', person = els): Part => ({
  ...{ type: 'step.taken', actor: els, step: `a/${name}` },
  data: { run, person, reason: 'she does not answer', needs: '0.3.0' },
})
const overtaken = (name: string): Part => ({
  ...{ type: 'step.overtaken', actor: els, step: `a/${name}` },
  data: { result: 'done', summary: 'ok', needs: '0.3.0' },
})
const lost = (run = 'run-1', person = els): Part => ({
  ...{ type: 'session.lost', actor: 'cyber-respond', run: 'run-2', data: { run, person, needs: '0.3.0' } },
})

/** The reason of the last event; fails when an event before it does not follow. */
function last(parts: readonly Part[], from: Book | null = runbooks): Divergence | null {
  const replay = startReplay({ book: from, expressions, lists: true })
  for (const [index, part] of parts.entries()) {
    const event = { t: '2026-11-24T02:12:00.000Z', run: 'run-1', seq: index, ...part } as LogEvent
    const found = replay.take(event)
    if (index === parts.length - 1) return found
    expect(found, `event ${index}, ${part.type}`).toBeNull()
  }
  return null
}

const session = [opened, started]
/** Everything is settled but the steps that are named. */
const allBut = (...open: readonly string[]): readonly Part[] => [
  ...['look', 'run', 'danger', 'ask', 'pick', 'proven', 'warn', 'cloud', 'cut', 'signed']
    .filter((name) => !open.includes(name))
    .map((name) => decision('skipped', name)),
]

/** For each reason a record whose last event diverges for it. */
const cases: { readonly [reason in Divergence]: readonly (readonly Part[])[] } = {
  'first-line': [[started], [opened, opened]],
  number: [[opened, { ...started, seq: 2 }], [{ ...opened, seq: 1 }]],
  kind: [
    [...session, { ...note, type: 'note.sung' } as never],
    [...session, { ...note, type: 'constructor' } as never],
  ],
  shape: [
    [opened, { ...started, data: { ...started.data, shared: true } } as never],
    [...session, { ...note, data: {} } as never],
    [...session, { ...note, data: { text: ['x'] } } as never],
    [...session, outcome('look', { result: 'perhaps' })],
    [...session, outcome('look', { proof: { kind: 'dream' } })],
    [opened, { ...started, data: { version: '1', mode: 'sleeping' } } as never],
    [...session, { ...begun(), data: { act: 'burn', what: 'x', services: [] } } as never],
    [...session, { ...begun(), data: { act: 'up', what: 'x', services: [], change: { lang: 1 } } } as never],
    [...session, begun(), { ...acted(2), data: { act: 'up', result: 'done', summary: 'ok', services: [] } } as never],
    [...session, begun(), { ...acted(2), data: { ...acted(2).data, services: [{ name: 'x', state: 'up' }] } } as never],
    [...session, { ...cloud('up'), data: { act: 'up', services: [], seen: ['x'] } } as never],
  ],
  writer: [
    [...team, { ...lost(), actor: els }],
    [...session, { ...jump, actor: els }],
    [...session, ...allBut(), { ...closed, actor: els }],
  ],
  time: [
    [...session, at('2026-11-24T02:11:50.000Z', note)],
    [...team, note, at('2026-11-24T02:11:50.000Z', bram(note))],
  ],
  closed: [
    [...session, asFalseAlarm(), outcome('look')],
    [...session, asFalseAlarm(), prepared],
    [...session, asFalseAlarm(), asFalseAlarm({ after: 3 })],
    [...session, ...allBut(), closed, decision('reopened', 'look')],
    [...session, ...allBut(), closed, closed],
    [...session, ...allBut(), closed, ended('finished'), later(started), later(outcome('look'))],
  ],
  'no-session': [
    [opened, outcome('look')],
    [...session, ended('left'), outcome('look')],
    [...session, later(outcome('look'))],
    [...session, later(note), outcome('look')],
    [opened, ended('left')],
    [opened, closed],
    [opened, begun()],
    [...session, begun(), later(acted(2))],
    [...session, begun(), later(looked(2))],
    [opened, { type: 'drift.seen', actor: els, data: { files: [] } }],
  ],
  'session-open': [[...session, started]],
  'not-closed': [[...session, ended('finished')]],
  'not-finished': [
    [...session, closed],
    [...session, ...allBut('pick'), closed],
  ],
  'no-drill': [
    [...session, { type: 'drill.ended', actor: els, data: { why: 'scenario' } }],
    [...session, { type: 'world.changed', actor: els, data: { cause: 'spread', what: 'x', changes: [] } }],
  ],
  'no-incident': [[drilled, started, asFalseAlarm()]],
  'not-pinned': [[...session, { type: 'drift.seen', actor: els, data: { files: ['b.yaml'] } }]],
  busy: [
    [...session, outcome('ask', { facts: { known: 'yes' } }), outcome('look'), intent('run'), corrected(2)],
    [...session, outcome('look'), intent('run'), asFalseAlarm({ after: 4 })],
    [...team, outcome('look'), bram(intent('run')), asFalseAlarm({ after: 5 })],
    [...team, bram(begun()), begun()],
    [...session, outcome('look'), intent('run'), outcome('ask')],
    [...session, outcome('look'), intent('run'), note],
    [...session, outcome('look'), intent('run'), begun()],
    [...session, begun(), begun()],
    [...session, begun(), outcome('look')],
    [...session, begun(), decision('skipped', 'look')],
  ],
  'no-step': [
    [...session, outcome('ask', { facts: { known: 'yes' } }), { ...corrected(2), step: undefined } as never],
    [...session, { type: 'step.skipped', actor: els, data: { reason: 'x' } }],
  ],
  'unknown-step': [
    [...session, outcome('gone')],
    [...session, expanded(), intent('cut[two]')],
    [...session, expanded(), intent('cut')],
    [...session, expanded(), expanded()],
  ],
  waiting: [
    [...session, intent('run')],
    [...session, decision('skipped', 'run')],
    [...session, decision('blocked', 'look'), intent('run')],
  ],
  'not-needed': [
    [...session, outcome('maybe')],
    [...session, outcome('ask', { facts: { known: 'no' } }), outcome('maybe')],
  ],
  settled: [
    [...session, outcome('look'), outcome('look')],
    [...session, decision('skipped', 'look'), outcome('look')],
    [...session, outcome('look'), intent('run'), outcome('run'), intent('run', 2)],
  ],
  blocked: [[...session, decision('blocked', 'look'), outcome('look')]],
  undecided: [
    [...session, outcome('look'), intent('run'), later(started), later(intent('run', 2))],
    [...session, outcome('look'), intent('run'), later(started), later(outcome('run'))],
    [...session, outcome('look'), intent('run'), later(started), later(decision('skipped', 'run'))],
  ],
  doing: [
    [...session, outcome('look'), intent('run'), intent('run', 2)],
    [...team, outcome('look'), intent('run'), hold('claimed', 'run')],
    [...team, hold('claimed', 'look'), hold('claimed', 'look')],
    [...team, outcome('look'), hold('claimed', 'run'), intent('run'), hold('released', 'run')],
  ],
  'no-intent': [
    [...session, outcome('look'), outcome('run')],
    [...session, cloud('up')],
    [...session, acted(1)],
    [...session, begun(), acted(2), acted(2)],
    [...session, begun(), later(started), later(acted(2))],
  ],
  'needless-intent': [[...session, intent('look')]],
  attempt: [
    [...session, outcome('look'), intent('run', 2)],
    [...session, outcome('look'), intent('run'), outcome('run', { result: 'failed' }), intent('run', 1)],
  ],
  'not-approved': [
    [...session, intent('danger')],
    // A retry needs no new approval, what comes after the last of them does.
    [
      ...session,
      approved(),
      intent('danger'),
      outcome('danger', { result: 'failed' }),
      intent('danger', 2),
      outcome('danger', { result: 'failed' }),
      intent('danger', 3),
    ],
    [...session, approved(), intent('danger'), outcome('danger', { result: 'failed' }), note, intent('danger', 2)],
    [...session, approved(), intent('danger'), outcome('danger'), decision('reopened', 'danger'), intent('danger', 2)],
  ],
  'own-approval': [
    [...session, asFalseAlarm({ actor: 'Maes, Jan' }, 'Maes, Jan')],
    [...session, approved(), intent('danger', 1, 'Maes,  Ján')],
    [...session, bound({ actor: 'Maes, Jan' })],
  ],
  'other-incident': [
    [...session, asFalseAlarm({ incident: 'diest-2026-11-24' })],
    [...session, bound({ incident: 'diest-2026-11-24' })],
    [...session, note, bySecond(2, { incident: 'diest-2026-11-24' })],
  ],
  'other-line': [
    [...session, asFalseAlarm({ after: 1 })],
    [...session, outcome('look'), asFalseAlarm()],
    [...session, bound({ after: 1 })],
    [...session, bound({ after: 3 })],
    // Given before another step was done, and before a break.
    [...session, outcome('look'), bound()],
    [...session, later(started), later(bound())],
    // The same one once more, after what it was for failed.
    [...session, bound(), intent('danger'), outcome('danger', { result: 'failed' }), note, bound()],
    [...session, note, bySecond(2, { after: 5 })],
    // Somebody did something with this very step while the approval was asked.
    [...team, hold('claimed', 'danger'), hold('released', 'danger'), bound({ after: 4 })],
  ],
  'other-actor': [
    [...session, asFalseAlarm({}, 'Daan')],
    [...session, bound(), intent('danger', 1, 'Daan')],
    [...session, bound(), ended('left'), later(started), later(intent('danger', 1, 'Daan'))],
    [...session, note, bySecond(2, {}, 'Daan')],
  ],
  'not-as-approved': [
    [...session, asFalseAlarm({ acts: [danger] })],
    [...session, asFalseAlarm({ acts: [{ ...wasNone, what: 'closes it' }] })],
    [...session, bound({ acts: [{ ...danger, act: 'a/run' }] })],
    [...session, bound({ acts: [danger, danger] })],
    [...session, bound({ acts: [{ ...danger, attempts: 3 }] })],
    [...session, bound({ acts: [{ ...danger, what: 'runs false' }] }), intent('danger')],
    // The second attempt is the act that was approved, by who began it.
    [...session, bound(), intent('danger'), outcome('danger', { result: 'failed' }), intent('danger', 2, 'Daan')],
    [...session, note, bySecond(2, { acts: [{ ...erasure, what: 'erases all' }] })],
    [...session, note, bySecond(2, { acts: [{ ...erasure, act: 'redact 2 /text', what: 'x' }] })],
  ],
  unbound: [
    [...session, bound(), intent('danger'), outcome('danger', { result: 'failed' }), note, approved()],
    [...session, note, bySecond(2), redaction(2)],
  ],
  name: [
    [...session, { ...approved(), actor: els }],
    [...session, { ...handover('Jan Maes'), actor: 'Daan' }],
  ],
  'same-person': [
    [...session, handover('peeters, ELS')],
    [...session, note, { ...redaction(2), actor: 'Jan' }],
  ],
  'nothing-to-approve': [
    [...session, approved('Jan Maes', 'mayor')],
    [...session, { ...approved(), step: 'a/look' }],
  ],
  'not-alone': [[...session, alone({ acts: [{ ...danger, act: 'a/signed', attempts: 1 }] }, 'a/signed')]],
  'no-act-alone': [
    [...session, judgedLater(1, 2)],
    [...session, bound(), judgedLater(2, 3)],
  ],
  judged: [[...session, alone(), judgedLater(2, 3), judgedLater(2, 4)]],
  unsigned: [[...session, { ...approved(), step: 'a/signed' }]],
  'not-blocked': [[...session, decision('unblocked', 'look')]],
  'not-waiting': [
    // It is ready; it waits for another one than is said; it was taken up already, done, or has no such order.
    [...session, early('look', [])],
    [...session, early('run', ['a/danger'])],
    [...session, early('run'), early('run')],
    [...session, outcome('look'), early('run')],
    [...session, outcome('look'), early('look')],
  ],
  'not-settled': [[...session, decision('reopened', 'look')]],
  'not-cut-off': [[...session, outcome('look'), decided]],
  'unnamed-items': [[...session, intent('cut')]],
  'other-list': [
    [...session, expanded('profile.partners')],
    [...session, expanded('profile.links', 'look')],
  ],
  'no-answer': [
    [...session, corrected(2)],
    [...session, outcome('ask', { facts: { known: 'yes' } }), corrected(1)],
    [...session, outcome('ask', { facts: { known: 'yes' } }), corrected(2, 'no', 'look')],
    // What was put right once stands in another line from then on.
    [...session, outcome('ask', { facts: { known: 'yes' } }), corrected(2), corrected(2)],
  ],
  'other-fact': [
    [...session, outcome('pick', { facts: { scope: 'one' } }), { ...corrected(2, 'two', 'pick', 'scope') }],
    [...session, outcome('ask', { facts: { scope: 'one' } })],
    [...session, outcome('look', { facts: { known: 'yes' } })],
    [...session, outcome('pick', { facts: { scope: 'two' } })],
  ],
  'no-proof': [
    [...session, outcome('proven')],
    [...session, outcome('proven', { proof: { kind: 'check', verdict: 'fail', seen: 'open' } })],
    [...session, outcome('proven', { proof: goingOn })],
  ],
  'other-notice': [
    [...session, { ...prepared, step: 'a/look' }],
    [...session, prepared, sent('gone')],
  ],
  'not-prepared': [[...session, sent()]],
  'other-act': [[...session, intent('cloud'), cloud('down')]],
  'other-cloud-act': [
    [...session, begun(), acted(1)],
    [...session, begun(), acted(2, 'down')],
    [...session, begun(), later(started), later(looked(3))],
    [...session, begun(), later(started), later(looked(2, 'down'))],
  ],
  'cloud-undecided': [[...session, begun(), later(started), later(begun('down'))]],
  'cloud-not-cut-off': [
    [...session, looked(1)],
    [...session, begun(), looked(2)],
    [...session, begun(), later(started), later(looked(2)), later(looked(2))],
  ],
  'later-line': [[...session, redaction(2)]],
  'no-such-session': [
    [...team, lost('run-3')],
    [...team, lost('run-1', 'Bram Claes')],
    [...team, lost('run-2', 'Bram Claes')],
    [...session, lost()],
    [...team, ended('left'), lost()],
  ],
  'lost-session': [
    [...team, lost(), note],
    [...team, lost(), joins(els, 'run-1')],
  ],
  'not-shared': [
    [...session, hold('claimed', 'look')],
    [...session, overtaken('look')],
  ],
  held: [
    [...team, hold('claimed', 'look'), bram(outcome('look'))],
    [...team, hold('claimed', 'look'), bram(decision('skipped', 'look'))],
    [...team, outcome('look'), hold('claimed', 'run'), bram(intent('run'))],
    [...team, outcome('look'), intent('run'), bram(outcome('run'))],
    [...team, outcome('look'), intent('run'), bram(intent('run', 2))],
    [...team, hold('claimed', 'cut'), bram(expanded())],
  ],
  'not-held': [
    [...team, bram(taken('look'))],
    [...team, hold('claimed', 'look'), bram(taken('look', 'run-1', 'Jan Maes'))],
    [...team, hold('claimed', 'look'), taken('look')],
    [...team, hold('released', 'look')],
    [...team, hold('claimed', 'look'), outcome('look'), hold('released', 'look')],
    [...team, hold('claimed', 'look'), bram(taken('look')), hold('released', 'look')],
  ],
  'still-held': [
    [...team, hold('claimed', 'look'), overtaken('look')],
    [...team, outcome('look'), intent('run'), overtaken('run')],
  ],
  // What only expressions can give: below.
  'no-plan': [],
}

const told = Object.entries(cases).flatMap(([reason, records]) =>
  records.map((record, index) => [`${reason} ${index + 1}`, reason as Divergence, record] as const),
)

test.each(told)('%s', (_name, reason, record) => {
  expect(last(record)).toBe(reason)
})

test.each([
  ['an act that was approved', [...session, bound(), intent('danger'), outcome('danger')]],
  ['a note between asking and approving', [...session, note, bound()]],
  [
    'both attempts of one approved act',
    [
      ...session,
      bound(),
      intent('danger'),
      outcome('danger', { result: 'failed' }),
      intent('danger', 2),
      outcome('danger'),
    ],
  ],
  ['a step that was taken up before what it waits for', [...session, early('run'), intent('run'), outcome('run')]],
  [
    'one that was taken up, left, reopened and taken up once more',
    [
      ...session,
      early('run'),
      intent('run'),
      outcome('run'),
      decision('reopened', 'run'),
      early('run'),
      intent('run', 2),
    ],
  ],
  ['an act behind a break', [...session, bound(), ended('left'), later(started), later(intent('danger'))]],
  [
    'an approval asked anew after a failure',
    [
      ...[...session, bound(), intent('danger'), outcome('danger', { result: 'failed' }), bound({ after: 5 })],
      ...[intent('danger', 2), outcome('danger')],
    ],
  ],
  [
    'one approval of two acts',
    [
      ...session,
      bound({ acts: [danger, { ...danger, act: 'a/signed', what: 'runs true', attempts: 1 }] }),
      ...[intent('danger'), outcome('danger'), intent('signed'), outcome('signed')],
    ],
  ],
  [
    'what 0.1.0 wrote: an approval that names no act, used by somebody else after a break',
    [...session, approved(), ended('left'), later(started), later(intent('danger', 1, 'Daan'))],
  ],
  ['an erasure that was approved', [...session, note, bySecond(2)]],
  ['an erasure by 0.1.0', [...session, note, redaction(2)]],
  [
    'two people who do several things at once, and write of their own',
    [
      ...[...team, hold('claimed', 'look'), bram(hold('claimed', 'ask')), outcome('look'), intent('run'), note],
      ...[bram(outcome('ask', { facts: { known: 'yes' } })), bram(intent('cloud')), bram(begun()), intent('danger')],
    ].slice(0, -1),
  ],
  [
    'several acts in one session',
    [...team, outcome('look'), intent('run'), intent('cloud'), begun(), outcome('run'), acted(6), outcome('cloud')],
  ],
  [
    'an approval that was asked while others went on',
    [...team, hold('claimed', 'danger'), bram(outcome('look')), bound({ after: 4 }), intent('danger')],
  ],
  [
    'an approval given at another terminal',
    [...team, hold('claimed', 'danger'), { ...bound({ after: 4 }), run: 'run-2' }, intent('danger')],
  ],
  [
    'both attempts of one approved act, between which somebody else does something',
    [
      ...[...team, bound({ after: 3 }), intent('danger'), outcome('danger', { result: 'failed' })],
      ...[bram(outcome('look')), note, intent('danger', 2), outcome('danger')],
    ],
  ],
  [
    'a session that was lost, and what it was doing, looked at by another one',
    [...team, outcome('look'), intent('run'), lost(), bram(decided), bram(intent('run', 2)), bram(outcome('run'))],
  ],
  ['one that ended in the middle', [...team, outcome('look'), intent('run'), ended('left'), bram(decided)]],
  [
    'one that was lost with steps that it had taken up',
    [...team, hold('claimed', 'look'), lost(), bram(outcome('look'))],
  ],
  [
    'an act that was taken over, and what came of it in the end',
    [
      ...[...team, outcome('look'), intent('run'), bram(taken('run')), bram(decided), bram(intent('run', 2))],
      ...[overtaken('run'), bram(outcome('run')), overtaken('run')],
    ],
  ],
  [
    'an answer for a step that somebody had taken up meanwhile, and a notice that was sent for one',
    [...team, bram(hold('claimed', 'warn')), prepared, sent(), overtaken('warn'), bram(outcome('warn'))],
  ],
  [
    'the end of an act behind the closing',
    [
      ...team,
      bram(hold('claimed', 'look')),
      asFalseAlarm({ after: 4 }),
      bram(prepared),
      bram(sent()),
      bram(overtaken('warn')),
    ],
  ],
  [
    'clocks of two machines that are hours apart, and of one that was set back by whoever noticed',
    [
      ...[opened, joins(els, 'run-1'), at('2026-11-23T22:00:00.000Z', joins('Bram Claes', 'run-2', 'm2')), note],
      ...[at('2026-11-23T22:00:01.000Z', bram(note)), joins('Jan Maes', 'run-3')],
      ...[at('2026-11-24T01:00:00.000Z', { ...jump, run: 'run-3' }), at('2026-11-24T01:00:01.000Z', note)],
    ],
  ],
  [
    'somebody who is alone, behind a team',
    [...team, outcome('look'), intent('run'), { ...started, run: 'run-3' }, { ...decided, run: 'run-3' }],
  ],
  [
    'a team behind somebody who was alone',
    [...session, outcome('look'), intent('run'), joins('Bram Claes', 'run-2'), bram(decided)],
  ],
] as const)('follows: %s', (_what, record) => expect(last(record)).toBeNull())

test('every reason has a record that gives it, and words in two languages', () => {
  expect(Object.keys(cases).toSorted()).toEqual(Object.keys(divergences).toSorted())
  for (const { en, nl } of Object.values(divergences)) {
    expect(en).toMatch(/^[a-z].*[^.]$/)
    expect(nl).toMatch(/^[a-z].*[^.]$/)
    expect(nl).not.toBe(en)
  }
})

test('runbooks whose conditions have no value with what is known', () => {
  const throwing = {
    ...expressions,
    evaluate: () => {
      throw new Fault({ code: 'runbook.expression', exit: exit.invalid, message: plain('no value') })
    },
  }
  const replay = startReplay({ book: runbooks, expressions: throwing, lists: true })
  const events = [...session, outcome('look')].map(
    (part, seq) => ({ t: '2026-11-24T02:12:00.000Z', run: 'run-1', seq, ...part }) as LogEvent,
  )
  expect(events.map((event) => replay.take(event))).toEqual([null, null, 'no-plan'])
})

/** Records that diverge also without the runbooks, by what the record says itself. */
const byRecord: readonly Divergence[] = [
  'blocked',
  'settled',
  'undecided',
  'doing',
  'attempt',
  'closed',
  'busy',
  'number',
]

test.each(told.filter(([, reason]) => byRecord.includes(reason)))(
  'without runbooks too: %s',
  (_name, reason, record) => {
    expect(last(record, null)).toBe(reason)
  },
)

test('acts on the cloud follow: done, failed, cut off and settled, and those of a closed incident', () => {
  const failed: Part = { ...acted(2), data: { ...acted(2).data, result: 'failed' } } as Part
  expect(last([...session, begun(), failed, begun('down'), acted(4, 'down'), outcome('look')])).toBeNull()
  expect(last([...session, begun(), later(started), later(looked(2)), later(begun()), later(acted(5))])).toBeNull()
  // What a person leaves undecided keeps nobody from the steps.
  expect(last([...session, begun(), later(started), later(outcome('look'))])).toBeNull()
  const closing = [...session, ...allBut(), closed, ended('finished')]
  expect(last([...closing, later(started), later(begun('down')), later(acted(closing.length + 1, 'down'))])).toBeNull()
})

test('a record of 0.1.0, in which a command wrote without a session what it had done', () => {
  const old: Part = { type: 'cloud.changed', actor: els, data: { act: 'up failed', services: ['status-page'] } }
  const page: Part = {
    type: 'cloud.changed',
    actor: els,
    data: { act: 'page', services: [], detail: { message: 'x' } },
  }
  expect(last([opened, old, page, { ...old, data: { act: 'down', services: ['status-page'] } } as Part])).toBeNull()
})

test.each(told.filter(([, reason]) => ['waiting', 'not-needed', 'needless-intent'].includes(reason)))(
  'only the runbooks tell: %s',
  (_name, _reason, record) => {
    expect(last(record, null)).toBeNull()
  },
)

test('whoever approved may not carry it out, after a crash or without runbooks either', () => {
  const record = [...session, approved(), later(started), later(intent('danger', 1, 'Jan Maes'))]
  expect(last(record)).toBe('own-approval')
  expect(last(record, null)).toBe('own-approval')
})

test('the clock may go back with a word about it, or with another process', () => {
  const before = '2026-11-24T01:00:00.000Z'
  expect(last([...session, at(before, jump), at(before, note)])).toBeNull()
  expect(last([...session, at(before, later(note))])).toBeNull()
  expect(last([...session, at('2026-11-24T02:11:58.000Z', note)])).toBeNull()
  expect(last([...session, at('2026-11-24T02:11:57.999Z', note)])).toBe('time')
})

test('a fact that a condition looks at, or a reopened step, changes what may follow', () => {
  const known = outcome('ask', { facts: { known: 'yes' } })
  expect(last([...session, outcome('look'), known, outcome('maybe')])).toBeNull()
  const undone = [...session, outcome('look'), intent('run'), outcome('run'), decision('reopened', 'look')]
  expect(last([...undone, decision('reopened', 'run'), intent('run', 2)])).toBe('waiting')
  expect(last([...undone, decision('reopened', 'run'), outcome('look'), intent('run', 2)])).toBeNull()
})

test.each(['deferred', 'failed'])('a fact counts too that an act gave whose step is not done: %s', (result) => {
  const known = (value: string): Part => outcome('ask', { result, facts: { known: value } })
  expect(last([...session, outcome('look'), known('yes'), outcome('maybe')])).toBeNull()
  expect(last([...session, outcome('look'), known('no'), outcome('maybe')])).toBe('not-needed')
  expect(last([...session, outcome('look'), known('yes'), known('no'), outcome('maybe')])).toBe('not-needed')
})

test('a step that is not needed after all no longer stands in the way, once it is no longer blocked', () => {
  const few = book({ a: [step('ask', { action: ask }), step('maybe', { when: 'facts.known == "yes"' }), step('next')] })
  const known = (value: string): Part => outcome('ask', { facts: { known: value } })
  const before = [...session, known('yes'), decision('blocked', 'maybe'), decision('reopened', 'ask'), known('no')]
  expect(last([...before, outcome('next')], few)).toBe('waiting')
  expect(last([...before, decision('unblocked', 'maybe'), outcome('next')], few)).toBeNull()
})

test('after a divergence the state is that of the events before it', () => {
  const replay = startReplay({ book: runbooks, expressions, lists: true })
  const events = [...session, outcome('look'), outcome('look')].map(
    (part, seq) => ({ t: '2026-11-24T02:12:00.000Z', run: 'run-1', seq, ...part }) as LogEvent,
  )
  expect(events.map((event) => replay.take(event))).toEqual([null, null, null, 'settled'])
  expect(replay.state).toEqual(fold(empty, events.slice(0, 3)))
})
