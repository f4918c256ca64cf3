import { actTraits } from './act-traits.ts'
import type { ActsBehind } from './acts-behind.ts'
import { isApproved, isApprovedFor } from './ask-approval.ts'
import { isAlike, letGo, stepNow, stillAs, takeUp, tellFaster } from './beside-others.ts'
import { sameSaid } from './bound-approval.ts'
import { contradicted, contradictionsOf, knownAgainst } from './contradictions.ts'
import { changes, type Doing, draft, type StepPorts } from './doing.ts'
import { endAct } from './end-act.ts'
import type { Contradicted, ProofRecord, SeenBefore } from './event.ts'
import { holdOfOther } from './hold.ts'
import { interrupted } from './interrupted.ts'
import type { Journal, Present } from './journal.ts'
import type { ActionContext, ActionPort, Lookout, Outcome, Question } from './ports.ts'
import { lookBefore, proven } from './prove.ts'
import { seenText } from './seen-text.ts'
import type { State, StepRecord } from './state.ts'
import { both, pick, type Said, type Text } from './text.ts'
import type { StepView } from './view.ts'
import { Withdrawn } from './withdrawn.ts'

/**
 * Does one step, or the part of it that can be done now: name its items, decide about an unknown act, approve, act, prove.
 * `seen` is the state in which `chosen` was looked up; others may have gone on since, here and at each question. With `behind`, what
 * the program does by itself goes on there once its questions are answered.
 */
export async function performStep(
  ports: StepPorts,
  journal: Journal,
  chosen: StepView,
  seen: State,
  behind: ActsBehind | null = null,
): Promise<void> {
  const asked: Question = { instance: chosen.instance, code: chosen.step.code, title: chosen.title }
  const actor = await ports.operator.actor(asked)
  const view = await takeUp(ports, journal, { step: chosen, seen, asked, actor })
  if (view === null) return
  let goesOn = false
  try {
    goesOn = await performHeld(ports, journal, view, { asked, actor, behind })
  } catch (error) {
    // Who goes back a question goes on with it; at any other end the session lets go of all that it has.
    if (error instanceof Withdrawn && !error.again) await letGo(journal, view.instance, actor)
    throw error
  }
  if (!goesOn) await letGo(journal, view.instance, actor)
}

/** Whether the act goes on behind. */
async function performHeld(
  ports: StepPorts,
  journal: Journal,
  view: StepView,
  { asked, actor, behind }: { readonly asked: Question; readonly actor: string; readonly behind: ActsBehind | null },
): Promise<boolean> {
  const { step, instance, scope } = view
  const seen = journal.state()
  if (view.needsItems && step.each !== undefined) {
    const items = await ports.operator.items(asked, step.each.ask)
    const data = { source: step.each.in, items }
    const still = stillAs(view, seen, journal.run())
    const stands = await journal.claim([{ type: 'step.expanded', actor, step: instance, data }], still)
    if (!stands) tellFaster(ports.operator, journal, asked, seen)
    return false
  }
  const action = step.action
  const port = ports.actions[action.kind] as ActionPort
  const what = port.describe(action as never, scope)
  const context: ActionContext = {
    ...asked,
    actor,
    attempt: (view.record?.attempts ?? 0) + 1,
    scope,
    signal: ports.signal,
    progress: (line) => ports.progress(line),
    record: (drafts) => journal.record(drafts),
  }
  const doing = { ports, journal, view, seen, asked, context, port, action }
  if (view.status === 'unknown') {
    await decide(doing)
    return false
  }
  const accepted = await weighed(doing)
  if (accepted === 'back' || !(await isApproved(ports, journal, doing, actor, what))) return false
  const { takes, handsOver } = actTraits[action.kind]
  if (behind === null || takes === 'waits' || handsOver === true) {
    await attempt(doing, what, accepted)
    return false
  }
  behind.begin(asked, action.kind === 'check', async (own) => {
    const { signal, progress } = own
    // Who stopped it while it waited for a place stopped nothing that had begun.
    if (!signal.aborted)
      await attempt({ ...doing, ports: own, context: { ...context, signal, progress } }, what, accepted)
    await letGo(journal, instance, actor)
  })
  return true
}

/**
 * Weighs what speaks against the step before it begins. An act that changes something needs the reason before it
 * happens.
 */
async function weighed({ ports, journal, view, asked, port, action }: Doing): Promise<Contradicted | null | 'back'> {
  if (!changes({ port, action })) {
    const known = knownAgainst(journal.view, view, ports.expressions)
    if (known.length > 0) ports.operator.against?.(asked, known)
    return null
  }
  const against = contradictionsOf(journal.view, view, ports.expressions)
  if (against.length === 0) return null
  const accepted = await ports.operator.accept(asked, against)
  return accepted === null ? 'back' : contradicted(against, accepted.reason)
}

async function attempt(doing: Doing, what: Said, accepted: Contradicted | null): Promise<void> {
  const { ports, journal, view, asked, context } = doing
  const { retry } = view.step
  const attempts = retry?.attempts ?? 1
  const look = await lookBefore(ports, view, context)
  const seen = look === null ? {} : { before: look.before }
  /** How the step stood after the attempt before. */
  let failed: StepRecord | undefined
  try {
    if (isStopped(ports)) return
    for (let index = 0; index < attempts; index += 1) {
      const number = context.attempt + index
      if (changes(doing)) {
        const intent = draft(doing, 'step.intent', { attempt: number, what, ...seen })
        const stands = await journal.claim([intent], (now) => mayBegin(doing, { number, what, accepted, failed }, now))
        if (!stands) return tellFaster(ports.operator, journal, asked, doing.seen)
      }
      look?.actBegins()
      const came = await cameOf(doing, { ...context, attempt: number }, accepted, look)
      // What was cut off in the middle has no outcome: it is unknown, and a person decides when the incident is resumed.
      const { outcome, against } = came === null || isStopped(ports) ? stopped(ports) : came
      if (!(await endAct(doing, { what, failed }, outcome, against)))
        return tellFaster(ports.operator, journal, asked, doing.seen)
      if (outcome.result !== 'failed' || index === attempts - 1 || retry === undefined) return
      failed = journal.state().steps.get(view.instance)
      const pause = ports.duration(ports.expressions.render(retry.every, view.scope))
      const began = ports.clock.now()
      await ports.clock.sleep(pause, ports.signal)
      if (isStopped(ports)) return
      // Whoever stopped the program may have done something else meanwhile: an act that was approved then is not begun by itself.
      if (ports.clock.now().epochMilliseconds - began.epochMilliseconds > 2 * pause + aWhile) return
    }
  } finally {
    look?.release()
  }
}

type Came = Awaited<ReturnType<typeof performed>>

/** What comes of the act, with its proof. null: it was stopped alone while it waited for an answer. */
async function cameOf(
  doing: Doing,
  context: ActionContext,
  known: Contradicted | null,
  look: Lookout | null,
): Promise<Came | null> {
  const { ports, journal, view, asked } = doing
  try {
    const { outcome, against } = await performed(doing, context, known)
    return { outcome: await proven({ ports, view, asked, context, look }, outcome, journal.state()), against }
  } catch (error) {
    if (!ports.signal.aborted || stopper(ports) === null) throw error
    return null
  }
}

function stopper({ stoppedBy }: StepPorts): string | null {
  return stoppedBy?.() ?? null
}

/** Whether somebody stopped this act alone. Throws `interrupted` where everything is. */
function isStopped(ports: StepPorts): boolean {
  if (!ports.signal.aborted) return false
  if (stopper(ports) === null) throw interrupted()
  return true
}

/** An act that somebody stopped alone has failed, and that is said. */
function stopped(ports: StepPorts): Came {
  const by = stopper(ports)
  const summary = {
    en: `stopped by ${by}; how far it came is not known`,
    nl: `gestopt door ${by}; hoever het kwam, is niet bekend`,
  }
  return { outcome: { result: 'failed', summary }, against: null }
}

interface Attempt {
  readonly number: number
  readonly what: Said
  readonly accepted: Contradicted | null
  readonly failed: StepRecord | undefined
}

/**
 * Whether an act that changes something may begin behind what the record says now: as it was offered, described, approved and
 * weighed. Others may have gone on while somebody was asked.
 */
function mayBegin(
  { ports, journal, view, seen, context, port, action }: Doing,
  { number, what, accepted, failed }: Attempt,
  now: Present,
): boolean {
  if (isAlike(now.state, seen)) return true
  const run = journal.run()
  const found = stepNow(now, view, seen)
  if (found === null || now.state.closed !== seen.closed || holdOfOther(found.record, run) !== null) return false
  if (found.status !== 'ready' && found.status !== 'failed') return false
  if ((found.record?.attempts ?? 0) !== number - 1) return false
  if (!sameSaid(port.describe(action as never, found.scope), what)) return false
  // The approval was for all its attempts, which follow one another.
  const isRetry = failed !== undefined && found.record === failed
  if (!isRetry && !isApprovedFor(ports, now.state, found, context.actor, what)) return false
  const against = contradictionsOf(now.view, found, ports.expressions)
  return against.every(({ en }) => accepted?.by.some((known) => pick(known, 'en') === en) === true)
}

/** The milliseconds that a pause between two attempts may take longer than it should. */
const aWhile = 10_000

/**
 * Lets the act happen, and weighs its answers against the record: what speaks against them is taken with a reason, answered anew,
 * or the act is put off. `known` is what spoke against an act that changes something, before it began.
 */
async function performed(
  { ports, journal, view, asked, port, action }: Doing,
  given: ActionContext,
  known: Contradicted | null,
): Promise<{ readonly outcome: Outcome; readonly against: Contradicted | null }> {
  for (let context = given; ; ) {
    const outcome = await port.perform(action as never, context)
    if (outcome.result !== 'done' || changes({ port, action })) return { outcome, against: known }
    const against = contradictionsOf(journal.view, view, ports.expressions, outcome.facts)
    if (against.length === 0) return { outcome, against: null }
    const accepted = await ports.operator.accept(asked, against)
    if (accepted !== null) return { outcome, against: contradicted(against, accepted.reason) }
    if (!actTraits[action.kind].answersAnew) return { outcome: putOff(outcome, against), against: null }
    // Asked again, with what was just answered as what is proposed.
    const facts = { ...(given.scope.facts as object | undefined), ...outcome.facts }
    context = { ...given, scope: { ...given.scope, facts } }
  }
}

/**
 * The outcome of a step that is not taken as done, because the record speaks against it: what came in with it is kept,
 * and the step is ready again.
 */
function putOff({ events, blobs }: Outcome, against: readonly Text[]): Outcome {
  const list = (lang: 'en' | 'nl'): string => against.map((text) => pick(text, lang)).join('; ')
  return {
    result: 'deferred',
    summary: { en: `the record says otherwise: ${list('en')}`, nl: `het logboek spreekt het tegen: ${list('nl')}` },
    ...(events === undefined ? {} : { events }),
    ...(blobs === undefined ? {} : { blobs }),
  }
}

/** The words for what a probe says of an act that may or may not have been done. */
const views = {
  done: { en: 'looks done', nl: 'lijkt gedaan' },
  'not-done': { en: 'does not look done', nl: 'lijkt niet gedaan' },
  'cannot-tell': { en: 'no probe can tell', nl: 'geen controle kan het zeggen' },
} as const

/** Decides about an act after a crash: look first, then a person decides, and the decision is on record. */
async function decide(doing: Doing): Promise<void> {
  const { ports, journal, view, asked, context, port, action } = doing
  const { proof } = view.step
  let seen: Said = views['cannot-tell']
  let found: ProofRecord | undefined
  if (proof?.kind === 'check') {
    // Only one look: how long it must hold is a question of the proof, not of whether the act was done.
    const { probe, expect } = proof.check
    const { verdict, seen: line } = await ports.checks.check({ probe, expect }, context)
    const looks = views[verdict === 'pass' ? 'done' : 'not-done']
    seen = both(looks.en, looks.nl, seenText(line))
    const before = view.record?.before ?? null
    if (verdict === 'pass') {
      found = { kind: 'check', verdict, seen: line, ...(before === null ? {} : { before: afterCrash(before) }) }
    }
  } else if (port.probe !== undefined) {
    seen = views[await port.probe(action as never, context)]
  }
  const leftovers = await port.leftovers?.(context)
  if (leftovers !== undefined) seen = joined(seen, leftovers.seen)
  const running = leftovers?.running === true
  const { decision, reason } = await ports.operator.decide(asked, view.record?.what ?? '', seen, running)
  if (decision === 'leave') throw interrupted()
  const kept = decision === 'done' && found !== undefined ? { proof: found } : {}
  const decided = draft(doing, 'step.decided', { decision, reason, probe: seen, ...kept })
  const still = stillAs(view, doing.seen, journal.run())
  if (!(await journal.claim([decided], still))) tellFaster(ports.operator, journal, asked, doing.seen)
}

/** The connection that was held open ended with the program that held it. */
function afterCrash(before: SeenBefore): SeenBefore {
  if (before.there !== 'yes') return before
  return { ...before, held: { end: 'unknown', seen: 'what was held open ended with the program' } }
}

function joined(one: Said, other: Said): Said {
  return { en: `${pick(one, 'en')}; ${pick(other, 'en')}`, nl: `${pick(one, 'nl')}; ${pick(other, 'nl')}` }
}
