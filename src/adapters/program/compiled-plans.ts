import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Loaded } from '../../runbook/load.ts'

/** The plan that the build read from the shipped runbooks, each with the text of every file that it comes from. */
export interface CompiledPlan {
  readonly plan: string
  readonly files: { readonly [name: string]: string }
  readonly loaded: Loaded
}

/** The file that the build puts beside the bundle. */
export const compiledPlansFile = 'compiled-plans.json'

/**
 * A plan that the build has read already, when these are the very bytes that it read; else null. Saves the third of a
 * second that reading the shipped runbooks takes, at the moment when nobody has one.
 */
export function compiledPlan(files: ReadonlyMap<string, Buffer>, plan: string): Loaded | null {
  const known = compiledPlans().find((one) => one.plan === plan)
  if (known === undefined) return null
  const same = Object.entries(known.files).every(([name, text]) => files.get(name)?.equals(Buffer.from(text)))
  return same ? known.loaded : null
}

let read: readonly CompiledPlan[] | null = null

function compiledPlans(): readonly CompiledPlan[] {
  // Among the sources there is no build, and the runbooks are read each time.
  read ??= import.meta.url.endsWith('.ts') ? [] : readBeside()
  return read
}

function readBeside(): readonly CompiledPlan[] {
  try {
    return JSON.parse(readFileSync(fileURLToPath(new URL(compiledPlansFile, import.meta.url)), 'utf8'))
  } catch {
    return []
  }
}
