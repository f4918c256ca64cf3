import type { StepRecord } from './state.ts'
import type { StepStatus } from './view.ts'

/** The status that expressions see of a step: the same object each time, so that it can be seen to be the same. */
export interface SeenStatus {
  readonly status: StepStatus | 'open'
}

/** The standing of a step's instance. The same object in every view, as long as nothing of it changes. */
export interface Standing {
  readonly status: StepStatus
  readonly record: StepRecord | null
  readonly waitsFor: readonly string[]
  readonly seen: SeenStatus
  /** Whether nothing is left to do. */
  readonly isSettled: boolean
  /** Whether it can be done now: nobody holds it. */
  readonly isOffered: boolean
}

const settled: ReadonlySet<StepStatus> = new Set(['done', 'skipped', 'not-applicable'])
const offered: ReadonlySet<StepStatus> = new Set(['ready', 'failed', 'unknown'])

/** The status that is seen of a step that has several instances. */
export const seenDone: SeenStatus = { status: 'done' }
export const seenOpen: SeenStatus = { status: 'open' }
const seen = new Map<StepStatus, SeenStatus>([['done', seenDone]])

export function standing(status: StepStatus, record: StepRecord | null, waitsFor: readonly string[]): Standing {
  const known = seen.get(status) ?? { status }
  seen.set(status, known)
  return {
    ...{ status, record, waitsFor, seen: known },
    ...{ isSettled: settled.has(status), isOffered: offered.has(status) && record?.claim === undefined },
  }
}
