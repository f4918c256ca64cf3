import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cli, cliOn, root } from '../support/run-cli.ts'

interface Result {
  readonly scenario: string
  readonly level: string
  readonly team: string
  readonly minutes: number
  readonly messages: number
  readonly acts: number
  readonly ratings: { readonly [objective: string]: string }
}

const marks = ['P', 'S', 'M', 'U']
let home: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'cyber-respond-rehearse-'))
})

afterAll(() => rmSync(home, { recursive: true, force: true }))

async function rehearse(lang: string): Promise<readonly Result[]> {
  const { code, out, err } = await cli(home, '--lang', lang, '--json', 'drill', 'rehearse')
  expect(err).toBe('')
  expect(code).toBe(0)
  return JSON.parse(out)
}

test.each([
  ['en', 40],
  ['nl', 40],
  ['nl', 80],
] as const)(
  'what a rehearsal says breaks at blanks where a terminal shows it (%s, %i columns)',
  async (lang, columns) => {
    const argv = ['--lang', lang, 'drill', 'rehearse', 'account-takeover', '--team', 'good']
    const whole = (await cli(home, ...argv)).out
    const { code, seen } = await cliOn({ columns }, home, ...argv)
    expect(code).toBe(0)
    const lines = seen.replaceAll('\r', '').split('\n')
    const longest = Math.max(...seen.split(/\s+/).map((word) => word.length))
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(Math.max(columns, longest + 6))
    const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')
    expect(words(seen)).toEqual(words(whole))
    // A pipe gets each on one line.
    expect(Math.max(...whole.split('\n').map((line) => line.length))).toBeGreaterThan(columns)
  },
)

describe.each(['en', 'nl'])('every shipped scenario, rehearsed (%s)', (lang) => {
  let results: readonly Result[]
  beforeAll(async () => {
    results = await rehearse(lang)
  })

  test('a good team does well and a bad one badly, at every level', { timeout: 120_000 }, () => {
    const shipped = readdirSync(join(root, 'runbooks/drills')).filter((name) => name.endsWith('.yaml'))
    expect(new Set(results.map(({ scenario }) => `${scenario}.yaml`))).toEqual(new Set(shipped))
    for (const [key, both] of Map.groupBy(results, ({ scenario, level }) => `${scenario} ${level}`)) {
      const [good, bad] = ['good', 'bad'].map((team) => both.find((one) => one.team === team))
      expect(good?.acts, key).toBeGreaterThan(bad?.acts ?? 0)
      expect(good?.messages, key).toBeGreaterThan(3)
      const objectives = Object.keys(good?.ratings ?? {})
      const ranks = (one: Result | undefined): readonly number[] =>
        objectives.map((objective) => marks.indexOf(one?.ratings[objective] ?? ''))
      // Nothing goes better for the bad team, and most objectives are met by one and missed by the other.
      for (const [index, objective] of objectives.entries())
        expect(ranks(good)[index], `${key}, ${objective}`).toBeLessThanOrEqual(ranks(bad)[index] ?? -1)
      const met = (rank: number): boolean => rank <= 1
      expect(ranks(good).filter(met).length / objectives.length, key).toBeGreaterThan(0.7)
      expect(ranks(bad).filter(met).length / objectives.length, key).toBeLessThan(0.3)
    }
    expect(new Set(results.map(({ level }) => level)).size).toBe(2)
    // Who has settled everything on the first day still gets what comes two weeks later.
    const antwerp = results.filter(({ scenario }) => scenario === 'antwerp-2022')
    expect(antwerp.map(({ minutes }) => minutes)).toEqual(antwerp.map(() => 14 * 24 * 60))
  })

  test('it is the same each time, and nothing is written', { timeout: 120_000 }, async () => {
    expect(await rehearse(lang)).toEqual(results)
    expect(readdirSync(home)).toEqual([])
  })
})

test('what no team got is told, unless it waits for the facilitator', async () => {
  const written = readFileSync(join(root, 'fixtures/scenarios/small.yaml'), 'utf8')
  const file = join(home, 'small.yaml')
  // A team that declares never gets the first; the others wait for something else.
  const text = written
    .replace('when: injects["care-home"] < never', 'when: hosts.pc.encrypted == 0')
    .replace('injects:\n', `injects:\n${byHand}`)
  writeFileSync(file, text)
  const { code, out, err } = await cli(home, '--lang', 'nl', 'drill', 'rehearse', file)
  expect(code).toBe(0)
  expect(out).toMatch(/\(\d+ handelingen, \d+ berichten, \d+ min\)$/m)
  expect(err).toContain('small basic: geen enkel team kreeg press\n')
  expect(err).not.toContain('by-hand')
  const json = JSON.parse((await cli(home, '--json', 'drill', 'rehearse', file)).out)
  expect(json[0]).toMatchObject({ unsent: expect.arrayContaining(['press']) })
  rmSync(file)
})

test.each(['en', 'nl'])(
  'it says why: the first condition that was not met, and the lines that decided (%s)',
  async (lang) => {
    const file = join(root, 'fixtures/scenarios/small.yaml')
    const { code, out } = await cli(home, '--lang', lang, 'drill', 'rehearse', file, '--level', 'basic')
    expect(code).toBe(0)
    const [notMet, line, never] = lang === 'nl' ? ['niet gehaald', 'regel', 'nooit'] : ['not met', 'line', 'never']
    const lines = out.split('\n')
    expect(lines.filter((one) => /^small basic /.test(one))).toHaveLength(2)
    // The good team: what made it good. The bad one: what it missed, and by which line of its record.
    const measured = new RegExp(`^  isolate P: \\d+ min: world \\S+ \\(${line} \\d+\\)$`)
    expect(lines.filter((one) => measured.test(one))).toHaveLength(1)
    const late = new RegExp(
      `^  isolate [SM]: ${notMet}: closed\\.internet <= 45 – \\d+ min: world \\S+ \\(${line} \\d+\\)$`,
    )
    const not = `  isolate U: ${notMet}: closed.internet <= 45 – ${never}: closed["internet"]`
    expect(lines.filter((one) => late.test(one) || one === not)).toHaveLength(1)
    expect(lines.filter((one) => one === '  calm –')).toHaveLength(2)
    const json = JSON.parse((await cli(home, '--json', 'drill', 'rehearse', file, '--level', 'basic')).out)
    for (const { why, ratings, minutes } of json) {
      expect(why.map(({ objective }: { objective: string }) => objective)).toEqual(['isolate', 'warn', 'calm'])
      for (const { objective, rating, state, unmet, lines: decided } of why) {
        expect(ratings[objective]).toBe(rating)
        expect(unmet === null).toBe(rating === 'P' || rating === null)
        if (objective === 'calm') expect([rating, state, decided]).toEqual([null, 'not-judged', []])
        else expect(decided.length).toBeGreaterThan(0)
        for (const { line: number, at, minute, what } of decided) {
          if (number === null) expect([at, minute, what]).toEqual([null, null, null])
          else
            expect([Date.parse(at) - Date.parse('2026-01-12T06:30:00.000Z'), minute <= minutes]).toEqual([
              expect.any(Number),
              true,
            ])
          if (number !== null)
            expect(Math.floor((Date.parse(at) - Date.parse('2026-01-12T06:30:00Z')) / 60_000)).toBe(minute)
        }
      }
    }
  },
)

const byHand = `  - id: by-hand
    phase: isolate
    from: Somebody
    to: lead
    channel: phone
    text: { en: Hello, nl: Dag }
`
