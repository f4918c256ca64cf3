/** A piece of work with its place among the others. */
export interface Job {
  /** Lower ones are done first. */
  readonly order: number
  /** Whether it waits to be done; kept up by the queue. */
  queued: boolean
  run(): void
}

/** Work that is done in its order, each piece once however often it is asked for. */
export interface InOrder {
  add(job: Job): void
  /** Does what was asked for, and what is asked for meanwhile and stands further on. */
  run(): void
}

/** A binary heap: work that is added in its order, as at a first plan, takes its place at once. */
export function inOrder(): InOrder {
  const heap: Job[] = []
  const at = (index: number): Job => heap[index] as Job
  const swap = (one: number, other: number): void => {
    const job = at(one)
    heap[one] = at(other)
    heap[other] = job
  }
  const take = (): Job | undefined => {
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || first === last) return first
    heap[0] = last
    for (let place = 0; ; ) {
      let least = place
      for (const child of [2 * place + 1, 2 * place + 2]) {
        if (child < heap.length && at(child).order < at(least).order) least = child
      }
      if (least === place) return first
      swap(place, least)
      place = least
    }
  }
  return {
    add: (job) => {
      if (job.queued) return
      job.queued = true
      let place = heap.push(job) - 1
      while (place > 0) {
        const parent = (place - 1) >> 1
        if (at(parent).order <= job.order) return
        swap(place, parent)
        place = parent
      }
    },
    run: () => {
      for (let job = take(); job !== undefined; job = take()) {
        job.queued = false
        job.run()
      }
    },
  }
}
