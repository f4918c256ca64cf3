import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runbookCodes } from '../../../src/core/finding-codes.ts'
import { lint } from '../../../src/runbook/lint.ts'

const root = join(import.meta.dirname, '../../..')
const folder = join(root, 'fixtures/broken/runbooks')
const files = readdirSync(folder).map((name) => {
  const bytes = readFileSync(join(folder, name))
  const [, code = '', place = ''] = /^# error: (\S+) (\d+:\d+)\n/.exec(bytes.toString('latin1')) ?? []
  return { name, bytes, code, place }
})

test.each(files)('$name gives $code at $place and nothing else', ({ name, bytes, code, place }) => {
  const { diagnostics } = lint(new Map([[name, bytes]]))
  const seen = diagnostics.map((item) => `${item.code} ${item.place?.line}:${item.place?.column}`)
  expect(seen).toEqual([`${code} ${place}`])
})

test.each(files)('$name shows the place with its line, within 78 columns, and what to do', ({ name, bytes }) => {
  const [item] = lint(new Map([[name, bytes]])).diagnostics
  const lines = item?.place?.frame?.split('\n') ?? []
  expect(lines.at(-2)).toMatch(new RegExp(`^> ${item?.place?.line} \\|`))
  expect(lines.at(-1)).toMatch(/^ +\| +\^$/)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(78)
  expect(item?.message.nl).not.toBe('')
  expect(item?.message.nl).not.toBe(item?.message.en)
  expect(item?.hint?.en).toBeTruthy()
  expect(item?.hint?.nl).toBeTruthy()
})

test('the codes, the guide and the files are the same set', () => {
  const guide = readFileSync(join(root, 'runbooks/README.md'), 'utf8')
  const rows = [...guide.matchAll(/^\| `([a-z]+\.[a-z-]+)` \| (error|warning) \|/gm)].map(([, code]) => code)
  expect(rows).toEqual([...runbookCodes])
  expect(files.map((file) => file.code).toSorted()).toEqual([...runbookCodes].toSorted())
})
