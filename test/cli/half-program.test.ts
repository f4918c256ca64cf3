import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root, tempFolder } from '../support/run-cli.ts'

let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'cyber-respond-half-'))
  for (const part of ['bin', 'runbooks', 'package.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** A copy of the built program, whole: only what was spoiled in it, or came or went, is put back. */
function installed(): string {
  const [made, dist] = [join(root, 'dist'), join(copy, 'dist')]
  mkdirSync(dist, { recursive: true })
  for (const name of readdirSync(dist)) if (!existsSync(join(made, name))) rmSync(join(dist, name), { recursive: true })
  for (const name of readdirSync(made)) {
    const [from, to] = [join(made, name), join(dist, name)]
    if (!existsSync(to) || !readFileSync(from).equals(readFileSync(to))) cpSync(from, to)
  }
  return copy
}

function run(folder: string, home: string, ...line: readonly string[]) {
  const env = { PATH: process.env.PATH, CYBER_RESPOND_HOME: home }
  const argv = [join(folder, 'bin/cyber-respond.js'), ...line]
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', env })
  expect(`${stdout}${stderr}`).not.toMatch(/^ {4}at |node:internal|this is a bug/m)
  return { code: status, out: stdout, err: stderr }
}

const activate = [
  ...['--runbooks', join(root, 'fixtures/small'), 'activate', 'willebroek', '--plan', 'small'],
  ...[
    '--profile',
    join(root, 'fixtures/profiles/willebroek.yaml'),
    '--answers',
    join(root, 'fixtures/small/answers.yaml'),
  ],
]

/** A byte in the middle is another one: as long as before, and V8 reads it without a word. */
function flip(path: string): void {
  const bytes = readFileSync(path)
  const at = bytes.lastIndexOf('is') + 1
  bytes[at] = 0x74
  writeFileSync(path, bytes)
}

test('of a whole program nothing is said', () => {
  const [folder, home] = [installed(), tempFolder()]
  expect(run(folder, home, ...activate).code).toBe(0)
  expect(run(folder, home, 'doctor').out).not.toContain('DAMAGED')
})

test.each([
  ['cut off', (path: string) => truncateSync(path, 1000)],
  ['empty', (path: string) => truncateSync(path, 0)],
  ['missing', (path: string) => rmSync(path)],
  ['changed', flip],
] as const)('a file of it that is %s is named before anything is recorded or done', (_what, spoil) => {
  for (const name of [
    'counter-desk.cjs',
    'supervisor.cjs',
    'execa.cjs',
    'mail-composer.cjs',
    'municipalities.json',
    'plan-ransomware.json',
  ]) {
    const [folder, home] = [installed(), tempFolder()]
    spoil(join(folder, 'dist', name))
    const { code, err } = run(folder, home, ...activate)
    expect(code, `${name}: ${err}`).not.toBe(0)
    expect(err, name).toContain(`this program is damaged`)
    expect(err).toContain(`dist/${name}`)
    expect(readdirSync(home)).toEqual([])
    if (name === 'municipalities.json') continue
    const looked = run(folder, home, 'doctor')
    expect([looked.code, looked.out.replace(/\s+/g, ' ')]).toEqual([
      1,
      expect.stringContaining(`this program is DAMAGED: dist/${name} `),
    ])
  }
})

test('the same is said in Dutch, and by every command that writes', () => {
  const [folder, home] = [installed(), tempFolder()]
  expect(run(folder, home, ...activate, '--until', 'F3').code).toBe(4)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const before = readFileSync(join(home, 'incidents', incident, 'log.000000.jsonl'), 'utf8')
  truncateSync(join(folder, 'dist/counter-desk.cjs'), 10)
  for (const line of [
    ['note', incident, 'x'],
    ['handover', incident, 'Cato'],
    ['resume', incident],
    ['--yes', 'cloud', 'up', 'willebroek'],
  ]) {
    const { code, err } = run(folder, home, '--lang', 'nl', ...line)
    if (line[0] === 'resume') continue
    expect([code, err]).toEqual([
      5,
      expect.stringContaining('dit programma is beschadigd, dus er is niets gedaan: dist/counter-desk.cjs'),
    ])
  }
  expect(readFileSync(join(home, 'incidents', incident, 'log.000000.jsonl'), 'utf8')).toBe(before)
  const { error } = JSON.parse(run(folder, home, '--json', 'note', incident, 'x').err)
  expect([error.code, error.exit]).toEqual(['program.damaged', 5])
  // Who only reads is not kept from it.
  expect(run(folder, home, 'status', incident).code).toBe(0)
})

test.each(['program.cjs', 'incident.cjs', 'main.cjs', 'files.json'])(
  'without its %s it says so, and not with a stack trace',
  (name) => {
    for (const spoil of [(path: string) => truncateSync(path, 3000), (path: string) => rmSync(path)]) {
      const [folder, home] = [installed(), tempFolder()]
      spoil(join(folder, 'dist', name))
      const { code, err } = run(folder, home, ...activate)
      expect([1, 5, 70], err).toContain(code)
      expect(err).toMatch(/damaged.*dist\/|not built/)
      expect(readdirSync(home)).toEqual([])
    }
  },
)
