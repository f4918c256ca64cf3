import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'start-up-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Modules of Node that take milliseconds to load, and that neither help nor a check of runbooks needs. */
const dear = ['crypto', 'child_process', 'net', 'http', 'worker_threads', 'readline', 'sqlite', 'zlib', 'dns', 'tls']

/** What a command line loads: Node's own modules, and the files of `dist/` that are read as scripts. */
function loadedBy(line: string): readonly string[] {
  const list = join(folder, 'loaded')
  const look = join(folder, 'look.cjs')
  writeFileSync(
    look,
    `const fs = require('node:fs')
    const { readFileSync, writeFileSync } = fs
    const scripts = []
    fs.readFileSync = (path, ...how) => {
      if (String(path).endsWith('.cjs')) scripts.push('dist/' + require('node:path').basename(path))
      return readFileSync(path, ...how)
    }
    process.on('exit', () => writeFileSync(${JSON.stringify(list)}, [...process.moduleLoadList, ...scripts].join('\\n')))`,
  )
  const argv = ['--require', look, join(root, 'bin/cyber-respond.js'), ...line.split(' ')]
  execFileSync(process.execPath, argv, { stdio: 'ignore' })
  return readFileSync(list, 'utf8').split('\n')
}

const lint = `runbook lint ${join(root, 'runbooks/emergency.yaml')}`

test.each(['--version', '--help', lint])('nothing dear is loaded by %s', (line) => {
  const loaded = loadedBy(line)
  expect(loaded).toContain('NativeModule fs')
  expect(dear.filter((name) => loaded.includes(`NativeModule ${name}`))).toEqual([])
})

/** The parts into which the build cuts the program. */
const parts = [
  'dist/program.cjs',
  'dist/incident.cjs',
  'dist/help.cjs',
  'dist/drill.cjs',
  'dist/rest.cjs',
  'dist/complete.cjs',
]

test.each([
  ['--version', []],
  ['--help', ['dist/program.cjs', 'dist/help.cjs']],
  [lint, ['dist/program.cjs']],
  ['status --help', ['dist/program.cjs', 'dist/help.cjs']],
  ['help topics', ['dist/program.cjs', 'dist/incident.cjs', 'dist/help.cjs']],
  ['complete -- activate will', ['dist/complete.cjs']],
  ['drill rehearse solo', ['dist/program.cjs', 'dist/incident.cjs', 'dist/drill.cjs']],
  ['drill list', ['dist/program.cjs', 'dist/incident.cjs', 'dist/drill.cjs', 'dist/rest.cjs']],
])('%s takes in no part of the program that it does not need', (line, needed) => {
  const loaded = loadedBy(line)
  expect(parts.filter((part) => loaded.includes(part))).toEqual(needed)
})

test('completion reads no YAML but for people, and for runbooks that are not as they ship', () => {
  mkdirSync(join(folder, 'home/profiles'), { recursive: true })
  copyFileSync(join(root, 'fixtures/profiles/willebroek.yaml'), join(folder, 'home/profiles/willebroek.yaml'))
  const about = (words: string): readonly string[] => loadedBy(`complete -- --home ${join(folder, 'home')} ${words}`)
  expect(about('note willebroek x --redline I')).not.toContain('dist/yaml.cjs')
  const people = about('--operator An')
  expect(people).toContain('dist/yaml.cjs')
  expect(dear.filter((name) => people.includes(`NativeModule ${name}`))).toEqual([])
})

test('an incident, from its first prompt to a status, takes in no part that it does not need', () => {
  // The build plays one, and keeps V8's code of each part that was taken in.
  const kept = (part: string): boolean => existsSync(join(root, `${part}.incident.code`))
  expect(kept('dist/program.cjs')).toBe(true)
  expect(kept('dist/incident.cjs')).toBe(true)
  expect(kept('dist/drill.cjs')).toBe(false)
  expect(kept('dist/rest.cjs')).toBe(false)
})

test('what tells characters apart is made when somebody edits, not before the first question', () => {
  // Making one takes longer than all else before that question.
  const made = (then: string): string =>
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `let made = 0
        const { Segmenter } = Intl
        Intl.Segmenter = class extends Segmenter { constructor(...how) { super(...how); made += 1 } }
        await import(${JSON.stringify(join(root, 'src/prompts/operator.ts'))})
        ${then}
        process.stdout.write(String(made))`,
      ],
      { encoding: 'utf8' },
    )
  expect(made('')).toBe('0')
  const edit = JSON.stringify(join(root, 'src/prompts/keyboard/edit.ts'))
  expect(made(`const { editOf, pressed } = await import(${edit}); pressed(editOf('ab'), 'left')`)).toBe('1')
})
