import { harmlessLine } from '../core/harmless.ts'
import type { Expressions, Scope } from '../core/ports.ts'

/** A command as a person reads it: arguments that a reader could mistake are quoted. For the eye, never for a shell. */
export function showCommand(argv: readonly string[]): string {
  return harmlessLine(argv.map(showArgument).join(' '), 1000)
}

/** The command with its values filled in, or as it was written when they can't be. */
export function showTemplates(templates: readonly string[], expressions: Expressions, scope: Scope): string {
  try {
    return showCommand(expressions.renderArgs(templates, scope))
  } catch {
    return showCommand(templates)
  }
}

function showArgument(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`
}
