import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { Draft } from '../../src/core/event.ts'
import { hasShape, shapeOf } from '../../src/core/event-shape.ts'
import { appendAnything, begunIncident } from '../support/begun-incident.ts'
import { cli, tempFolder } from '../support/run-cli.ts'

/** Clears a screen, types into a terminal, turns the direction of writing: each where a name stands. */
const bad = 'a\u001b[2J\u009b1m\u202e\u200b\r\n\u0007b'
const good = 'c'.repeat(64)

let home = ''
let incident = ''
let folder = ''
beforeEach(async () => {
  ;({ home, incident, folder } = await begunIncident())
})

/** As a stranger writes: lines that verify, with anything in them. */
const stranger = (...drafts: readonly Draft[]): Promise<void> => appendAnything(folder, drafts)

const evidence = (file: object): Draft =>
  ({ type: 'evidence.added', actor: bad, data: { files: [file], source: bad, note: bad } }) as unknown as Draft

test('no command that reads a stranger’s record prints what a terminal obeys', async () => {
  const file = { name: bad, sha256: good, size: 1 }
  await stranger(
    evidence({ ...file, source: bad, modified: bad }),
    { type: 'evidence.copied', actor: bad, data: { files: [file], where: bad, offline: true } },
    { type: 'note.added', actor: bad, data: { text: bad } },
    { type: 'handover.made', actor: bad, data: { from: bad, to: bad, note: bad } },
    { type: 'drift.seen', actor: bad, data: { files: [bad] } },
  )
  const last = readFileSync(join(folder, 'log.000000.jsonl'), 'utf8').trimEnd().split('\n').length
  for (const line of [
    ['evidence', 'list', folder],
    ['evidence', 'verify', folder],
    ['evidence', 'manifest', folder],
    ['evidence', 'manifest', folder, '--names'],
    ['status', incident],
    ['report', folder],
    ['report', folder, '--format', 'html'],
    ['report', folder, '--format', 'ocsf'],
    ['replay', folder],
    ['replay', folder, '--at', String(last)],
    ['verify', folder],
    ['prove', folder, '1'],
    ['witness', 'print', folder],
    ['witness', 'export', folder],
    ['archive', incident, '--out'],
    ['doctor'],
  ]) {
    for (const more of [[], ['--json'], ['--lang', 'nl']]) {
      const { code, out, err } = await cli(
        home,
        ...more,
        ...line,
        ...(line[0] === 'archive' ? [join(tempFolder(), 'a.tar.gz')] : []),
      )
      expect([0, 1, 5], `${line.join(' ')}: ${err}`).toContain(code)
      expect(`${out}${err}`, `${more} ${line.join(' ')}`).not.toMatch(
        /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\u200b]/u,
      )
    }
  }
})

test.each([
  ['no hash', 'x'],
  ['capitals', 'A'.repeat(64)],
  ['a line more', `${good}\n${good}`],
  ['a path', `../../${'a'.repeat(58)}`],
  ['a line break at its end', `${good}\n`],
  ['escapes', `\u001b[2J${'a'.repeat(60)}`],
])('a hash that is %s is refused with its line by everybody who reads it', async (_what, sha256) => {
  const file = { name: 'a', sha256, size: 1 }
  const data: Readonly<Record<string, object>> = {
    'evidence.added': { files: [file], source: '', note: '' },
    'evidence.copied': { files: [file], where: '', offline: false },
    'notice.prepared': { obligation: 'x', files: [file], values: {} },
    'step.outcome': { result: 'done', summary: 'x', blobs: [file] },
    'step.decided': { decision: 'done', reason: 'r', probe: 'p', proof: { kind: 'file', ...file } },
    'segment.start': { index: 1, prev: sha256 },
  }
  for (const [type, one] of Object.entries(data)) {
    expect([type, shapeOf(type)?.(one)]).toEqual([type, false])
    expect([type, hasShape({ type, data: one } as never)]).toEqual([type, false])
    const right = JSON.parse(JSON.stringify(one).replaceAll(JSON.stringify(sha256), JSON.stringify(good)))
    expect([type, shapeOf(type)?.(right), hasShape({ type, data: right } as never)]).toEqual([type, true, true])
  }
  await stranger(evidence(file))
  for (const line of [['evidence', 'list'], ['evidence', 'manifest'], ['evidence', 'verify'], ['report']]) {
    const { code, out, err } = await cli(home, ...line, folder)
    expect(code, line.join(' ')).toBe(5)
    expect(`${out}${err}`).not.toMatch(/[^\P{Cc}\n]/u)
  }
})

test('a manifest has a line for each file, and none for what is no file', async () => {
  const names = ['', '.', 'a/..', 'folder/', `two\nlines`, `back\\slash`, `esc\u001b`, 'een é']
  await stranger(...names.map((name, index) => evidence({ name, sha256: String(index).repeat(64), size: 1 })))
  const { out, code } = await cli(home, 'evidence', 'manifest', folder, '--names')
  expect(code).toBe(0)
  const sums = (digit: number) => String(digit).repeat(64)
  const theirs = out.split('\n').filter((line) => /^\\?(\d)\1{63} /.test(line))
  expect(theirs).toEqual([
    ...[0, 1, 2, 3].map((digit) => `${sums(digit)}  blobs/${sums(digit)}`),
    `\\${sums(4)}  two\\nlines`,
    `\\${sums(5)}  back\\\\slash`,
    `\\${sums(6)}  esc\\\\x1b`,
    `${sums(7)}  een é`,
  ])
})

test.each(['list', 'text', 'other'])(
  'a %s that is hidden where nothing is ever hidden ends no command',
  async (personal) => {
    const acts = { digest: 'x', personal }
    const data = {
      approver: 'El',
      role: 'x',
      reason: 'r',
      form: 'asserted',
      bound: { incident, after: 1, actor: 'An', acts },
    }
    await stranger({ type: 'step.approved', actor: 'An', step: 'first/note', data } as unknown as Draft)
    for (const line of [
      ['evidence', 'list'],
      ['evidence', 'manifest'],
      ['evidence', 'verify'],
      ['report'],
      ['verify'],
    ]) {
      const { code, err } = await cli(home, ...line, folder)
      expect([0, 5], `${line.join(' ')}: ${err}`).toContain(code)
    }
  },
)
