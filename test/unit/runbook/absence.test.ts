import { expect, test } from 'vitest'
import { wantsAbsence } from '../../../src/core/absence.ts'
import type { CheckSpec } from '../../../src/core/model.ts'
import { expressions } from '../../../src/runbook/template.ts'

const tcp = { kind: 'tcp', address: 'a:1' } as const
const http = { kind: 'http', url: 'http://a/' } as const
const command = { kind: 'command', command: ['a'] } as const
const file = { kind: 'file', path: 'a' } as const

// Every kind of probe, with what it expects and whether seeing nothing at all would do.
const table: readonly (readonly [CheckSpec['probe'], string, boolean])[] = [
  [tcp, 'closed', true],
  [tcp, 'open', false],
  [http, 'ok', false],
  [http, 'status == 200', false],
  [http, 'status == 404', true],
  [http, 'status != 200', true],
  [http, 'status >= 500', true],
  [http, '!body.contains("login")', true],
  [http, 'status == 200 && body.contains("up")', false],
  [command, 'ok', false],
  [command, 'code == 0', false],
  [command, 'code != 0', true],
  [command, 'stdout.trim() == ""', true],
  [command, 'code == 0 && !stdout.contains("ESTABLISHED")', true],
  [command, 'code == 0 && stdout.contains("backup ok")', false],
  [file, 'ok', false],
  [file, 'exists', false],
  [file, '!exists', true],
  [file, 'exists && size > 0', false],
  [file, 'size == 0', true],
  [file, 'nonsense(', false],
]

test.each(table)('%j expects %s', (probe, expect_, wants) => {
  expect(wantsAbsence({ probe, expect: expect_ }, expressions, { facts: {} })).toBe(wants)
})

test('what is looked at is known from the scope too', () => {
  const spec: CheckSpec = { probe: command, expect: 'code == facts.wanted' }
  expect(wantsAbsence(spec, expressions, { facts: { wanted: 1 } })).toBe(true)
  expect(wantsAbsence(spec, expressions, { facts: { wanted: 0 } })).toBe(false)
})
