import * as v from 'valibot'
import { id } from '../runbook/text-schema.ts'

/** Whether a word can be the id of a scenario, and so the name of its file. */
export function isScenarioId(word: string): boolean {
  return v.is(id, word)
}

/** Whether a file is called as the scenario of this id must be: it is found by that name. */
export function isFileOf(scenario: string, file: string): boolean {
  const name = file
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\.yml$/, '.yaml')
  return name === `${scenario}.yaml`
}
