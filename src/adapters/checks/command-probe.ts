import type { Expressions, Scope } from '../../core/expressions.ts'
import { isFault } from '../../core/fault.ts'
import { elapsed } from '../clock/elapsed.ts'
import { commandEnv } from '../commands/command-env.ts'
import type { RunKept } from '../commands/kept-command.ts'
import { showCommand } from '../commands/show-command.ts'
import { cannotSee, holdsIf, judgeSighting, type Sighting } from './sighting.ts'

interface CommandProbe {
  readonly runKept: RunKept
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

/** Runs a command that only reads. One that can't be started, is ended by a signal or was cut off shows nothing: an error. */
export async function probeCommand(probe: CommandProbe): Promise<Sighting> {
  const { argv, cwd, timeoutMs, signal } = probe
  const ran = await probe
    .runKept(argv, {
      cwd,
      env: commandEnv(process.env),
      timeoutMs,
      signal,
      keep: { bytes: keptBytes, apart: true },
    })
    .catch(ifCutOff)
  const shown = showCommand(argv)
  if (ran === null) return cannotSee(`nobody knows what ${shown} gives: the process that started it was ended`)
  const { end, stdout, stderr } = ran
  if (end.kind === 'exited') {
    const values = { code: end.code, stdout: stdout.text, stderr: stderr.text }
    return judgeSighting(probe.expect, end.code === 0, `${shown} gives exit ${end.code}`, values, probe)
  }
  if (end.kind === 'not-started') return cannotSee(`${shown} can't be started: ${end.why.en}`)
  if (end.kind === 'signalled') return cannotSee(`${shown} was ended by ${end.signal}`)
  if (end.kind === 'interrupted') return cannotSee('interrupted')
  return holdsIf(false, `${shown} gives no answer in ${elapsed(timeoutMs)}`)
}

/** Who only reads may look again. */
function ifCutOff(error: unknown): null {
  if (isFault(error, 'command.cut-off')) return null
  throw error
}
