/**
 * The events of acts that went on without a second person (break-glass), and of what a second person said of them later. Of
 * kinds `Bound` and `Signature`, because event.ts says what these are.
 */
export interface AloneEvents<Bound, Signature> {
  /**
   * Nobody was reached who could approve in `role`, and who acts goes on without: `actor` of the line, and of `bound`, which
   * names this one act only.
   */
  readonly 'step.alone': {
    readonly needs: string
    readonly role: string
    readonly reason: string
    readonly bound: Bound
  }
  /** A second person's judgement, afterwards, of the act that went on alone in line `of` (its seq). It is given once. */
  readonly 'alone.decided': {
    readonly needs: string
    readonly of: number
    readonly decision: 'ratified' | 'refused'
    readonly approver: string
    readonly role: string
    readonly reason: string
    readonly form: 'asserted' | 'signed'
    readonly signature?: Signature
    readonly bound: Bound
    readonly unlisted?: boolean
  }
}
