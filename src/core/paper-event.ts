import type { Said } from './text.ts'

/**
 * The event of what was done on paper and is entered afterwards. Of kinds `Proof` and `Value`, because event.ts says what
 * these are.
 */
export interface PaperEvents<Proof, Value> {
  /**
   * The paper says that `by` did the step (`actor` of the line enters it). `at`: when, RFC 3339 UTC, or `unknown`; `said`: as it
   * stands on the paper. `approval`: a second person's, as the paper states it; nobody signed it here.
   */
  readonly 'step.transcribed': {
    readonly needs: string
    readonly result: 'done' | 'failed' | 'skipped'
    readonly by: string
    readonly at: string
    readonly said: string
    readonly words: string
    readonly summary: Said
    readonly facts?: { readonly [name: string]: Value }
    readonly proof?: Proof
    readonly approval?: { readonly approver: string; readonly role: string; readonly unlisted?: boolean }
    /** The notice that went out then. */
    readonly sent?: { readonly obligation: string; readonly how: string; readonly reference: string }
  }
}
