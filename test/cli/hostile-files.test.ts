import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const answers = join(small, 'answers.yaml')

type Read = (file: string) => readonly string[]

/** Each way in which the program reads a file that a person wrote. */
const readers: readonly (readonly [string, Read])[] = [
  ['runbook lint', (file) => ['runbook', 'lint', file]],
  ['--profile', (file) => ['activate', 'willebroek', '--dry-run', '--profile', file]],
  ['--answers', (file) => ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--answers', file]],
]

/** What is refused: exit 3, in words that name the place, and nothing is made. */
async function refused(line: readonly string[], withPlace: boolean): Promise<string> {
  const home = tempFolder()
  const began = performance.now()
  const said = await cli(home, ...line)
  expect(said.code, said.err).toBe(3)
  expect(performance.now() - began).toBeLessThan(5000)
  if (withPlace) expect(said.err).toMatch(/\S:\d+:\d+: (error|warning): .* \[[a-z]+\.[a-z-]+\]\n/)
  expect(said.err).toMatch(/^cyber-respond: error: .*\ncyber-respond: hint: /m)
  expect(said.err).not.toMatch(/^ {4}at |[^\P{Cc}\n\t]/mu)
  expect(said.err.length).toBeLessThan(20_000)
  expect(readdirSync(home)).toEqual([])
  return said.err
}

function fileOf(content: string | Buffer, name = 'given.yaml'): string {
  const path = join(tempFolder(), name)
  writeFileSync(path, content)
  return path
}

/** Nine lines that would be a billion words. */
function billionLaughs(): string {
  const lines = ['a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]']
  for (let level = 1; level < 9; level += 1) {
    lines.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    )
  }
  return `${lines.join('\n')}\n`
}

const bad: readonly (readonly [string, string | Buffer])[] = [
  ['broken YAML', 'format: "cyber-respond\nsteps: [a, b\n'],
  ['a bomb of aliases', billionLaughs()],
  ['an alias', 'a: &a 1\nb: *a\n'],
  ['10,000 brackets', `a: ${'['.repeat(10_000)}\n`],
  ['10,000 levels of keys', Array.from({ length: 1000 }, (_none, depth) => `${' '.repeat(depth)}k:`).join('\n')],
  ['a tag that would make an object', 'a: !!js/function "function(){}"\n'],
  ['keys of a prototype', '__proto__: { polluted: yes }\nconstructor: 1\n'],
  ['a control code', 'format: "\x1b[2J"\n'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x61])],
  ['nothing', ''],
  ['a megabyte of one key', `${'k'.repeat(1_000_000)}: 1\n`],
  ['a wrong type', '- just\n- a list\n'],
]

for (const [reader, line] of readers) {
  test.each(bad)(`${reader}: %s is refused with its place`, async (_name, content) => {
    await refused(line(fileOf(content)), true)
  })

  test(`${reader}: a file of 50 MB is refused unread`, async () => {
    const path = fileOf('')
    truncateSync(path, 50_000_000)
    expect(await refused(line(path), false)).toContain('bigger than 1 MiB')
  })

  test(`${reader}: a pipe, a device and a folder are no files`, async () => {
    const folder = tempFolder()
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    for (const path of [pipe, '/dev/zero', folder]) await refused(line(path), false)
  })
}

test.each(readdirSync(join(root, 'fixtures/broken/runbooks')))('runbook lint of the broken %s', async (name) => {
  // Alone in a folder: a plan brings the files beside it.
  const bytes = readFileSync(join(root, 'fixtures/broken/runbooks', name))
  const [, code = ''] = /^# error: (\S+)/.exec(bytes.toString('latin1')) ?? []
  const { code: exitCode, err } = await cli(tempFolder(), 'runbook', 'lint', fileOf(bytes, name))
  expect(err).toContain(`[${code}]`)
  expect(exitCode).toBe(err.includes(': error: ') ? 3 : 0)
})

test.each(readdirSync(join(root, 'fixtures/broken/profiles')))('a dry run with the broken profile %s', async (name) => {
  await refused(['activate', 'willebroek', '--dry-run', '--profile', join('fixtures/broken/profiles', name)], true)
})

test('runbooks that are wrong are found before anything happens, with every place', async () => {
  const folder = tempFolder()
  for (const name of readdirSync(small)) writeFileSync(join(folder, name), readFileSync(join(small, name)))
  const text = readFileSync(join(folder, 'second.yaml'), 'utf8')
  const cyclic = text
    .replace('after: [first/declare]', 'after: [mayor, gone]')
    .replace('role: lead\n    call', 'after: [warn]\n    role: lead\n    call')
  expect(cyclic).not.toBe(text)
  writeFileSync(join(folder, 'second.yaml'), cyclic)
  const line = ['--runbooks', folder, 'activate', 'willebroek', '--plan', 'small', '--answers', answers]
  const err = await refused(line, true)
  expect(err).toContain('[runbook.unknown-step]')
})

test('a folder in the place of a file of the home is told', async () => {
  const home = tempFolder()
  mkdirSync(join(home, 'profiles', 'willebroek.yaml'), { recursive: true })
  const said = await cli(home, 'activate', 'willebroek', '--dry-run')
  expect(said.code).toBe(3)
  expect(said.err).toMatch(/error: .*willebroek\.yaml.*\n.*hint: /)
})
