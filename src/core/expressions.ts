import type { Json } from './event.ts'

/** CEL and templates. Both throw a Fault when an expression can't be evaluated. Values are plain JSON. */
export interface Expressions {
  evaluate(expression: string, scope: Scope): Json
  /** Fills every `{{ CEL }}` of a text. */
  render(template: string, scope: Scope): string
  /** Fills an argument array; an element that is exactly one template giving a list is spliced. */
  renderArgs(templates: readonly string[], scope: Scope): string[]
}

/** The names that expressions see: `profile`, `municipality`, `incident`, `plan`, `facts`, `steps`, and the `each` variable. */
export type Scope = { readonly [name: string]: unknown }
