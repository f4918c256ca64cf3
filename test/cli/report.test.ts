import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile]
const answers = ['--answers', join(small, 'answers.yaml')]

/** Two homes that were made once: an incident that was stopped halfway, and one that is closed. Nothing here writes in them. */
let open = ''
let closed = ''
beforeAll(async () => {
  open = mkdtempSync(join(tmpdir(), 'cyber-respond-report-'))
  expect((await cli(open, ...activate, ...answers, '--until', 'F3')).code).toBe(4)
  closed = mkdtempSync(join(tmpdir(), 'cyber-respond-report-'))
  expect((await cli(closed, ...activate, ...answers)).code).toBe(0)
})
afterAll(() => {
  for (const home of [open, closed]) rmSync(home, { recursive: true, force: true })
})

function folderIn(home: string): string {
  const [name = ''] = readdirSync(join(home, 'incidents'))
  return join(home, 'incidents', name)
}

/** A copy of the closed incident alone, as an auditor gets it, and its log. */
function copyOfFolder(): { readonly folder: string; readonly log: string } {
  const folder = join(tempFolder(), 'copy')
  cpSync(folderIn(closed), folder, { recursive: true })
  return { folder, log: join(folder, 'log.000000.jsonl') }
}

describe('a whole record', () => {
  test('as Markdown on standard output, in two languages', async () => {
    const [en, nl] = [
      await cli(closed, 'report', 'willebroek'),
      await cli(closed, '--lang', 'nl', 'report', 'willebroek'),
    ]
    expect([en.code, nl.code, en.err, nl.err]).toEqual([0, 0, '', ''])
    expect(en.out).toMatch(/^# Incident report Willebroek\n/)
    expect(nl.out).toMatch(/^# Incidentverslag Willebroek\n/)
    expect(en.out).toContain('| F2 | Cut Internet edge of the town hall | done | Els Peeters (network) |')
    expect(en.out).toMatch(/\| CCB early warning \| target \|.*CASE-1.*target met/)
    expect(en.out).toContain('Jan Maes')
  })

  test('with its notices prepared before they were sent, in the second as well', async () => {
    const { out } = await cli(closed, 'report', 'willebroek', '--format', 'json')
    const { notices, writtenAfterwards } = JSON.parse(out)
    expect(notices).toMatchObject([{ id: 'early-warning', sent: { reference: 'CASE-1', by: 'Els Peeters' } }])
    for (const { preparedAt, sent } of notices) {
      expect(Date.parse(sent.at)).toBeGreaterThanOrEqual(Date.parse(preparedAt))
      expect(Date.parse(sent.written)).toBeGreaterThanOrEqual(Date.parse(sent.at))
    }
    // What was answered for twenty and for thirty-five minutes ago.
    expect(writtenAfterwards).toMatchObject([
      { name: 'aware_at', remarks: [] },
      { name: 'detected_at', remarks: [] },
    ])
  })

  test('as JSON, also when only --json is said', async () => {
    const [asked, meant] = [
      await cli(closed, 'report', 'willebroek', '--format', 'json'),
      await cli(closed, '--json', 'report', 'willebroek'),
    ]
    const report = JSON.parse(asked.out)
    expect(JSON.parse(meant.out)).toEqual({ ...report, madeAt: JSON.parse(meant.out).madeAt })
    expect(report).toMatchObject({
      format: 'cyber-respond/report@1',
      counts: { unproven: 0 },
      record: { state: 'closed' },
    })
    expect(report.timeline).toHaveLength(report.record.lines)
  })

  test('of a folder on a machine that knows nothing of it', async () => {
    const { folder } = copyOfFolder()
    const said = await cli(tempFolder(), 'report', folder, '--format', 'html')
    expect(said.code).toBe(0)
    expect(said.out).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(said.out).toContain('<svg viewBox')
  })

  test('into a file that only its owner reads, and never over another', async () => {
    const path = join(tempFolder(), 'report.html')
    const line = ['report', 'willebroek', '--format', 'html', '--out', path]
    const said = await cli(closed, ...line)
    expect([said.code, said.out]).toEqual([0, `${path}\n`])
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const before = readFileSync(path, 'utf8')
    expect((await cli(closed, ...line)).code).toBe(2)
    expect(readFileSync(path, 'utf8')).toBe(before)
  })
})

test('of an incident that still runs it says that it is an interim report', async () => {
  const said = await cli(open, 'report', 'willebroek')
  expect(said.code).toBe(0)
  expect(said.out).toContain('NOT CLOSED: this is an interim report')
  expect(said.out).toContain('not finished')
})

test('of a record that was tampered with: loudly, only what verifies, and the exit code of verify', async () => {
  const { folder, log } = copyOfFolder()
  const lines = readFileSync(log, 'utf8').split('\n')
  writeFileSync(log, lines.map((line, index) => (index === 8 ? line.replace('Els', 'Elz') : line)).join('\n'))
  const [said, verified] = [await cli(closed, 'report', folder), await cli(closed, 'verify', folder)]
  expect([said.code, verified.code]).toEqual([5, 5])
  expect(said.err).toMatch(
    /^cyber-respond: THE RECORD WAS TAMPERED WITH: line 10 .*; only its first 9 lines are reported\n$/,
  )
  expect(said.out).toMatch(/^# .*\n\n> \*\*THE RECORD WAS TAMPERED WITH\*\*\n/)
  const report = JSON.parse((await cli(closed, 'report', folder, '--format', 'json')).out)
  expect(report.timeline).toHaveLength(9)
})

test('of a record with a torn end: what is whole, and the exit code of verify', async () => {
  const { folder, log } = copyOfFolder()
  appendFileSync(log, '{"actor":"cyber')
  const said = await cli(closed, 'report', folder)
  expect(said.code).toBe(1)
  expect(said.out).toContain('TORN AT THE END')
})
