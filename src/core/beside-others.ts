import { holdOf, holdOfOther, holdText, isBesideOthers } from './hold.ts'
import type { Journal, Present } from './journal.ts'
import { needs03 } from './needs.ts'
import type { OperatorPort, Question } from './ports.ts'
import type { State } from './state.ts'
import type { Text } from './text.ts'
import type { StepView } from './view.ts'
import { wallClockTime } from './wall-time.ts'

/** Whether nothing that steps depend on changed between two states. */
export function isAlike(one: State, other: State): boolean {
  return (
    one.steps === other.steps && one.facts === other.facts && one.items === other.items && one.closed === other.closed
  )
}

/** A step as it stands now. `seen` is the state in which it was looked up before. */
export function stepNow(now: Present, step: StepView, seen: State): StepView | null {
  if (isAlike(now.state, seen)) return step
  return now.view().step(step.instance)
}

/** Whether a step is still as somebody saw it who wants to do something with it: open to him, and in the same standing. */
export function stillAs(step: StepView, seen: State, run: string): (now: Present) => boolean {
  return (now) => {
    // Also where somebody else had it already when it was looked up.
    if (holdOfOther(now.state.steps.get(step.instance), run) !== null) return false
    if (isAlike(now.state, seen)) return true
    if (now.state.closed !== seen.closed) return false
    const found = stepNow(now, step, seen)
    return found !== null && found.status === step.status && found.needsItems === step.needsItems
  }
}

/** Whether nobody did anything with a step since somebody saw it. */
export function untouchedSince(step: StepView, seen: State, run: string): (now: Present) => boolean {
  const record = seen.steps.get(step.instance)
  const still = stillAs(step, seen, run)
  return (now) => now.state.steps.get(step.instance) === record && still(now)
}

/**
 * Takes a step up, where others are at work, so that they leave it to this session; who is alone says nothing. Gives the step as
 * it stands then, or null: somebody else was faster, and that is told.
 */
export async function takeUp(
  { operator }: { readonly operator: Pick<OperatorPort, 'faster'> },
  journal: Journal,
  { step, seen, asked, actor }: { step: StepView; seen: State; asked: Question; actor: string },
): Promise<StepView | null> {
  const run = journal.run()
  const { instance } = step
  const still = stillAs(step, seen, run)
  const isMine = journal.state().steps.get(instance)?.claim?.run === run
  const claims = isBesideOthers(journal.state(), run) && !isMine
  const claim = { type: 'step.claimed', actor, step: instance, data: { needs: needs03 } } as const
  const stands = claims ? await journal.claim([claim], still) : still({ state: journal.state(), view: journal.view })
  if (!stands) tellFaster(operator, journal, asked, seen)
  return stands ? stepNow({ state: journal.state(), view: journal.view }, step, seen) : null
}

/** Takes a step over from the session that has it: what was being done is unknown then. Somebody may have ended it meanwhile. */
export async function takeOver(
  { operator }: { readonly operator: Pick<OperatorPort, 'faster'> },
  journal: Journal,
  { instance }: StepView,
  { asked, actor, reason }: { readonly asked: Question; readonly actor: string; readonly reason: string },
): Promise<void> {
  const hold = holdOfOther(journal.state().steps.get(instance), journal.run())
  if (hold === null) return journal.record([])
  const { run, actor: person } = hold
  const stands = await journal.claim(
    [{ type: 'step.taken', actor, step: instance, data: { run, person, reason, needs: needs03 } }],
    ({ state }) => state.closed === null && holdOf(state.steps.get(instance))?.run === run,
  )
  if (!stands) tellFaster(operator, journal, asked)
}

/** Lets a step go that this session took up and did not end. */
export async function letGo(journal: Journal, instance: string, actor: string): Promise<void> {
  const run = journal.run()
  const isHeld = ({ state }: Present): boolean => {
    const record = state.steps.get(instance)
    return state.closed === null && record?.claim?.run === run && record.status !== 'doing'
  }
  if (!isHeld({ state: journal.state(), view: journal.view })) return
  await journal.claim([{ type: 'step.released', actor, step: instance, data: { needs: needs03 } }], isHeld)
}

/** Tells who was faster, in one line. `seen`: the state that she knew; null: it is not about what somebody did with one step. */
export function tellFaster(
  operator: Pick<OperatorPort, 'faster'>,
  journal: Pick<Journal, 'state' | 'run'>,
  asked: Question,
  seen: State | null = null,
): void {
  operator.faster?.(asked, fasterText(journal.state(), asked.instance, journal.run(), seen))
}

function fasterText(state: State, instance: string, run: string, seen: State | null): Text {
  const record = state.steps.get(instance)
  const hold = holdOfOther(record, run)
  if (hold !== null) return holdText(hold)
  if (state.closed !== null)
    return { en: 'the incident was closed meanwhile', nl: 'het incident is intussen afgesloten' }
  const { actor = null, at = null } = record ?? {}
  const isOther = seen !== null && record !== seen.steps.get(instance) && record?.run !== run
  if (actor === null || at === null || !isOther) return changedText
  const time = wallClockTime(at)
  return {
    en: `${actor} was faster, at ${time}: look how it stands now`,
    nl: `${actor} was u voor, om ${time}: kijk hoe het er nu voor staat`,
  }
}

const changedText: Text = {
  en: 'something else happened meanwhile: look how it stands now',
  nl: 'er is intussen iets anders gebeurd: kijk hoe het er nu voor staat',
}
