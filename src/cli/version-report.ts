import { buildFacts, programForm } from '../adapters/program/build-facts.ts'
import { version } from './wiring/version.ts'

/**
 * The version of each format that this program writes or reads, by the name that stands before the `@` in its files. `log` is
 * the member `v` of a line. `test/arch/formats` holds them against the sources.
 */
export const formats = {
  log: 1,
  answers: 1,
  config: 1,
  doctor: 1,
  'drill-comparison': 1,
  'drill-report': 1,
  feedback: 1,
  improvements: 1,
  kit: 1,
  'kit-check': 1,
  kits: 1,
  obligations: 1,
  paper: 1,
  plan: 1,
  profile: 1,
  proof: 1,
  report: 1,
  runbook: 1,
  scenario: 1,
  services: 1,
  status: 1,
  version: 1,
  withheld: 1,
} as const

/**
 * What `--version --json` says, `cyber-respond/version@1`: the program, the sources that it was built from, what it runs on.
 * `built` is null among the sources.
 */
export function versionReport(): string {
  const facts = buildFacts()
  const report = {
    format: 'cyber-respond/version@1',
    version,
    commit: facts?.commit ?? 'unknown',
    changed: facts?.changed ?? false,
    form: programForm(),
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    v8: process.versions.v8,
    built: facts === null ? null : { node: facts.node, v8: facts.v8 },
    formats,
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
