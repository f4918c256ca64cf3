import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { incidentWithPeople } from '../support/incident-with-people.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const answers = ['--answers', join(small, 'answers.yaml')]
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile, ...answers]
const erase = ['--basis', 'GDPR, article 17', '--approver', 'Gust Nergens', '--reason', 'she asked for it']
const memoryEn = 'this machine’s own memory of heads says that it sealed'
const memoryNl = 'volgens het eigen geheugen van dit toestel verzegelde het'

interface Cut {
  readonly home: string
  readonly incident: string
  readonly path: string
  /** Lines before the erasure, and with it. */
  readonly lines: readonly [before: number, after: number]
}

/** A closed record whose erasure was cut off again with its seals: what is left is what was there before it. */
async function cutBehindClosing(): Promise<Cut> {
  const { home, incident, path } = await incidentWithPeople()
  const older = join(tempFolder(), 'older')
  cpSync(path, older, { recursive: true })
  const text = readFileSync(join(path, 'log.000000.jsonl'), 'utf8').split('\n')
  const line = String(1 + text.findIndex((one) => one.includes('"step.outcome"') && one.includes('only/declare')))
  expect((await cli(home, '--operator', 'Els', 'redact', incident, line, '/facts/lead', ...erase)).code).toBe(0)
  const after = readFileSync(join(path, 'log.000000.jsonl'), 'utf8').split('\n').length - 1
  // The value is gone for good; that it was erased, by whom and on what ground, is in no line any more.
  const disclosures = readFileSync(join(path, 'disclosures.jsonl'))
  rmSync(path, { recursive: true })
  cpSync(older, path, { recursive: true })
  writeFileSync(join(path, 'disclosures.jsonl'), disclosures)
  return { home, incident, path, lines: [text.length - 1, after] }
}

const json = async (home: string, ...line: readonly string[]) => JSON.parse((await cli(home, '--json', ...line)).out)

test('what can have been cut off stands among the limits of a closed record too, in both languages', async () => {
  const { home, incident } = await incidentWithPeople()
  const en = await json(home, 'verify', incident)
  expect([en.verdict, en.state]).toEqual(['signed', 'closed'])
  expect(en.limits.join('\n')).toContain('lines behind the closing (erasures, evidence, copies) can have been cut off')
  const nl = await json(home, '--lang', 'nl', 'verify', incident)
  expect(nl.limits.join('\n')).toContain('regels na de afsluiting (wissingen, bewijs, kopieën) kunnen weggeknipt zijn')
  expect(en).not.toHaveProperty('memory')
})

test('an auditor with another home sees the missing values by name, and that the end can be missing', async () => {
  const { path } = await cutBehindClosing()
  const { verdict, checked, limits, memory } = await json(tempFolder(), 'verify', path)
  expect([verdict, memory]).toEqual(['signed', undefined])
  expect(checked.join('\n')).toMatch(
    /no erasure on record explains why these are missing: line \d+ \/facts\/lead, line \d+ \/summary\/en, line \d+ \/summary\/nl;/,
  )
  expect(limits.join('\n')).toContain('lines behind the closing')
})

test('where every value came along, or its erasure is on record, none is named', async () => {
  const { home, incident, path } = await incidentWithPeople()
  expect((await json(home, 'verify', incident)).checked.join()).not.toContain('no erasure on record')
  const text = readFileSync(join(path, 'log.000000.jsonl'), 'utf8').split('\n')
  const line = String(1 + text.findIndex((one) => one.includes('"step.outcome"') && one.includes('only/declare')))
  await cli(home, '--operator', 'Els', 'redact', incident, line, '/facts/lead', ...erase)
  expect((await json(home, 'verify', incident)).checked.join()).not.toContain('no erasure on record')
})

test('the machine that sealed those lines says so in every command that reads the record', async () => {
  const { home, incident, path, lines } = await cutBehindClosing()
  const said = `${memoryEn} ${lines[1]} lines of this record, and here are ${lines[0]}`
  const verified = await cli(home, '--json', 'verify', incident)
  expect(verified.code).toBe(5)
  expect(JSON.parse(verified.out)).toMatchObject({
    verdict: 'tampered',
    found: expect.stringContaining(said),
    memory: expect.stringContaining(said),
  })
  // The same by its path.
  expect((await cli(home, 'verify', path)).code).toBe(5)
  const dutch = await cli(home, '--lang', 'nl', 'verify', incident)
  expect(dutch.out.replace(/\s+/g, ' ')).toContain(
    `${memoryNl} ${lines[1]} regels van dit logboek, en hier zijn er ${lines[0]}`,
  )
  for (const [code, line] of [
    [5, ['status', incident]],
    [5, ['report', incident]],
    [5, ['replay', incident]],
    [1, ['archive', incident, '--out', join(tempFolder(), 'a.tar.gz')]],
    [1, ['doctor']],
    [0, ['evidence', 'list', incident]],
    [0, ['evidence', 'manifest', incident]],
    [0, ['witness', 'print', incident]],
    [0, ['witness', 'export', incident]],
    [0, ['prove', incident, '1']],
  ] as const) {
    const { code: ended, out, err } = await cli(home, ...line)
    expect(`${out}${err}`.replace(/\s+/g, ' '), line.join(' ')).toContain(said)
    expect(ended, line.join(' ')).toBe(code)
  }
})

test('an older copy that was put back, or another one made up, is said the same way', async () => {
  const home = tempFolder()
  expect((await cli(home, ...activate, '--until', 'F3')).code).toBe(4)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const path = join(home, 'incidents', incident)
  const older = join(tempFolder(), incident)
  cpSync(path, older, { recursive: true })
  expect((await cli(home, 'note', incident, 'hello')).code).toBe(0)
  const newer = join(tempFolder(), incident)
  renameSync(path, newer)
  cpSync(older, path, { recursive: true })
  expect((await cli(home, 'verify', incident)).code).toBe(5)
  expect((await cli(home, 'status', incident)).err).toContain(memoryEn)
  expect((await cli(home, 'note', incident, 'on top of it')).err).toContain('this machine sealed')
  // Elsewhere it is what it is, an older copy: said, and no tampering. So is an archive.
  const elsewhere = await cli(home, '--json', 'verify', older)
  expect(elsewhere.code).toBe(0)
  expect(JSON.parse(elsewhere.out)).toMatchObject({ verdict: 'signed', memory: expect.stringContaining(memoryEn) })
  expect((await cli(home, 'verify', older)).out.replace(/\s+/g, ' ')).toContain(memoryEn)
  expect(await json(home, 'verify', newer)).not.toHaveProperty('memory')
  expect(await json(tempFolder(), 'verify', older)).not.toHaveProperty('memory')
})

test('a memory that lies makes nobody a liar without saying whose word it is, and a broken one says nothing', async () => {
  const home = tempFolder()
  expect((await cli(home, ...activate, '--until', 'F3')).code).toBe(4)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  expect((await cli(home, 'verify', incident)).code).toBe(0)
  const [name = ''] = readdirSync(join(home, 'keys/heads'))
  const file = join(home, 'keys/heads', name)
  const honest = readFileSync(file, 'utf8')
  const last = JSON.parse(honest.trimEnd().split('\n').at(-1) ?? '')
  const wrong = last.subtrees.map((hash: string) => hash.replace(/^./, (one) => (one === '0' ? '1' : '0')))
  writeFileSync(file, `${JSON.stringify({ ...last, subtrees: wrong })}\n`)
  const lied = await cli(home, '--json', 'verify', incident)
  expect(lied.code).toBe(5)
  expect(JSON.parse(lied.out).found).toMatch(/^this machine’s own memory of heads says .* are others$/)
  for (const broken of ['', '{"half', '[]\n', 'null\n', `${JSON.stringify({ ...last, lines: -1 })}\n`]) {
    writeFileSync(file, broken)
    expect((await cli(home, 'verify', incident)).code, broken).toBe(0)
  }
  rmSync(file)
  mkdirSync(file)
  expect((await cli(home, 'verify', incident)).code).toBe(0)
  expect((await cli(home, 'status', incident)).code).toBe(0)
})

test('an incident that was deleted whole is named by whoever is asked for it, and by who begins anew', async () => {
  const home = tempFolder()
  expect((await cli(home, ...activate, '--until', 'F3')).code).toBe(4)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const away = join(tempFolder(), incident)
  renameSync(join(home, 'incidents', incident), away)
  for (const line of [
    ['status'],
    ['status', incident],
    ['verify', incident],
    ['report', incident],
    ['resume', 'willebroek', ...answers],
    ['note', 'willebroek', 'hello'],
  ]) {
    const { code, err } = await cli(home, '--json', ...line)
    const { error } = JSON.parse(err.trimEnd().split('\n').at(-1) ?? '')
    expect([code, error.code], line.join(' ')).toEqual([5, 'incident.gone'])
    expect(error.message).toMatch(new RegExp(`^${incident} is not here, and ${memoryEn} \\d+ lines of it$`))
  }
  expect((await cli(home, 'doctor')).out.replace(/\s+/g, ' ')).toContain(`${incident} IS NOT HERE: ${memoryEn}`)
  // Under another name it is here.
  renameSync(away, join(home, 'incidents', 'kept'))
  expect((await cli(home, 'doctor')).out).not.toContain('IS NOT HERE')
  renameSync(join(home, 'incidents', 'kept'), away)
  const again = await cli(home, ...activate)
  expect(again.code).toBe(0)
  expect(again.err.replace(/\s+/g, ' ')).toContain(
    `of ${basename(away)}, which was open and is not here: if that is the same attack, stop`,
  )
  // The new one has the name of the old one, and nobody who reads it takes it for that.
  expect(readdirSync(join(home, 'incidents'))).toEqual([incident])
  for (const line of [
    ['verify', incident],
    ['verify', 'willebroek'],
    ['status', incident],
    ['report', incident],
  ]) {
    const read = await cli(home, ...line)
    expect([read.code, read.err.replace(/\s+/g, ' ')], line.join(' ')).toEqual([
      0,
      expect.stringMatching(
        new RegExp(`${memoryEn} \\d+ lines of another record by the name of ${incident}, which is not`),
      ),
    ])
  }
})
