/**
 * Every code that a finding in a runbook, plan or obligations file can have. Each stands in the authoring guide
 * (runbooks/README.md) and has a file in fixtures/broken/runbooks that gives it; a test compares the three.
 */
export const runbookCodes = [
  'yaml.encoding',
  'yaml.control-code',
  'yaml.syntax',
  'yaml.tab',
  'yaml.duplicate-key',
  'yaml.documents',
  'yaml.alias',
  'yaml.tag',
  'yaml.key',
  'yaml.comment',
  'yaml.depth',
  'shape.type',
  'shape.unknown-key',
  'shape.missing-key',
  'shape.language',
  'shape.choice',
  'shape.empty',
  'shape.value',
  'shape.id',
  'shape.code',
  'shape.duration',
  'shape.one-action',
  'shape.one-probe',
  'shape.one-proof',
  'shape.options',
  'runbook.file-name',
  'runbook.duplicate-id',
  'runbook.duplicate-code',
  'runbook.unknown-step',
  'runbook.cycle',
  'runbook.expression',
  'runbook.template',
  'runbook.unknown-name',
  'runbook.unknown-fact',
  'runbook.unknown-obligation',
  'runbook.not-approved',
  'runbook.alone-unapproved',
  'runbook.unproven',
  'runbook.long-title',
  'plan.unknown-runbook',
  'plan.duplicate-runbook',
  'obligations.duplicate-id',
  'obligations.unknown-channel',
] as const

/** The codes of findings in a profile besides the codes of YAML and shape. Explained in runbooks/guides/reference.*.md. */
export const profileCodes = [
  'profile.unknown-municipality',
  'profile.duplicate-id',
  'profile.unknown-link',
  'profile.nobody',
  'profile.unknown-role',
  'profile.no-number',
  'profile.old-contact',
  'profile.no-probe',
] as const

/**
 * The codes that a finding in a scenario can have besides the codes of YAML and shape. Each stands in the guide for trainers
 * (runbooks/drills/README.md) and has a file in fixtures/broken/scenarios that gives it; a test compares the three.
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

export type RunbookCode = (typeof runbookCodes)[number]
export type ProfileCode = (typeof profileCodes)[number]
export type ScenarioCode = (typeof scenarioCodes)[number]

/** The code of what is wrong at one place of a file that a person wrote. */
export type FindingCode = RunbookCode | ProfileCode | ScenarioCode
