import type { Expressions, Scope } from '../../core/expressions.ts'
import { elapsed } from '../clock/elapsed.ts'
import { commandEnv } from '../commands/command-env.ts'
import { OutputEnds } from '../commands/output-ends.ts'
import { runCommand } from '../commands/run-command.ts'
import { showCommand } from '../commands/show-command.ts'
import { cannotSee, holdsIf, judgeSighting, type Sighting } from './sighting.ts'

interface CommandProbe {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly timeoutMs: number
  /** `ok` (exit code 0) or CEL over `code`, `stdout`, `stderr`. */
  readonly expect: string
  readonly expressions: Expressions
  readonly scope: Scope
  readonly signal: AbortSignal
}

const keptBytes = 256 * 1024

/** Runs a command that only reads. One that can't be started or is ended by a signal shows nothing: an error. */
export async function probeCommand(probe: CommandProbe): Promise<Sighting> {
  const { argv, cwd, timeoutMs, signal } = probe
  const kept = { stdout: new OutputEnds(keptBytes), stderr: new OutputEnds(keptBytes) }
  const end = await runCommand(argv, {
    cwd,
    env: commandEnv(process.env),
    timeoutMs,
    signal,
    onOutput: (chunk, stream) => kept[stream].add(chunk),
  })
  const shown = showCommand(argv)
  if (end.kind === 'exited') {
    const values = { code: end.code, stdout: kept.stdout.text(), stderr: kept.stderr.text() }
    return judgeSighting(probe.expect, end.code === 0, `${shown} gives exit ${end.code}`, values, probe)
  }
  if (end.kind === 'not-started') return cannotSee(`${shown} can't be started: ${end.why.en}`)
  if (end.kind === 'signalled') return cannotSee(`${shown} was ended by ${end.signal}`)
  if (end.kind === 'interrupted') return cannotSee('interrupted')
  return holdsIf(false, `${shown} gives no answer in ${elapsed(timeoutMs)}`)
}
