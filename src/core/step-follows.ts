import { actTraits } from './act-traits.ts'
import { aloneWrong } from './alone-follows.ts'
import { boundWrong, notServed, stepsWrong } from './approval-follows.ts'
import { sameSaid } from './bound-approval.ts'
import { type Before, isBusy } from './course.ts'
import type { Divergence } from './divergence.ts'
import type { EventData, EventType, LogEvent } from './event.ts'
import { holdOfOther } from './hold.ts'
import type { Action } from './model.ts'
import { goesOn } from './proof-strength.ts'
import { claimWrong, overtakenWrong, releaseWrong, takingWrong } from './session-follows.ts'
import type { StepView } from './view.ts'

type Of<T extends EventType> = Extract<LogEvent, { type: T }>
type Rule<T extends EventType> = (before: Before, data: EventData[T], event: Of<T>) => Divergence | null

const changesSomething = ({ step }: StepView): boolean => actTraits[step.action.kind].does === 'changes'

/**
 * Makes the rule of an event that is about a step: what holds for all of them, and what holds for this kind. `by`: whether
 * another session may write it of a step that somebody has.
 */
export function ofStep<T extends EventType>(
  rule: Rule<T>,
  { items = 'named', by = 'holder' }: { readonly items?: 'named' | 'any'; readonly by?: 'holder' | 'anybody' } = {},
) {
  return (before: Before, event: Of<T>): Divergence | null => {
    const { course, planned, record, view } = before
    const session = course.sessions.get(event.run)
    if (session === undefined) return 'no-session'
    if (event.step === undefined) return 'no-step'
    if (isBusy(course, event.run) && !session.doing.has(event.step)) return 'busy'
    if (by === 'holder' && holdOfOther(record, event.run) !== null) return 'held'
    if (planned !== null && view === null) return 'unknown-step'
    if (items === 'named' && view?.needsItems === true) return 'unnamed-items'
    return rule(before, event.data as EventData[T], event)
  }
}

/**
 * The reason why a step could not be taken up, or null: those that the operator is offered are ready, or failed before.
 */
function notOffered({ record, view }: Before): Divergence | null {
  switch (record?.status ?? 'open') {
    case 'open':
      return view?.status === 'waiting' ? 'waiting' : view?.status === 'not-applicable' ? 'not-needed' : null
    case 'failed':
      return null
    case 'doing':
      return 'doing'
    case 'blocked':
      return 'blocked'
    case 'unknown':
      return 'undecided'
    default:
      return 'settled'
  }
}

/** A retry follows on the failure before it, by the approval that was given for the first attempt. */
function isRetry({ course }: Before, { run, step = '' }: LogEvent): boolean {
  return course.sessions.get(run)?.retry.has(step) === true
}

function notApproved(before: Before, event: LogEvent): Divergence | null {
  const { record, view } = before
  const approved = record?.approved ?? null
  if (approved !== null) return notServed(approved, event, event.type === 'step.intent' ? event.data.what : null)
  if (view?.step.approve === undefined) return null
  if (!isRetry(before, event)) return 'not-approved'
  // The approval was for all its attempts, and they are one act by one person.
  const isSame = event.type !== 'step.intent' || sameSaid(event.data.what, record?.what ?? '')
  return isSame && record?.actor === event.actor ? null : 'not-as-approved'
}

/** The fault of an act that has no beginning on record: it may be done, by whom it may. */
function mayHappen(before: Before, event: LogEvent): Divergence | null {
  return notOffered(before) ?? notApproved(before, event)
}

/** The fault of its end. Who took it up could begin it then, whatever others did meanwhile. */
function mayEnd(before: Before, event: LogEvent): Divergence | null {
  return before.record?.claim?.run === event.run ? notApproved(before, event) : mayHappen(before, event)
}

/** What went out or was done for a step is so, whoever has the step now, where others are at work too. */
function mayBeSo(before: Before, event: LogEvent): Divergence | null {
  return before.course.shares ? null : mayHappen(before, event)
}

const skippedOrBlocked = ofStep<'step.skipped' | 'step.blocked'>((before) => notOffered(before), { items: 'any' })

const approvalOf = (before: Before, data: EventData['step.approved' | 'step.refused'], event: Approval) => {
  const { view } = before
  const { approver, role, form } = data
  const { actor, type } = event
  if (approver !== actor) return 'name'
  if (view !== null && view.step.approve !== role) return 'nothing-to-approve'
  if (type === 'step.approved' && view?.step.approveSigned === true && form !== 'signed') return 'unsigned'
  const wrong = notOffered(before)
  if (wrong !== null || event.type === 'step.refused') return wrong
  return boundWrong(before, event.data.bound, event) ?? stepsWrong(before, event.data, event)
}

type Approval = Of<'step.approved'> | Of<'step.refused'>
/** Who approves may do so where he is, while somebody else has the step. */
const approval = ofStep<'step.approved' | 'step.refused'>(approvalOf, { by: 'anybody' })

export const stepRules = {
  'step.expanded': ofStep<'step.expanded'>(
    (before, { source }) => {
      const { view, state } = before
      if (Object.hasOwn(state.items, source)) return 'other-list'
      if (view !== null && !(view.needsItems && view.step.each?.in === source)) return 'other-list'
      return notOffered(before)
    },
    { items: 'any' },
  ),
  'step.intent': ofStep<'step.intent'>((before, { attempt }, event) => {
    const { record, view } = before
    if (view !== null && !changesSomething(view)) return 'needless-intent'
    return mayHappen(before, event) ?? (attempt === (record?.attempts ?? 0) + 1 ? null : 'attempt')
  }),
  'step.outcome': ofStep<'step.outcome'>((before, data, event) => {
    const { record, view } = before
    const changes = view === null ? (record?.attempts ?? 0) > 0 : changesSomething(view)
    if (changes && record?.status !== 'doing') return notOffered(before) ?? 'no-intent'
    return (changes ? null : mayEnd(before, event)) ?? notProven(data, view) ?? otherFact(before, data)
  }),
  'step.approved': approval,
  'step.refused': approval,
  'step.alone': ofStep<'step.alone'>((before, _data, event) => notOffered(before) ?? aloneWrong(before, event)),
  'step.skipped': skippedOrBlocked,
  'step.blocked': skippedOrBlocked,
  'step.unblocked': ofStep<'step.unblocked'>(({ record }) => (record?.status === 'blocked' ? null : 'not-blocked'), {
    items: 'any',
  }),
  'step.reopened': ofStep<'step.reopened'>(
    ({ record }) => (record?.status === 'done' || record?.status === 'skipped' ? null : 'not-settled'),
    { items: 'any' },
  ),
  'step.advanced': ofStep<'step.advanced'>(({ record, view }, { waits }) => {
    if ((record?.status ?? 'open') !== 'open' || (record?.advanced ?? null) !== null) return 'not-waiting'
    if (view === null) return null
    if (view.status !== 'waiting' || !sameSteps(waits, view.waitsFor)) return 'not-waiting'
    return view.applies ? null : 'not-needed'
  }),
  'step.decided': ofStep<'step.decided'>(({ record }) => (record?.status === 'unknown' ? null : 'not-cut-off')),
  'notice.prepared': ofStep<'notice.prepared'>(
    (before, { obligation }, event) => otherNotice(before, obligation) ?? mayBeSo(before, event),
    { by: 'anybody' },
  ),
  'notice.sent': ofStep<'notice.sent'>(
    (before, { obligation }, event) => {
      const other = otherNotice(before, obligation) ?? mayBeSo(before, event)
      return other ?? (Object.hasOwn(before.state.notices, obligation) ? null : 'not-prepared')
    },
    { by: 'anybody' },
  ),
  'step.claimed': ofStep<'step.claimed'>((before, _data, event) => claimWrong(before, event, notOffered(before)), {
    items: 'any',
  }),
  'step.released': ofStep<'step.released'>((before, _data, event) => releaseWrong(before, event), { items: 'any' }),
  'step.taken': ofStep<'step.taken'>((before, _data, event) => takingWrong(before, event), {
    ...{ items: 'any', by: 'anybody' },
  }),
  'step.overtaken': ofStep<'step.overtaken'>((before, _data, event) => overtakenWrong(before, event), {
    ...{ items: 'any', by: 'anybody' },
  }),
} as const

/** The rule for what the emergency cloud did for a step. */
export const cloudOfStep = ofStep<'cloud.changed'>(
  ({ course, record, view }, { act }) => {
    if (record?.status !== 'doing' && !course.shares) return 'no-intent'
    if (view === null) return null
    const { action } = view.step
    return action.kind === 'cloud' && action.cloud === act ? null : 'other-act'
  },
  { by: 'anybody' },
)

function sameSteps(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((step) => other.includes(step))
}

function notProven({ result, proof }: EventData['step.outcome'], view: StepView | null): Divergence | null {
  if (result !== 'done') return null
  if (proof?.kind === 'check') return proof.verdict === 'pass' && !goesOn(proof) ? null : 'no-proof'
  return view?.step.proof?.kind === 'check' && proof === undefined ? 'no-proof' : null
}

function otherNotice({ view }: Before, obligation: string): Divergence | null {
  if (view === null) return null
  const { action } = view.step
  return action.kind === 'notify' && action.obligation === obligation ? null : 'other-notice'
}

function otherFact({ planned, view }: Before, { facts }: EventData['step.outcome']): Divergence | null {
  if (facts === undefined || view === null || planned === null) return null
  const { action } = view.step
  const asked = planned.asks(action)
  for (const name in facts) if (!asked.has(name)) return 'other-fact'
  return action.kind === 'choose' && !offers(action, facts[action.fact]) ? 'other-fact' : null
}

function offers({ options }: Extract<Action, { kind: 'choose' }>, chosen: unknown): boolean {
  return options.some(({ id }) => id === chosen)
}
