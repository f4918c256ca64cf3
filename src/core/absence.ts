import type { Expressions, Scope } from './expressions.ts'
import type { CheckSpec } from './model.ts'

/**
 * Whether a check wants something gone: a closed port, or an expectation that is met by seeing nothing at all (a file that is
 * not there, a command that fails or prints nothing, a page that is not found). Whoever looks at the wrong place sees that too,
 * so such a look proves nothing unless the thing was seen before. An expectation that can't be tried wants something there.
 */
export function wantsAbsence({ probe, expect }: CheckSpec, expressions: Expressions, scope: Scope): boolean {
  if (probe.kind === 'tcp') return expect === 'closed'
  if (expect === 'ok') return false
  const isMetBy = (values: Scope): boolean => {
    try {
      return expressions.evaluate(expect, { ...scope, ...values }) === true
    } catch {
      return false
    }
  }
  const looksAt = (...names: readonly string[]): boolean =>
    names.some((name) => new RegExp(`\\b${name}\\b`).test(expect))
  if (probe.kind === 'file') return isMetBy({ exists: false, size: 0 })
  if (probe.kind === 'command') {
    const nothing = { stdout: '', stderr: '' }
    return isMetBy({ code: 1, ...nothing }) || (looksAt('stdout', 'stderr') && isMetBy({ code: 0, ...nothing }))
  }
  const nothing = { body: '', headers: {} }
  if ([404, 410, 503].some((status) => isMetBy({ status, ...nothing }))) return true
  return looksAt('body') && isMetBy({ status: 200, ...nothing })
}
