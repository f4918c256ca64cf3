import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleProfile } from '../support/begun-incident.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

/** The small plan, whose links may be cut without a second person, and answers that say so of one of them. */
const runbooks = mkdtempSync(join(tmpdir(), 'cyber-respond-alone-'))
afterAll(() => rmSync(runbooks, { recursive: true, force: true }))
const answers = join(runbooks, 'answers.yaml')
const change = (path: string, from: string, to: string): void => {
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}
const oneLine = (text: string): string => text.replace(/\s+/g, ' ')
const plays = ['--runbooks', runbooks, 'activate', 'willebroek', '--plan', 'small', '--profile', exampleProfile]

beforeAll(() => {
  cpSync(join(root, 'fixtures/small'), runbooks, { recursive: true })
  change(join(runbooks, 'first.yaml'), 'approve: lead', 'approve: lead\n    alone: true')
  change(answers, '../evidence', join(root, 'fixtures/evidence'))
  change(
    answers,
    '  first/scope:',
    '  first/cut[internet]:\n    alone: the lead and the mayor do not pick up\n    proof: { word: { person: Els Peeters, statement: the port is down } }\n  first/scope:',
  )
})

/** A home whose incident was played with one act without a second person, and left before F5. */
async function played(): Promise<string> {
  const home = tempFolder()
  const said = await cli(home, ...plays, '--answers', answers, '--until', 'F5')
  expect(said.code, said.err).toBe(4)
  expect(oneLine(said.err)).toContain('goes on WITHOUT A SECOND PERSON, by Els Peeters: the lead')
  return home
}

describe('an act without a second person', () => {
  test('is marked on every screen, in the report and in JSON, in two languages', async () => {
    const home = await played()
    expect((await cli(home, 'status', 'willebroek')).out).toContain('1 WITHOUT A SECOND PERSON, 1 not ratified')
    const status = await cli(home, 'status', '--all', 'willebroek')
    expect(status.out).toContain('1 WITHOUT A SECOND PERSON, 1 not ratified')
    expect(oneLine(status.out)).toContain(
      'WITHOUT A SECOND PERSON, Els Peeters: the lead and the mayor do not pick up; not ratified',
    )
    const dutch = await cli(home, '--lang', 'nl', 'status', '--all', 'willebroek')
    expect(dutch.out).toContain('1 ZONDER TWEEDE PERSOON, 1 niet bekrachtigd')
    expect(JSON.parse((await cli(home, '--json', 'status', 'willebroek')).out).alone).toMatchObject([
      { step: 'first/cut[internet]', actor: 'Els Peeters', role: 'lead', judged: null },
    ])
    for (const format of ['md', 'html']) {
      const report = await cli(home, 'report', 'willebroek', '--format', format)
      expect(report.out).toContain('WITHOUT A SECOND PERSON: 1, not ratified: 1')
      expect(report.out).toContain('the lead and the mayor do not pick up')
    }
    const report = JSON.parse((await cli(home, 'report', 'willebroek', '--format', 'json')).out)
    expect(report.alone).toMatchObject([{ step: 'first/cut[internet]', judged: null }])
    expect(report.alone[0].line).toBe(JSON.parse((await cli(home, '--json', 'ratify', 'willebroek')).out)[0].line)
  })

  test('is counted by verify among what it does not rule out, and follows for replay', async () => {
    const home = await played()
    const { code, out } = await cli(home, '--json', 'verify', 'willebroek')
    const { limits, checked } = JSON.parse(out)
    expect(code).toBe(0)
    expect(limits.find((one: string) => one.includes('second person'))).toMatch(
      /^1 act without a second person, 1 not ratified \(line \d+\): that it was right, only who acted said at the time$/,
    )
    expect(checked.some((one: string) => one.startsWith('of 1 act without a second person'))).toBe(true)
    expect((await cli(home, 'replay', 'willebroek')).code).toBe(0)
  })

  test('is ratified by somebody else, once, also by the code of its step, and that is told everywhere', async () => {
    const home = await played()
    const judge = ['ratify', 'willebroek', 'F2', '--reason', 'I would have said yes']
    for (const name of ['peeters els', 'Els Peeters (mayor)']) {
      const own = await cli(home, '--operator', name, ...judge)
      expect([own.code, own.err]).toEqual([2, expect.stringContaining('did it without a second person')])
    }
    const said = await cli(home, '--operator', 'Gust Nergens', ...judge)
    expect(said.code, said.err).toBe(0)
    expect(oneLine(said.err)).toContain(
      'first/cut[internet] without a second person: ratified afterwards by Gust Nergens: I would have said yes',
    )
    expect((await cli(home, '--operator', 'Gust Nergens', ...judge)).code).toBe(2)
    const verified = JSON.parse((await cli(home, '--json', 'verify', 'willebroek')).out)
    expect(verified.verdict).toBe('signed')
    expect(verified.limits.join()).toContain('1 act without a second person, 0 not ratified:')
    expect((await cli(home, 'replay', 'willebroek')).code).toBe(0)
    const status = await cli(home, '--lang', 'nl', 'status', '--all', 'willebroek')
    expect(oneLine(status.out)).toContain('achteraf bekrachtigd door Gust Nergens (I would have said yes)')
    const report = await cli(home, 'report', 'willebroek')
    expect(report.out).toContain('ratified afterwards, Gust Nergens')
  })

  test('is refused by somebody else when the incident was closed', async () => {
    const home = await played()
    expect((await cli(home, 'resume', 'willebroek', '--answers', answers)).code).toBe(0)
    const refuse = ['--operator', 'Gust Nergens', 'ratify', 'willebroek', 'first/cut[internet]', '--refuse']
    expect((await cli(home, ...refuse, '--reason', 'one call would have been enough')).code).toBe(0)
    const verified = JSON.parse((await cli(home, '--json', 'verify', 'willebroek')).out)
    expect([verified.verdict, verified.state]).toEqual(['signed', 'closed'])
    expect(verified.limits.join()).toContain('1 act without a second person, 0 not ratified, 1 refused:')
    expect((await cli(home, 'replay', 'willebroek')).code).toBe(0)
  })

  test('is refused before anything happens where the runbook does not let it', async () => {
    const strict = tempFolder()
    cpSync(runbooks, strict, { recursive: true })
    change(join(strict, 'first.yaml'), '    alone: true\n', '')
    const home = tempFolder()
    const said = await cli(home, '--runbooks', strict, ...plays.slice(2), '--answers', answers)
    expect(said.code).toBe(3)
    expect(oneLine(said.err)).toContain("can't go on without a second person: its runbook does not allow it")
    expect(existsSync(join(home, 'incidents'))).toBe(false)
  })
})
