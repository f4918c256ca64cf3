import { expect, test } from 'vitest'
import { makeLine } from '../../src/audit/line.ts'
import { formats } from '../../src/cli/version-report.ts'
import { readSources } from '../support/imports.ts'

const named = /cyber-respond\/([a-z-]+)@([0-9]+)/g

test('--version --json names every format that a source names, with its version', () => {
  const found = new Map<string, number>()
  for (const text of readSources().values()) {
    for (const [, name = '', version] of text.matchAll(named)) {
      found.set(name, Math.max(Number(version), found.get(name) ?? 0))
    }
  }
  expect(found.get('runbook')).toBe(1)
  const { log, ...others } = formats
  // Who adds a format, or a version of one, names it in src/cli/version-report.ts.
  expect(Object.fromEntries([...found].toSorted())).toEqual(Object.fromEntries(Object.entries(others).toSorted()))
})

test('and the version that stands in each line of a log', () => {
  const draft = { type: 'note.added', actor: 'An', data: { text: 'a' } } as const
  const reading = { wall: 0, mono: 0n, boot: 'boot', run: 'run' }
  const { bytes } = makeLine(draft, 0, '0'.repeat(64), reading)
  expect(JSON.parse(bytes.toString()).v).toBe(formats.log)
})
