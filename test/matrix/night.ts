import type { Draft } from '../../src/core/event.ts'
import { falseAlarmAct } from '../../src/core/false-alarm.ts'
import type { Attack } from './attacks.ts'
import { type Batch, type Files, write } from './record.ts'

const actor = 'An Peeters'
const second = 'Els Smet'
const incident = 'willebroek-2026-11-24'
const step = 'isolate/cut-links[internet]'
const cut = { act: step, title: 'Cut the internet', what: 'runs cut-link internet', attempts: 1 }
const of = (type: string, data: object, by = actor, at: string | null = step): Draft =>
  ({ type, actor: by, ...(at === null ? {} : { step: at }), data }) as unknown as Draft

const opened: Batch = [
  of(
    'incident.opened',
    {
      ...{ incident, plan: 'ransomware', version: '0.3.0', nis2: 'voluntary', base: '/', pinned: [] },
      municipality: { nis: '12040', name: 'Willebroek', province: 'Antwerpen', policeZone: '' },
    },
    actor,
    null,
  ),
  of('session.started', { version: '0.3.0', mode: 'interactive' }, actor, null),
]
const bound = (size: number, part: object) => ({ incident, after: size, actor, acts: [cut], ...part })

/** An act that goes on without a second person; `part` is what is forged of what it is bound to. */
const alone =
  (part: object = {}, by = actor): Batch =>
  (size) => [of('step.alone', { needs: '0.3.0', role: 'lead', reason: 'nobody answers', bound: bound(size, part) }, by)]
const done = (what = cut.what, by = actor): Batch => [
  of('step.intent', { attempt: 1, what }, by),
  of('step.outcome', { result: 'done', summary: 'exit 0' }, by),
]
/** The line of the act is the one before those that did it. */
const judged =
  (part: object = {}, boundTo: object = {}, by = second): Batch =>
  (size) => {
    const said = { decision: 'ratified', approver: second, role: 'lead', reason: 'right', form: 'asserted' }
    const data = { needs: '0.3.0', of: size - 3, ...said, bound: bound(size, boundTo), ...part }
    return [of('alone.decided', data, by, null)]
  }
const asNone =
  (part: object = {}, boundTo: object = {}, by = actor): Batch =>
  (size) => {
    const given = { reason: 'a test', approver: second, form: 'asserted', ...part }
    const falseAlarm = { ...given, bound: bound(size, { acts: [falseAlarmAct], ...boundTo }) }
    return [of('incident.closed', { needs: '0.3.0', summary: 'false alarm', falseAlarm }, by, null)]
  }

/** What somebody who holds the key writes by himself of acts without a second person, of judgements and of false alarms. */
export async function nightAttacks(): Promise<readonly Attack[]> {
  const variants = async (...logs: readonly (readonly Batch[])[]): Promise<readonly { readonly files: Files }[]> =>
    Promise.all(logs.map(async (batches) => ({ files: await write([opened, ...batches]) })))
  const found = { alone: 'tampered', held: null } as const
  const other = { ...cut, act: 'isolate/wifi' }
  return [
    {
      what: 'an act without a second person, of another incident, line, person or act, of two acts, or done twice, by who holds the key',
      variants: await variants(
        [alone({ incident: 'diest-2026-11-24' }), done()],
        [alone({ after: 0 }), done()],
        [alone({ after: 99 }), done()],
        [alone({}, 'Daan Verzonnen'), done()],
        [alone(), done(cut.what, 'Daan Verzonnen')],
        [alone({ acts: [other] }), done()],
        [alone({ acts: [cut, other] }), done()],
        [alone(), done('runs rm')],
        [alone(), done(), done()],
      ),
      ...found,
    },
    {
      what: 'a judgement of such an act, by who did it, of another line, act, person or incident, or for the second time, by who holds the key',
      variants: await variants(
        [alone(), done(), judged({ approver: actor }, {}, actor)],
        [alone(), done(), judged({ of: 1 })],
        [alone(), done(), judged({}, { acts: [other] })],
        [alone(), done(), judged({}, { actor: 'Daan Verzonnen' })],
        [alone(), done(), judged({}, { incident: 'diest-2026-11-24' })],
        [alone(), done(), judged({}, { after: 1 })],
        [alone(), done(), judged(), judged({ of: 3, decision: 'refused' })],
      ),
      ...found,
    },
    {
      what: 'a closing as a false alarm, agreed by who closes, or for another incident, line, person or act, by who holds the key',
      variants: await variants(
        [asNone({ approver: 'peeters an' })],
        [asNone({}, { incident: 'diest-2026-11-24' })],
        [asNone({}, { after: 99 })],
        [asNone({}, {}, 'Daan Verzonnen')],
        [asNone({}, { acts: [cut] })],
      ),
      ...found,
    },
    {
      what: 'the judgement of an act without a second person left out',
      variants: await variants([alone(), done()]),
      ...{ alone: 'signed', held: 'tampered', says: /1 act without a second person, 1 not ratified/ },
    },
    {
      what: 'a correction of an answer that nobody gave, by who holds the key (`replay` finds it)',
      variants: await variants([
        [of('fact.corrected', { needs: '0.3.0', fact: 'paid', value: 'no', of: 2, reason: 'x' }, actor, 'notify/pay')],
      ]),
      ...{ alone: 'signed', held: 'tampered', says: /^whoever holds the key/ },
    },
  ]
}
