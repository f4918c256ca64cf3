import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scenarioCodes } from '../../../src/core/finding-codes.ts'
import { lintScenarios } from '../../../src/drill/lint-scenario.ts'
import { shippedFiles } from '../../support/shipped.ts'

const root = join(import.meta.dirname, '../../..')
const folder = join(root, 'fixtures/broken/scenarios')
const runbooks = shippedFiles()
const files = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8')
  const [, severity = '', code = '', place = ''] = /^# (error|warning): (\S+) (\d+:\d+)\n/.exec(text) ?? []
  return { name, text, severity, code, place }
})

test.each(files)('$name gives $code at $place and nothing else', ({ name, text, severity, code, place }) => {
  const { diagnostics } = lintScenarios(new Map([[name, text]]), runbooks)
  const seen = diagnostics.map((item) => `${item.severity} ${item.code} ${item.place?.line}:${item.place?.column}`)
  expect(seen).toEqual([`${severity} ${code} ${place}`])
  const [item] = diagnostics
  expect(item?.place?.frame).toMatch(new RegExp(`^> ${item?.place?.line} \\|`, 'm'))
  expect(item?.message.nl).not.toBe('')
  expect(item?.message.nl).not.toBe(item?.message.en)
  expect(item?.hint?.nl).toBeTruthy()
})

test('the codes and the files are the same set', () => {
  expect(files.map(({ code }) => code).toSorted()).toEqual([...scenarioCodes].toSorted())
})

const guide = readFileSync(join(root, 'runbooks/drills/README.md'), 'utf8')

test('the codes and the table of the guide are the same, in the same order', () => {
  const rows = [...guide.matchAll(/^\| `(scenario\.[a-z-]+)` \| (error|warning) \|/gm)]
  expect(rows.map(([, code]) => code)).toEqual([...scenarioCodes])
  const severities = new Map(files.map(({ code, severity }) => [code, severity]))
  for (const [, code = '', severity] of rows) expect(severities.get(code), code).toBe(severity)
})

const [, example = ''] = /^```yaml\n(format: cyber-respond\/scenario@1\n.*?)^```$/ms.exec(guide) ?? []

test('the example of the guide has nothing wrong', () => {
  const { scenarios, diagnostics } = lintScenarios(new Map([['our-town.yaml', example]]), runbooks)
  expect(diagnostics).toEqual([])
  expect(scenarios).toHaveLength(1)
})

test('the expressions of the guide can be used', () => {
  const cells = [...guide.matchAll(/^\| `[a-z]+`.*?\| (.*?) \|$/gm)].flatMap(([, cell = '']) => [
    ...cell.matchAll(/`([^`]+ (?:[<>=]=?|==) [^`]+)`/g),
  ])
  const conditions = cells.map(([, condition = '']) => condition)
  expect(conditions.length).toBeGreaterThan(10)
  const small = readFileSync(join(root, 'fixtures/scenarios/small.yaml'), 'utf8')
  for (const condition of conditions) {
    const text = small.replace('when: injects["care-home"] < never', `when: ${condition}`)
    expect(lintScenarios(new Map([['small.yaml', text]]), runbooks).diagnostics, condition).toEqual([])
  }
})
