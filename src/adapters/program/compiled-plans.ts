import type { Plan } from '../../core/model.ts'
import type { Loaded } from '../../runbook/load.ts'
import { readBeside } from './beside.ts'

/** The plan that the build read from the shipped runbooks, with the text of every file that it comes from. */
export interface CompiledPlan {
  readonly files: { readonly [name: string]: string }
  readonly loaded: Loaded
}

/** A plan as one chooses it, with the text of its own file. */
export interface CompiledChoice extends Pick<Plan, 'id' | 'title' | 'summary'> {
  readonly text: string
}

/** The file that the build puts beside the bundle: one for each plan, because only one is needed at a time. */
export function compiledPlanFile(plan: string): string {
  return `plan-${plan}.json`
}

/** The file that the build puts beside the bundle of what one chooses from. */
export const compiledChoicesFile = 'plans.json'

/**
 * A plan that the build has read already, when these are the very bytes that it read; else null. Saves the third of a
 * second that reading the shipped runbooks takes, at the moment when nobody has one.
 */
export function compiledPlan(files: ReadonlyMap<string, Buffer>, plan: string): Loaded | null {
  // The name comes from a person, and must not lead elsewhere.
  const known = /^[a-z0-9-]+$/.test(plan) ? onceRead<CompiledPlan>(compiledPlanFile(plan)) : null
  if (known === null) return null
  const same = Object.entries(known.files).every(([name, text]) => files.get(name)?.equals(Buffer.from(text)))
  return same ? known.loaded : null
}

/** The plans of these files by name, as far as the build has read their very bytes. */
export function compiledChoices(files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, CompiledChoice> {
  const known = onceRead<readonly CompiledChoice[]>(compiledChoicesFile) ?? []
  const same = known.filter(({ id, text }) => files.get(`${id}.plan.yaml`)?.equals(Buffer.from(text)))
  return new Map(same.map((one) => [one.id, one]))
}

const read = new Map<string, unknown>()

function onceRead<T>(name: string): T | null {
  if (!read.has(name)) read.set(name, readBeside(name))
  return read.get(name) as T | null
}
