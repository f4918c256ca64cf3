import type { Draft } from '../../src/core/event.ts'

/** The lines of a log that is measured: an act's intent, and its outcome. */
export function actOf(i: number): Draft {
  const step = `isolate/cut-links[link-${i % 500}]`
  const actor = 'An Peeters'
  return i % 2 === 0
    ? { type: 'step.intent', actor, step, data: { attempt: 1, what: `nft --file links/internet-edge-${i}.nft` } }
    : { type: 'step.outcome', actor, step, data: { result: 'done', summary: 'exit code 0', facts: { links_cut: i } } }
}
