import type { Json } from '../core/event.ts'
import { exit } from '../core/exit-codes.ts'
import type { Expressions, Scope } from '../core/expressions.ts'
import { Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import { evaluate } from './cel.ts'
import { templateParts } from './template-parts.ts'

/** The sign in a text for a value that is not known. */
const unknown = '?'

/** CEL and templates over plain JSON. A value that is not known shows as `?` in a text, and is refused as an argument. */
export const expressions: Expressions = {
  evaluate,
  render,
  renderArgs: (templates, scope) => templates.flatMap((template) => args(template, scope)),
}

function render(template: string, scope: Scope): string {
  if (!template.includes('{{')) return template
  const parts = templateParts(template)
  return parts.map((part) => ('text' in part ? part.text : shown(evaluate(part.cel, scope)))).join('')
}

function args(template: string, scope: Scope): string[] {
  if (!template.includes('{{')) return [template]
  const parts = templateParts(template)
  const values = parts.map((part) => ('text' in part ? part.text : evaluate(part.cel, scope)))
  const [only] = values
  const list = values.length === 1 && Array.isArray(only) ? only : null
  for (const value of list ?? values) if (value === null) throw missing(template)
  return list === null ? [values.map(shown).join('')] : list.map(shown)
}

function missing(template: string): Fault {
  const text = harmlessLine(template, 60)
  return new Fault({
    code: 'runbook.unknown-argument',
    exit: exit.invalid,
    message: {
      en: `"${text}" is not known, so the command can't run`,
      nl: `"${text}" is niet bekend, dus de opdracht kan niet lopen`,
    },
    hint: {
      en: 'fill it in in the profile, or do the step by hand',
      nl: 'vul het in in het profiel, of doe de stap met de hand',
    },
  })
}

function shown(value: Json): string {
  if (value === null) return unknown
  if (Array.isArray(value)) return value.map(shown).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
