/** The places of the moments that may speak against a clock: clock-doubts.ts says what they are. */
export const clockSources = ['program', 'kit', 'contacts', 'record', 'system', 'hardware'] as const

export type ClockSource = (typeof clockSources)[number]

/** A doubt about the machine's clock as the record keeps it, in its first line. Times are RFC 3339 UTC. */
export interface DoubtedClock {
  /** The clock of the machine when it was looked at. */
  readonly clock: string
  /** The moments that spoke against it, the furthest away first. */
  readonly against: readonly { readonly from: ClockSource; readonly at: string }[]
  /** `person`: somebody at the terminal was told, and opened it all the same. `nobody`: an answers file, or a command that asks nobody. */
  readonly told: 'person' | 'nobody'
}
