import { parseDuration } from '../../core/duration.ts'
import type { Expressions, Scope } from '../../core/expressions.ts'
import { Fault } from '../../core/fault.ts'
import type { RunSpec } from '../../core/model.ts'

/** The time that a command may take when its step doesn't say. */
const defaultTimeout = '10m'

/** A step's command with its values filled in. */
interface RunValues {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly stdin: string | undefined
  readonly timeoutMs: number
}

/** Fills in the values. What can't be filled in is a mistake of the runbook or a gap in the profile: the step fails. */
export function runValues(run: RunSpec, expressions: Expressions, scope: Scope): RunValues | Fault {
  try {
    const fill = (template: string) => expressions.render(template, scope)
    const env = Object.entries(run.env ?? {}).map(([name, value]) => [name, fill(value)])
    const timeoutMs = parseDuration(fill(run.timeout ?? defaultTimeout))
    const stdin = run.stdin === undefined ? undefined : fill(run.stdin)
    return { argv: expressions.renderArgs(run.command, scope), env: Object.fromEntries(env), stdin, timeoutMs }
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}
