import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './sample.ts'

/**
 * Puts every mutant into the copy of the sources at `root`, each behind a switch: the one whose number stands in `MUTANT`
 * is on, also in the processes that a test starts. So all of them are built once, and one run tells which test passes by which.
 */
export function putIn(root: string, mutants: readonly Mutant[]): void {
  const byFile = Map.groupBy(mutants, ({ file }) => file)
  for (const [file, own] of byFile) {
    const path = join(root, file)
    let source = readFileSync(path, 'utf8')
    for (const { id, start, end, was, becomes, statement, begins } of own.toSorted((a, b) => b.start - a.start)) {
      // A function may have a `process` of its own.
      const on = `(globalThis.passedBy?.(${id}), globalThis.process.env.MUTANT === '${id}')`
      // Without a semicolon, what stands before would be called with it.
      const open = begins ? ';(' : '('
      const both = statement ? `if (${on}) ${becomes} else ${wrapped(was)}` : `${open}${on} ? ${becomes} : ${was})`
      source = `${source.slice(0, start)}${both}${source.slice(end)}`
    }
    writeFileSync(path, `// @ts-nocheck\n${source}`)
  }
}

function wrapped(statement: string): string {
  return `{ ${statement} }`
}
