import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const answers = ['--answers', join(small, 'answers.yaml')]

/** The small runbooks under names that end in `.yml`. */
function yml(): string {
  const folder = tempFolder()
  cpSync(small, folder, { recursive: true })
  for (const name of ['first', 'second', 'small.plan', 'obligations']) {
    renameSync(join(folder, `${name}.yaml`), join(folder, `${name}.yml`))
  }
  return folder
}

test('runbooks, plans and obligations that end in .yml are read as those in .yaml are', async () => {
  const folder = yml()
  const [here, there] = [tempFolder(), tempFolder()]
  for (const line of [
    ['runbook', 'lint'],
    ['runbook', 'list'],
    ['runbook', 'show', 'F1'],
  ]) {
    const was = await cli(here, '--runbooks', small, ...line)
    const is = await cli(there, '--runbooks', folder, ...line)
    expect([is.code, is.out], is.err).toEqual([0, was.out])
  }
  const line = [
    'activate',
    'willebroek',
    '--plan',
    'small',
    '--profile',
    join(root, 'fixtures/profiles/willebroek.yaml'),
  ]
  expect((await cli(there, '--runbooks', folder, ...line, ...answers, '--until', 'F2')).code).toBe(4)
  // A change on disk is still seen.
  writeFileSync(join(folder, 'first.yml'), `${readFileSync(join(folder, 'first.yml'), 'utf8')}# changed\n`)
  const again = await cli(there, '--runbooks', folder, 'resume', 'willebroek', ...answers, '--until', 'F2')
  expect(again.err).toContain('Changed since this incident began')
})

test('one that is named is checked, and an error in it is found at its place', async () => {
  const folder = yml()
  const plan = join(folder, 'small.plan.yml')
  expect((await cli(tempFolder(), 'runbook', 'lint', plan)).out).toMatch(/^\d+ files, no errors/)
  expect((await cli(tempFolder(), 'runbook', 'lint', join(folder, 'first.yml'))).code).toBe(0)
  writeFileSync(
    join(folder, 'second.yml'),
    readFileSync(join(folder, 'second.yml'), 'utf8').replace('steps:', 'stepz:'),
  )
  expect((await cli(tempFolder(), '--runbooks', folder, 'runbook', 'lint')).code).toBe(3)
})

test('the same file under both ends is told, and neither is guessed', async () => {
  const folder = yml()
  cpSync(join(small, 'first.yaml'), join(folder, 'first.yaml'))
  const { code, err } = await cli(tempFolder(), '--runbooks', folder, 'runbook', 'lint')
  expect([code, err]).toEqual([3, expect.stringContaining('first.yml (first.yaml is there too)')])
})

test.each(['runbook', 'drill'])('%s lint and list that find nothing end with exit code 3', async (what) => {
  const empty = tempFolder()
  for (const act of ['lint', 'list']) {
    const { code, err, out } = await cli(tempFolder(), '--runbooks', empty, what, act)
    expect(code, `${what} ${act}: ${out}`).toBe(3)
    expect(err).toMatch(/there is no (plan and no runbook|scenario) in /)
    expect((await cli(tempFolder(), '--lang', 'nl', '--runbooks', empty, what, act)).err).toMatch(
      /er is geen (plan en geen draaiboek|scenario) in /,
    )
  }
})

test('scenarios that end in .yml are found and checked', async () => {
  const folder = tempFolder()
  cpSync(join(root, 'runbooks'), folder, { recursive: true })
  renameSync(join(folder, 'drills/solo.yaml'), join(folder, 'drills/solo.yml'))
  const list = await cli(tempFolder(), '--json', '--runbooks', folder, 'drill', 'list')
  expect(JSON.parse(list.out).scenarios.map(({ id }: { id: string }) => id)).toContain('solo')
  expect((await cli(tempFolder(), '--runbooks', folder, 'drill', 'lint')).code).toBe(0)
  expect((await cli(tempFolder(), 'drill', 'lint', join(folder, 'drills/solo.yml'))).code).toBe(0)
})

test('a profile and a configuration that end in .yml are those of the home', async () => {
  const home = tempFolder()
  mkdirSync(join(home, 'profiles'))
  cpSync(join(root, 'fixtures/profiles/willebroek.yaml'), join(home, 'profiles/willebroek.yml'))
  const shown = JSON.parse((await cli(home, '--json', 'municipality', 'show', 'willebroek')).out)
  expect(shown.profile.links.length).toBeGreaterThan(0)
  expect((await cli(home, 'doctor')).out).toContain('Willebroek: contacts checked on')
  // A second one beside it would hide the first.
  expect((await cli(home, 'municipality', 'init', 'willebroek')).code).toBe(2)
  writeFileSync(join(home, 'config.yml'), 'format: cyber-respond/config@1\nwitnesses: [nowhere.vkey]\n')
  expect((await cli(home, 'verify', '.')).err).toContain('nowhere.vkey')
})
