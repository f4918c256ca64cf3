import type { Runbook, Step } from '../core/model.ts'

/** The programs that commands and checks of runbooks name by themselves: one that the profile fills in is the profile's. */
export function namedPrograms(runbooks: readonly Runbook[]): ReadonlySet<string> {
  const programs = runbooks.flatMap(({ steps }) => steps.flatMap(programsOf))
  return new Set(programs.filter((program) => !program.includes('{{')))
}

function programsOf({ action, proof }: Step): readonly string[] {
  const checks = [action, ...(proof === undefined ? [] : [proof])].flatMap((one) =>
    one.kind === 'check' && one.check.probe.kind === 'command' ? [one.check.probe.command] : [],
  )
  const commands = action.kind === 'run' ? [action.run.command, ...checks] : checks
  return commands.flatMap((command) => command.slice(0, 1))
}
