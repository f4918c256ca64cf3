import type { Said } from './text.ts'

/** The event of an answer that is put right later. Of a kind `Value`, because event.ts says what a value is. */
export interface CorrectionEvents<Value> {
  /**
   * The answer `fact` of the step, which stands in line `of` (its seq), is `value`: what stood there stays on record. Of a list that
   * was named `fact` is the source, and `value` all of its items. `against`: what the record says against steps that were done, where
   * the correction changed that; empty: nothing any more.
   */
  readonly 'fact.corrected': {
    readonly needs: string
    readonly fact: string
    readonly value: Value
    readonly of: number
    readonly reason: string
    readonly against?: readonly { readonly step: string; readonly by: readonly Said[] }[]
  }
}
