import type { Job } from './in-order.ts'
import type { KeptResult } from './watched-scope.ts'

/** Who looked at what: the work to be done again when it changes. */
export interface Watchers {
  /** From now on `job` hangs on what its expression looked at, and no more on what it looked at before. */
  follow(job: Job, before: KeptResult | null, now: KeptResult | null): void
  /** Gives those who looked at a member of a map, or at all of it. */
  of(name: string, key: string): Iterable<Job>
}

type Looked = Map<string | null, Set<Job>>

export function watchers(): Watchers {
  const all = new Map<string, Looked>()
  const at = (name: string): Looked => {
    const known = all.get(name) ?? new Map()
    all.set(name, known)
    return known
  }
  return {
    follow: (job, before, now) => {
      if (before === now) return
      for (const { name, key } of before?.looks ?? []) at(name).get(key)?.delete(job)
      for (const { name, key } of now?.looks ?? []) {
        const looked = at(name)
        const jobs = looked.get(key) ?? new Set()
        looked.set(key, jobs.add(job))
      }
    },
    *of(name, key) {
      const looked = all.get(name)
      if (looked === undefined) return
      yield* looked.get(key) ?? []
      yield* looked.get(null) ?? []
    },
  }
}
