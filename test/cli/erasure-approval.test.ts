import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLog } from '../../src/adapters/log/files.ts'
import { incidentWithPeople, secretLead } from '../support/incident-with-people.ts'
import { cli } from '../support/run-cli.ts'
import { noSsh, sshKey } from '../support/ssh-agent.ts'

const lineOf = (path: string): string => {
  const lines = readFileSync(join(path, 'log.000000.jsonl'), 'utf8').split('\n')
  return String(1 + lines.findIndex((line) => line.includes('"step.outcome"') && line.includes('only/declare')))
}
const erase = ['--basis', 'GDPR, article 17', '--reason', 'she asked for it']

test('an approval of an erasure names the values, who erases and the place in the record', async () => {
  const { home, incident, path } = await incidentWithPeople()
  const line = lineOf(path)
  const size = (await readLog(path)).events.length
  const words = ['redact', incident, line, '/facts/lead', ...erase, '--approver', 'Gust Nergens']
  expect((await cli(home, '--operator', 'Els', ...words)).code).toBe(0)
  const erasures = (await readLog(path)).events.filter(({ type }) => type === 'redaction')
  expect(erasures).toHaveLength(3)
  for (const { data } of erasures) {
    expect(data).toMatchObject({
      approver: 'Gust Nergens',
      form: 'asserted',
      bound: { incident, after: size, actor: 'Els' },
    })
    const { acts } = (data as { bound: { acts: readonly { act: string; attempts: number }[] } }).bound
    expect(acts.map(({ act, attempts }) => [act, attempts])).toEqual([
      [`redact ${line} /facts/lead`, 1],
      [`redact ${line} /summary/en`, 1],
      [`redact ${line} /summary/nl`, 1],
    ])
  }
  const replayed = await cli(home, '--json', 'replay', incident)
  expect(replayed.code, replayed.err).toBe(0)
  expect(JSON.parse((await cli(home, '--json', 'verify', incident)).out).verdict).toBe('signed')
})

test.skipIf(noSsh)(
  'is signed where this machine has a key of who approves, and never by the key of another',
  async () => {
    const { home, incident, path } = await incidentWithPeople()
    const line = lineOf(path)
    const [jan, els] = [sshKey(home, 'jan'), sshKey(home, 'els')]
    const configured = (key: string): void =>
      writeFileSync(join(home, 'config.yaml'), `format: cyber-respond/config@1\napprovers: { Jan Maes: ${key} }\n`)
    const words = ['redact', incident, line, '/facts/lead', ...erase, '--approver', 'Jan Maes']
    configured(els)
    expect((await cli(home, '--operator', 'Els', '--sign-with', els, 'note', incident, 'x')).code).toBe(0)
    const wrong = await cli(home, '--operator', 'Els', '--json', ...words)
    expect([wrong.code, JSON.parse(wrong.err).error.code]).toEqual([2, 'key.of-another'])
    configured(jan)
    const said = await cli(home, '--operator', 'Els', ...words)
    expect(said.code, said.err).toBe(0)
    const { verdict, signatures } = JSON.parse((await cli(home, '--json', 'verify', incident)).out)
    const approvals = signatures.filter(({ kind }: { kind: string }) => kind === 'approval')
    expect([verdict, approvals]).toMatchObject(['signed', [{ state: 'good' }, { state: 'good' }, { state: 'good' }]])
  },
)

test('who has no part in the incident approves nothing by a name that is typed, and is told how', async () => {
  const { home, incident, path } = await incidentWithPeople()
  const before = readFileSync(join(path, 'log.000000.jsonl'), 'utf8')
  const words = ['redact', incident, lineOf(path), '/facts/lead', ...erase, '--approver', 'Jan Maes']
  for (const [lang, said] of [
    ['en', '"Jan Maes" has no part in this incident, and signs nothing'],
    ['nl', '"Jan Maes" heeft geen deel aan dit incident, en ondertekent niets'],
  ] as const) {
    const refused = await cli(home, '--lang', lang, '--operator', 'Els', '--json', ...words)
    expect([refused.code, JSON.parse(refused.err).error.code]).toEqual([2, 'redact.no-part'])
    expect(JSON.parse(refused.err).error.message).toBe(said)
    expect(JSON.parse(refused.err).error.hint).toContain('--approver-key')
  }
  expect(readFileSync(join(path, 'log.000000.jsonl'), 'utf8')).toBe(before)
  // An erasure that nobody signed gives who agreed to it no part; a note that he writes does.
  expect((await cli(home, '--operator', 'Jan Maes', 'note', incident, 'I saw it')).code).toBe(0)
  const done = await cli(home, '--operator', 'Els', ...words)
  expect(done.code, done.err).toBe(0)
})

test.each([
  ['in the profile, in another order', 'Nergens Gust'],
  ['by the record, as who leads', secretLead],
  ['by the record, as who acted', 'Els Peeters'],
])('has a part who stands %s', async (_what, approver) => {
  const { home, incident, path } = await incidentWithPeople()
  const words = ['redact', incident, lineOf(path), '/facts/lead', ...erase, '--approver', approver]
  const said = await cli(home, '--operator', 'Hilde Zomaar', ...words)
  expect(said.code, said.err).toBe(0)
})

test.skipIf(noSsh)('who has no part approves with a key of his own, and with no key that is the other’s', async () => {
  const { home, incident, path } = await incidentWithPeople()
  const [jan, els] = [sshKey(home, 'jan'), sshKey(home, 'els')]
  const words = ['redact', incident, lineOf(path), '/facts/lead', ...erase, '--approver', 'Jan Maes', '--approver-key']
  // The key signs the heads of this very session, and is on record by no line yet.
  const own = await cli(home, '--operator', 'Els', '--sign-with', els, '--json', ...words, els)
  expect([own.code, JSON.parse(own.err).error.code]).toEqual([2, 'key.of-another'])
  const said = await cli(home, '--operator', 'Els', '--sign-with', els, ...words, jan)
  expect(said.code, said.err).toBe(0)
  const { signatures } = JSON.parse((await cli(home, '--json', 'verify', incident)).out)
  const approvals = signatures.filter(({ kind }: { kind: string }) => kind === 'approval')
  expect(approvals.map(({ state }: { state: string }) => state)).toEqual(['good', 'good', 'good'])
  expect((await cli(home, 'replay', incident)).code).toBe(0)
})

test.each([
  ['en', /^"Zoë Onvindbaar" stays in 2 lines as who acted or approved: that can't be erased$/m],
  ['nl', /^"Zoë Onvindbaar" blijft in 2 regels staan als wie handelde of goedkeurde: dat kan niet gewist worden$/m],
] as const)('whoever acted under the erased name is told to stay, and in how many lines: %s', async (lang, words) => {
  const { home, incident, path } = await incidentWithPeople()
  for (const text of ['one', 'two']) await cli(home, '--operator', secretLead, 'note', incident, text)
  const erasing = ['redact', incident, lineOf(path), '/facts/lead', ...erase, '--approver', 'Gust Nergens']
  const { code, err } = await cli(home, '--lang', lang, '--operator', 'Els', ...erasing)
  expect(code).toBe(0)
  expect(err).toMatch(words)
  expect(err).not.toContain('Els Peeters')
})

test.each([
  ['with a sign that shows nothing', 'El\u200bs'],
  ['with a Cyrillic letter', '\u0415ls'],
  ['of no letters', '1'],
])('a name %s is nobody, and approves nothing', async (_what, name) => {
  const { home, incident, path } = await incidentWithPeople()
  const before = readFileSync(join(path, 'log.000000.jsonl'), 'utf8')
  for (const lang of ['en', 'nl']) {
    const words = ['redact', incident, lineOf(path), '/facts/lead', ...erase, '--approver', name]
    const said = await cli(home, '--lang', lang, '--operator', 'Els', '--json', ...words)
    expect([said.code, JSON.parse(said.err).error.code]).toEqual([2, 'name.unfit'])
  }
  // Of letters that all look like others it is a name, and the same person's; and so it is with a role behind it.
  for (const own of ['\u0415\u04cf\u0455', 'Els (dpo)']) {
    const words = ['redact', incident, lineOf(path), '/facts/lead', ...erase, '--approver', own]
    const said = await cli(home, '--operator', 'Els', '--json', ...words)
    expect([said.code, JSON.parse(said.err).error.code]).toEqual([2, 'redact.same-person'])
  }
  expect(readFileSync(join(path, 'log.000000.jsonl'), 'utf8')).toBe(before)
})
