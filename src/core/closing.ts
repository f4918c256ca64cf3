import type { Said } from './text.ts'

/**
 * The closing of an incident, of kinds that event.ts says. `contradicted`: what spoke against it. `falseAlarm`: it was none, and
 * a second person agreed; then it `needs` the version that knows what that means.
 */
export interface Closing<Bound, Signature, Against> {
  readonly summary: Said
  readonly contradicted?: Against
  readonly falseAlarm?: {
    readonly reason: string
    readonly approver: string
    readonly form: 'asserted' | 'signed'
    readonly signature?: Signature
    readonly bound: Bound
    readonly unlisted?: boolean
  }
  readonly needs?: string
}
