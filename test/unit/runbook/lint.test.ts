import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../../src/core/fault.ts'
import { evaluate } from '../../../src/runbook/cel.ts'
import { lint, runbookFiles } from '../../../src/runbook/lint.ts'
import { loadPlan } from '../../../src/runbook/load.ts'

const obligations = `format: cyber-respond/obligations@1
channels: [{ id: ccb, name: CCB, checked: 2026-11-20 }]
obligations:
  - id: early
    title: Early
    channel: ccb
    binding: nis2
    from: { fact: aware_at }
    within: PT24H
    met_by: sent
    source: a law
    fields: { malicious: { type: yes-no-unknown, title: Malicious, from: facts.kind == "attack" } }
`
const plan =
  'format: cyber-respond/plan@1\nid: test\ntitle: Test\nrunbooks: [one, { runbook: two, after: [one/declare] }]\n'

function book(id: string, ...steps: string[]): string {
  return `format: cyber-respond/runbook@1\nid: ${id}\ntitle: T\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`
}

function step(id: string, code: string, rest: string): string {
  return `{ id: ${id}, code: ${code}, title: T, done_when: D, role: lead, ${rest} }`
}

const ask = step('declare', 'A1', 'ask: { aware_at: { type: datetime, title: W }, kind: { type: text, title: K } }')
const good = new Map([
  ['test.plan.yaml', plan],
  ['one.yaml', book('one', ask, step('tell', 'A2', 'notify: early'))],
  ['two.yaml', book('two', step('look', 'B1', 'confirm: true, when: facts.malicious == "yes" && has(facts.aware_at)'))],
  ['obligations.yaml', obligations],
])

function codes(changes: Record<string, string>): readonly string[] {
  const { diagnostics } = lint(new Map([...good, ...Object.entries(changes)]))
  return diagnostics.map((item) => `${item.place?.file} ${item.code}${item.severity === 'error' ? '' : ' warning'}`)
}

test('a good plan has no findings, and loads in its own order', () => {
  expect(codes({})).toEqual([])
  const loaded = loadPlan(good, 'test')
  expect(loaded.runbooks.map((runbook) => runbook.id)).toEqual(['one', 'two'])
  expect([...loaded.factNames].toSorted()).toEqual(['aware_at', 'kind', 'malicious'])
  expect(loaded.files).toEqual(['test.plan.yaml', 'one.yaml', 'two.yaml', 'obligations.yaml'])
})

describe('what a card shows', () => {
  const shows = (value: string) => ({
    'two.yaml': book('two', step('look', 'B1', `confirm: true, shows: [{ what: W, value: '${value}' }]`)),
  })
  test.each(['contact("police")', 'record.addresses["status-page"]', 'facts.kind', 'profile.links'])('%s', (value) => {
    expect(codes(shows(value))).toEqual([])
  })
  test.each([
    ['profile.linkz', 'runbook.unknown-name'],
    ['record.adresses', 'runbook.unknown-name'],
    ['was.kind', 'runbook.unknown-name'],
    ['facts.kinds', 'runbook.unknown-fact'],
    ['profile.', 'runbook.expression'],
  ])('%s is %s', (value, code) => {
    expect(codes(shows(value))).toEqual([`two.yaml ${code}`])
  })
  test('an empty list, and a member that nobody knows', () => {
    expect(codes({ 'two.yaml': book('two', step('look', 'B1', 'confirm: true, shows: []')) })).toEqual([
      'two.yaml shape.empty',
    ])
    expect(
      codes({ 'two.yaml': book('two', step('look', 'B1', 'confirm: true, shows: [{ what: W, value: "1", how: x }]')) }),
    ).toEqual(['two.yaml shape.unknown-key'])
  })
})

describe('what is not CEL, or can only fail, is found before it runs', () => {
  const finding = (when: string) => {
    const two = book('two', step('look', 'B1', `confirm: true, when: '${when}'`))
    return lint(new Map([...good, ['two.yaml', two]])).diagnostics.map(({ code, place, message, hint }) => {
      return [`${code} ${place?.line}:${place?.column}`, message.en, hint?.en]
    })
  }
  test.each([
    ['timestamp(facts.aware_at) > timestamp("2026-02-30T00:00:00Z")', 'on a day that exists', 'this part always fails'],
    ['has(facts.kind) && int("") > 0', 'the text is not a number', 'this part always fails'],
    ['timestamp(facts.aware_at).getHours("Brussels") > 7', 'there is no such time zone', 'its parts are in UTC'],
    ['profile.links.length > 2', 'length is no member of a list or a text', 'write size(profile.links)'],
    ['facts.kind[0] == "a" && "a"[0] == "a"', '"a" has no members', 'take a member of a map'],
    ['size(profile.links,) > 2', 'size() has a comma behind its last argument', 'take the comma away'],
    ['size(profile.links) > 2u', '2u is of the kind uint', 'leave out the u'],
    ['size(profile.links) > "2"', 'compares what has no order', 'compare two numbers'],
    ['{"a": facts.kind, "a": 1}.a == 1', 'a stands twice in a map', 'keep one of them'],
  ])('%s', (when, message, hint) => {
    const [[place, said, todo] = [], ...more] = finding(when)
    expect(place).toBe('runbook.expression 5:84')
    expect([said, todo]).toEqual([expect.stringContaining(message), expect.stringContaining(hint)])
    expect(more).toEqual([])
  })
  test('each of them, once', () => {
    const both = 'timestamp(facts.aware_at) + duration("3d") > timestamp("2026-02-30T00:00:00Z") && "a" < 5u'
    expect(finding(both).map(([, message]) => message)).toEqual([
      expect.stringContaining('duration("3d")'),
      expect.stringContaining('2026-02-30'),
      '5u is of the kind uint, which is not used here',
    ])
  })
  test('but not what a name can make of it', () => {
    expect(finding('timestamp(facts.aware_at) > timestamp("2028-02-29T00:00:00+01:00")')).toEqual([])
    expect(finding('1.0 / 0.0 > double(size(profile.links))')).toEqual([])
    expect(
      finding('["a", "b"].exists(x, x == facts.kind) || facts.kind in ["c"] || size(profile.links) == -1'),
    ).toEqual([])
  })
  test('what an open incident was written with goes on', () => {
    expect(evaluate('profile.links.length', { profile: { links: [1, 2] } })).toBe(2)
  })
})

describe('across the files of a plan', () => {
  test('codes are unique', () => {
    expect(codes({ 'two.yaml': book('two', step('look', 'A2', 'confirm: true')) })).toEqual([
      'two.yaml runbook.duplicate-code',
    ])
  })
  test('a fact must be given by a step of the plan', () => {
    const two = book('two', step('look', 'B1', 'confirm: true, when: facts.aware == null'))
    expect(codes({ 'two.yaml': two })).toEqual(['two.yaml runbook.unknown-fact'])
    expect(lint(new Map([['two.yaml', two]])).diagnostics.map((item) => item.severity)).toEqual(['warning'])
    expect(codes({ 'obligations.yaml': obligations.replace('fact: aware_at', 'fact: aware') })).toEqual([
      'obligations.yaml runbook.unknown-fact',
    ])
  })
  test('a step of another runbook must exist', () => {
    const look = (after: string) => book('two', step('look', 'B1', `confirm: true, after: [${after}]`))
    expect(codes({ 'two.yaml': look('one/declare') })).toEqual([])
    expect(codes({ 'two.yaml': look('one/declared') })).toEqual(['two.yaml runbook.unknown-step'])
    expect(lint(new Map([['two.yaml', look('one/declared')]])).diagnostics).toEqual([])
    expect(codes({ 'test.plan.yaml': plan.replace('one/declare', 'one/no') })).toEqual([
      'test.plan.yaml runbook.unknown-step',
    ])
  })
  describe('a milestone', () => {
    const two = book('two', step('look', 'B1', 'confirm: true, after: [plan/told]'))
    const told = (steps: string) => ({ 'two.yaml': two, 'test.plan.yaml': `${plan}milestones: { told: ${steps} }\n` })
    test('is the step, or the steps, that the plan names', () => {
      expect(codes(told('one/tell'))).toEqual([])
      expect(codes(told('[one/declare, one/tell]'))).toEqual([])
      // Alone, a runbook can't know what a plan names.
      expect(lint(new Map([['two.yaml', two]])).diagnostics).toEqual([])
    })
    test('must be one of the plan, and its step must exist', () => {
      const { diagnostics } = lint(new Map([...good, ['two.yaml', two]]))
      expect(diagnostics.map(({ code, place, message }) => [code, place?.file, message.en])).toEqual([
        ['runbook.unknown-step', 'test.plan.yaml', 'two waits for plan/told, and this plan has no milestone told'],
      ])
      expect(codes(told('one/tel'))).toEqual(['test.plan.yaml runbook.unknown-step'])
      expect(codes(told('tell'))).toEqual(['test.plan.yaml shape.id'])
    })
    test('that waits for itself is a cycle', () => {
      expect(codes(told('two/look'))).toEqual(['two.yaml runbook.cycle'])
    })
  })
  test('a text of the plan must be there for each plan that has the runbook', () => {
    const look = (title: string) => ({
      'two.yaml': book('two', step('look', 'B1', `text: "{{ plan.${title}.en }}", confirm: true`)),
      'test.plan.yaml': `${plan}texts: { happens: { en: It burns, nl: Het brandt } }\n`,
    })
    expect(codes(look('happens'))).toEqual([])
    expect(codes(look('hapens'))).toEqual(['two.yaml runbook.unknown-name'])
    expect(codes({ ...look('happens'), 'test.plan.yaml': plan })).toEqual(['two.yaml runbook.unknown-name'])
    const lone = look('happens')['two.yaml']
    expect(lint(new Map([['two.yaml', lone]])).diagnostics).toEqual([])
  })
  test('a round through two runbooks and the plan is found, and named', () => {
    const one = book('one', ask.replace(' }', ' }').replace('role: lead,', 'role: lead, after: [two/look],'))
    const { diagnostics } = lint(new Map([...good, ['one.yaml', one]]))
    expect(diagnostics.map((item) => item.message.en)).toEqual([
      expect.stringMatching(/one\/declare → two\/look → one\/declare|two\/look → one\/declare → two\/look/),
    ])
  })
  test('an obligation must exist', () => {
    expect(codes({ 'one.yaml': book('one', ask, step('tell', 'A2', 'notify: earl')) })).toEqual([
      'one.yaml runbook.unknown-obligation',
    ])
  })
  test('a broken file is told once, and not as missing everywhere', () => {
    expect(codes({ 'one.yaml': 'format: [' })).toEqual(['one.yaml yaml.syntax'])
  })
})

describe('loading', () => {
  const code = (files: ReadonlyMap<string, string>, id = 'test') => {
    try {
      loadPlan(files, id)
    } catch (error) {
      if (error instanceof Fault) return [error.code, error.exit, error.diagnostics.length]
    }
    return null
  }
  test('says what is missing', () => {
    expect(code(good, 'tset')).toEqual(['plan.unknown', 3, 0])
    const without = (name: string) => new Map([...good].filter(([file]) => file !== name))
    expect(code(without('two.yaml'))).toEqual(['file.invalid', 3, 1])
    expect(code(without('obligations.yaml'))).toEqual(['plan.no-obligations', 3, 0])
  })
  test('does not look at what the plan does not name', () => {
    expect(code(new Map([...good, ['three.yaml', 'format: [']]))).toBe(null)
    expect([...runbookFiles(new Map([...good, ['s.yaml', 'format: cyber-respond/services@1']])).keys()]).toEqual([
      ...good.keys(),
    ])
  })
})

test('an order without rounds is never called one, and one with a round always', () => {
  const steps = (after: readonly (readonly number[])[]) =>
    book(
      'x',
      ...after.map((list, i) => step(`s${i}`, `X${i}`, `confirm: true, after: [${list.map((j) => `s${j}`).join()}]`)),
    )
  const rounds = (text: string) =>
    lint(new Map([['x.yaml', text]])).diagnostics.filter((d) => d.code === 'runbook.cycle')
  const earlier = fc
    .array(fc.array(fc.nat(30), { maxLength: 3 }), { minLength: 2, maxLength: 12 })
    .map((lists) => lists.map((list, i) => (i === 0 ? [] : list.map((j) => j % i))))
  fc.assert(
    fc.property(earlier, (after) => {
      expect(rounds(steps(after))).toEqual([])
      const last = after.length - 1
      const chained = after.map((list, i) => (i === 0 ? [last] : [...list, i - 1]))
      expect(rounds(steps(chained))).toHaveLength(1)
    }),
    { numRuns: 40 },
  )
})
