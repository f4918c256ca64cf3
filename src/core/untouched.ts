import type { NoticeRecord, StepRecord } from './state.ts'

/** A step of which nothing is on record. */
export const untouched: StepRecord = {
  status: 'open',
  attempts: 0,
  run: null,
  what: '',
  actor: null,
  at: null,
  summary: '',
  proof: null,
  before: null,
  contradicted: null,
  reason: null,
  approved: null,
  advanced: null,
  refusals: 0,
  deferred: null,
}

/** A notice that nobody prepared. */
export const unprepared: NoticeRecord = { prepared: null, files: [], values: {}, sent: null }
