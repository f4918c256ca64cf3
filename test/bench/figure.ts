/** One figure: what the program takes, and what the least that could do it takes, in the same run. */
export interface Figure {
  readonly what: string
  readonly ours: number
  /** Null: there is nothing to hold it against, and `ratio` is `ours`. */
  readonly theirs: number | null
  readonly unit: 'ms' | 'µs' | 'MB'
  readonly ratio: number
  /** `most`: the ratio may not be above the bound; `least`: not below it. */
  readonly side: 'most' | 'least'
  /** Null: only to be seen. */
  readonly bound: number | null
}

/** What is wanted of a figure. */
type Wanted = Pick<Figure, 'what' | 'bound'> & Partial<Pick<Figure, 'unit'>>

/** How much longer ours takes than theirs. */
export function times({ what, bound, unit = 'ms' }: Wanted, ours: number, theirs: number): Figure {
  return { what, ours, theirs, unit, ratio: ours / theirs, side: 'most', bound }
}

/** What part of their rate ours has; both are given as the time that one takes. */
export function rate({ what, bound, unit = 'ms' }: Wanted, ours: number, theirs: number): Figure {
  return { what, ours, theirs, unit, ratio: theirs / ours, side: 'least', bound }
}

/** A figure that stands alone. */
export function alone({ what, bound, unit = 'ms' }: Wanted, ours: number): Figure {
  return { what, ours, theirs: null, unit, ratio: ours, side: 'most', bound }
}

export function isMet({ ratio, side, bound }: Figure): boolean {
  return bound === null || (side === 'most' ? ratio <= bound : ratio >= bound)
}
