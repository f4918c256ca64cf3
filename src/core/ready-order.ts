import type { Standing } from './standing.ts'
import { compareRanks, type DueTimes, nothingDue, type Rank, rankOf } from './urgency.ts'

/** A thing that can stand in the order. */
interface Ranked {
  /** The id of its step, to which clocks lead. */
  readonly id: string
  readonly order: number
  readonly stands: Standing
  /** Kept up by the order: by it what stands there is found again. */
  rank: Rank | null
}

/** The steps that can be done now, most urgent first, kept in order as they come and go. */
export interface ReadyOrder<T extends Ranked> {
  readonly all: readonly T[]
  /** Puts it in its place; what stood there already, in its new one. */
  put(one: T): void
  drop(one: T): void
  /** Orders all by when they are due. */
  by(due: DueTimes): void
}

export function readyOrder<T extends Ranked>(): ReadyOrder<T> {
  const all: T[] = []
  let due = nothingDue
  /** The first place whose rank is not before this one. */
  const placeOf = (rank: Rank): number => {
    let low = 0
    let high = all.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (compareRanks(all[middle]?.rank as Rank, rank) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
  const rank = ({ stands, id, order }: T): Rank => rankOf(stands, due.get(id), order)
  const drop = (one: T): void => {
    if (one.rank !== null) all.splice(placeOf(one.rank), 1)
    one.rank = null
  }
  return {
    all,
    put: (one) => {
      const next = rank(one)
      if (one.rank !== null && compareRanks(one.rank, next) === 0) return
      drop(one)
      one.rank = next
      all.splice(placeOf(next), 0, one)
    },
    drop,
    by: (times) => {
      if (times === due) return
      due = times
      for (const one of all) one.rank = rank(one)
      all.sort((a, b) => compareRanks(a.rank as Rank, b.rank as Rank))
    },
  }
}
