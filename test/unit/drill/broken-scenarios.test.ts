import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lintScenarios } from '../../../src/drill/lint-scenario.ts'
import { scenarioCodes } from '../../../src/drill/scenario-codes.ts'
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
})

test('the codes and the files are the same set', () => {
  expect(files.map(({ code }) => code).toSorted()).toEqual([...scenarioCodes].toSorted())
})
