import { expect, test } from 'vitest'
import { endedTracks } from '../../../src/core/ended-tracks.ts'
import type { StepStatus, StepView } from '../../../src/core/view.ts'

const step = (runbook: string, status: StepStatus): StepView =>
  ({ runbook, runbookTitle: { en: `${runbook}!`, nl: `${runbook}?` }, status }) as StepView

test.each<readonly [readonly StepStatus[], boolean]>([
  [['done', 'done'], true],
  [['done', 'skipped', 'not-applicable'], true],
  [['skipped', 'not-applicable'], false],
  [['done', 'ready'], false],
  [['done', 'waiting'], false],
  [['done', 'failed'], false],
  [['done', 'blocked'], false],
  [['done', 'unknown'], false],
])('a track of which the steps are %j has ended: %s', (statuses, has) => {
  const found = endedTracks({ steps: statuses.map((status) => step('isolate', status)) })
  expect(found.length === 1).toBe(has)
})

test('tracks come in the order of the plan, and those that go on are left out', () => {
  const steps = [step('isolate', 'done'), step('notify', 'ready'), step('restore', 'done'), step('isolate', 'skipped')]
  expect(endedTracks({ steps })).toEqual([
    { runbook: 'isolate', title: { en: 'isolate!', nl: 'isolate?' } },
    { runbook: 'restore', title: { en: 'restore!', nl: 'restore?' } },
  ])
})
