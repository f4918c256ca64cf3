import type { LogEvent } from '../core/event.ts'
import { strengthOf } from '../core/proof-strength.ts'
import { unlistedIn } from '../core/second-person.ts'
import { summaryText } from '../core/seen-text.ts'
import type { StepView, View } from '../core/view.ts'
import type { Approval, StepLine } from './report.ts'

/** Gathers what a record says about its steps, line by line; `end` gives every step of the view as it stands. */
export function startStepLines(): { take(event: LogEvent): void; end(view: View): readonly StepLine[] } {
  const about = new Map<string, About>()
  /** The approvals that a step got together with another one, before anything of its own. */
  const along = new Map<string, Approval[]>()
  return {
    take(event) {
      if (event.step === undefined) return
      for (const act of alsoApproved(event)) along.set(act, [...(along.get(act) ?? []), ...approval(event)])
      let known = about.get(event.step)
      if (known === undefined) {
        known = { startedAt: ownText(event.t), endedAt: event.t, attempts: 0, approvals: [], lines: [] }
        about.set(event.step, known)
      }
      known.endedAt = event.t
      if (event.type === 'step.outcome' || event.type === 'step.decided') known.attempts += 1
      known.approvals.push(...approval(event))
      known.lines.push(event.seq + 1)
    },
    end: (view) => view.steps.map((step) => stepLine(step, about.get(step.instance), along.get(step.instance) ?? [])),
  }
}

interface About {
  readonly startedAt: string
  endedAt: string
  attempts: number
  readonly approvals: Approval[]
  readonly lines: number[]
}

function stepLine(view: StepView, about: About | undefined, along: readonly Approval[]): StepLine {
  const { record, step } = view
  return {
    id: view.instance,
    runbook: view.runbook,
    code: step.code,
    title: view.title,
    role: step.role,
    status: view.status,
    unproven: view.unproven,
    proofAsked: step.proof !== undefined,
    attempts: about?.attempts ?? 0,
    startedAt: about?.startedAt ?? null,
    endedAt: about?.endedAt ?? null,
    actor: record?.actor ?? null,
    summary: record === null || record.summary === '' ? null : summaryText(record.summary, record.proof),
    reason: record?.reason ?? null,
    proof: record?.proof ?? null,
    strength: view.status === 'done' && record !== null ? strengthOf(record) : null,
    contradicted: view.status === 'done' ? (record?.contradicted ?? null) : null,
    ...(record?.advanced == null ? {} : { advanced: record.advanced }),
    approvals: [...along, ...(about?.approvals ?? [])].toSorted((a, b) => a.line - b.line),
    waitsFor: view.status === 'waiting' ? view.waitsFor : [],
    lines: [...along.map(({ line }) => line), ...(about?.lines ?? [])].toSorted((a, b) => a - b),
  }
}

/** A copy: a text that was cut out of a part of the log keeps the whole part in memory. */
function ownText(text: string): string {
  return text.slice(0, 12) + text.slice(12, 24)
}

/** The other steps that an approval names. */
function alsoApproved(event: LogEvent): readonly string[] {
  if (event.type !== 'step.approved') return []
  return (event.data.bound?.acts ?? []).map(({ act }) => act).filter((act) => act !== event.step)
}

function approval(event: LogEvent): readonly Approval[] {
  if (event.type !== 'step.approved') return []
  const { approver, role, reason, form, signature } = event.data
  const given = { line: event.seq + 1, at: event.t, approver, role, reason, form, key: signature?.key ?? null }
  return [{ ...given, ...unlistedIn(event.data) }]
}
