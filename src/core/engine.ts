import { type ActsBehind, actsBehind } from './acts-behind.ts'
import { putRight } from './ask-correction.ts'
import { askFalseAlarm } from './ask-false-alarm.ts'
import { askHandover } from './ask-handover.ts'
import { askRatification } from './ask-ratification.ts'
import { isAlike, stepNow, takeOver, tellFaster, untouchedSince } from './beside-others.ts'
import { againstClosing, contradicted } from './contradictions.ts'
import type { StepPorts } from './doing.ts'
import { againstEarlyStart } from './early-start.ts'
import type { Draft, EventData } from './event.ts'
import { exit } from './exit-codes.ts'
import { Fault } from './fault.ts'
import { type Journal, type JournalPorts, openJournal, type Present } from './journal.ts'
import { needs03 } from './needs.ts'
import { performStep } from './perform-step.ts'
import type { Choice, Question } from './ports.ts'
import { lostSessions } from './sessions.ts'
import type { State } from './state.ts'
import type { StepView, View } from './view.ts'
import { Withdrawn } from './withdrawn.ts'

/**
 * The reason why the loop ended. `failed`: an unattended run met a step that failed; a person is never stopped by one.
 */
export type End = 'finished' | 'left'

/** Everything the loop needs. */
export interface EngineParts extends StepPorts, JournalPorts {
  /** The number of acts that go on at once. Left out: one after another, each to its end before anything is chosen. */
  readonly places?: number
  /** Calls `heard` when others wrote in the record, or one of those whose sessions are open is gone. Gives what stops it. */
  others?(heard: () => void, runs: () => readonly string[]): () => void
  /** Whether the process of an open session lives. Left out: nobody else works at this incident. */
  isAlive?(run: string): boolean
}

/**
 * Drives one incident until it is finished or the operator leaves: state, view, choice, append, effect, append.
 * A drill, a dry run and an unattended run are this loop with other ports.
 */
export async function run(parts: EngineParts, start: State): Promise<{ readonly state: State; readonly end: End }> {
  const told: JournalPorts['told'] = (events, view) => {
    parts.told(events, view)
    parts.operator.kept?.(events)
  }
  const journal = openJournal({ ...parts, told }, start)
  /** Somebody closed it as a false alarm, here or beside: nothing is left to choose. */
  const wasNone = (): boolean => start.closed === null && journal.state().closed?.falseAlarm !== undefined
  const acts = actsBehind(parts, parts.places ?? 1)
  const deaf = parts.others?.(acts.heard, () => Object.keys(journal.state().sessions))
  try {
    const end = await loop(parts, journal, acts, wasNone)
    return { state: journal.state(), end }
  } finally {
    deaf?.()
    await acts.end()
  }
}

async function loop(parts: EngineParts, journal: Journal, acts: ActsBehind, wasNone: () => boolean): Promise<End> {
  const { operator } = parts
  for (;;) {
    acts.check()
    await tellLost(parts, journal)
    const { changed } = acts
    const view = acts.over(journal.view())
    if (acts.size === 0 && view.finished && operator.goesOn?.() !== true) {
      const closing = await close(parts, journal, view)
      if (closing !== 'again') return closing
      continue
    }
    const choice = await operator.choose(view, acts)
    if (choice.kind === 'leave' && (acts.size === 0 || choice.stops === true)) return 'left'
    try {
      if (choice.kind === 'leave') {
        await aborted(changed)
        await journal.record([])
      } else await act(parts, journal, view, choice, acts)
    } catch (error) {
      // Who went back has done nothing, and chooses anew.
      if (!(error instanceof Withdrawn)) throw error
    }
    if (wasNone()) return 'finished'
  }
}

/** Puts on record who is gone without a word: what they were doing is unknown from here on. Somebody else may be faster. */
async function tellLost({ isAlive }: EngineParts, journal: Journal): Promise<void> {
  if (isAlive === undefined) return
  for (const draft of lostSessions(journal.state(), (run) => run !== journal.run() && !isAlive(run))) {
    const { run } = draft.data as EventData['session.lost']
    await journal.claim([draft], ({ state }) => Object.hasOwn(state.sessions, run))
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Closes an incident whose steps are all settled. `left`: not with what still speaks against it. `again`: that is not so any more. */
async function close({ operator }: EngineParts, journal: Journal, view: View): Promise<End | 'again'> {
  if (view.state.closed !== null) return 'finished'
  const against = againstClosing(view)
  const accepted = against.length === 0 ? null : await operator.accept(closing, against)
  if (against.length > 0 && accepted === null) return 'left'
  const count = (is: (step: StepView) => boolean): number => view.steps.filter(is).length
  const unproven = count((step) => step.unproven)
  const doubted = count((step) => step.contradicted)
  const summary = {
    en: `every step is settled; ${unproven} done without proof${doubted === 0 ? '' : `, ${doubted} contradicted by the record`}`,
    nl: `elke stap is afgehandeld; ${unproven} gedaan zonder bewijs${doubted === 0 ? '' : `, ${doubted} tegengesproken door het logboek`}`,
  }
  const but = accepted === null ? {} : { contradicted: contradicted(against, accepted.reason) }
  const stands = await journal.claim(
    [{ type: 'incident.closed', actor: 'cyber-respond', data: { summary, ...but } }],
    (now) => now.state.closed === null && (isAlike(now.state, view.state) || now.view().finished),
  )
  return stands ? 'finished' : 'again'
}

function noted({ text, redline, at }: Extract<Choice, { kind: 'note' }>) {
  return {
    ...{ text },
    ...(redline === undefined ? {} : { redline }),
    ...(at === undefined ? {} : { at, needs: needs03 }),
  }
}

const closing: Question = { instance: '', code: '', title: { en: 'Closing', nl: 'Afsluiten' } }

async function act(
  parts: EngineParts,
  journal: Journal,
  view: View,
  choice: Exclude<Choice, { kind: 'leave' }>,
  acts: ActsBehind,
): Promise<void> {
  if (choice.kind === 'answer') return acts.answer(choice.instance)
  if (choice.kind === 'again') return journal.record([])
  if (choice.kind === 'note') {
    const actor = await parts.operator.actor({ instance: '', code: '', title: { en: 'Note', nl: 'Notitie' } })
    return journal.record([{ type: 'note.added', actor, data: noted(choice) }])
  }
  if (choice.kind === 'correct') return putRight(parts, journal, choice)
  if (choice.kind === 'handover') return askHandover(parts, journal)
  // An act that goes on would end behind the closing.
  if (choice.kind === 'false-alarm' && acts.size > 0) return journal.record([])
  if (choice.kind === 'false-alarm') return askFalseAlarm(parts, journal)
  if (choice.kind === 'ratify') return askRatification(parts, journal, view, choice.seq)
  const chosen = view.step(choice.instance)
  if (chosen === null) throw unknownStep(choice.instance)
  if (choice.kind === 'do') return perform(parts, journal, chosen, view.state, parts.places === undefined ? null : acts)
  const asked = question(chosen)
  const actor = await parts.operator.actor(asked)
  if (choice.kind === 'stop') return acts.stop(chosen.instance, actor)
  const decided = (draft: Draft, still: (now: Present) => boolean): Promise<void> =>
    journal.claim([draft], still).then((stands) => {
      if (!stands) tellFaster(parts.operator, journal, asked, view.state)
    })
  if (choice.kind === 'take') return takeOver(parts, journal, chosen, { asked, actor, reason: choice.reason })
  const still = untouchedSince(chosen, view.state, journal.run())
  if (choice.kind === 'advance') {
    // Something else may have happened since she chose: then she looks again.
    if (againstEarlyStart(chosen, view) !== null) return journal.record([])
    const data = { reason: choice.reason, waits: chosen.waitsFor, needs: needs03 }
    const isSame = (now: Present): boolean => {
      const found = stepNow(now, chosen, view.state)
      return found !== null && againstEarlyStart(found, now.view()) === null && sameSteps(found, chosen)
    }
    return decided(
      { type: 'step.advanced', actor, step: chosen.instance, data },
      (now) => still(now) && (isAlike(now.state, view.state) || isSame(now)),
    )
  }
  const type = decisionTypes[choice.kind]
  return decided({ type, actor, step: chosen.instance, data: { reason: choice.reason } }, still)
}

function sameSteps({ waitsFor }: StepView, other: StepView): boolean {
  return waitsFor.length === other.waitsFor.length && waitsFor.every((step) => other.waitsFor.includes(step))
}

/** Does the step. A person who goes back a question is asked once more. */
async function perform(
  parts: EngineParts,
  journal: Journal,
  chosen: StepView,
  state: State,
  acts: ActsBehind | null,
): Promise<void> {
  let seen = state
  for (let step: StepView | null = chosen; step !== null; ) {
    try {
      return await performStep(parts, journal, step, seen, acts)
    } catch (error) {
      if (!(error instanceof Withdrawn) || !error.again) throw error
    }
    seen = journal.state()
    step = journal.view().step(chosen.instance)
  }
}

const decisionTypes = {
  skip: 'step.skipped',
  block: 'step.blocked',
  unblock: 'step.unblocked',
  reopen: 'step.reopened',
} as const

/** The question of a step: its name in front of a person. */
export function question(step: StepView): Question {
  return { instance: step.instance, code: step.step.code, title: step.title }
}

function unknownStep(instance: string): Fault {
  return new Fault({
    code: 'step.unknown',
    exit: exit.usage,
    message: {
      en: `there is no step "${instance}" in this incident`,
      nl: `dit incident heeft geen stap "${instance}"`,
    },
    hint: {
      en: 'cyber-respond status shows the steps and their codes',
      nl: 'cyber-respond status toont de stappen en hun codes',
    },
  })
}
