import type { Action, ActionKind, Field, Obligation } from './model.ts'

/** A fact that an act can give, and what its value may be. */
export type GivenFact = Pick<Field, 'id' | 'type' | 'options' | 'proposes'>

type Of<K extends ActionKind> = Extract<Action, { kind: K }>

/** The traits of one kind of act, whatever its step. */
export interface ActTraits<K extends ActionKind> {
  /** `changes`: something outside of the record is another afterwards, so it can be left half done, and its beginning is on record. */
  readonly does: 'reads' | 'changes'
  /** `waits`: for what a person says or does. `works`: the program does it by itself. */
  readonly takes: 'waits' | 'works'
  /** Whether it hands something to a person while it works (what is shown once): then it does not go on behind something else. */
  readonly handsOver?: true
  /** The proof that it brings along. */
  readonly brings: 'check' | 'word' | 'file' | null
  /** Its answers can be given anew when the record speaks against them. Else it is put off. */
  readonly answersAnew: boolean
  /** Whether it is a decision that it was done. */
  readonly decides: boolean
  /** The facts that it can give. The questions of a notice stand with the obligation. */
  gives(action: Of<K>, obligations: readonly Obligation[]): readonly GivenFact[]
}

const reads = { does: 'reads', takes: 'waits', brings: null, answersAnew: false, decides: false } as const
const changes = { does: 'changes', takes: 'works', brings: null, answersAnew: false, decides: false } as const
const none = (): readonly GivenFact[] => []

/** The one place that says what a kind of act is. */
export const actTraits: { readonly [K in ActionKind]: ActTraits<K> } = {
  confirm: { ...reads, gives: none },
  ask: { ...reads, answersAnew: true, gives: ({ fields }) => fields },
  choose: {
    ...reads,
    ...{ answersAnew: true, decides: true },
    gives: ({ fact, options }) => [{ id: fact, type: 'choice', options }],
  },
  run: { ...changes, gives: none },
  check: { ...reads, takes: 'works', brings: 'check', gives: none },
  call: { ...reads, brings: 'word', gives: ({ call }) => call.ask ?? [] },
  notify: {
    ...reads,
    gives: ({ obligation }, obligations) => obligations.find(({ id }) => id === obligation)?.fields ?? [],
  },
  evidence: { ...reads, brings: 'file', gives: none },
  cloud: { ...changes, handsOver: true, gives: none },
}

/** The facts that an act gives; those of a notice only where the obligations are known. */
export function factsOf<K extends ActionKind>(
  action: Of<K>,
  obligations: readonly Obligation[] = [],
): readonly GivenFact[] {
  return (actTraits[action.kind as K] as ActTraits<K>).gives(action, obligations)
}

export function gives(action: Action, fact: string): boolean {
  return factsOf(action).some(({ id }) => id === fact)
}
