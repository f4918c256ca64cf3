import type { Said } from './text.ts'

/** The machine of a session: a name for people, and an id that stays the same for the machine. */
export interface Machine {
  readonly id: string
  readonly name: string
}

/**
 * The events of sessions that work on one incident at once. Of kinds `Result`, `Proof`, `File` and `Value`, because event.ts
 * says what these are.
 */
export interface SessionEvents<Result, Proof, File, Value> {
  /**
   * `shared`: others may be open beside it, and go on. Without it whoever starts is alone, and what others were doing was cut
   * off. `machine` and `shared` since 0.3.0, as `needs` says.
   */
  readonly 'session.started': {
    readonly version: string
    readonly mode: 'interactive' | 'unattended' | 'command'
    readonly machine?: Machine
    readonly shared?: boolean
    readonly needs?: string
  }
  readonly 'session.ended': { readonly why: 'left' | 'interrupted' | 'finished' | 'stopped' }
  /** The process `run` is gone without a word. `person`: in whose name its session was. It can write nothing any more. */
  readonly 'session.lost': { readonly run: string; readonly person: string; readonly needs: string }
  /** The session does this step: nobody else takes it up. Written where others are at work; an intent says it too. */
  readonly 'step.claimed': { readonly needs: string }
  /** The session does it no longer, and did not end it. */
  readonly 'step.released': { readonly needs: string }
  /** A person takes the step from the session `run`, in which `person` was doing it. */
  readonly 'step.taken': {
    readonly run: string
    readonly person: string
    readonly reason: string
    readonly needs: string
  }
  /** What came of an act that its session could not end any more: somebody else had the step, or had settled it. */
  readonly 'step.overtaken': {
    readonly result: Result
    readonly summary: Said
    readonly facts?: { readonly [name: string]: Value }
    readonly proof?: Proof
    readonly blobs?: readonly File[]
    readonly detail?: Value
    readonly needs: string
  }
}
