import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drillFolder } from '../support/drill-folder.ts'
import { cli, tempFolder } from '../support/run-cli.ts'
import { sampleRecord } from '../support/sample-record.ts'

const form = 'format: cyber-respond/feedback@1\nforms:\n  - { useful: 4, learned: Call first }\n'

test.each(['drills/willebroek-drill-2026-11-25', 'from-elsewhere'])(
  'forms in %s are sealed with the key of drills',
  async (place) => {
    const home = tempFolder()
    const answers = join(home, 'forms.yaml')
    writeFileSync(answers, form)
    const folder = join(home, place)
    renameSync(await drillFolder(home), folder)
    const { code, err } = await cli(home, 'drill', 'feedback', folder, '--answers', answers)
    expect({ code, err }).toEqual({ code: 0, err: '2 answers kept. Thank you.\n' })
    expect(readFileSync(join(folder, 'keys/log.vkey'), 'utf8')).toMatch(/^cyber-respond\/drill\//)
    expect((await cli(home, 'verify', folder)).out).toMatch(/^EXERCISE \/ OEFENING/)
    expect(existsSync(join(home, 'drills/.machine'))).toBe(true)
    expect(existsSync(join(home, 'keys'))).toBe(false)
  },
)

const answersIn = (folder: string): readonly string[] =>
  readFileSync(join(folder, 'log.000000.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"feedback"'))
    .map((line) => JSON.parse(line).data.answer)

test('who imports the same forms twice counts nobody twice, however the file is written', async () => {
  const home = tempFolder()
  const folder = await drillFolder(home)
  const file = (text: string): string => {
    const path = join(home, 'forms.yaml')
    writeFileSync(path, text)
    return path
  }
  const head = 'format: cyber-respond/feedback@1\nforms:\n'
  const two = '  - { useful: 4, learned: Call first }\n  - { useful: 4, learned: Call first }\n'
  const give = async (text: string, ...more: readonly string[]) => {
    const { code, err, out } = await cli(home, ...more, 'drill', 'feedback', folder, '--answers', file(text))
    expect(code).toBe(0)
    return more.includes('--json') ? JSON.parse(out) : err
  }
  // Two people may well say the same.
  const before = answersIn(folder).length
  expect(await give(head + two)).toBe('4 answers kept. Thank you.\n')
  const bytes = readFileSync(join(folder, 'log.000000.jsonl'))
  expect(await give(head + two)).toBe('2 forms of this file are in the record already and were not counted again.\n')
  expect(
    await give(
      `# kept by Tom\n${head}${two.replaceAll('{ useful: 4, learned: Call first }', "{ learned: ' Call first', useful: 4 }")}`,
      '--lang',
      'nl',
    ),
  ).toBe('2 formulieren van dit bestand staan al in het logboek en zijn niet opnieuw geteld.\n')
  expect(readFileSync(join(folder, 'log.000000.jsonl'))).toEqual(bytes)
  // Somebody handed his in late: only that one is new, in whatever order they stand.
  const late = `${head}  - { useful: 2, next: More time }\n${two}`
  expect(await give(late, '--json')).toMatchObject({ answers: 2, known: 2 })
  expect(await give(late, '--json')).toMatchObject({ answers: 0, known: 3 })
  // Others, of whom one says the same as one above, are others.
  expect(await give(`${head}  - { useful: 4, learned: Call first }\n  - { useful: 1 }\n`, '--json')).toMatchObject({
    answers: 3,
    known: 0,
  })
  expect(answersIn(folder).slice(before)).toEqual([
    '4',
    'Call first',
    '4',
    'Call first',
    '2',
    'More time',
    '4',
    'Call first',
    '1',
  ])
})

test('while somebody plays the drill nobody is asked: the answers could not be kept', async () => {
  const home = tempFolder()
  const folder = await drillFolder(home)
  const file = openSync(join(folder, 'log.000000.jsonl'), 'r')
  writeFileSync(join(folder, 'holder'), `${process.pid}\n`)
  const { code, err } = await cli(home, 'drill', 'feedback', folder)
  closeSync(file)
  expect(code).toBe(5)
  expect(err).toContain('another process is writing in the log of')
})

test('an incident takes no form, and stays as it is', async () => {
  const home = tempFolder()
  const answers = join(home, 'forms.yaml')
  writeFileSync(answers, form)
  const folder = await sampleRecord(join(home, 'incidents/willebroek-2026-11-24'))
  const before = readFileSync(join(folder, 'log.000000.jsonl'))
  const { code, err } = await cli(home, 'drill', 'feedback', folder, '--answers', answers)
  expect(code).toBe(2)
  expect(err).toContain('is no drill')
  expect(readFileSync(join(folder, 'log.000000.jsonl'))).toEqual(before)
})

test('an archive of a drill takes no form', async () => {
  const home = tempFolder()
  const answers = join(home, 'forms.yaml')
  writeFileSync(answers, form)
  await drillFolder(home)
  const archive = join(home, 'drill.tar.gz')
  expect((await cli(home, 'archive', 'willebroek-drill-2026-11-25', '--out', archive)).code).toBe(0)
  const { code, err } = await cli(home, 'drill', 'feedback', archive, '--answers', answers)
  expect(code).not.toBe(0)
  expect(err).not.toMatch(/\bat .*\.ts:/)
  expect(err).toMatch(/hint:/)
})
