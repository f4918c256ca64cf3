import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintScenarios, loadScenario } from '../../../src/drill/lint-scenario.ts'
import { windowOf } from '../../../src/drill/trigger-window.ts'
import { never } from '../../../src/runbook/never.ts'
import { shippedFiles } from '../../support/shipped.ts'

const small = readFileSync(join(import.meta.dirname, '../../../fixtures/scenarios/small.yaml'), 'utf8')
const runbooks = shippedFiles()

/** What is said of the small scenario after changes. */
function told(...changes: readonly (readonly [string, string])[]): readonly string[] {
  let text = small
  for (const [from, to] of changes) {
    expect(text).toContain(from)
    text = text.replace(from, to)
  }
  const { diagnostics } = lintScenarios(new Map([['small.yaml', text]]), runbooks)
  return diagnostics.map(({ code, message }) => `${code}: ${message.en}`)
}

test('the small scenario has nothing wrong, and is loaded', () => {
  expect(told()).toEqual([])
  expect(loadScenario('small.yaml', small, runbooks).levels.map(({ id }) => id)).toEqual(['basic', 'hard'])
})

test('a scenario with errors is not loaded, one with warnings is', () => {
  expect(() => loadScenario('small.yaml', small.replace('at: 30m', 'at: 30h'), runbooks)).toThrow(
    expect.objectContaining({ code: 'file.invalid', exit: 3 }),
  )
  loadScenario('small.yaml', small.replace('at: 40m\n', 'at: 1m\n'), runbooks)
})

test('an expression that can only fail, or is not CEL, is found', () => {
  const closed = 'P: closed.internet <= 45'
  expect(told([closed, 'P: closed.internet <= 45 / 0'])).toEqual([
    'scenario.expression: the expression "45 / 0" can\'t be evaluated: a division by zero',
  ])
  expect(told([closed, 'P: closed.internet <= 45u'])).toEqual([
    'scenario.expression: 45u is of the kind uint, which is not used here',
  ])
})

test('the end of a text that YAML takes for a comment is told', () => {
  expect(told(['levels:\n', 'levels: #all of them\n'])).toEqual([])
  expect(told(['plan: ransomware\n', 'plan: ransomware #3\n'])).toEqual([
    'yaml.comment: "#3" is a comment, and no part of the text',
  ])
})

test('a plan whose file is broken is not called unknown, and hides what it would name', () => {
  const broken = new Map([['ransomware.plan.yaml', 'format: [']])
  expect(lintScenarios(new Map([['small.yaml', small]]), broken).diagnostics).toEqual([])
})

test('an exercise that begins in the hour that autumn repeats', () => {
  const twice = 'scenario.start: the clocks of Brussels showed this twice: in autumn that hour is repeated'
  expect(told(['start: 2026-01-12T07:30', 'start: 2026-10-25T02:30'])).toEqual([twice])
  expect(told(['start: 2026-01-12T07:30', 'start: 2026-10-25T01:59'])).toEqual([])
  expect(told(['start: 2026-01-12T07:30', 'start: 2026-10-25T03:00'])).toEqual([])
})

test('the points of a message name objectives of the level at which it comes', () => {
  const words = 'text: { en: There is nothing on the tapes., nl: Er staat niets op de tapes. }\n'
  const points = (id: string): readonly [string, string] => [
    words,
    `${words}    points:\n      - { objective: ${id}, text: { en: Who says it?, nl: Wie zegt het? } }\n`,
  ]
  const hard = ['title: { en: Callers get', 'level: hard\n    title: { en: Callers get'] as const
  expect(told(points('calm'))).toEqual([])
  expect(told(points('calmer'))).toEqual(['scenario.unknown-objective: there is no objective "calmer"'])
  // The message from the IT service comes at that level, the one of the journalist at the other one, too.
  expect(told(points('calm'), hard)).toEqual(['scenario.unknown-objective: there is no objective "calm"'])
})

describe('names', () => {
  const press = 'when: injects["care-home"] < never'
  test.each([
    ['when: injects.care-home < never', 'scenario.unknown-name: injects.care-home is read as a subtraction'],
    ['when: injects["worse"] < never', 'scenario.unknown-name: injects["worse"] is not there at the level basic'],
    ['when: injets["care-home"] < never', 'scenario.unknown-name: unknown name injets'],
    ['when: profile.link != null', 'scenario.unknown-name: unknown name profile.link'],
    ['when: done["isolate/cut-link[internet]"] < never', 'scenario.unknown-step: there is no step "isolate/cut-link"'],
    ['when: facts.awareat != null', 'scenario.unknown-fact: there is no fact "awareat"'],
    ['when: hosts.pcs.encrypted > 3', 'scenario.unknown-name: unknown name hosts.pcs'],
    ['when: links.intrenet == "open"', 'scenario.unknown-name: unknown name links.intrenet'],
    ['when: links.internet == "opened"', 'scenario.unknown-name: there is no state "opened"'],
    ['when: minutes > 3 && "shut" != links["internet"]', 'scenario.unknown-name: there is no state "shut"'],
    ['when: links.exists(one, links[one] == "close")', 'scenario.unknown-name: there is no state "close"'],
    ['when: backups["tape"].state == "lost"', 'scenario.unknown-name: there is no state "lost"'],
    ['when: people.mayor == "angry"', 'scenario.unknown-name: there is no state "angry"'],
    ['when: facts.exfiltration == "suspected"', 'scenario.unknown-value: there is no answer "suspected"'],
    ['when: facts["breach_risk"] != "hihg"', 'scenario.unknown-value: there is no answer "hihg"'],
    ['when: facts.vtc in ["told", "not"]', 'scenario.unknown-value: there is no answer "not"'],
    ['when: steps["isolate/declare"].status == "finished"', 'scenario.unknown-name: there is no state "finished"'],
    ['when: steps["isolate/declare"].state == "done"', 'scenario.unknown-name: there is no member "state"'],
    ['when: hosts.pc.encripted > 3', 'scenario.unknown-name: there is no member "encripted"'],
    ['when: backups["tape"].detached', 'scenario.unknown-name: there is no member "detached"'],
    ['when: municipality.zone == "x"', 'scenario.unknown-name: there is no member "zone"'],
    [`when: done["isolate/declare"] == "never"`, 'scenario.unknown-value: a time is never "never"'],
    ['when: injects["care-home"] < never && minutes > "5"', 'scenario.unknown-value: a time is never "5"'],
    [
      'when: answered["care-home"] <= never',
      'scenario.always: this is always true: what never happened is at most never, too',
    ],
    ['when: has(contact("mayr").name)', 'scenario.unknown-role: there is no role "mayr"'],
  ])('%s', (to, finding) => {
    expect(told([press, to])).toEqual([finding])
  })
  test.each([
    'done["isolate/cut-links[internet]"] < never',
    'steps["isolate/declare"].status == "done"',
    'size(profile.links) > 0',
    'facts.exfiltration == "unknown" || facts.breach_risk == "high" || facts.vtc in ["told"]',
    'steps["isolate/declare"].status in ["done", "skipped"]',
    'facts.scribe == "anybody" || municipality.police_zone == "x"',
    'has(contact("librarian").name) && has(contact("mayor").phone)',
  ])('%s is known', (when) => {
    expect(told([press, `when: ${when}`])).toEqual([])
  })
  test('the known answers stand in the hint', () => {
    const text = small.replace(press, 'when: facts.exfiltration == "suspected"')
    const [item] = lintScenarios(new Map([['small.yaml', text]]), runbooks).diagnostics
    expect(item?.hint).toEqual({ en: 'known: yes, no, unknown', nl: 'bekend: yes, no, unknown' })
  })
  test('a team gives an answer that its question does not offer', () => {
    expect(told(['facts: { exfiltration: "no" }', 'facts: { exfiltration: not-seen }'])).toEqual([
      'scenario.unknown-value: there is no answer "not-seen"',
    ])
    expect(told(['facts: { exfiltration: "no" }', `facts: { exfiltration: "{{ 'no' }}", scribe: anybody }`])).toEqual(
      [],
    )
  })
  test('a change at all levels of what stands at one', () => {
    expect(
      told([
        '    - { id: pc, name: { en: Workstations, nl: Werkposten }, count: 120, encrypted: 4, level: basic }\n',
        '',
      ]),
    ).toEqual([
      'scenario.unknown-hosts: there is no group of machines "pc"',
      'scenario.unknown-name: hosts["pc"] is not there at the level basic',
      'scenario.unknown-name: hosts["pc"] is not there at the level basic',
    ])
  })
  test('without links of its own a scenario has those of the profile', () => {
    expect(told(['    - { id: internet, name: Internet edge of the town hall, kind: internet }', '    []'])).toEqual([])
  })
})

describe('triggers', () => {
  const press = 'at: 40m\n    when: injects["care-home"] < never'
  test.each([
    ['when: injects.press < never', 'scenario.cycle: it waits for itself: press → press'],
    [
      'when: minutes >= 121',
      'scenario.never: this can never be true: not before minute 121, when the exercise is over',
    ],
    ['when: "false"', 'scenario.never: this can never be true: no moment of the exercise fits it'],
    [
      'when: injects["care-home"] + 116 <= minutes',
      'scenario.never: this can never be true: not before minute 121, when the exercise is over',
    ],
    [
      'at: 40m\n    when: events.spread < 30',
      'scenario.never: this can never be true: no moment of the exercise fits it',
    ],
    ['at: 40m\n    when: minutes < 30', 'scenario.never: this can never be true: no moment of the exercise fits it'],
    ...[
      'links.internet == "open" && minutes > 3 && links["internet"] == "closed"',
      'done["isolate/declare"] == never && done["isolate/declare"] <= 10',
      'never == injects["care-home"] && (minutes > 3 && injects["care-home"] < never)',
      'sent["gdpr-33"] == never && never != sent["gdpr-33"]',
      '(links.internet == "open" && links.internet == "closed") || minutes < 0',
    ].map((when) => [`when: '${when}'`, 'scenario.never: this can never be true: no moment of the exercise fits it']),
    ['at: 121m', 'scenario.after-end: 121m is after the end of the exercise'],
  ])('%s', (to, finding) => {
    expect(told([press, to])).toEqual([finding])
  })
  test.each([
    'when: injects.press == never && answered["care-home"] < never',
    'when: injects.press < never || minutes > 100',
    'when: injects["care-home"] + 115 <= minutes',
    'when: minutes - injects["care-home"] >= 115',
    'when: "!(injects.press < never) || answered.press < 3"',
    'when: links.internet == "closed"',
    'when: links.internet == "closed" && done["isolate/declare"] == never && links.internet == "closed"',
    'when: links.internet == "closed" || links.internet == "open"',
    'when: done["isolate/declare"] == never && sent["gdpr-33"] < never',
  ])('%s can be', (to) => {
    expect(told([press, to])).toEqual([])
  })
  test('a measure and an expectation that nobody can meet', () => {
    const nobody = 'scenario.never: this can never be true: no moment of the exercise fits it'
    const declared = 'done["isolate/declare"] < never'
    const never = `'${declared} && done["isolate/declare"] == never'`
    expect(told([`M: ${declared}`, `M: ${never}`])).toEqual([nobody])
    expect(told([`when: ${declared}\n      within`, `when: ${never}\n      within`])).toEqual([nobody])
  })
  test('what waits for something that can not come is told with its name', () => {
    expect(told(['level: hard\n    at: 1h', 'level: hard\n    at: 3h'])).toEqual([
      'scenario.after-end: 3h is after the end of the exercise',
      'scenario.never: this can never be true: it waits for tape-lost, which never comes',
    ])
  })
  test('a message without a trigger can be sent at any time, so who waits for it can come', () => {
    expect(told(['at: 5m\n', 'note: null\n'])).toEqual([
      'scenario.waits: it never comes by itself: it waits for the facilitator',
    ])
  })
  test('an event of the world without a trigger never comes', () => {
    expect(told(['level: hard\n    at: 1h', 'level: hard'])).toEqual([
      'scenario.waits: nothing makes this happen',
      'scenario.never: this can never be true: it waits for tape-lost, which never comes',
    ])
  })
})

test('the form of a condition says when it can be true', () => {
  const earliest = (_root: string, member: string): number => ({ a: 10, b: 20 })[member] ?? never
  const window = (condition: string) => {
    const { from, to } = windowOf(condition, earliest)
    return [from, to]
  }
  const end = never
  expect(window('injects.a < never && events.b < never')).toEqual([20, end])
  expect(window('injects.a < never || events.b < never')).toEqual([10, end])
  expect(window('injects.a < never || events.c < never')).toEqual([10, end])
  expect(window('events.c != never')).toEqual([end, end])
  expect(window('injects.a == never')).toEqual([0, end])
  expect(window('injects.a < events.b')).toEqual([10, end])
  expect(window('minutes > 5 && minutes <= 60')).toEqual([6, 60])
  expect(window('injects.a + 5 < minutes')).toEqual([16, end])
  expect(window('injects.a - minutes <= -30')).toEqual([40, end])
  expect(window('done["isolate/declare"] < 5 ? true : false')).toEqual([0, end])
})
