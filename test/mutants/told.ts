import type { Mutant } from './sample.ts'

/** `tests`: how many test files were asked, at most. */
export interface Ended extends Mutant {
  readonly killed: boolean
  readonly tests: number
}

/** A change that no test can notice. `was` and `becomes` as the result prints them, `within` is the line where it begins. */
export interface Equivalent {
  readonly file: string
  readonly within: string
  readonly was: string
  readonly becomes: string
  readonly why: string
}

/** The result as Markdown, and the share of the changes that were noticed, equivalents aside. */
export function told(
  ended: readonly Ended[],
  equivalents: readonly Equivalent[],
  { seed, tests }: { readonly seed: string; readonly tests: string },
): { readonly text: string; readonly share: number } {
  const why = (one: Ended): string | undefined =>
    equivalents.find(
      ({ file, within, was, becomes }) =>
        file === one.file && within === one.within && was === short(one.was) && becomes === short(one.becomes),
    )?.why
  const alive = ended.filter(({ killed }) => !killed)
  const same = alive.filter((one) => why(one) !== undefined)
  const survived = alive.filter((one) => why(one) === undefined)
  const counted = ended.length - same.length
  const share = counted === 0 ? 0 : (counted - survived.length) / counted
  const areas = [...Map.groupBy(ended, ({ area }) => area)]
  const lines = [
    '# What a small change of the code does to the tests',
    '',
    `\`npm run mutants\`, seed ${seed}, asked: the tests in ${tests.split(',').join(', ')}. Of ${ended.length} changes ${ended.length - alive.length} were noticed, ${same.length} change nothing that can be seen, ${survived.length} were not noticed: ${(share * 100).toFixed(1)} %.`,
    '',
    '| area | changes | noticed | without effect | not noticed |',
    '|---|--:|--:|--:|--:|',
    ...areas.map(([area, all]) => {
      const count = (of: readonly Ended[]): number => of.filter((one) => one.area === area).length
      return `| ${area} | ${all.length} | ${all.filter(({ killed }) => killed).length} | ${count(same)} | ${count(survived)} |`
    }),
    '',
    ...rows('Not noticed', survived, ({ tests }) => `${tests} test files pass by it`),
    ...rows('Without effect', same, (one) => why(one) ?? ''),
  ]
  return { text: `${lines.join('\n').trimEnd()}\n`, share }
}

function rows(title: string, of: readonly Ended[], more: (one: Ended) => string): string[] {
  if (of.length === 0) return []
  const sorted = of.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
  return [
    `## ${title}`,
    '',
    ...sorted.map(
      (one) =>
        `- \`${one.file}:${one.line}\` (${one.kind}): \`${short(one.was)}\` → \`${short(one.becomes)}\`: ${more(one)}`,
    ),
    '',
  ]
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('`', "'")
  return line.length > 90 ? `${line.slice(0, 90)}…` : line
}
