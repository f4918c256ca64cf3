import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { groupRuns } from '../../src/adapters/commands/process-group.ts'
import type { Json } from '../../src/core/event.ts'
import { exit } from '../../src/core/exit-codes.ts'
import type { Expressions } from '../../src/core/expressions.ts'
import { Fault } from '../../src/core/fault.ts'
import type { ActionContext } from '../../src/core/ports.ts'

/** The path of one of the tiny executables. */
export function tiny(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/bin/${name}`, import.meta.url))
}

/** A folder of its own that is gone after the block, also when a test fails. */
export function freshFolder(...inside: readonly string[]) {
  const path = mkdtempSync(join(tmpdir(), 'cyber-respond-'))
  for (const name of inside) mkdirSync(join(path, name))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

function missing(expression: string): Fault {
  const text = { en: `${expression} is not known`, nl: `${expression} is niet bekend` }
  return new Fault({ code: 'runbook.expression', exit: exit.invalid, message: text })
}

/** Expressions written in JavaScript, which for these tests says the same as CEL. Unknown names are Faults. */
export const jsExpressions: Expressions = {
  evaluate(expression, scope): Json {
    try {
      return new Function(...Object.keys(scope), `return (${expression})`)(...Object.values(scope))
    } catch {
      throw missing(expression)
    }
  },
  render: (template, scope) =>
    template.replace(/\{\{ (.+?) \}\}/g, (_all, expression: string) =>
      String(jsExpressions.evaluate(expression, scope)),
    ),
  renderArgs: (templates, scope) =>
    templates.flatMap((template) => {
      const [, whole] = /^\{\{ (.+) \}\}$/.exec(template) ?? []
      const value = whole === undefined ? jsExpressions.render(template, scope) : jsExpressions.evaluate(whole, scope)
      return Array.isArray(value) ? value.map(String) : [String(value)]
    }),
}

/** The context that an action gets to work with, and the progress that it showed. */
export function acting(part: Partial<ActionContext> = {}): ActionContext & { readonly shown: string[] } {
  const shown: string[] = []
  return {
    instance: 'test/step',
    code: 'T1',
    title: { en: 'Step', nl: 'Stap' },
    actor: 'An Peeters',
    attempt: 1,
    scope: {},
    signal: new AbortController().signal,
    progress: (line) => shown.push(line),
    record: async () => {},
    shown,
    ...part,
  }
}

/** Fails when anything still runs in the process group that a tiny executable named: its first line is `leader child`. */
export async function expectGroupGone(output: unknown): Promise<void> {
  const [, leader] = /^(\d+) \d+\n/.exec(String(output)) ?? []
  expect(leader).toBeDefined()
  expect(await groupRuns(Number(leader))).toBe(false)
}
