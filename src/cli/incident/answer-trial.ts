import { wallClock } from '../../adapters/clock/wall-clock.ts'
import type { Json, LogEvent } from '../../core/event.ts'
import { Fault } from '../../core/fault.ts'
import { fold } from '../../core/fold.ts'
import type { Field } from '../../core/model.ts'
import type { OperatorPort } from '../../core/ports.ts'
import type { State } from '../../core/state.ts'
import { allGaps, placedGap } from '../../runbook/answer-gaps.ts'
import { answerKey } from '../../runbook/answers.ts'
import type { ReadAnswers } from './answers-file.ts'
import { type PlanTrial, silentOperator, tryPlan } from './plan-trial.ts'

/**
 * Tries an answers file to the end, also past what it lacks, and then throws all that was lacking. A step that can't
 * go on without its answer is skipped, so what only that answer would have led to is not looked at.
 */
export async function tryAll(
  parts: Omit<PlanTrial, 'answered' | 'told'>,
  { answers, file, place }: ReadAnswers,
): Promise<State> {
  const gaps = new Map<string, Fault[]>()
  const note = (instance: string, gap: Fault): void => {
    const key = answerKey(answers, instance)
    gaps.set(instance, [
      ...(gaps.get(instance) ?? []),
      placedGap(gap, key === null ? undefined : place(['steps', key], 'key')),
    ])
  }
  const skipping = pastGaps(parts.operator, note)
  let { state } = parts
  const told = (events: readonly LogEvent[]): void => {
    state = fold(state, events)
  }
  while (!(await reachesEnd())) skipping.skipCurrent()
  if (gaps.size > 0) throw allGaps(file, [...gaps.values()].flat())
  return state

  async function reachesEnd(): Promise<boolean> {
    try {
      await tryPlan({ ...parts, operator: skipping.operator, state, answered: true, told })
      return true
    } catch (error) {
      const instance = skipping.current()
      if (!(error instanceof Fault) || parts.signal.aborted || instance === null) throw error
      // Whoever approves because nobody was named is not named again.
      if (!gaps.has(instance)) note(instance, error)
      return false
    }
  }
}

/**
 * The value that later steps are told of a fact that is lacking, so that they don't lack it too. A decision is not
 * guessed.
 */
function instead({ type }: Field): Json {
  return guesses[type]()
}

const guesses: { readonly [T in Field['type']]: () => Json } = {
  text: () => '?',
  person: () => 'Nomen Nescio',
  number: () => 0,
  datetime: () => wallClock.now().subtract({ hours: 2 }).toString({ smallestUnit: 'millisecond' }),
  'yes-no-unknown': () => null,
  choice: () => null,
  list: () => [],
}

interface PastGaps {
  readonly operator: OperatorPort
  /** The step that is being done. */
  current(): string | null
  /** Skips it when the trial begins again. */
  skipCurrent(): void
}

/** The operator, who goes on with a guess where one does, and tells what was missing. */
function pastGaps(inner: OperatorPort, note: (instance: string, gap: Fault) => void): PastGaps {
  const guess = silentOperator()
  let current: string | null = null
  let skipped: string | null = null
  const either = async <T>(instance: string, answer: Promise<T>, guessed: () => Promise<T>): Promise<T> => {
    try {
      return await answer
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      note(instance, error)
      return guessed()
    }
  }
  return {
    current: () => current,
    skipCurrent: () => {
      skipped = current
    },
    operator: {
      ...inner,
      choose: async (view, behind) => {
        const instance = skipped
        current = null
        skipped = null
        if (instance !== null) return { kind: 'skip', instance, reason: 'no answer' }
        const choice = await inner.choose(view, behind)
        if (choice.kind === 'do') current = choice.instance
        return choice
      },
      confirm: (question) => either(question.instance, inner.confirm(question), () => guess.confirm(question)),
      // Field by field: each tells what it lacks, and the next ones see what was given.
      ask: async (question, fields, known) => {
        const facts: { [id: string]: Json } = {}
        for (const field of fields) {
          const answer = inner.ask(question, [field], { ...known, ...facts })
          Object.assign(facts, await either(question.instance, answer, async () => ({ [field.id]: instead(field) })))
        }
        return facts
      },
      proof: (question, proof) =>
        either(question.instance, inner.proof(question, proof), () => guess.proof(question, proof)),
      accept: (question, against) =>
        question.instance === ''
          ? inner.accept(question, against)
          : either(question.instance, inner.accept(question, against), () => guess.accept(question, against)),
      approve: (question, request) =>
        either(question.instance, inner.approve(question, request), () => guess.approve(question, request)),
    },
  }
}
