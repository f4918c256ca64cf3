import { isApprovedFor } from './ask-approval.ts'
import { stepNow } from './beside-others.ts'
import { changes, type Doing, draft } from './doing.ts'
import type { Contradicted, Draft } from './event.ts'
import { holdOfOther } from './hold.ts'
import type { Present } from './journal.ts'
import { needs03 } from './needs.ts'
import type { Outcome } from './ports.ts'
import type { StepRecord } from './state.ts'
import type { Said } from './text.ts'

/** The act as it was described, and how its step stood after the attempt before, where there was one. */
interface Begun {
  readonly what: Said
  readonly failed: StepRecord | undefined
}

/**
 * Puts the end of an act on record. False: somebody else has the step by now, or settled it; then what came of the act is on
 * record as overtaken, with all that came in with it.
 */
export async function endAct(
  doing: Doing,
  begun: Begun,
  outcome: Outcome,
  against: Contradicted | null,
): Promise<boolean> {
  const { journal } = doing
  const own = [...(outcome.events ?? []), outcomeDraft(doing, outcome, against)]
  if (journal.state().sessions[journal.run()]?.shared !== true) {
    await journal.record(own)
    return true
  }
  if (await journal.claim(own, (now) => isItsEnd(doing, begun, now))) return true
  await journal.record([...(outcome.events ?? []), overtakenDraft(doing, outcome)])
  return false
}

/** Whether the session still has the step. One that only asks or looks may have been begun before anybody else was there. */
function isItsEnd(
  { ports, journal, view, seen, context, port, action }: Doing,
  { what, failed }: Begun,
  now: Present,
): boolean {
  const run = journal.run()
  const record = now.state.steps.get(view.instance)
  if (now.state.closed !== seen.closed || holdOfOther(record, run) !== null) return false
  if (changes({ port, action })) return record?.status === 'doing'
  if (record?.claim?.run === run) return true
  const found = stepNow(now, view, seen)
  if (found === null || (found.status !== 'ready' && found.status !== 'failed')) return false
  // The approval was for all its attempts, which follow one another.
  if (failed !== undefined && found.record === failed) return true
  return isApprovedFor(ports, now.state, found, context.actor, what)
}

/** What came of an act, as both of its ends have it. */
function cameOf({ result, summary, facts, proof, blobs, detail }: Outcome) {
  return {
    ...{ result, summary },
    ...(facts === undefined ? {} : { facts }),
    ...(proof === undefined ? {} : { proof }),
    ...(blobs === undefined ? {} : { blobs }),
    ...(detail === undefined ? {} : { detail }),
  }
}

function withPersonal(made: Draft, { personal }: Outcome): Draft {
  return personal === undefined || personal.length === 0 ? made : { ...made, personal }
}

function outcomeDraft(doing: Doing, outcome: Outcome, against: Contradicted | null): Draft {
  const data = { ...cameOf(outcome), ...(against === null ? {} : { contradicted: against }) }
  return withPersonal(draft(doing, 'step.outcome', data), outcome)
}

function overtakenDraft(doing: Doing, outcome: Outcome): Draft {
  return withPersonal(draft(doing, 'step.overtaken', { ...cameOf(outcome), needs: needs03 }), outcome)
}
