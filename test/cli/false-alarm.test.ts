import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { activateSmall, begunIncident } from '../support/begun-incident.ts'
import { cli } from '../support/run-cli.ts'

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')
const closing = ['--operator', 'Els Peeters', 'false-alarm', 'willebroek', '--approver', 'Gust Nergens']

describe('an incident that was none', () => {
  test('is closed with a reason and a second person: no clock applies, and what stays is named', async () => {
    const { home, incident, folder } = await begunIncident()
    const before = JSON.parse((await cli(home, '--json', 'status', 'willebroek')).out)
    expect(before.clocks.some(({ status }: { status: string }) => status === 'running')).toBe(true)
    const said = await cli(home, ...closing, '--reason', 'a screen saver with a skull')
    expect(said.code, said.err).toBe(0)
    expect(oneLine(said.err)).toContain(
      'incident closed as a FALSE ALARM, agreed by Gust Nergens: a screen saver with a skull',
    )
    expect(said.err).toContain('F2 Cut Internet edge of the town hall: done, and not undone by this')
    const status = JSON.parse((await cli(home, '--json', 'status', incident)).out)
    expect(status.falseAlarm).toEqual({
      ...{ by: 'Els Peeters', approver: 'Gust Nergens', reason: 'a screen saver with a skull' },
    })
    const open = status.clocks.filter(({ metAt }: { metAt: string | null }) => metAt === null)
    expect(open.length).toBeGreaterThan(0)
    expect(open.every(({ status: is }: { status: string }) => is === 'waived')).toBe(true)
    expect(existsSync(folder)).toBe(true)
    for (const [lang, words] of [
      ['en', ['closed: FALSE ALARM', 'closed by Els Peeters, agreed by Gust Nergens', 'Nothing more is done.']],
      [
        'nl',
        ['afgesloten: VALS ALARM', 'afgesloten door Els Peeters, akkoord van Gust Nergens', 'Er gebeurt niets meer.'],
      ],
    ] as const) {
      const screen = oneLine((await cli(home, '--lang', lang, 'status', '--all', incident)).out)
      for (const word of words) expect(screen).toContain(word)
    }
  })

  test('says so in its report and its verdict, and follows for replay', async () => {
    const { home, incident } = await begunIncident()
    expect((await cli(home, ...closing, '--reason', 'a screen saver')).code).toBe(0)
    const report = await cli(home, 'report', incident)
    expect(report.out).toContain('# FALSE ALARM: incident report Willebroek')
    expect(report.out).toContain('as a FALSE ALARM, by Els Peeters, agreed by Gust Nergens: a screen saver')
    const dutch = await cli(home, '--lang', 'nl', 'report', incident)
    expect(dutch.out).toContain('# VALS ALARM: incidentverslag Willebroek')
    expect(JSON.parse((await cli(home, 'report', incident, '--format', 'json')).out).incident.falseAlarm).toMatchObject(
      {
        approver: 'Gust Nergens',
      },
    )
    const verified = JSON.parse((await cli(home, '--json', 'verify', incident)).out)
    expect([verified.verdict, verified.state, verified.tail]).toEqual(['signed', 'closed', 0])
    expect((await cli(home, 'replay', incident)).code).toBe(0)
    const ocsf = (await cli(home, 'report', incident, '--format', 'ocsf')).out.trimEnd().split('\n')
    // Of the schema's verdicts (OCSF 1.8.0, `verdict_id`): 1 is False Positive.
    const verdict = { verdict_id: 1, verdict: 'False Positive', comment: 'a screen saver' }
    expect(JSON.parse(ocsf.at(-1) ?? '')).toMatchObject({ activity_name: 'Close', status: 'Closed', ...verdict })
    for (const line of ocsf.slice(0, -1)) expect(JSON.parse(line)).not.toHaveProperty('verdict_id')
    for (const [lang, last] of [
      ['en', '"incident closed as a FALSE ALARM, agreed by Gust Nergens: a screen saver"'],
      ['nl', '"incident afgesloten als VALS ALARM, akkoord van Gust Nergens: a screen saver"'],
    ] as const) {
      const csv = (await cli(home, '--lang', lang, 'report', incident, '--format', 'csv')).out
      expect(csv.trimEnd().split('\r\n').at(-1)).toContain(last)
    }
    // The short form too offers nothing more to do.
    const short = oneLine((await cli(home, '--lang', 'nl', 'status', incident)).out)
    expect(short).toContain('VALS ALARM afgesloten door Els Peeters, akkoord van Gust Nergens: a screen saver.')
    expect(short).not.toContain(' NU ')
  })

  test('is none by the word of who closes it, with a role behind the name too', async () => {
    const { home, folder } = await begunIncident()
    const before = readFileSync(join(folder, 'log.000000.jsonl'), 'utf8')
    for (const own of ['peeters els', 'Els Peeters (dpo)']) {
      const words = ['false-alarm', 'willebroek', '--approver', own, '--reason', 'a screen saver']
      const said = await cli(home, '--json', '--operator', 'Els Peeters', ...words)
      expect([said.code, JSON.parse(said.err).error.code]).toEqual([2, 'false-alarm.same-person'])
    }
    expect(readFileSync(join(folder, 'log.000000.jsonl'), 'utf8')).toBe(before)
  })

  test('is over: nothing goes on with it, and the next alarm opens another', async () => {
    const { home, incident } = await begunIncident()
    expect((await cli(home, ...closing, '--reason', 'a screen saver')).code).toBe(0)
    expect((await cli(home, 'resume', 'willebroek')).code).toBe(2)
    expect((await cli(home, ...activateSmall, '--until', 'F3')).code).toBe(4)
    expect(readdirSync(join(home, 'incidents')).filter((name) => name !== incident)).toHaveLength(1)
    expect(
      (await cli(home, '--operator', 'Els Peeters', 'note', incident, 'It was the screen of the mayor')).code,
    ).toBe(0)
  })
})
