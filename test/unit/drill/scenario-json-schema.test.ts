import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator } from '@cfworker/json-schema'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { scenarioJsonSchema } from '../../support/scenario-json-schema.ts'

const root = join(import.meta.dirname, '../../..')
const schema = scenarioJsonSchema()

/** Whether an editor that knows the schema would accept a file. */
function fits(text: string): boolean {
  return new Validator(schema, '7', false).validate(parse(text)).valid
}

// `npx vitest run --config test/vitest.config.ts test/unit/drill/scenario-json-schema.test.ts -u` writes it anew.
test('the file for editors is what the reader of scenarios knows', async () => {
  const text = `${JSON.stringify(schema, null, 2)}\n`
  await expect(text).toMatchFileSnapshot(join(root, 'runbooks/schema/scenario.schema.json'))
})

function yaml(folder: string): readonly string[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.yaml'))
  return names.map((name) => join(root, folder, name))
}

test.each([...yaml('runbooks/drills'), ...yaml('fixtures/scenarios')])('%s fits it', (file) => {
  expect(new Validator(schema, '7', false).validate(parse(readFileSync(file, 'utf8'))).errors).toEqual([])
})

describe('it refuses', () => {
  const small = readFileSync(join(root, 'fixtures/scenarios/small.yaml'), 'utf8')
  test.each([
    ['length: 2h', 'length: 2 hours'],
    ['start: 2026-01-12T07:30', 'start: 2026-01-12'],
    ['channel: phone', 'channel: fax'],
    ['channel: phone', 'chanel: phone'],
    [', nl: Wat ging goed?', ''],
    ['{ hosts: pc, encrypt: 2 }', '{ hosts: pc, to: open }'],
    ['to: destroyed', 'to: destryed'],
    ['count: 120, encrypted: 4', 'count: many, encrypted: 4'],
  ])('%j as %j', (from, to) => {
    expect(fits(small)).toBe(true)
    expect(small).toContain(from)
    expect(fits(small.replace(from, to))).toBe(false)
  })
})
