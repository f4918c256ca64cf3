import { wantsAbsence } from './absence.ts'
import type { CheckRecord, SeenBefore } from './event.ts'
import type { Expressions } from './expressions.ts'
import type { CheckSpec } from './model.ts'
import type { ActionContext, CheckPort, Lookout, OperatorPort, Outcome, Question } from './ports.ts'
import { goesOn, isEnough } from './proof-strength.ts'
import { seenText } from './seen-text.ts'
import type { State } from './state.ts'
import { type Lang, pick, type Said, type Text } from './text.ts'
import type { StepView } from './view.ts'

interface ProofPorts {
  readonly checks: CheckPort
  readonly operator: OperatorPort
  readonly expressions: Expressions
  readonly signal: AbortSignal
}

/** The parts that are needed to prove one step. */
export interface Proving {
  readonly ports: ProofPorts
  readonly view: StepView
  readonly asked: Question
  readonly context: ActionContext
  /** The lookout from before the act; null where nothing is to be gone. */
  readonly look: Lookout | null
}

/** The check that shows that a step was done: its proof, or the step itself. */
function checkOf({ step }: StepView): CheckSpec | null {
  if (step.action.kind === 'check') return step.action.check
  return step.proof?.kind === 'check' ? step.proof.check : null
}

/** Looks before the act, where the step is shown by something being gone. Nothing is looked at for any other step. */
export async function lookBefore(ports: ProofPorts, view: StepView, context: ActionContext): Promise<Lookout | null> {
  const check = checkOf(view)
  if (check === null || ports.checks.before === undefined) return null
  return wantsAbsence(check, ports.expressions, context.scope) ? ports.checks.before(check, context) : null
}

/** The outcome with its proof: from the act itself, from a check, or from the operator. */
export async function proven(proving: Proving, outcome: Outcome, state: State): Promise<Outcome> {
  const { ports, view, asked, context, look } = proving
  const { proof, action } = view.step
  if (outcome.result !== 'done') return outcome
  if (action.kind === 'check' && outcome.proof?.kind === 'check' && look !== null) {
    return worth(proving, outcome, outcome.proof, earlier(look.before, state))
  }
  if (proof === undefined || outcome.proof !== undefined) return outcome
  if (proof.kind !== 'check') {
    const given = await ports.operator.proof(asked, proof)
    return given === null ? outcome : { ...outcome, proof: given }
  }
  const { verdict, seen } = await ports.checks.check(proof.check, context)
  const record: CheckRecord = { kind: 'check', verdict, seen }
  if (verdict === 'pass') {
    return look === null
      ? { ...outcome, proof: record }
      : worth(proving, outcome, record, await look.after(ports.signal))
  }
  const shown = look === null ? record : { ...record, before: look.before }
  return { ...outcome, result: 'failed', proof: shown, summary: unproven(outcome.summary, seen) }
}

/**
 * The worth of a look at something that is gone, by what was there before; a person is asked where it is worth nothing.
 */
async function worth(
  { ports, asked }: Proving,
  outcome: Outcome,
  after: CheckRecord,
  before: SeenBefore,
): Promise<Outcome> {
  const record: CheckRecord = { ...after, before }
  if (goesOn(record)) {
    const held = seenText(before.held?.seen ?? '')
    const why: Text = {
      en: `${after.seen}, but the connection that was open before goes on (${held.en})`,
      nl: `${after.seen}, maar de verbinding die ervoor openstond, loopt door (${held.nl})`,
    }
    return { ...outcome, result: 'failed', proof: record, summary: unproven(outcome.summary, why) }
  }
  if (isEnough(record) || ports.signal.aborted) return { ...outcome, proof: record }
  const word = await ports.operator.vouch(asked, nothing(record, before))
  return { ...outcome, proof: word === null ? record : { kind: 'word', ...word, looked: record } }
}

/** The reason why a look proves nothing. */
function nothing({ seen }: CheckRecord, before: SeenBefore): Text {
  const looks = [before.seen, ...(before.held === undefined ? [] : [before.held.seen])].map(seenText)
  const was = (lang: Lang): string => looks.map((look) => pick(look, lang)).join('; ')
  const now = seenText(seen)
  return {
    en: `this proves nothing: it was not seen open before and gone afterwards (before: ${was('en')}; now: ${now.en})`,
    nl: `dit bewijst niets: het is niet eerst open en daarna weg gezien (ervoor: ${was('nl')}; nu: ${now.nl})`,
  }
}

/** The look of an earlier step that made go what a check that is a step of its own finds gone, and saw it there. */
function earlier(own: SeenBefore, state: State): SeenBefore {
  if (own.there === 'yes') return own
  for (const { proof, status } of state.steps.values()) {
    const seen = proof?.kind === 'check' ? proof.before : undefined
    if (status === 'done' && seen?.subject === own.subject && seen.there === 'yes') return seen
  }
  return own
}

/** What the check itself saw stays in English: `summaryText` puts it in Dutch where it is shown. */
function unproven(summary: Said, why: Said): Said {
  const [en, nl] = [pick(why, 'en'), pick(why, 'nl')]
  return { en: `${pick(summary, 'en')}; not proven: ${en}`, nl: `${pick(summary, 'nl')}; niet bewezen: ${nl}` }
}
