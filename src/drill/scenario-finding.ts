import type { Diagnostic } from '../core/fault.ts'
import type { ScenarioCode } from '../core/finding-codes.ts'
import { diagnostic, type Located } from '../runbook/decode.ts'
import { didYouMean, type Finding, quoted } from '../runbook/finding.ts'
import type { Path } from '../runbook/tree.ts'
import type { Scenario } from './scenario.ts'

export type ScenarioFinding = Finding<ScenarioCode>

/** A finding and the path that leads to its place. */
export interface PathFinding {
  readonly path: Path
  readonly finding: ScenarioFinding
  readonly part?: 'key'
}

/** Findings as diagnostics at their places. */
export function placedFindings(file: Located<Scenario>, found: readonly PathFinding[]): readonly Diagnostic[] {
  return found.map(({ path, finding, part }) => diagnostic(finding, file.place(path, part)))
}

/** Something that is named and does not exist. `en` and `nl` are what it would be, the Dutch one with its article. */
export function unknownThing(
  code: ScenarioCode,
  words: { readonly en: string; readonly nl: string },
  word: string,
  known: readonly string[],
): ScenarioFinding {
  const hint = known.length === 0 ? {} : { hint: { en: `known: ${list(known)}`, nl: `bekend: ${list(known)}` } }
  return {
    code,
    message: { en: `there is no ${words.en} ${quoted(word)}`, nl: `er is geen ${words.nl} ${quoted(word)}` },
    ...hint,
    ...didYouMean(word, known),
  }
}

function list(words: readonly string[]): string {
  return words.length > 12 ? `${words.slice(0, 12).join(', ')}, …` : words.join(', ')
}
