import type { Text } from './text.ts'
import type { StepStatus, View } from './view.ts'

/** A runbook of an incident of which nothing is left to do. */
export interface EndedTrack {
  readonly runbook: string
  readonly title: Text
}

const settled: ReadonlySet<StepStatus> = new Set(['done', 'skipped', 'not-applicable'])

/** The tracks that have come to their end, in the order of the plan. One of which nothing was done has no end to keep. */
export function endedTracks({ steps }: Pick<View, 'steps'>): readonly EndedTrack[] {
  return [...Map.groupBy(steps, ({ runbook }) => runbook)].flatMap(([runbook, own]) => {
    const [first] = own
    const isOver = own.every(({ status }) => settled.has(status)) && own.some(({ status }) => status === 'done')
    return isOver && first !== undefined ? [{ runbook, title: first.runbookTitle }] : []
  })
}
