import type { Expressions, Scope } from '../../core/expressions.ts'
import { harmlessLine } from '../../core/harmless.ts'
import { shellWord } from '../../core/shell-word.ts'
import type { Text } from '../../core/text.ts'

/** A command as a person reads it: arguments that a reader could mistake are quoted. For the eye, never for a shell. */
export function showCommand(argv: readonly string[]): string {
  return harmlessLine(argv.map(shellWord).join(' '), 1000)
}

/** The command with its values filled in, or as it was written when they can't be. */
export function showTemplates(templates: readonly string[], expressions: Expressions, scope: Scope): string {
  try {
    return showCommand(expressions.renderArgs(templates, scope))
  } catch {
    return showCommand(templates)
  }
}

/** The words for what running it does, as one says it beforehand. */
export function describeRun(templates: readonly string[], expressions: Expressions, scope: Scope): Text {
  const shown = showTemplates(templates, expressions, scope)
  return { en: `runs ${shown}`, nl: `voert ${shown} uit` }
}
