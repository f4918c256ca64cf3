/**
 * Every code that a finding in a scenario can have, besides those of the YAML and the shape that runbooks have too. Each
 * stands in the guide for trainers (runbooks/drills/README.md) and has a file in fixtures/broken/scenarios that gives it; a
 * test compares the three.
 */
export const scenarioCodes = [
  'scenario.file-name',
  'scenario.translation',
  'scenario.start',
  'scenario.change',
  'scenario.unknown-municipality',
  'scenario.unknown-plan',
  'scenario.duplicate-id',
  'scenario.unknown-level',
  'scenario.unknown-role',
  'scenario.unknown-objective',
  'scenario.unknown-link',
  'scenario.unknown-hosts',
  'scenario.unknown-service',
  'scenario.unknown-backup',
  'scenario.unknown-person',
  'scenario.unknown-step',
  'scenario.unknown-fact',
  'scenario.unknown-value',
  'scenario.expression',
  'scenario.template',
  'scenario.unknown-name',
  'scenario.too-many',
  'scenario.no-best',
  'scenario.after-end',
  'scenario.too-late',
  'scenario.never',
  'scenario.always',
  'scenario.cycle',
  'scenario.waits',
  'scenario.backwards',
  'scenario.not-looked-at',
  'scenario.same-level',
] as const

export type ScenarioCode = (typeof scenarioCodes)[number]
