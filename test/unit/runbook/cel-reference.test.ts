import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Fault } from '../../../src/core/fault.ts'
import { evaluate } from '../../../src/runbook/cel.ts'
import { celFindings } from '../../../src/runbook/cel-findings.ts'
import { functions, loops, methods } from '../../../src/runbook/cel-rewrite.ts'

const page = readFileSync(new URL('../../../runbooks/README.md', import.meta.url), 'utf8')
const scope = { facts: {}, profile: { contacts: [] } }

/** The rows of the table below a heading: what stands between backticks in each cell. */
function rowsBelow(heading: string): readonly (readonly string[][])[] {
  const [, after = ''] = page.split(`\n### ${heading}\n`)
  const [section = ''] = after.split(/\n##/)
  const rows = section.split('\n').filter((line) => line.startsWith('| `'))
  return rows.map((row) =>
    row
      .split(/(?<!\\) \| /)
      .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll('\\|', '|'))),
  )
}

const working = rowsBelow('What works').map(([written, gives]) => [written?.[0] ?? '', gives?.[0] ?? ''] as const)
const refused = rowsBelow("What doesn't").flatMap(([written]) => written ?? [])

afterEach(() => {
  vi.unstubAllEnvs()
})

test.each(working)('%s gives %s, and nothing is wrong with it', (expression, value) => {
  expect(evaluate(expression, scope)).toEqual(JSON.parse(value))
  expect(celFindings(expression)).toEqual([])
})

describe.each(['America/St_Johns', 'Europe/Brussels', 'Pacific/Apia'])('on a machine in %s', (zone) => {
  test.each(working)('%s gives %s', (expression, value) => {
    vi.stubEnv('TZ', zone)
    expect(evaluate(expression, scope)).toEqual(JSON.parse(value))
  })
})

test('the page names every function, and each one has a line of its own', () => {
  const called = working.map(([expression]) => expression).join('\n')
  const named = [...functions, ...methods, ...loops]
  expect(named.filter((name) => !called.includes(`${name}(`))).toEqual([])
  expect(named.length).toBeGreaterThan(35)
})

test.each(refused.map((expression) => [expression]))('%s is refused', (expression) => {
  const said = saidOf(expression)
  expect(said).not.toEqual([])
  for (const { en, nl } of said) expect([en, nl]).not.toContain('')
})

test('both tables are there', () => {
  expect([working.length > 45, refused.length > 23]).toEqual([true, true])
})

function saidOf(expression: string): readonly { readonly en: string; readonly nl: string }[] {
  try {
    return celFindings(expression).flatMap(({ message, hint }) => [message, hint])
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return [error.text]
  }
}
