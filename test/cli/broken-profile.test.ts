import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const wrong = join(root, 'fixtures/profiles/every-field-wrong.yaml')
const answers = join(small, 'answers.yaml')
const activate = (profile: string) => [
  ...['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile],
  ...['--answers', answers, '--until', 'F2'],
]
const said = (text: string) => text.replace(/\s+/g, ' ')

const broken = readdirSync(join(root, 'fixtures/broken/profiles')).map((name) => join('fixtures/broken/profiles', name))

test.each([...broken, wrong])(
  'an incident starts with the broken profile %s, and says what it can not read',
  async (path) => {
    const home = tempFolder()
    const { code, err } = await cli(home, ...activate(path))
    expect(code, err).toBe(4)
    expect(said(err)).toContain('the incident starts all the same, with what could be read.')
    expect(said(err)).toMatch(/Not read: \S+|Nothing of it is used\./)
    // With its place and its code.
    expect(err).toMatch(/:\d+:\d+: error: .* \[(?:shape|yaml|profile|text|name)\.[a-z-]+\]|is the profile of/)
    const [incident = ''] = readdirSync(join(home, 'incidents'))
    for (const line of [
      ['status', incident],
      ['verify', incident],
      ['replay', incident],
      ['report', incident],
    ]) {
      const { code: read, err: why } = await cli(home, ...line)
      expect(read, `${line.join(' ')}: ${why}`).toBe(0)
    }
    // The check itself stays strict.
    expect(
      (
        await cli(
          home,
          '--runbooks',
          small,
          'activate',
          'willebroek',
          '--plan',
          'small',
          '--dry-run',
          '--profile',
          path,
        )
      ).code,
    ).toBe(3)
  },
)

test('a profile in which every field is wrong: the record holds it as it was, what was read of it, and what was not', async () => {
  const home = tempFolder()
  const { err } = await cli(home, '--lang', 'nl', ...activate(wrong))
  expect(said(err)).toContain('het incident start toch, met wat gelezen kon worden. Niet gelezen: ')
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const folder = join(home, 'incidents', incident)
  expect(readFileSync(join(folder, 'pinned/profile.yaml'), 'utf8')).toBe(readFileSync(wrong, 'utf8'))
  expect(JSON.parse(readFileSync(join(folder, 'pinned/profile.read.json'), 'utf8'))).toMatchObject({
    links: [{ id: 'links-1' }, { id: 'links-2' }],
  })
  const opened = JSON.parse(readFileSync(join(folder, 'log.000000.jsonl'), 'utf8').split('\n')[0] ?? '')
  expect(opened.data.unread).toEqual(
    expect.arrayContaining(['links[0].probe', 'contacts[0].role', 'neighbours', 'cloud.bind']),
  )
  // The same is offered again to who goes on, and no drift is seen in it.
  const again = await cli(home, '--runbooks', small, 'resume', incident, '--answers', answers, '--until', 'F2')
  expect(said(again.err)).toContain('The profile was broken when this incident began. Not read: ')
  expect(again.err).not.toContain('Changed since')
  // Both links are still steps: nothing that was to be cut is passed over.
  const { out } = await cli(home, '--json', 'status', incident)
  expect(out).toContain('Internet edge')
  expect(out).toContain('Fibre to the library')
})

test('a profile in its own place that can not be read, is a folder, or too large stops nobody either', async () => {
  for (const put of [
    (path: string) => mkdirSync(path),
    (path: string) => writeFileSync(path, Buffer.alloc(2 ** 20 + 1, 'a')),
    (path: string) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x00])),
    (path: string) => writeFileSync(path, ''),
  ]) {
    const home = tempFolder()
    mkdirSync(join(home, 'profiles'))
    put(join(home, 'profiles/willebroek.yaml'))
    const line = [
      '--runbooks',
      small,
      'activate',
      'willebroek',
      '--plan',
      'small',
      '--answers',
      answers,
      '--until',
      'F2',
    ]
    const { code, err } = await cli(home, ...line)
    expect(code, err).toBe(4)
    expect(said(err)).toContain('Nothing of it is used.')
  }
})

test('a file that was named and is not there, is a slip that is told: nothing begins', async () => {
  const home = tempFolder()
  expect((await cli(home, ...activate('gone.yaml'))).code).toBe(2)
  expect(readdirSync(home)).toEqual([])
})

test('cloud up starts with a broken profile too', async () => {
  const home = tempFolder()
  const { code, err } = await cli(
    home,
    '--yes',
    'cloud',
    'up',
    'willebroek',
    '--profile',
    join(root, 'fixtures/broken/profiles/phone-with-words.yaml'),
  )
  expect(said(err)).toContain('the incident starts all the same')
  expect([0, 1], err).toContain(code)
  expect((await cli(home, '--yes', 'cloud', 'down', 'willebroek')).code).toBe(0)
})
