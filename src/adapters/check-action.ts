import { harmlessLine } from '../core/harmless.ts'
import type { CheckSpec } from '../core/model.ts'
import type { ActionPort, CheckPort, Expressions, Scope } from '../core/ports.ts'
import { showTemplates } from './show-command.ts'

/** A check as a step of its own: a pass is done and its own proof, everything else is failed. */
export function createCheckAction(checks: CheckPort, expressions: Expressions): ActionPort<'check'> {
  return {
    readsOnly: true,
    describe: ({ check }, scope) => describeCheck(check, expressions, scope),
    async perform({ check }, context) {
      const { verdict, seen } = await checks.check(check, context)
      const proof = { kind: 'check', verdict, seen } as const
      return verdict === 'pass'
        ? { result: 'done', summary: seen, proof }
        : {
            result: 'failed',
            summary: { en: `${words[verdict].en}: ${seen}`, nl: `${words[verdict].nl}: ${seen}` },
            proof,
          }
    },
  }
}

const words = {
  fail: { en: 'fail', nl: 'niet geslaagd' },
  error: { en: 'error', nl: 'fout' },
  'timed-out': { en: 'timed out', nl: 'tijd verstreken' },
} as const

/** A check in one line, with its values filled in where they can be. */
function describeCheck(spec: CheckSpec, expressions: Expressions, scope: Scope): string {
  const fill = (template: string): string => {
    try {
      return expressions.render(template, scope)
    } catch {
      return template
    }
  }
  const { probe, expect } = spec
  const subject = () => {
    if (probe.kind === 'tcp') return `that ${fill(probe.address)} is ${expect}`
    if (probe.kind === 'http') return `${fill(probe.url)} for ${expect}`
    if (probe.kind === 'file') return `the file ${fill(probe.path)} for ${expect}`
    return `the command ${showTemplates(probe.command, expressions, scope)} for ${expect}`
  }
  const terms = (['for', 'every', 'within'] as const).flatMap((name) => {
    const value = spec[name]
    return value === undefined ? [] : [`${name} ${fill(value)}`]
  })
  return harmlessLine([`checks ${subject()}`, ...terms].join(', '), 1000)
}
