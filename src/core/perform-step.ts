import { keyOfAnother } from './approval.ts'
import type { Draft, ProofRecord } from './event.ts'
import { exit, Fault } from './fault.ts'
import type { Journal } from './journal.ts'
import type { Action, ActionKind } from './model.ts'
import { samePerson } from './person.ts'
import type { StepView } from './planner.ts'
import type {
  ActionContext,
  ActionPort,
  Actions,
  CheckPort,
  ClockPort,
  Expressions,
  LogPort,
  OperatorPort,
  Outcome,
  Question,
} from './ports.ts'
import { pick, type Said } from './text.ts'

export interface StepPorts {
  readonly log: LogPort
  readonly clock: ClockPort
  readonly operator: OperatorPort
  readonly actions: Actions
  readonly checks: CheckPort
  readonly expressions: Expressions
  readonly signal: AbortSignal
  /** `500ms`, `30s`, `15m` as milliseconds. */
  duration(text: string): number
  progress(line: string): void
}

/** Does one step, or the part of it that can be done now: name its items, decide about an unknown act, approve, act, prove. */
export async function performStep(ports: StepPorts, journal: Journal, view: StepView): Promise<void> {
  const { step, instance, scope } = view
  const asked: Question = { instance, code: step.code, title: view.title }
  const actor = await ports.operator.actor(asked)
  if (view.needsItems && step.each !== undefined) {
    const items = await ports.operator.items(asked, step.each.ask)
    return journal.record([{ type: 'step.expanded', actor, step: instance, data: { source: step.each.in, items } }])
  }
  const action = step.action
  const port = ports.actions[action.kind] as ActionPort
  const what = port.describe(action as never, scope)
  const context: ActionContext = {
    ...asked,
    actor,
    attempt: (view.record?.attempts ?? 0) + 1,
    scope,
    signal: ports.signal,
    progress: (line) => ports.progress(line),
    record: (drafts) => journal.record(drafts),
  }
  if (view.status === 'unknown') return decide({ ports, journal, view, asked, context, port, action })
  if (!(await approved(ports, journal, view, asked, actor, what))) return
  await attempt({ ports, journal, view, asked, context, port, action }, what)
}

interface Doing {
  readonly ports: StepPorts
  readonly journal: Journal
  readonly view: StepView
  readonly asked: Question
  readonly context: ActionContext
  readonly port: ActionPort<ActionKind>
  readonly action: Action
}

async function attempt(doing: Doing, what: Said): Promise<void> {
  const { ports, journal, view, context, port, action } = doing
  const { retry } = view.step
  const attempts = retry?.attempts ?? 1
  for (let index = 0; index < attempts; index += 1) {
    const number = context.attempt + index
    if (port.readsOnly !== true) {
      await journal.record([draft(doing, 'step.intent', { attempt: number, what })])
    }
    const outcome = await proven(doing, await port.perform(action as never, { ...context, attempt: number }))
    // What was cut off in the middle has no outcome: it is unknown, and a person decides when the incident is resumed.
    if (ports.signal.aborted) throw interrupted()
    await journal.record([...(outcome.events ?? []), outcomeDraft(doing, outcome)])
    if (outcome.result !== 'failed' || index === attempts - 1 || retry === undefined) return
    await ports.clock.sleep(ports.duration(ports.expressions.render(retry.every, view.scope)), ports.signal)
    if (ports.signal.aborted) throw interrupted()
  }
}

/** The outcome with its proof: from the act itself, from a check, or from the operator. */
async function proven(doing: Doing, outcome: Outcome): Promise<Outcome> {
  const { ports, view, asked, context } = doing
  const { proof } = view.step
  if (outcome.result !== 'done' || proof === undefined || outcome.proof !== undefined) return outcome
  if (proof.kind !== 'check') {
    const given = await ports.operator.proof(asked, proof)
    return given === null ? outcome : { ...outcome, proof: given }
  }
  const { verdict, seen } = await ports.checks.check(proof.check, context)
  const record: ProofRecord = { kind: 'check', verdict, seen }
  if (verdict === 'pass') return { ...outcome, proof: record }
  return { ...outcome, result: 'failed', proof: record, summary: unproven(outcome.summary, seen) }
}

function unproven(summary: Said, seen: string): Said {
  return { en: `${pick(summary, 'en')}; not proven: ${seen}`, nl: `${pick(summary, 'nl')}; niet bewezen: ${seen}` }
}

async function approved(
  ports: StepPorts,
  journal: Journal,
  view: StepView,
  asked: Question,
  actor: string,
  what: Said,
): Promise<boolean> {
  const { approve: role, approveSigned: mustSign = false } = view.step
  if (role === undefined) return true
  // Given before a crash: it holds, unless the approver is now the one who acts.
  const given = view.record?.approved ?? null
  if (given !== null && !samePerson(given.approver, actor)) return true
  const { opened, size, keys } = journal.state()
  const { instance } = view
  const request = { incident: opened?.incident ?? '', line: size, instance, what, actor, role, mustSign, keys }
  const answer = await ports.operator.approve(asked, request)
  if (answer === null) return false
  const { approver, reason, approved: yes, signature } = answer
  if (samePerson(approver, actor)) throw sameHands(approver)
  if (yes && mustSign && signature === undefined) throw unsigned(approver)
  const wrongKey = signature === undefined ? null : keyOfAnother(keys, signature.key, approver)
  if (wrongKey !== null) throw wrongKey
  const base = { approver, role, reason }
  await journal.record([
    yes
      ? {
          type: 'step.approved',
          actor: approver,
          step: instance,
          data: signature === undefined ? { ...base, form: 'asserted' } : { ...base, form: 'signed', signature },
        }
      : { type: 'step.refused', actor: approver, step: instance, data: { ...base, form: 'asserted' } },
  ])
  return yes
}

/** What a probe says of an act that may or may not have been done. */
const views = {
  done: { en: 'looks done', nl: 'lijkt gedaan' },
  'not-done': { en: 'does not look done', nl: 'lijkt niet gedaan' },
  'cannot-tell': { en: 'no probe can tell', nl: 'geen controle kan het zeggen' },
} as const

/** After a crash: look first, then a person decides, and the decision is on record. */
async function decide(doing: Doing): Promise<void> {
  const { ports, journal, view, asked, context, port, action } = doing
  const { proof } = view.step
  let seen: Said = views['cannot-tell']
  let found: ProofRecord | undefined
  if (proof?.kind === 'check') {
    // Only one look: how long it must hold is a question of the proof, not of whether the act was done.
    const { probe, expect } = proof.check
    const { verdict, seen: line } = await ports.checks.check({ probe, expect }, context)
    const view = views[verdict === 'pass' ? 'done' : 'not-done']
    seen = { en: `${view.en}: ${line}`, nl: `${view.nl}: ${line}` }
    if (verdict === 'pass') found = { kind: 'check', verdict, seen: line }
  } else if (port.probe !== undefined) {
    seen = views[await port.probe(action as never, context)]
  }
  const leftovers = await port.leftovers?.(context)
  if (leftovers !== undefined) seen = joined(seen, leftovers.seen)
  const running = leftovers?.running === true
  const { decision, reason } = await ports.operator.decide(asked, view.record?.what ?? '', seen, running)
  if (decision === 'leave') throw interrupted()
  const kept = decision === 'done' && found !== undefined ? { proof: found } : {}
  await journal.record([draft(doing, 'step.decided', { decision, reason, probe: seen, ...kept })])
}

function joined(one: Said, other: Said): Said {
  return { en: `${pick(one, 'en')}; ${pick(other, 'en')}`, nl: `${pick(one, 'nl')}; ${pick(other, 'nl')}` }
}

function outcomeDraft(doing: Doing, outcome: Outcome): Draft {
  const { result, summary, facts, proof, blobs, detail, personal } = outcome
  const made = draft(doing, 'step.outcome', {
    result,
    summary,
    ...(facts === undefined ? {} : { facts }),
    ...(proof === undefined ? {} : { proof }),
    ...(blobs === undefined ? {} : { blobs }),
    ...(detail === undefined ? {} : { detail }),
  })
  return personal === undefined || personal.length === 0 ? made : { ...made, personal }
}

function draft<T extends Draft['type']>(doing: Doing, type: T, data: Extract<Draft, { type: T }>['data']): Draft {
  return { type, actor: doing.context.actor, step: doing.view.instance, data } as Draft
}

function sameHands(name: string): Fault {
  return new Fault({
    code: 'approval.same-person',
    exit: exit.usage,
    message: {
      en: `"${name}" carries out this step and can't approve it`,
      nl: `"${name}" voert deze stap uit en kan hem niet zelf goedkeuren`,
    },
    hint: { en: 'ask a second person', nl: 'vraag het aan een tweede persoon' },
  })
}

function unsigned(name: string): Fault {
  return new Fault({
    code: 'step.unsigned-approval',
    exit: exit.usage,
    message: {
      en: `the approval by "${name}" must be signed with that person's own key`,
      nl: `de goedkeuring door "${name}" moet ondertekend zijn met de eigen sleutel van die persoon`,
    },
    hint: {
      en: 'name the key: at the prompt, or in an answers file as approver: { name, reason, key }',
      nl: 'noem de sleutel: bij de vraag, of in een antwoordenbestand als approver: { name, reason, key }',
    },
  })
}

function interrupted(): Fault {
  return new Fault({
    code: 'interrupted',
    exit: exit.interrupted,
    message: { en: 'interrupted: nothing is lost', nl: 'onderbroken: er is niets verloren' },
    hint: { en: 'go on with: cyber-respond resume', nl: 'ga verder met: cyber-respond resume' },
  })
}
