import { parseDuration } from '../../core/duration.ts'
import type { Expressions, Scope } from '../../core/expressions.ts'
import type { BlobPort, Choice, OperatorPort } from '../../core/ports.ts'
import type { StepView, View } from '../../core/view.ts'
import type { Message } from '../../drill/drill-state.ts'
import type { Team } from '../../drill/scenario.ts'
import { filler, teamAnswers } from '../../drill/team-answers.ts'
import type { RehearsalClock } from './exercise-clock.ts'

interface TeamParts {
  readonly team: Team
  readonly clock: RehearsalClock
  readonly expressions: Expressions
  readonly blobs: BlobPort
  /** The time of what the scenario has planned next, epoch milliseconds. */
  nextMoment(): number
  /** The exercise is over. */
  isOver(): boolean
  /** Messages that nobody answered yet. */
  unanswered(): readonly Message[]
  answer(message: Message, text: string): Promise<void>
  scope(): Scope
}

/** Scripted players try a step that fails or is put off so often. */
const mostTries = 3
/**
 * The longest wait in milliseconds: who has nothing to do waits for what comes next, and looks at least so often
 * whether something else did.
 */
const longestWait = 6 * 3_600_000
/** A scenario that never ends: who had nothing to do for a year leaves. */
const mostIdle = 1500
const actor = 'Team'
const second = 'Second person'

/** The operator of a rehearsal: does one step after another at the team's pace, until the exercise is over. */
export function teamOperator(parts: TeamParts): OperatorPort {
  const { team, clock, blobs } = parts
  const tries = new Map<string, number>()
  const began = clock.now().epochMilliseconds
  const pace = parseDuration(team.pace)
  const stops = team.stops === undefined ? Number.POSITIVE_INFINITY : parseDuration(team.stops)
  let current: StepView | null = null
  let isFirst = true
  let idle = 0
  const next = (view: View): StepView | null => {
    const open = view.ready.filter(
      (step) => !team.skips.includes(baseOf(step)) && (tries.get(step.instance) ?? 0) < mostTries,
    )
    const rank = (step: StepView): number => {
      const at = team.first.indexOf(baseOf(step))
      return at < 0 ? team.first.length : at
    }
    return open.toSorted((a, b) => rank(a) - rank(b))[0] ?? null
  }
  const wait = async (): Promise<Choice> => {
    idle += 1
    if (idle > mostIdle) return { kind: 'leave' }
    await clock.advance(Math.max(0, Math.min(parts.nextMoment() - clock.now().epochMilliseconds, longestWait)))
    return { kind: 'again' }
  }
  return {
    choose: async (view): Promise<Choice> => {
      await clock.advance(isFirst ? parseDuration(team.delay) : pace)
      isFirst = false
      const isDone = clock.now().epochMilliseconds - began >= stops
      if (parts.isOver()) return { kind: 'leave' }
      if (isDone) return wait()
      const [message] = team.answers ? parts.unanswered() : []
      if (message !== undefined) {
        await parts.answer(message, filler)
        return { kind: 'again' }
      }
      current = next(view)
      if (current === null) return wait()
      idle = 0
      tries.set(current.instance, (tries.get(current.instance) ?? 0) + 1)
      return { kind: 'do', instance: current.instance }
    },
    actor: async () => actor,
    show: () => {},
    hand: async () => {},
    confirm: async () => ({ answer: 'done', reason: '' }),
    pick: async (_question, options) => {
      const action = current?.step.action
      const own = action?.kind === 'choose' ? team.facts[action.fact] : undefined
      return options.find(({ id }) => id === own)?.id ?? options[0]?.id ?? ''
    },
    ask: async (_question, fields, known) =>
      teamAnswers(team, fields, known, clock.now(), parts.expressions, parts.scope()),
    items: async (question) => [{ id: 'exercise', name: question.title.en }],
    files: async () => ({ paths: team.proves ? [filler] : [], note: '' }),
    called: async (_question, { who }) => ({ person: who, statement: filler }),
    proof: async (_question, { kind }) => {
      if (!team.proves) return null
      if (kind === 'reference') return { kind, reference: filler }
      if (kind === 'word') return { kind, person: actor, statement: filler }
      return { kind, ...(await blobs.putFile(filler, () => {})) }
    },
    vouch: async () => (team.proves ? { person: actor, statement: filler } : null),
    accept: async () => ({ reason: filler }),
    approve: async () => ({ approver: second, reason: filler, approved: true }),
    decide: async () => ({ decision: 'redo', reason: filler }),
  }
}

function baseOf({ runbook, step }: StepView): string {
  return `${runbook}/${step.id}`
}
