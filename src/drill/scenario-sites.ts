import type { Text } from '../core/text.ts'
import type { Path } from '../runbook/tree.ts'
import type { Scenario } from './scenario.ts'

/** A place in a scenario that holds CEL: an expression, or a text with templates. Without `level` it is played at all. */
export interface ScenarioSite {
  readonly path: Path
  readonly kind: 'cel' | 'template'
  readonly source: string
  readonly level: string | undefined
}

/** Every expression and template of a scenario. */
export function scenarioSites(scenario: Scenario): readonly ScenarioSite[] {
  const found: ScenarioSite[] = []
  const cel = (path: Path, source: string | undefined, level?: string): void => {
    if (source !== undefined) found.push({ path, kind: 'cel', source, level })
  }
  const text = (path: Path, value: Text | null | undefined, level?: string): void => {
    for (const [lang, source] of Object.entries(value ?? {})) {
      found.push({ path: [...path, lang], kind: 'template', source, level })
    }
  }
  scenario.objectives.forEach(({ measure, level }, index) => {
    for (const [rating, source] of Object.entries(measure)) cel(['objectives', index, 'measure', rating], source, level)
  })
  scenario.world.people.forEach(({ says, level }, index) => {
    text(['world', 'people', index, 'says'], says, level)
  })
  scenario.events.forEach(({ when, level }, index) => {
    cel(['events', index, 'when'], when, level)
  })
  scenario.injects.forEach(({ when, from, text: said, attachment, expect, level }, index) => {
    const path = ['injects', index]
    cel([...path, 'when'], when, level)
    text([...path, 'from'], from, level)
    text([...path, 'text'], said, level)
    text([...path, 'attachment', 'text'], attachment?.text, level)
    cel([...path, 'expect', 'when'], expect?.when, level)
  })
  cel(['end', 'when'], scenario.end.when)
  scenario.teams.forEach(({ facts }, index) => {
    for (const [fact, source] of Object.entries(facts)) {
      found.push({ path: ['teams', index, 'facts', fact], kind: 'template', source, level: undefined })
    }
  })
  return found
}
