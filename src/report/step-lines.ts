import type { LogEvent } from '../core/event.ts'
import { strengthOf } from '../core/proof-strength.ts'
import type { StepView, View } from '../core/view.ts'
import { bothLangs } from './both-langs.ts'
import type { Approval, StepLine } from './report.ts'

/** Every step as it stands, with what the record says about it. */
export function stepLines(view: View, events: readonly LogEvent[]): readonly StepLine[] {
  const about = new Map<string, LogEvent[]>()
  for (const event of events) {
    if (event.step === undefined) continue
    const known = about.get(event.step)
    if (known === undefined) about.set(event.step, [event])
    else known.push(event)
  }
  return view.steps.map((step) => stepLine(step, about.get(step.instance) ?? []))
}

function stepLine(view: StepView, events: readonly LogEvent[]): StepLine {
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
    attempts: events.filter(({ type }) => type === 'step.outcome' || type === 'step.decided').length,
    startedAt: events[0]?.t ?? null,
    endedAt: events.at(-1)?.t ?? null,
    actor: record?.actor ?? null,
    summary: record === null || record.summary === '' ? null : bothLangs(record.summary),
    reason: record?.reason ?? null,
    proof: record?.proof ?? null,
    strength: view.status === 'done' && record !== null ? strengthOf(record) : null,
    contradicted: view.status === 'done' ? (record?.contradicted ?? null) : null,
    approvals: events.flatMap(approval),
    waitsFor: view.status === 'waiting' ? view.waitsFor : [],
    lines: events.map(({ seq }) => seq + 1),
  }
}

function approval(event: LogEvent): readonly Approval[] {
  if (event.type !== 'step.approved') return []
  const { approver, role, reason, form, signature } = event.data
  return [{ line: event.seq + 1, at: event.t, approver, role, reason, form, key: signature?.key ?? null }]
}
