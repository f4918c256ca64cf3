/**
 * A reading of both clocks, with the process that took it: it vouches for when and where a line was written. `wall` is
 * in milliseconds since 1970, `mono` in nanoseconds of a clock that only goes forward while the machine is on, `boot`
 * the id of this start of the machine, `run` of this process.
 */
export interface ClockReading {
  readonly wall: number
  readonly mono: bigint
  readonly boot: string | null
  readonly run: string
}
