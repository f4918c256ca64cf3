import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseDisclosures } from '../../src/adapters/log/disclosure-file.ts'
import { readLog } from '../../src/adapters/log/files.ts'
import { absent } from '../../src/audit/disclosure.ts'
import { incidentWithPeople, secretLead } from '../support/incident-with-people.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const inLog = (path: string): string => readFileSync(join(path, 'log.000000.jsonl'), 'utf8')
const lineOf = (path: string, step: string): string =>
  String(
    1 +
      inLog(path)
        .split('\n')
        .findIndex((line) => line.includes('"step.outcome"') && line.includes(step)),
  )
const erase = ['--basis', 'GDPR, article 17', '--approver', 'Gust Nergens', '--reason', 'she asked for it']

test('what is personal is shown, and stands in no line of the record', async () => {
  const { home, incident, path, said } = await incidentWithPeople()
  expect(said.err).toContain(secretLead)
  expect((await cli(home, 'status', incident, '--all')).out).toContain(secretLead)
  expect(inLog(path)).not.toContain('Onvindbaar')
  expect(inLog(path)).toContain('by phone')
  expect(statSync(join(path, 'disclosures.jsonl')).mode & 0o777).toBe(0o600)
  const { events } = await readLog(path)
  const facts = events.find((event) => event.type === 'step.outcome')?.data.facts
  expect(facts).toEqual({ lead: secretLead, how: 'by phone' })
  expect(events.findLast((event) => event.type === 'step.outcome')?.data.proof).toEqual({
    kind: 'word',
    person: secretLead,
    statement: 'I come',
  })
})

test.each(['en', 'nl'])('erased on record, by two people, and the record still verifies: in %s', async (lang) => {
  const { home, incident, path } = await incidentWithPeople(lang)
  const before = inLog(path)
  const line = lineOf(path, 'only/declare')
  const said = await cli(home, '--lang', lang, '--operator', 'Els', 'redact', incident, line, '/facts/lead', ...erase)
  expect(said.code, said.err).toBe(0)
  expect(said.out).toBe(`${line} /facts/lead\n${line} /summary/en\n${line} /summary/nl\n`)
  expect(said.err).toContain(lang === 'nl' ? 'Gewist, en het staat in het logboek' : 'Erased, and on record')
  expect(inLog(path).startsWith(before)).toBe(true)
  const verified = await cli(home, '--lang', lang, '--json', 'verify', incident)
  expect(verified.code).toBe(0)
  expect(JSON.parse(verified.out)).toMatchObject({ verdict: 'signed', state: 'closed', tail: 0 })
  expect(JSON.parse(verified.out).checked.join()).toContain(lang === 'nl' ? '3 zijn gewist' : '3 were erased')
  const kept = [...parseDisclosures(readFileSync(join(path, 'disclosures.jsonl'), 'utf8')).values()]
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.filter(({ seq }) => seq === Number(line) - 1)).toEqual([])
  const { events } = await readLog(path)
  expect(events.find((event) => event.type === 'step.outcome')?.data.facts).toEqual({
    lead: absent.text,
    how: 'by phone',
  })
  expect(events.findLast((event) => event.type === 'redaction')?.data).toMatchObject({
    seq: Number(line) - 1,
    basis: 'GDPR, article 17',
    approver: 'Gust Nergens',
  })
  // What was said on the telephone is another line, and is still there.
  expect((await cli(home, 'status', incident, '--all')).out).toContain(secretLead)
  const called = lineOf(path, 'only/call-mayor')
  expect((await cli(home, '--operator', 'Els', 'redact', incident, called, '/proof/person', ...erase)).code).toBe(0)
  expect((await cli(home, 'status', incident, '--all')).out).not.toContain(secretLead)
})

test('what is not there, not personal, erased before, without ground or approver, or approved by who erases: refused, and nothing is written', async () => {
  const { home, incident, path } = await incidentWithPeople()
  const line = lineOf(path, 'only/declare')
  const before = inLog(path)
  const tries = [
    [line, '/facts/how'],
    ['0', '/facts/lead'],
    ['x', '/facts/lead'],
    ['999', '/facts/lead'],
  ]
  for (const words of tries) {
    const said = await cli(home, '--operator', 'Els', '--json', 'redact', incident, ...words, ...erase)
    expect([said.code, JSON.parse(said.err).error.code]).toEqual([2, 'redact.nothing'])
  }
  for (const option of ['--basis', '--approver', '--reason']) {
    const without = erase.map((word, index) => (erase[index - 1] === option ? ' ' : word))
    const said = await cli(home, '--operator', 'Els', '--json', 'redact', incident, line, '/facts/lead', ...without)
    expect([said.code, JSON.parse(said.err).error.code]).toEqual([2, 'redact.empty'])
  }
  const alone = await cli(
    home,
    '--operator',
    'Nergens, Gust',
    '--json',
    'redact',
    incident,
    line,
    '/facts/lead',
    ...erase,
  )
  expect(JSON.parse(alone.err).error.code).toBe('redact.same-person')
  expect(inLog(path)).toBe(before)
})

test('an older copy of the values that is put back is told, and goes again', async () => {
  const { home, incident, path } = await incidentWithPeople()
  const file = join(path, 'disclosures.jsonl')
  const older = readFileSync(file, 'utf8')
  const line = lineOf(path, 'only/declare')
  await cli(home, '--operator', 'Els', 'redact', incident, line, '/facts/lead', ...erase)
  appendFileSync(file, older)
  expect((await cli(home, 'verify', incident)).out.replaceAll(/\s+/g, ' ')).toContain(
    '3 values that the record says were erased are still in disclosures.jsonl',
  )
  // Whoever opens the log for writing again finishes what was decided.
  const called = lineOf(path, 'only/call-mayor')
  await cli(home, '--operator', 'Els', 'redact', incident, called, '/proof/statement', ...erase)
  expect((await cli(home, 'verify', incident)).out).not.toContain('are still')
})

test('a value that was changed beside the record does not fit', async () => {
  const { home, incident, path } = await incidentWithPeople()
  const file = join(path, 'disclosures.jsonl')
  const [first = '', ...rest] = readFileSync(file, 'utf8').split('\n')
  const { digest, ...one } = JSON.parse(first)
  const disclosure = Buffer.from(JSON.stringify(['AAAAAAAAAAAAAAAAAAAAAA', '/facts/lead', 'Somebody Else'])).toString(
    'base64url',
  )
  writeFileSync(file, [JSON.stringify({ ...one, digest, disclosure }), ...rest].join('\n'))
  const said = await cli(home, '--json', 'verify', incident)
  expect([said.code, JSON.parse(said.out).verdict]).toEqual([5, 'tampered'])
  expect((await cli(home, 'status', incident, '--all')).out).not.toContain('Somebody Else')
})

test('without the values the record still verifies, and says how many are not here', async () => {
  const { home, incident, path } = await incidentWithPeople()
  writeFileSync(join(path, 'disclosures.jsonl'), '')
  const said = await cli(home, 'verify', incident)
  expect(said.code).toBe(0)
  expect(said.out).toContain('are not in this copy')
  expect((await cli(home, 'status', incident)).code).toBe(0)
  for (const words of [
    ['status', incident],
    ['report', incident],
  ]) {
    const shown = (await cli(home, ...words)).out.replaceAll(/\s+/g, ' ')
    expect(shown).toContain('not in this copy')
    // Nobody erased anything.
    expect(shown.replace('0 were erased on record', '')).not.toMatch(/erased|gewist/)
  }
  const { people } = JSON.parse((await cli(home, 'report', incident, '--format', 'json')).out)
  expect(people.map(({ name }: { name: string }) => name)).not.toContain(absent.text)
})

test('what goes to a SIEM holds no personal value, and a report of the folder does', async () => {
  const { home, incident } = await incidentWithPeople()
  expect((await cli(home, 'report', incident)).out).toContain(secretLead)
  const said = await cli(home, 'report', incident, '--format', 'ocsf')
  expect(said.code).toBe(0)
  expect(said.out).not.toContain(secretLead)
  expect(said.out).toContain('not in this copy')
})

test('a hand-over is on record and sealed', async () => {
  const home = tempFolder()
  const small = join(root, 'fixtures/small')
  const line = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile]
  await cli(home, ...line, '--answers', join(small, 'answers.yaml'), '--until', 'F3')
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const said = await cli(
    home,
    '--operator',
    'Els',
    'handover',
    incident,
    'Cato Denkbeeld',
    '--note',
    'all links are cut',
  )
  expect(said.code, said.err).toBe(0)
  expect(said.err).toContain('Els hands over to Cato Denkbeeld: all links are cut')
  expect(JSON.parse((await cli(home, '--json', 'verify', incident)).out)).toMatchObject({ verdict: 'signed', tail: 0 })
})

test('a hand-over names both: who leads by the record where nobody else is named, and nobody is invented', async () => {
  const { home, incident } = await incidentWithPeople()
  const first = await cli(home, 'handover', incident, 'Cato Denkbeeld', '--note', 'all links are cut')
  expect(first.code, first.err).toBe(0)
  expect(first.err).toContain(`${secretLead} hands over to Cato Denkbeeld: all links are cut`)
  // From then on she leads: she hands over, and nobody hands over to her.
  const again = await cli(home, '--lang', 'nl', 'handover', incident, 'cato denkbeeld')
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('heeft al de leiding')])
  const back = await cli(home, 'handover', incident, 'Bram Fictief')
  expect(back.err).toContain('Cato Denkbeeld hands over to Bram Fictief')
  const { out } = await cli(home, 'status', incident)
  expect(out).toMatch(/lead +Bram Fictief/)
  expect(out).toMatch(/handed over +.* by Cato Denkbeeld/)
  expect(JSON.parse((await cli(home, '--json', 'status', incident)).out).handover).toMatchObject({
    from: 'Cato Denkbeeld',
    to: 'Bram Fictief',
  })
})
