import type { Obligation } from './model.ts'

/** One running, stopped or waiting clock. Times are RFC 3339 UTC; `leftMs` is negative when overdue. */
export interface Clock {
  readonly obligation: Obligation
  readonly weight: 'duty' | 'target' | 'threat'
  readonly status: 'not-started' | 'running' | 'overdue' | 'met' | 'met-late' | 'waived'
  readonly startedAt: string | null
  readonly due: string | null
  readonly leftMs: number | null
  readonly metAt: string | null
  readonly reference: string | null
}
