import type { Json } from '../core/event.ts'
import { exit, Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import type { Expressions, Scope } from '../core/ports.ts'
import { evaluate } from './cel.ts'

type Part = { readonly text: string } | { readonly cel: string }

/** What stands in a text for a value that is not known. */
const unknown = '?'

/** The plain and the `{{ CEL }}` parts of a text. Throws the Fault `runbook.template` when a `{{` is not closed. */
export function templateParts(template: string): readonly Part[] {
  const parts: Part[] = []
  let from = 0
  for (;;) {
    const open = template.indexOf('{{', from)
    if (open === -1) break
    const close = closing(template, open + 2)
    const cel = template.slice(open + 2, close).trim()
    if (close === -1 || cel === '') throw unclosed(template)
    if (open > from) parts.push({ text: template.slice(from, open) })
    parts.push({ cel })
    from = close + 2
  }
  if (from < template.length || parts.length === 0) parts.push({ text: template.slice(from) })
  return parts
}

/** Where the `}}` stands that closes an expression: not inside one of its quoted texts or maps. */
function closing(template: string, from: number): number {
  let quote = ''
  let depth = 0
  for (let i = from; i < template.length; i++) {
    const character = template.charAt(i)
    if (quote !== '') {
      if (character === '\\') i++
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '{') depth++
    else if (character === '}' && depth > 0) depth--
    else if (template.startsWith('}}', i)) return i
  }
  return -1
}

function unclosed(template: string): Fault {
  const shown = harmlessLine(template, 60)
  return new Fault({
    code: 'runbook.template',
    exit: exit.invalid,
    message: { en: `"${shown}" opens {{ and does not close it`, nl: `"${shown}" opent {{ en sluit het niet` },
    hint: { en: 'write {{ expression }}', nl: 'schrijf {{ uitdrukking }}' },
  })
}

/** CEL and templates over plain JSON. A value that is not known shows as `?` in a text, and is refused as an argument. */
export const expressions: Expressions = {
  evaluate,
  render(template, scope) {
    if (!template.includes('{{')) return template
    const parts = templateParts(template)
    return parts.map((part) => ('text' in part ? part.text : shown(evaluate(part.cel, scope)))).join('')
  },
  renderArgs: (templates, scope) => templates.flatMap((template) => args(template, scope)),
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
      en: `"${text}" is not known, so the command can not run`,
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
