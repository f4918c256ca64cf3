import * as v from 'valibot'
import { id } from '../runbook/text-schema.ts'

/** Whether a word can be the id of a scenario, and so the name of its file. */
export function isScenarioId(word: string): boolean {
  return v.is(id, word)
}
