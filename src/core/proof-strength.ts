import type { Contradicted, ProofRecord } from './event.ts'

/** The strength of a proof, the strongest first; the last one is worth nothing by itself. */
export type Strength = 'before-and-after' | 'after-only' | 'file' | 'reference' | 'word' | 'contradicted'

/** The recorded parts of a step that tell how strong its proof is. */
export interface Proved {
  readonly proof: ProofRecord | null
  readonly contradicted?: Contradicted | null
}

/**
 * The strength of a proof, from what is recorded and nothing else; null when nothing is shown (no proof, or a check
 * that did not pass). What the record speaks against is contradicted, whatever else shows it.
 */
export function strengthOf({ proof, contradicted = null }: Proved): Strength | null {
  if (contradicted !== null) return 'contradicted'
  if (proof === null) return null
  if (proof.kind !== 'check') return proof.kind
  if (proof.verdict !== 'pass') return null
  const { before } = proof
  if (before === undefined || before.there !== 'yes') return 'after-only'
  const { held } = before
  return held === undefined || held.end === 'ended' || held.end === 'stalled' ? 'before-and-after' : 'after-only'
}

/**
 * Whether a proof shows that the step was done. A look that came after only is enough for what appeared, and never for what
 * is to be gone: a probe that leads nowhere sees nothing either. Such a look has `before`; records of 0.1.0 have none, and are
 * taken as they were.
 */
export function isEnough(proof: ProofRecord | null): boolean {
  if (proof?.kind !== 'check') return proof !== null
  return proof.verdict === 'pass' && (proof.before === undefined || strengthOf({ proof }) === 'before-and-after')
}

/** A connection that was open before and still answers: the cut failed, whatever a new connection meets. */
export function goesOn(proof: ProofRecord | null): boolean {
  return proof?.kind === 'check' && proof.before?.held?.end === 'alive'
}
