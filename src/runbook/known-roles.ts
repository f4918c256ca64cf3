import type { Runbook } from '../core/model.ts'
import { textOf } from './decode.ts'
import type { Files } from './lint.ts'

/** The roles that runbooks ask for. `optional`: a step is left out where nobody has the role, or another list names its people. */
export interface KnownRoles {
  readonly needed: ReadonlySet<string>
  readonly optional: ReadonlySet<string>
}

/** Who answers for a service stands beside the service, and not among the contacts. */
const besideServices = ['service-owner']

/** The roles of steps and approvals, and those that an expression of a file calls by `contact("…")`. */
export function knownRoles(runbooks: readonly Runbook[], files: Files): KnownRoles {
  const steps = runbooks.flatMap(({ steps: own }) => own.flatMap(({ role, approve }) => [role, approve ?? role]))
  const texts = [...files].map(([name, content]) => (typeof content === 'string' ? content : textOf(name, content)))
  const called = texts.flatMap((text) => [...text.matchAll(/\bcontact\(\s*["']([a-z][a-z0-9-]*)["']\s*\)/g)])
  const asked = texts.flatMap((text) => [...text.matchAll(/\bcontact\(\s*["']([a-z][a-z0-9-]*)["']\s*\)\s*!=\s*null/g)])
  const optional = new Set([...besideServices, ...asked.map(([, role = '']) => role)])
  const all = [...steps, ...called.map(([, role = '']) => role)]
  return { needed: new Set(all.filter((role) => !optional.has(role))), optional }
}
