import type { Expressions } from '../../core/expressions.ts'
import { Fault } from '../../core/fault.ts'
import type { RunSpec } from '../../core/model.ts'
import type { ActionContext, ActionPort, BlobPort, Outcome } from '../../core/ports.ts'
import { commandEnv } from './command-env.ts'
import type { RunKept } from './kept-command.ts'
import { keptBytes, notRun, outputName, runOutcome } from './run-outcome.ts'
import { runValues } from './run-values.ts'
import { describeRun } from './show-command.ts'
import { stepLeftovers, stepMark } from './step-processes.ts'

interface RunParts {
  readonly runKept: RunKept
  /** The folder that commands run in. */
  readonly cwd: string
  /** The incident's folder. */
  readonly folder: string
  readonly blobs: BlobPort
  readonly expressions: Expressions
  /** Monotonic time in milliseconds. */
  now(): number
}

interface ReadyRun extends RunParts {
  /** The environment that every command sees. */
  readonly env: Readonly<Record<string, string>>
}

/**
 * Runs a step's command. Exit code 0 is done; anything else, also a command that can't be started or whose values are
 * missing, is failed, with the reason in the summary. Its output is made harmless before it is kept.
 */
export function createRunAction(given: RunParts): ActionPort<'run'> {
  const parts = { ...given, env: commandEnv(process.env) }
  return {
    describe: ({ run }, scope) => describeRun(run.command, parts.expressions, scope),
    perform: ({ run }, context) => perform(parts, run, context),
    probe: async ({ run }) => (run.changes ? 'cannot-tell' : 'not-done'),
    leftovers: ({ instance }) => stepLeftovers(parts.folder, instance),
  }
}

async function perform(parts: ReadyRun, run: RunSpec, context: ActionContext): Promise<Outcome> {
  const values = runValues(run, parts.expressions, context.scope)
  if (values instanceof Fault) return notRun(values)
  const { argv, env, stdin, timeoutMs } = values
  const began = parts.now()
  const { end, stdout: kept } = await parts.runKept(argv, {
    cwd: parts.cwd,
    env: { ...parts.env, ...env, ...stepMark(parts.folder, context.instance) },
    ...{ stdin, timeoutMs, signal: context.signal },
    keep: { bytes: keptBytes, apart: false },
    latest: context.progress,
  })
  const ms = Math.round(parts.now() - began)
  return runOutcome({ end, ms, kept, name: outputName(context) }, parts.blobs)
}
