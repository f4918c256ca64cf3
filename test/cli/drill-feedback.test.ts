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
