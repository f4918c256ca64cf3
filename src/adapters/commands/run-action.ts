import type { Expressions } from '../../core/expressions.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { RunSpec } from '../../core/model.ts'
import type { ActionContext, ActionPort, BlobPort, Outcome } from '../../core/ports.ts'
import { commandEnv } from './command-env.ts'
import { runCommand } from './run-command.ts'
import { notRun, outputToKeep, runOutcome } from './run-outcome.ts'
import { runValues } from './run-values.ts'
import { describeRun } from './show-command.ts'
import { stepLeftovers, stepMark } from './step-processes.ts'

interface RunParts {
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
  const kept = outputToKeep()
  const follow = followOutput(context.progress)
  const began = parts.now()
  const end = await runCommand(argv, {
    cwd: parts.cwd,
    env: { ...parts.env, ...env, ...stepMark(parts.folder, context.instance) },
    ...{ stdin, timeoutMs, signal: context.signal },
    onOutput(chunk) {
      kept.add(chunk)
      follow.add(chunk)
    },
  }).finally(follow.stop)
  const ms = Math.round(parts.now() - began)
  return runOutcome({ end, ms, kept, name: `${context.code}-${context.attempt}-output.txt` }, parts.blobs)
}

/** Shows the last line of what comes in, ten times a second at most, so that a flood doesn't drown the screen. */
function followOutput(progress: (line: string) => void): { add(chunk: Uint8Array): void; stop(): void } {
  let latest: Uint8Array | null = null
  let timer: NodeJS.Timeout | undefined
  const show = () => {
    if (latest === null) return
    const lines = Buffer.from(latest.subarray(-400))
      .toString('utf8')
      .split(/[\r\n]+/)
    const line = lines.findLast((candidate) => candidate.trim() !== '')
    if (line !== undefined) progress(harmlessLine(line.trim(), 200))
    latest = null
  }
  return {
    add(chunk) {
      latest = chunk
      timer ??= setInterval(show, 100)
    },
    stop: () => clearInterval(timer),
  }
}
