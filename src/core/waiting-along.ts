import type { ApprovedAct } from './event.ts'
import type { StepView, View } from './view.ts'

/** An act that waits for an approval. `step` is its place in the plan (`isolate/cut-links`), which the items of one list share. */
export interface WaitingAct {
  readonly act: ApprovedAct
  readonly code: string
  readonly step: string
}

/**
 * The acts that one approval could be for: the one that is asked about, those that may go along, and how many more wait for
 * which it has no room.
 */
export interface Along {
  readonly own: WaitingAct
  readonly others: readonly WaitingAct[]
  readonly left: number
}

/**
 * The bytes that the acts of one approval may have as JSON. They stand in one line of the record, which has 65,535, and once
 * more in the text that is signed, beside the reason.
 */
const mostBytes = 22_000

/**
 * The acts that can be approved together with this one: ready now, and waiting for the same role in the same way. Those of its
 * own list come first, then the most urgent. `actOf` gives the act of a step, or null when it needs no approval any more.
 */
export function waitingAlong(view: View, own: StepView, actOf: (step: StepView) => ApprovedAct | null): Along | null {
  const ownAct = actOf(own)
  if (ownAct === null) return null
  const waiting = view.ready.filter((step) => step.instance !== own.instance && isAlike(step, own))
  const sorted = [
    ...waiting.filter((step) => stepOf(step) === stepOf(own)),
    ...waiting.filter((step) => stepOf(step) !== stepOf(own)),
  ]
  const others: WaitingAct[] = []
  let room = mostBytes - bytesOf(ownAct)
  let left = 0
  for (const step of sorted) {
    const act = actOf(step)
    if (act === null) continue
    room -= bytesOf(act)
    if (room < 0) left += 1
    else others.push(waitingAct(step, act))
  }
  return { own: waitingAct(own, ownAct), others, left }
}

function isAlike({ step, needsItems, status }: StepView, own: StepView): boolean {
  const { approve, approveSigned } = own.step
  return !needsItems && status !== 'unknown' && step.approve === approve && step.approveSigned === approveSigned
}

function waitingAct(step: StepView, act: ApprovedAct): WaitingAct {
  return { act, code: step.step.code, step: stepOf(step) }
}

function stepOf({ runbook, step }: StepView): string {
  return `${runbook}/${step.id}`
}

function bytesOf(act: ApprovedAct): number {
  return new TextEncoder().encode(JSON.stringify(act)).length
}
