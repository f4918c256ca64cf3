import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scenarioCodes } from '../../src/drill/scenario-codes.ts'
import { diagnosticCodes } from '../../src/runbook/diagnostic-codes.ts'
import { root } from './run-cli.ts'

/** Codes of Faults as they are written: alone, one of two, for each kind of store, or through a function `usage(…)`. */
export function faultCodes(): ReadonlySet<string> {
  const written = /(?:\bcode: |\busage\(\s*)(?:\w+ \? )?(?:'([a-z.-]+)'|`\$\{kind\}\.([a-z-]+)`)(?: : '([a-z.-]+)')?/g
  const found = new Set<string>()
  for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue
    for (const [, one, kindOf, other] of readFileSync(join(root, 'src', name), 'utf8').matchAll(written)) {
      if (kindOf !== undefined) for (const kind of ['blob', 'outbox', 'archive', 'copy']) found.add(`${kind}.${kindOf}`)
      for (const code of [one, other]) if (code !== undefined) found.add(code)
    }
  }
  // Findings in files have their own list and their own fixtures; the last is an error inside an expression.
  for (const code of [...diagnosticCodes, ...scenarioCodes, 'refused']) found.delete(code)
  return found
}
