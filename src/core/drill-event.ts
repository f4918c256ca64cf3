import type { Said } from './text.ts'

/** The events that only an exercise has, with the shape of their data. Files, values and ratings are those of event.ts. */
export interface DrillEvents<File, Value, Rated> {
  /**
   * The clock of the exercise, which from here on shows `at` (RFC 3339 UTC) and runs `speed` times as fast as time; 0: it
   * stands still. It runs as long as the process that wrote this. In these events `order` is the number of the facilitator's
   * order.
   */
  'drill.clock': {
    readonly at: string
    readonly speed: number
    readonly why: 'started' | 'paused' | 'resumed' | 'jumped' | 'speed' | 'left' | 'incident'
    readonly order?: number
    /** The milliseconds of real time for which nobody could play and the clock stood still, before it goes on. */
    readonly stood?: number
  }
  /** A message of the scenario reached the players; `inject` is null when the facilitator made it up. */
  'inject.sent': {
    readonly inject: string | null
    readonly from: Said
    /** The role that gets it. */
    readonly to: string
    readonly channel: string
    readonly text: Said
    readonly attachment?: File
    readonly why: 'planned' | 'facilitator' | 'improvised'
    readonly order?: number
  }
  /** The facilitator keeps a message back, or lets it go its way again. */
  'inject.held': { readonly inject: string; readonly held: boolean; readonly order?: number }
  /** A change of a message. What is not named stays as it was. */
  'inject.edited': {
    readonly inject: string
    readonly from?: Said
    readonly to?: string
    readonly channel?: string
    readonly text?: Said
    readonly order?: number
  }
  /** The players' answer to a message; `seq` is that of its `inject.sent`. */
  'inject.answered': { readonly seq: number; readonly text: string }
  /** The simulated world changed: by itself (`cause` is the scenario's event) or by what the players did (a step). */
  'world.changed': { readonly cause: string; readonly what: Said; readonly changes: readonly Value[] }
  /**
   * The observation of a facilitator or evaluator. With `rating` it is a judgement of the objective, which counts before the
   * measured one.
   */
  'drill.observed': {
    readonly text: string
    readonly objective?: string
    readonly player?: string
    readonly rating?: Rated
    readonly order?: number
  }
  'drill.ended': { readonly why: 'scenario' | 'facilitator' | 'finished'; readonly order?: number }
  /** An answer after the end: to a question of the hot wash, or in a participant's form. */
  'drill.answered': {
    readonly form: 'hot-wash' | 'feedback'
    readonly question: string
    readonly answer: string
    /** The file of forms that it was read from (the SHA-256 of what its forms say), and which of them, from 0. */
    readonly source?: { readonly sha256: string; readonly form: number }
  }
  /** An order of the facilitator that could not be carried out. */
  'drill.refused': { readonly order: number; readonly why: Said }
}
