import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Fault } from '../../../src/core/fault.ts'
import { readScenario } from '../../../src/drill/read-scenario.ts'

const small = readFileSync(join(import.meta.dirname, '../../../fixtures/scenarios/small.yaml'), 'utf8')

/** The codes and places of what is wrong with the small scenario after one change. */
function wrong(from: string, to: string): readonly string[] {
  expect(small).toContain(from)
  try {
    readScenario('small.yaml', small.replace(from, to))
  } catch (error) {
    if (error instanceof Fault) return error.diagnostics.map(({ code, message }) => `${code}: ${message.en}`)
    throw error
  }
  return []
}

test('what is left out has its value', () => {
  const least = `format: cyber-respond/scenario@1
id: least
title: { en: Least, nl: Minst }
summary: { en: Least, nl: Minst }
plan: ransomware
start: 2026-01-12T07:30
length: 1h
levels: [{ id: basic, title: Basic }]
objectives: [{ id: one, title: { en: One, nl: Een } }]
world: {}
end: {}
`
  const nothing = { events: [], injects: [], questions: [], teams: [], roles: [], sources: [], municipality: null }
  const world = { links: [], hosts: [], services: [], backups: [], people: [], partners: [], suppliers: [] }
  expect(readScenario('least.yaml', least)).toMatchObject({ ...nothing, world: { ...world, commands: [] } })
})

test.each([
  ['2026-01-12T07:30', '2026-03-29T02:30', 'scenario.start: not a moment on the clocks of Brussels'],
  ['2026-01-12T07:30', '2026-02-30T07:30', 'scenario.start: not a moment on the clocks of Brussels'],
  ['2026-01-12T07:30', '"2026-01-12"', 'scenario.start: not a moment on the clocks of Brussels'],
  ['length: 2h', 'length: 2 hours', 'shape.duration: not a duration'],
  ['at: 30m', 'at: "{{ facts.when }}"', 'shape.duration: not a duration'],
  [', nl: Wat ging goed?', '', 'shape.language: the Dutch text (nl) is missing'],
  [
    '{ en: What went well?, nl: Wat ging goed? }',
    'What?',
    'scenario.translation: "What?" stands here in one language only',
  ],
  ['nl: Wat ging goed?', 'nl: "TODO: What went well?"', 'scenario.translation: this text is still to be written'],
  [
    '{ hosts: pc, encrypt: 2 }',
    '{ hosts: pc, link: internet }',
    'scenario.change: a change names exactly one of: link, hosts, service, backup, person',
  ],
  ['{ hosts: pc, encrypt: 2 }', '{ hosts: pc }', 'scenario.change: how many machines change?'],
  [
    'to: destroyed',
    'to: destryed',
    'shape.choice: "destryed" is not one of: clean, poisoned, destroyed, attached, detached',
  ],
  ['channel: phone', 'chanel: phone', 'shape.unknown-key: unknown key "chanel"'],
])('%j instead of %j', (from, to, finding) => {
  expect(wrong(from, to)).toContain(finding)
})

test('the hour that the autumn change repeats is a moment', () => {
  expect(wrong('2026-01-12T07:30', '2026-10-25T02:30')).toEqual([])
})
