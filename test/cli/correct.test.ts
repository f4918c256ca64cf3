import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { activateSmall, begunIncident, exampleProfile, smallAnswers } from '../support/begun-incident.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')
const put = (answer: string, value: string, reason = 'misheard') => [
  ...['--operator', 'Els Peeters', 'correct', 'willebroek', answer, value, '--reason', reason],
]
const answersOfAll = join(root, 'fixtures/answers/willebroek.yaml')
type Clock = { readonly id: string; readonly due: string | null; readonly startedAt: string | null }
const status = async (home: string) => JSON.parse((await cli(home, '--json', 'status', 'willebroek')).out)

describe('an answer that was wrong', () => {
  test('of a time moves its clocks; both values stand in record, status and report', async () => {
    const { home, folder } = await begunIncident()
    const before = await status(home)
    const said = await cli(home, ...put('F1.aware_at', 'now', 'the watch of the guard was slow'))
    expect(said.code, said.err).toBe(0)
    expect(oneLine(said.err)).toContain('CORRECTED, “When did you know?” is')
    expect(said.out).toMatch(/due \w+/)
    const after = await status(home)
    const due = (of: typeof before) => of.clocks.map(({ startedAt }: Clock) => startedAt)
    expect(due(after)).not.toEqual(due(before))
    expect(after.corrections).toMatchObject([{ fact: 'aware_at', step: 'first/declare', by: 'Els Peeters' }])
    const [{ was, value, of, line }] = after.corrections
    const lines = readFileSync(join(folder, 'log.000000.jsonl'), 'utf8').trimEnd().split('\n')
    expect(JSON.parse(lines[of - 1] ?? '').data.facts.aware_at).toBe(was)
    expect(JSON.parse(lines[line - 1] ?? '').data).toMatchObject({ value, needs: '0.3.0', of: of - 1 })
    const screen = oneLine((await cli(home, '--lang', 'nl', 'status', '--all', 'willebroek')).out)
    expect(screen).toContain('RECHTGEZET')
    expect(screen).toContain('rechtgezet door Els Peeters')
    const report = await cli(home, 'report', 'willebroek')
    expect(report.out).toContain('Answers that were corrected')
    expect(report.out).toContain('the watch of the guard was slow')
    expect((await cli(home, '--json', 'verify', 'willebroek')).code).toBe(0)
    expect((await cli(home, 'replay', 'willebroek')).code).toBe(0)
  })

  test('of a choice makes steps wanted, or no longer wanted, and says so', async () => {
    const home = tempFolder()
    expect((await cli(home, ...activateSmall, '--until', 'F5')).code).toBe(4)
    const many = await cli(home, ...put('scope', 'many', 'a second floor is hit'))
    expect([many.code, many.out]).toEqual([0, 'F4 Call for help: wanted now\n'])
    const of = async (id: string) => (await status(home)).steps.find((step: { id: string }) => step.id === id)?.status
    expect(await of('first/only-many')).toBe('ready')
    const one = await cli(home, '--lang', 'nl', ...put('scope', 'one', 'toch niet'))
    expect(one.out).toBe('F4 Roep hulp in: niet meer nodig\n')
    expect(await of('first/only-many')).toBe('not-applicable')
    expect((await status(home)).corrections).toHaveLength(2)
    expect((await cli(home, 'replay', 'willebroek')).code).toBe(0)
    expect((await cli(home, 'resume', 'willebroek', ...smallAnswers)).code).toBe(0)
  })

  test('that is personal is hidden in its line as the old one is, and both can be erased', async () => {
    const home = tempFolder()
    const whole = ['activate', 'willebroek', '--profile', exampleProfile, '--answers', answersOfAll]
    expect((await cli(home, ...whole, '--until', 'isolate/team')).code).toBe(4)
    const [incident = ''] = readdirSync(join(home, 'incidents'))
    const folder = join(home, 'incidents', incident)
    const said = await cli(home, ...put('lead', 'Cato Denkbeeld'))
    expect(said.code, said.err).toBe(0)
    const log = readFileSync(join(folder, 'log.000000.jsonl'), 'utf8')
    expect(log).not.toContain('Cato Denkbeeld')
    const lines = log.trimEnd().split('\n')
    const { line, of } = (await status(home)).corrections[0]
    expect(JSON.parse(lines[line - 1] ?? '').data.value).toMatchObject({ personal: 'text' })
    const erase = ['--basis', 'GDPR, article 17', '--approver', 'Gust Nergens', '--reason', 'asked']
    for (const [at, path] of [
      [of, '/facts/lead'],
      [line, '/value'],
    ] as const) {
      const erased = await cli(home, '--operator', 'Els Peeters', 'redact', 'willebroek', String(at), path, ...erase)
      expect(erased.code, erased.err).toBe(0)
    }
    expect((await cli(home, 'status', '--all', 'willebroek')).out).not.toContain('Cato Denkbeeld')
    expect((await cli(home, '--json', 'verify', 'willebroek')).code).toBe(0)
    expect((await cli(home, 'replay', 'willebroek')).code).toBe(0)
  })

  test('is refused with what is wrong with the new one, and never breaks', async () => {
    const home = tempFolder()
    const whole = ['activate', 'willebroek', '--profile', exampleProfile, '--answers', answersOfAll]
    expect((await cli(home, ...whole, '--until', 'isolate/team')).code).toBe(4)
    const year = new Date().getFullYear() - 1
    const autumn = { 2024: 27, 2025: 26, 2026: 25, 2027: 31, 2028: 29 }[year] ?? 26
    for (const [[answer, value], why] of [
      // The hour that comes twice.
      [['I1.detected_at', `${autumn}/10/${year} 02:30`], 'it may be'],
      [['I1.detected_at', 'unknown'], 'a time is needed here'],
      [['I1.detected_at', '31/2 02:30'], 'no such day or hour'],
      [['I1.detected_at', '+4h'], 'this is in the future'],
      [['I1.channel', ''], 'say what it is, in words'],
      [['I1.lead', '\u200b'], 'give the name as the person writes it'],
    ] as const) {
      const said = await cli(home, '--json', ...put(answer, value))
      const { code, message, hint } = JSON.parse(said.err).error
      expect([said.code, code]).toEqual([2, 'correct.value'])
      expect(`${message} ${hint}`).toContain(why)
    }
  })
})
