import type { State } from './state.ts'

export type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** The parts of a state that grow. They may be shared with other states until they are `own`. */
export type Part =
  | 'facts'
  | 'factsAt'
  | 'given'
  | 'items'
  | 'notices'
  | 'stated'
  | 'jumpedAt'
  | 'notes'
  | 'evidence'
  | 'copies'
  | 'keys'
type Grown<T> = T extends readonly (infer Item)[] ? Item[] : Writable<T>

/** Gives a part of the state that may be changed in place. */
export type Own = <P extends Part>(part: P) => Grown<State[P]>

/** A state while events are folded into it. */
export type Working = Writable<State>
