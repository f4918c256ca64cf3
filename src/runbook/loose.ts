import type { Text } from '../core/text.ts'
import { membersOf, textIn } from './members.ts'
import { readTree } from './tree.ts'

/** The parts of a step by which people know it, and the names of what it asks. */
export interface StepGlance {
  readonly code: string
  readonly id: string
  readonly title: Text
  readonly asks: readonly { readonly name: string; readonly title: Text }[]
}

/** A runbook as far as it is needed to name it and its steps. */
export interface RunbookGlance {
  readonly id: string
  readonly title: Text
  readonly steps: readonly StepGlance[]
}

/** What stands in a YAML text, without asking whether it is right; null when it can't be read. */
export function looseYaml(text: string): unknown {
  return readTree(text).value
}

/** A runbook of plain values, as far as its parts have names; null when it is none. */
export function runbookGlance(value: unknown): RunbookGlance | null {
  const { id, title, steps } = membersOf(value)
  if (typeof id !== 'string' || !Array.isArray(steps)) return null
  return { id, title: textIn(title, id), steps: steps.flatMap((step) => stepGlance(id, step)) }
}

function stepGlance(runbook: string, value: unknown): readonly StepGlance[] {
  const { id, code, title, ask } = membersOf(value)
  if (typeof id !== 'string' || typeof code !== 'string') return []
  const asks = Object.entries(membersOf(ask)).map(([name, field]) => ({
    name,
    title: textIn(membersOf(field).title, name),
  }))
  return [{ code, id: `${runbook}/${id}`, title: textIn(title, id), asks }]
}
