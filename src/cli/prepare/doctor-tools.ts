import { type ToolState, toolState } from '../../adapters/commands/tool-path.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { Profile } from '../../core/profile.ts'
import type { Text } from '../../core/text.ts'
import { type DoctorFinding, finding } from './doctor-machine.ts'

/**
 * Whether the programs that a profile names can be run, those that cut, reopen and detach, and those that runbooks name
 * (`programs`). `folder` is the profile's, in which all of them start, `path` the PATH. Nothing is run.
 */
export function toolFindings(
  { links, backups }: Profile,
  programs: ReadonlySet<string>,
  { slug, name }: { readonly slug: string; readonly name: string },
  folder: string,
  path: string,
): readonly DoctorFinding[] {
  const commands = [
    ...(links ?? []).flatMap(({ cut, restore }) => [cut, restore]),
    ...(backups ?? []).map(({ detach }) => detach),
  ]
  const own = new Set(commands.flatMap((command) => command?.slice(0, 1) ?? []))
  return [...own.union(programs)].flatMap((tool) => {
    const state = toolState(tool, folder, path)
    return state === 'there'
      ? []
      : [wrong(`${slug}.tool`, name, harmlessLine(tool, 200), state, own.has(tool) ? ofProfile : ofRunbook)]
  })
}

const ofProfile: Text = { en: 'the profile', nl: 'het profiel' }
const ofRunbook: Text = { en: 'a runbook', nl: 'een draaiboek' }

function wrong(id: string, name: string, tool: string, state: Exclude<ToolState, 'there'>, where: Text): DoctorFinding {
  if (state === 'missing') {
    return finding(
      id,
      false,
      `${name}: ${tool} IS NOT THERE, and a command of ${where.en} names it`,
      `${name}: ${tool} IS ER NIET, en een opdracht van ${where.nl} noemt het`,
    )
  }
  return finding(
    id,
    false,
    `${name}: ${tool} MAY NOT BE RUN, and a command of ${where.en} names it: chmod +x`,
    `${name}: ${tool} MAG NIET UITGEVOERD WORDEN, en een opdracht van ${where.nl} noemt het: chmod +x`,
  )
}
