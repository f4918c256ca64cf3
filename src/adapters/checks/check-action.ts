import type { Expressions, Scope } from '../../core/expressions.ts'
import { harmlessLine } from '../../core/harmless.ts'
import type { CheckSpec } from '../../core/model.ts'
import type { ActionPort, CheckPort } from '../../core/ports.ts'
import type { Text } from '../../core/text.ts'
import { showTemplates } from '../commands/show-command.ts'

/** A check as a step of its own: a pass is done and its own proof, everything else is failed. */
export function createCheckAction(checks: CheckPort, expressions: Expressions): ActionPort<'check'> {
  return {
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
function describeCheck(spec: CheckSpec, expressions: Expressions, scope: Scope): Text {
  const fill = (template: string): string => {
    try {
      return expressions.render(template, scope)
    } catch {
      return template
    }
  }
  const { probe, expect } = spec
  const subject = (): Text => {
    if (probe.kind === 'tcp') {
      const address = fill(probe.address)
      return { en: `that ${address} is ${expect}`, nl: `of ${address} ${expect === 'closed' ? 'dicht' : 'open'} is` }
    }
    if (probe.kind === 'http') {
      const url = fill(probe.url)
      return { en: `${url} for ${expect}`, nl: `naar ${url}: ${expect}` }
    }
    if (probe.kind === 'file') {
      const path = fill(probe.path)
      return { en: `the file ${path} for ${expect}`, nl: `naar het bestand ${path}: ${expect}` }
    }
    const command = showTemplates(probe.command, expressions, scope)
    return { en: `the command ${command} for ${expect}`, nl: `naar de opdracht ${command}: ${expect}` }
  }
  const terms = (['for', 'every', 'within'] as const).flatMap((name) => {
    const value = spec[name]
    return value === undefined ? [] : [termWords[name](fill(value))]
  })
  const { en, nl } = subject()
  return {
    en: harmlessLine([`checks ${en}`, ...terms.map((term) => term.en)].join(', '), 1000),
    nl: harmlessLine([`kijkt ${nl}`, ...terms.map((term) => term.nl)].join(', '), 1000),
  }
}

const termWords = {
  for: (span: string): Text => ({ en: `for ${span}`, nl: `${span} lang` }),
  every: (span: string): Text => ({ en: `every ${span}`, nl: `elke ${span}` }),
  within: (span: string): Text => ({ en: `within ${span}`, nl: `binnen ${span}` }),
}
