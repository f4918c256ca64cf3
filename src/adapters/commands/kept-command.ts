import { followOutput } from './follow-output.ts'
import { type KeptOutput, OutputEnds } from './output-ends.ts'
import { type CommandEnd, type CommandOptions, runCommand } from './run-command.ts'

export interface KeptOptions extends Omit<CommandOptions, 'onOutput'> {
  /**
   * The bytes that are kept of longer output: the first half and the last half of them. `apart`: of each of the two streams by
   * itself, else of both as they come.
   */
  readonly keep: { readonly bytes: number; readonly apart: boolean }
  /** Gets the last line of the output now and then, in one line without control codes. */
  latest?(line: string): void
}

export interface RanCommand {
  readonly end: CommandEnd
  /** Both streams, where they are not kept apart. */
  readonly stdout: KeptOutput
  readonly stderr: KeptOutput
}

/** Runs a command as `runCommand` does. Throws `command.cut-off` when nobody knows how it ended. */
export type RunKept = (argv: readonly string[], options: KeptOptions) => Promise<RanCommand>

/** Runs a command from this process, and keeps what there is to keep of its output. */
export const runKept: RunKept = async (argv, { keep, latest, ...options }) => {
  const stdout = new OutputEnds(keep.bytes)
  const stderr = new OutputEnds(keep.apart ? keep.bytes : 0)
  const follow = latest === undefined ? null : followOutput(latest)
  const end = await runCommand(argv, {
    ...options,
    onOutput(chunk, stream) {
      const ends = keep.apart && stream === 'stderr' ? stderr : stdout
      ends.add(chunk)
      follow?.add(chunk)
    },
  }).finally(() => follow?.stop())
  return { end, stdout: stdout.kept(), stderr: stderr.kept() }
}
