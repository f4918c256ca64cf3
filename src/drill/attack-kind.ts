/** The parts of a new scenario that differ with the kind of attack. Each is YAML, indented as it stands in the file. */
export interface AttackKind {
  /** `title` and `summary`. */
  readonly about: string
  readonly objectives: string
  readonly world: string
  /** What the world does by itself. Null: nothing. */
  readonly events: string | null
  readonly injects: string
  /** What belongs to the quick team (`first`, `facts`) and to the slow one (`skips`); null: nothing. */
  readonly quick: string | null
  readonly slow: string | null
}
