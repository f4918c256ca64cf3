import { parseDuration } from '../../core/duration.ts'
import type { Change, Scenario, ScriptedCommand } from '../../drill/scenario.ts'
import type { World } from '../../drill/world.ts'

/** The end of a simulated command. */
export interface CommandAnswer {
  readonly exit: number
  readonly output: string
  readonly takesMs: number
  /** The changes of the world when it ends well. */
  readonly change: readonly Change[]
}

export interface ScriptedAnswer extends CommandAnswer {
  /** The name under which the record counts its runs. */
  readonly cause: string
}

/** A command of which the scenario says nothing does nothing, and ends well. */
export const plainAnswer: CommandAnswer = { exit: 0, output: 'EXERCISE: simulated\n', takesMs: 0, change: [] }

/** The scenario's answer to a command, or null. `more` are runs that the record does not count. */
export function scriptedAnswer(
  { world }: Scenario,
  { runs }: World,
  argv: readonly string[],
  more = 0,
): ScriptedAnswer | null {
  const line = argv.join(' ')
  const command = world.commands.find(({ match }) => matches(match, line))
  if (command === undefined) return null
  const cause = `command:${command.match}`
  return { cause, ...answer(command, (Object.hasOwn(runs, cause) ? (runs[cause] ?? 0) : 0) + more) }
}

/**
 * The answer of a scripted command. With `failures`, `exit` is how it fails (1 when that is 0) until it has failed so
 * often; then it ends well.
 */
function answer({ exit, output, takes, failures = 0, change }: ScriptedCommand, runs: number): CommandAnswer {
  const takesMs = takes === undefined ? 0 : parseDuration(takes)
  const ends = failures === 0 ? exit : runs < failures ? exit || 1 : 0
  if (ends === exit) return { exit, output: marked(output), takesMs, change: exit === 0 ? change : [] }
  if (ends === 0) return { exit: 0, output: plainAnswer.output, takesMs, change }
  return { exit: ends, output: 'EXERCISE: simulated: it failed\n', takesMs, change: [] }
}

function marked(output: string): string {
  return output === '' ? plainAnswer.output : `EXERCISE: ${output.trimEnd()}\n`
}

/** `*` stands for anything, also for nothing; everything else for itself. In time that only grows with both lengths. */
function matches(pattern: string, line: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return pattern === line
  const last = rest.pop() ?? ''
  if (!line.startsWith(first) || line.length < first.length + last.length || !line.endsWith(last)) return false
  const end = line.length - last.length
  let at = first.length
  for (const part of rest) {
    const found = line.indexOf(part, at)
    if (found < 0 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}
