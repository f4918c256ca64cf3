import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'

type Part = { readonly text: string } | { readonly cel: string }

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

/** The place of the `}}` that closes an expression: not inside one of its quoted texts or maps. */
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
