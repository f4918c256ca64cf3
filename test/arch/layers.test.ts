import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

const planted: readonly (readonly [folder: string, source: string, remedy: string | null])[] = [
  ['core', "import { readFileSync } from 'node:fs'\nreadFileSync('x')\n", 'through a port'],
  ['core', "import * as v from 'valibot'\nv.parse(v.string(), 1)\n", 'core imports nothing'],
  ['core', 'export const now = (): number => Date.now()\n', 'global variable Date'],
  ['core', "console.log('x')\n", 'global variable console'],
  ['core', 'export const cwd = (): string => process.cwd()\n', 'global variable process'],
  ['audit', "import { writeFileSync } from 'node:fs'\nwriteFileSync('x', '')\n", 'no I/O'],
  ['notify', "import { runCli } from '../cli/program.ts'\nrunCli()\n", 'never the other way round'],
  ['drill', "import { readFileSync } from 'node:fs'\nreadFileSync('x')\n", 'does no I/O'],
  ['runbook', "import chalk from 'chalk'\nchalk.red('x')\n", 'one home'],
  ['report', "import { readFileSync } from 'node:fs'\nreadFileSync('x')\n", 'does no I/O'],
  ['report', "import { x } from '../adapters/x.ts'\nx()\n", 'report imports core, audit and the words'],
  ['report', "import { x } from '../ui/look.ts'\nx()\n", 'report imports core, audit and the words'],
  ['report', "import chalk from 'chalk'\nchalk.red('x')\n", 'report needs no package'],
  ['report/drill', "import { x } from '../../adapters/x.ts'\nx()\n", 'report imports core, audit, drill and the words'],
  ['adapters', "import { runCli } from '../cli/program.ts'\nrunCli()\n", 'nobody imports cli'],
  ['adapters', "import { parse } from 'yaml'\nparse('x')\n", 'one home'],
  ['ui', "import { x } from '../adapters/x.ts'\nx()\n", 'ui turns events into text'],
  ['cli', "import { execa } from 'execa'\nexeca('x')\n", 'its home'],
  ['cli', "import { readFileSync } from 'node:fs'\nreadFileSync('x')\n", 'over the Disk port'],
  ['cli/wiring', "import { open } from 'node:fs/promises'\nopen('x')\n", 'over the Disk port'],
  ['cli/wiring', "const fs = await import('node:fs')\nfs.readFileSync('x')\n", 'over the Disk port'],
  ['cli', 'export default 1\n', 'default'],
  ['cli', 'export enum A {\n  B,\n}\n', 'enum'],
  // The control: the same file without a mistake.
  ['core', 'export const one = 1\n', null],
  [
    'report',
    "import { hash } from 'node:crypto'\nimport { eventText } from '../ui/event.ts'\nimport { x } from './x.ts'\neventText(hash, x)\n",
    null,
  ],
]

/** What the linter says of each planted file, by its index. */
function lintPlanted(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-arch-'))
  try {
    cpSync(`${root}.biome.json`, join(folder, '.biome.json'))
    for (const [index, [layer, source]] of planted.entries()) {
      mkdirSync(join(folder, 'src', layer), { recursive: true })
      writeFileSync(join(folder, 'src', layer, `planted-${index}.ts`), source)
    }
    const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', 'src']
    const { stdout } = spawnSync(`${root}node_modules/.bin/biome`, args, { cwd: folder, encoding: 'utf8' })
    const lines = stdout.split('\n')
    return planted.map((_item, index) => lines.filter((line) => line.includes(`planted-${index}.ts`)).join('\n'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const said = lintPlanted()

test.each(planted.map((item, index) => [...item, index] as const))(
  'a mistake planted in %s fails the linter, and the message says the remedy: %j',
  (_layer, _source, remedy, index) => {
    if (remedy === null) expect(said[index]).toBe('')
    else expect(said[index]).toContain(remedy)
  },
)

function files(folder: string): readonly string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`)
}

test('files are small and named for one thing', () => {
  const sources = files('src')
  const sizes = sources.map((path) => readFileSync(`${root}${path}`, 'utf8').split('\n').length).sort((a, b) => a - b)
  for (const path of sources) {
    expect(path.split('/').at(-1), path).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/)
    expect(path).not.toMatch(/(utils?|helpers?|misc|common|index)\.ts$/)
  }
  expect(sizes.at(-1)).toBeLessThanOrEqual(350)
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(120)
})

test('the top level holds only what the owner fixed', () => {
  const listed = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')
  const top = new Set(listed.filter((path) => path !== '').map((path) => path.split('/')[0]))
  const fixed = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'findings',
    'bin',
    'src',
    'runbooks',
    'fixtures',
    'test',
  ]
  const texts = ['README.md', 'LICENSE', 'CHANGELOG.md']
  for (const name of top) expect(name?.startsWith('.') || [...fixed, ...texts].includes(name ?? ''), name).toBe(true)
})
