import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'

/**
 * The test files that lead to a source by what they import, the nearest first: the one that is named after it, then by how
 * many imports lie between, then by size. Of those at a terminal and of other people's programs none: they take too long.
 */
export function nearestTests(root: string): (file: string) => string[] {
  const imports = new Map<string, string[]>()
  const importsOf = (file: string): string[] => {
    const known = imports.get(file)
    if (known !== undefined) return known
    const source = readFileSync(join(root, file), 'utf8')
    const found = [...source.matchAll(/(?:from |import\()'(\.[^']+\.ts)'/g)]
      .filter(([whole]) => whole !== '')
      .map(([, path = '']) => normalize(join(dirname(file), path)))
    imports.set(file, found)
    return found
  }
  const tests = globSync('test/{unit,contract,cli,homes,crash}/**/*.test.ts', { cwd: root }).map((test) => ({
    test,
    size: readFileSync(join(root, test)).length,
    steps: stepsFrom(test, importsOf),
  }))
  return (file) => {
    const named = `${basename(file, '.ts')}.test.ts`
    return tests
      .filter(({ steps }) => steps.has(file))
      .map(({ test, size, steps }) => ({ test, size, steps: basename(test) === named ? 0 : (steps.get(file) ?? 0) }))
      .toSorted((a, b) => a.steps - b.steps || a.size - b.size)
      .map(({ test }) => test)
  }
}

function stepsFrom(start: string, importsOf: (file: string) => string[]): Map<string, number> {
  const steps = new Map([[start, 0]])
  for (const [file, count] of steps)
    for (const next of importsOf(file)) if (!steps.has(next)) steps.set(next, count + 1)
  return steps
}
