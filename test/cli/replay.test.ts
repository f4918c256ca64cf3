import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { displayWidth } from '../../src/core/harmless.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'
import { night, sampleRecord } from '../support/sample-record.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const plan = ['--plan', 'small', '--profile', profile, '--answers', join(small, 'answers.yaml')]
const activate = ['--runbooks', small, 'activate', 'willebroek', ...plan]
const record = (): Promise<string> => sampleRecord(join(tempFolder(), 'record'))
const golden = (name: string): string => `golden/replay.${name}.txt`
const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

test.each([
  ['en', []],
  ['nl', ['--lang', 'nl']],
  ['en.plain', ['--plain']],
  ['nl.decisions', ['--lang', 'nl'], ['--only', 'decisions']],
  ['en.part', [], ['--from', '10', '--to', '12']],
] as const)('as the operator saw it: %s', async (name, options, own: readonly string[] = []) => {
  const said = await cli(tempFolder(), ...options, 'replay', await record(), ...own)
  expect(said.code, said.err).toBe(0)
  await expect(said.out).toMatchFileSnapshot(golden(name))
  if (name === 'en.plain') return
  for (const line of said.out.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80)
})

test.each([
  ['at.en', []],
  ['at.nl', ['--lang', 'nl']],
] as const)('the status as it was after one event: %s', async (name, options) => {
  const said = await cli(tempFolder(), ...options, 'replay', await record(), '--at', '12')
  expect(said.code, said.err).toBe(0)
  await expect(said.out).toMatchFileSnapshot(golden(name))
  for (const line of said.out.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80)
})

test('the status at an event as JSON has the clocks of that moment', async () => {
  const { out } = await cli(tempFolder(), '--json', 'replay', await record(), '--at', '7')
  expect(JSON.parse(out)).toMatchObject({
    at: expect.stringMatching(/^2026-11-24T03:44/),
    events: 8,
    notes: [{ actor: 'Els Peeters' }],
  })
})

test('a line of JSON for each event, with what it made of its step', async () => {
  const folder = await record()
  const { out, err } = await cli(tempFolder(), 'replay', folder, '--format', 'json')
  const lines = jsonLines(out)
  expect(lines).toHaveLength(night.length + 1)
  const log = jsonLines(readFileSync(join(folder, 'log.000000.jsonl'), 'utf8'))
  for (const [index, { seq, t, type, actor, step = null, data }] of log.entries()) {
    const { stated, ...line } = lines[index]
    expect(line).toEqual({ seq, t, type, actor, step, data, status: line.status })
    // Only what states a time has both of them told.
    expect(stated !== undefined).toBe(type === 'notice.sent' || data.facts?.aware_at !== undefined)
  }
  const declared = lines.find(({ step }) => step === 'first/declare')
  expect(declared.stated).toMatchObject([
    { name: 'aware_at', at: '2026-11-24T01:55:00.000Z', written: declared.t, by: 'Els Peeters', remarks: [] },
    { name: 'detected_at', at: '2026-11-24T01:40:00.000Z', written: declared.t },
  ])
  expect(lines.flatMap(({ status }) => status ?? [])).toEqual([
    'done',
    'open',
    'doing',
    'failed',
    'failed',
    'doing',
    'done',
    'open',
    'doing',
    'done',
    'done',
  ])
  expect(err).toContain('17 events: each follows')
})

test('what is shown is filtered, what is checked is not', async () => {
  const folder = await record()
  const types = async (only: string) =>
    jsonLines((await cli(tempFolder(), '--json', 'replay', folder, '--only', only)).out).map(
      ({ seq, type }) => `${seq} ${type}`,
    )
  expect(await types('notes')).toEqual(['7 note.added'])
  expect(await types('clocks')).toEqual(['2 step.outcome'])
  expect(await types('decisions')).toEqual([
    '0 incident.opened',
    '4 step.approved',
    '8 step.approved',
    '11 step.approved',
    '14 step.decided',
    '15 step.outcome',
  ])
})

test('the first event that does not follow stops it and is named; what came before was shown', async () => {
  // Without the approval of the second link.
  const folder = await sampleRecord(
    join(tempFolder(), 'record'),
    night.filter((_happening, index) => index !== 10),
  )
  for (const [lang, words] of [
    [
      'en',
      'line 12 (event 11, step.intent, first/cut[vpn]) does not follow from the lines before it: its step needs a second person',
    ],
    [
      'nl',
      'regel 12 (gebeurtenis 11, step.intent, first/cut[vpn]) volgt niet uit de regels ervoor: de stap vraagt een tweede persoon',
    ],
  ] as const) {
    const said = await cli(tempFolder(), '--lang', lang, 'replay', folder)
    expect(said.code).toBe(1)
    expect(said.err).toContain(words)
    expect(said.err).toContain('[not-approved]')
    expect(said.out).toContain('exit 0 in 40 ms')
    const json = await cli(tempFolder(), '--lang', lang, '--json', 'replay', folder)
    expect(json.code).toBe(1)
    expect(jsonLines(json.out)).toHaveLength(11)
    expect(JSON.parse(json.err).error).toMatchObject({
      code: 'replay.diverged',
      message: expect.stringContaining(words),
    })
  }
  // The record itself was not changed: only a replay finds it.
  expect((await cli(tempFolder(), '--json', 'verify', folder)).out).toContain('"firstBadLine": null')
})

test('a record that was changed: what stands before the change, and exit 5', async () => {
  const folder = await record()
  const log = join(folder, 'log.000000.jsonl')
  writeFileSync(log, readFileSync(log, 'utf8').replace('on her way', 'on his way'))
  const said = await cli(tempFolder(), '--json', 'replay', folder)
  expect(said.code).toBe(5)
  expect(jsonLines(said.out)).toHaveLength(8)
  expect(JSON.parse(said.err).error).toMatchObject({ code: 'log.tampered', message: expect.stringContaining('line 9') })
})

test('a record that does not fit its seal: all of it is shown, and exit 5', async () => {
  const home = tempFolder()
  const { code } = await cli(home, ...activate, '--until', 'F3')
  expect(code).toBe(4)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const log = join(home, 'incidents', incident, 'log.000000.jsonl')
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1)
  writeFileSync(log, lines.slice(0, -3).join('\n').concat('\n'))
  const said = await cli(home, '--json', 'replay', incident)
  expect(said.code).toBe(5)
  expect(jsonLines(said.out)).toHaveLength(lines.length - 3)
  expect(JSON.parse(said.err).error).toMatchObject({ code: 'log.tampered' })
})

test('without the runbooks it goes by the record alone, and says so; with other ones it refuses', async () => {
  const folder = await record()
  writeFileSync(join(folder, 'pinned/first.yaml'), 'changed')
  expect((await cli(tempFolder(), 'replay', folder)).code).toBe(5)
  rmSync(join(folder, 'pinned'), { recursive: true })
  const said = await cli(tempFolder(), 'replay', folder)
  expect(said.code, said.err).toBe(0)
  expect(said.out).toContain('The runbooks of its start\n(pinned/) are not there')
  expect(said.out).toContain('first/cut[vpn]: decided: it was done')
})

test('a recording for asciinema, version 3', async () => {
  const folder = await record()
  const out = join(tempFolder(), 'night.cast')
  const said = await cli(tempFolder(), 'replay', folder, '--format', 'cast', '--speed', '1', '--out', out)
  expect(said).toMatchObject({ code: 0, out: '' })
  expect(statSync(out).mode & 0o777).toBe(0o600)
  const [header, ...events] = jsonLines(readFileSync(out, 'utf8'))
  expect(header).toEqual({
    version: 3,
    term: { cols: 80, rows: 24 },
    timestamp: Date.UTC(2026, 10, 24, 2, 12) / 1000,
    title: 'willebroek-2026-11-24',
  })
  let seconds = 0
  for (const event of events) {
    const [interval, code, data] = event
    expect(event).toHaveLength(3)
    expect(interval).toBeGreaterThanOrEqual(0)
    expect(interval).toBeLessThanOrEqual(3)
    expect(['o', 'm', 'x']).toContain(code)
    expect(data).toBeTypeOf('string')
    if (code === 'o') expect(data.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    seconds += interval
  }
  // Seven hours in the time of a few pauses.
  expect(seconds).toBeGreaterThan(20)
  expect(seconds).toBeLessThan(3 * night.length)
  expect(events.filter(([, code]) => code === 'm').map(([, , label]) => label)).toEqual([
    'F1 Declare the incident',
    'F2 Which links?',
    'F2 Cut Internet',
    'F2 Cut Internet',
    'F2 Cut VPN',
    'F2 Cut VPN',
    'F3 How bad is it?',
  ])
  expect(events.at(-1)).toEqual([0, 'x', '0'])
  // Nothing is overwritten.
  expect((await cli(tempFolder(), 'replay', folder, '--format', 'cast', '--out', out)).code).toBe(1)
})

test('events that are not there', async () => {
  const folder = await record()
  for (const own of [
    ['--at', '17'],
    ['--from', '17'],
    ['--from', '99', '--to', '120'],
  ]) {
    const said = await cli(tempFolder(), 'replay', folder, ...own)
    expect(said.code, own.join(' ')).toBe(2)
    expect(said.err).toContain('the record has 17')
  }
  expect((await cli(tempFolder(), 'replay', folder, '--to', '99')).code).toBe(0)
})

test('a speed at which nothing would ever go on', async () => {
  const folder = await record()
  for (const speed of ['0', '0x', '0.0x', '000']) {
    const said = await cli(tempFolder(), '--json', 'replay', folder, '--speed', speed)
    expect([said.code, JSON.parse(said.err).error.code], speed).toEqual([2, 'replay.not-a-number'])
  }
  expect((await cli(tempFolder(), 'replay', folder, '--speed', '0.5')).code).toBe(0)
})

test('what an unattended run wrote follows, also after it was left, resumed, noted and added to', async () => {
  const home = tempFolder()
  expect((await cli(home, ...activate, '--until', 'F3')).code).toBe(4)
  expect((await cli(home, 'note', 'willebroek', 'the mayor called')).code).toBe(0)
  expect((await cli(home, 'evidence', 'add', 'willebroek', profile)).code).toBe(0)
  expect((await cli(home, ...activate)).code).toBe(0)
  const said = await cli(home, 'replay', 'willebroek')
  expect(said.err).toBe('')
  expect(said.code).toBe(0)
  expect(said.out).toMatch(/\d\d events: each follows from those before it\.\n$/)
  const archive = join(tempFolder(), 'incident.tar.gz')
  expect((await cli(home, 'archive', 'willebroek', '--out', archive)).code).toBe(0)
  expect((await cli(tempFolder(), 'replay', archive)).out).toBe(said.out)
})
