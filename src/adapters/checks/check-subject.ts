import type { Expressions, Scope } from '../../core/expressions.ts'
import type { CheckSpec } from '../../core/model.ts'
import { showCommand } from '../commands/show-command.ts'

/** The subject of a check in one line: the same thing has the same line, whatever is expected of it. */
export function subjectOf({ probe }: CheckSpec, expressions: Expressions, scope: Scope): string {
  const fill = (template: string): string => expressions.render(template, scope).trim()
  if (probe.kind === 'tcp') return `tcp ${fill(probe.address)}`
  if (probe.kind === 'http') return `http ${fill(probe.url)}`
  if (probe.kind === 'file') return `file ${fill(probe.path)}`
  return `command ${showCommand(expressions.renderArgs(probe.command, scope))}`
}
