import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleProfile } from '../support/begun-incident.ts'
import { incidentWithPeople } from '../support/incident-with-people.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

/** The small plan, whose links may be cut without a second person, and answers that say so of one of them. */
const runbooks = mkdtempSync(join(tmpdir(), 'cyber-respond-second-'))
afterAll(() => rmSync(runbooks, { recursive: true, force: true }))
const answers = join(runbooks, 'answers.yaml')
const plays = ['--runbooks', runbooks, 'activate', 'willebroek', '--plan', 'small', '--profile', exampleProfile]
const oneLine = (text: string): string => text.replace(/[\s│]+/g, ' ')
/** Of the example profile, and nobody whom it names. */
const [known, stranger] = ['Gust Nergens', 'Jan Maes']

const change = (path: string, from: string, to: string): void => {
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

beforeAll(() => {
  cpSync(join(root, 'fixtures/small'), runbooks, { recursive: true })
  change(join(runbooks, 'first.yaml'), 'approve: lead', 'approve: lead\n    alone: true')
  change(answers, '../evidence', join(root, 'fixtures/evidence'))
  change(answers, '  first/scope:', '  first/cut[internet]:\n    alone: nobody picks up\n  first/scope:')
})

/** A home whose incident has one act without a second person, and approvals of others by a stranger. */
async function begun(): Promise<string> {
  const home = tempFolder()
  const said = await cli(home, ...plays, '--answers', answers, '--until', 'F3')
  expect(said.code, said.err).toBe(4)
  return home
}

/** What every reader says of it: the timeline of the report, what `verify` says to look at, and whether the record follows. */
async function told(home: string, name = 'willebroek') {
  const reading = async (...argv: readonly string[]): Promise<string> => oneLine((await cli(home, ...argv)).out)
  const { verdict, remarks } = JSON.parse(await reading('--json', 'verify', name))
  expect((await cli(home, 'replay', name)).code).toBe(0)
  return {
    verdict,
    remarks: remarks.filter(({ kind }: { kind: string }) => kind === 'second-person'),
    en: [await reading('report', name), await reading('replay', name)],
    nl: [await reading('--lang', 'nl', 'report', name), await reading('--lang', 'nl', 'replay', name)],
    status: [await reading('status', '--all', name), await reading('--lang', 'nl', 'status', '--all', name)],
    report: JSON.parse(await reading('report', name, '--format', 'json')),
  }
}

const remark = (lines: string, line: number) => ({
  kind: 'second-person',
  line,
  said: `${lines}: Jan Maes is the second person, and is not in the profile`,
})

test('who ratifies, and is not in the profile, is marked so by every reader', async () => {
  const home = await begun()
  const judged = await cli(home, '--operator', stranger, 'ratify', 'willebroek', 'F2', '--reason', 'I would too')
  expect(judged.code, judged.err).toBe(0)
  expect(oneLine(judged.err)).toContain('ratified afterwards by Jan Maes (not in the profile): I would too')
  const { remarks, en, nl, status, report } = await told(home)
  for (const said of en) expect(said).toContain('ratified afterwards by Jan Maes (not in the profile): I would too')
  for (const said of nl) expect(said).toContain('achteraf bekrachtigd door Jan Maes (niet in het profiel): I would too')
  expect(en[0]).toContain('ratified afterwards, Jan Maes (not in the profile), ')
  expect(status[0]).toContain('ratified afterwards by Jan Maes (not in the profile) (I would too)')
  expect(status[1]).toContain('achteraf bekrachtigd door Jan Maes (niet in het profiel) (I would too)')
  // The approval of the other links is the stranger's too: one remark names both lines.
  const approved = report.timeline.find(({ type }: { type: string }) => type === 'step.approved').line
  const last = report.timeline.at(-1).line
  const later = report.timeline.find(({ type }: { type: string }) => type === 'alone.decided').line
  expect(last).toBe(later)
  expect(remarks).toEqual([remark(`lines ${approved}, ${later}`, approved)])
  expect(report.alone[0].judged).toMatchObject({ approver: 'Jan Maes', unlisted: true })
})

test('who agrees to a false alarm, and is not in the profile, is marked so by every reader', async () => {
  const home = await begun()
  const closing = ['false-alarm', 'willebroek', '--approver', stranger, '--reason', 'a screen saver']
  const closed = await cli(home, '--operator', 'Els Verzinsel', ...closing)
  expect(closed.code, closed.err).toBe(0)
  expect(oneLine(closed.err)).toContain('agreed by Jan Maes (not in the profile): a screen saver')
  const { en, nl, status, report, verdict } = await told(home)
  for (const said of en) expect(said).toContain('agreed by Jan Maes (not in the profile): a screen saver')
  for (const said of nl) expect(said).toContain('akkoord van Jan Maes (niet in het profiel): a screen saver')
  expect(status[0]).toContain('agreed by Jan Maes (not in the profile): a screen saver')
  expect(status[1]).toContain('akkoord van Jan Maes (niet in het profiel): a screen saver')
  expect(report.incident.falseAlarm).toMatchObject({ approver: 'Jan Maes', unlisted: true })
  expect(verdict).toBe('signed')
})

test('who approved on paper, and is not in the profile, is told as such and marked so by every reader', async () => {
  const home = tempFolder()
  expect((await cli(home, ...plays, '--answers', answers, '--until', 'F2')).code).toBe(4)
  const paper = ['paper', 'willebroek', 'F2', '--item', 'vpn', '--at', 'unknown', '--by', 'Bram Fictief']
  const said = await cli(home, '--operator', 'Daan Verzonnen', ...paper, '--approved-by', stranger)
  expect(said.code, said.err).toBe(0)
  expect(oneLine(said.err)).toContain('The profile names no "Jan Maes": the record says so beside the name.')
  const { remarks, en, nl, status, report } = await told(home)
  for (const one of en) expect(one).toContain('approved on paper by Jan Maes (not in the profile), as stated')
  for (const one of nl) expect(one).toContain('op papier goedgekeurd door Jan Maes (niet in het profiel)')
  expect(status[0]).toContain('approved on paper by Jan Maes (not in the profile), as stated')
  const { line } = report.timeline.find(({ type }: { type: string }) => type === 'step.transcribed')
  expect(remarks).toEqual([remark(`line ${line}`, line)])
  expect(report.people.find(({ name }: { name: string }) => name === 'Jan Maes').roles).toMatchObject([
    { how: 'approved', unlisted: true },
  ])
  expect(en[0]).toContain('approved or refused, not in the profile, line')
})

test('who approves an erasure with no more than a part in the incident is told as such and marked so by every reader', async () => {
  const { home, incident, path } = await incidentWithPeople()
  const lines = readFileSync(join(path, 'log.000000.jsonl'), 'utf8').split('\n')
  const line = 1 + lines.findIndex((one) => one.includes('"step.outcome"') && one.includes('only/declare'))
  const words = [
    'redact',
    incident,
    String(line),
    '/facts/lead',
    '--basis',
    'GDPR, article 17',
    '--reason',
    'she asked',
  ]
  // Els Peeters did the steps.
  const said = await cli(home, '--operator', 'Gust Nergens', ...words, '--approver', 'Els Peeters')
  expect(said.code, said.err).toBe(0)
  expect(oneLine(said.err)).toContain('The profile names no "Els Peeters": the record says so beside the name.')
  const { verdict, remarks, en, nl, report } = await told(home, incident)
  const erased = report.timeline.flatMap(({ type, line: at }: { type: string; line: number }) =>
    type === 'redaction' ? [at] : [],
  )
  expect(erased).toHaveLength(3)
  for (const one of en) expect(one).toContain('approved by Els Peeters (not in the profile): GDPR')
  for (const one of nl) expect(one).toContain('goedgekeurd door Els Peeters (niet in het profiel): GDPR')
  expect(remarks).toEqual([
    {
      ...{ kind: 'second-person', line: erased[0] },
      said: `lines ${erased.join(', ')}: Els Peeters is the second person, and is not in the profile`,
    },
  ])
  expect(verdict).toBe('signed')
})

test('who is in the profile is marked nowhere', async () => {
  const home = await begun()
  expect(
    (await cli(home, '--operator', known, 'ratify', 'willebroek', 'F2', '--reason', 'I would have said yes')).code,
  ).toBe(0)
  const closing = ['false-alarm', 'willebroek', '--approver', 'hilde zomaar', '--reason', 'a screen saver']
  expect((await cli(home, '--operator', 'Els Verzinsel', ...closing)).code).toBe(0)
  const { en, report } = await told(home)
  expect(en[0]).toContain('ratified afterwards by Gust Nergens: I would have said yes')
  expect(en[0]).toContain('agreed by hilde zomaar: a screen saver')
  expect(report.alone[0].judged).not.toHaveProperty('unlisted')
  expect(report.incident.falseAlarm).not.toHaveProperty('unlisted')
})
