import { readTree } from '../runbook/tree.ts'

/**
 * The place at which a step (`isolate/cut-links`) begins in the text of a runbook: its line from 0, and its
 * indentation. Null: not in it.
 */
export function stepLine(text: string, step: string): { readonly line: number; readonly indent: string } | null {
  const [runbook, id] = step.split('/')
  const tree = readTree(text)
  if (tree.findings.length > 0) return null
  const { value } = tree as { readonly value: { readonly id?: unknown; readonly steps?: unknown } | null }
  if (value === null || typeof value !== 'object' || value.id !== runbook || !Array.isArray(value.steps)) return null
  const index = value.steps.findIndex((one: { readonly id?: unknown } | null) => one?.id === id)
  if (index === -1) return null
  const lines = text.split('\n')
  let line = tree.place(tree.offset(['steps', index], 'value')).line - 1
  // The dash may stand on a line of its own.
  while (line > 0 && !/^\s*-/.test(lines[line] ?? '') && /^\s*-\s*(#.*)?$/.test(lines[line - 1] ?? '')) line -= 1
  return { line, indent: /^ */.exec(lines[line] ?? '')?.[0] ?? '' }
}
