import type { Expressions } from '../../core/expressions.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { RunSpec } from '../../core/model.ts'
import type { ActionContext, ActionPort, BlobPort, ClockPort, Outcome } from '../../core/ports.ts'
import type { Profile } from '../../core/profile.ts'
import type { DrillState } from '../../drill/drill-state.ts'
import type { Scenario } from '../../drill/scenario.ts'
import { notRun, outputName, outputToKeep, runOutcome } from '../commands/run-outcome.ts'
import { runValues } from '../commands/run-values.ts'
import { describeRun, showCommand } from '../commands/show-command.ts'
import { ownCommand, type WorldChange } from './own-commands.ts'
import { type CommandAnswer, plainAnswer, type ScriptedAnswer, scriptedAnswer } from './scripted-command.ts'
import { worldEvent } from './world-event.ts'

interface RunParts {
  readonly scenario: Scenario
  readonly profile: Profile
  readonly expressions: Expressions
  readonly clock: ClockPort
  readonly blobs: BlobPort
  /** The state of the drill now. */
  drill(): DrillState
}

/**
 * A step's command in the simulated world: no process starts. What the scenario says of it counts first, so that also the
 * municipality's own commands can fail; when one of those ends well, its link or backup changes.
 */
export function simulatedRun(parts: RunParts): ActionPort<'run'> {
  return {
    describe: ({ run }, scope) => describeRun(run.command, parts.expressions, scope),
    perform: ({ run }, context) => perform(parts, run, context),
    probe: async ({ run }) => (run.changes ? 'cannot-tell' : 'not-done'),
  }
}

async function perform(parts: RunParts, run: RunSpec, context: ActionContext): Promise<Outcome> {
  const values = runValues(run, parts.expressions, context.scope)
  if (values instanceof Fault) return notRun(values)
  const { argv, timeoutMs } = values
  const scripted = scriptedAnswer(parts.scenario, parts.drill().world, argv)
  const answer = scripted ?? plainAnswer
  const began = parts.clock.now().epochMilliseconds
  await parts.clock.sleep(Math.min(answer.takesMs, timeoutMs), context.signal)
  const ms = Math.max(0, Math.round(parts.clock.now().epochMilliseconds - began))
  const kept = outputToKeep()
  const end = ending(answer, timeoutMs, context.signal)
  if (end.kind === 'exited') kept.add(Buffer.from(answer.output))
  const outcome = await runOutcome({ end, ms, kept: kept.kept(), name: outputName(context) }, parts.blobs)
  const changes = changesOf(parts, argv, scripted, outcome.result === 'done')
  // The world is different before the proof is looked for.
  if (changes.length > 0) await context.record(changes.map((change) => worldEvent(change, context)))
  return outcome
}

function ending({ takesMs, exit }: CommandAnswer, timeoutMs: number, signal: AbortSignal) {
  if (signal.aborted) return { kind: 'interrupted', forced: false } as const
  if (takesMs > timeoutMs) return { kind: 'timed-out', forced: false } as const
  return { kind: 'exited', code: exit, leftBehind: false } as const
}

/** A scripted command is on record however it ended, because its runs are counted there. */
function changesOf(
  { profile }: RunParts,
  argv: readonly string[],
  scripted: ScriptedAnswer | null,
  done: boolean,
): readonly WorldChange[] {
  const own = done ? ownCommand(profile, argv) : []
  if (scripted === null) return own
  const shown = harmlessLine(showCommand(argv), 200)
  const what = done
    ? { en: `${shown} did what it should`, nl: `${shown} deed wat het moest doen` }
    : { en: `${shown} failed`, nl: `${shown} is mislukt` }
  return [{ cause: scripted.cause, what, changes: done ? scripted.change : [] }, ...own]
}
