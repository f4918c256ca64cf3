import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { houseTable } from '../support/house.ts'

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
  ['audit', "import { scenario } from '../drill/scenario.ts'\nscenario()\n", 'audit imports core'],
  ['adapters/log', "import { createLook } from '../../ui/look.ts'\ncreateLook()\n", 'an adapter draws nothing'],
  ['services', "import { tryLock } from '../adapters/disk/disk.ts'\ntryLock()\n", 'a service ships alone'],
  [
    'runbook',
    "import type { Service } from '../cloud/embedded-services.ts'\nexport type One = Service\n",
    'runbook imports core',
  ],
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

/** What the linter says of each file of a project that has the same rules and nothing else. */
function lint(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-arch-'))
  try {
    cpSync(`${root}.biome.json`, join(folder, '.biome.json'))
    for (const [file, source] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), source)
    }
    const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', 'src']
    const { stdout } = spawnSync(`${root}node_modules/.bin/biome`, args, {
      ...{ cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    })
    const lines = stdout.split('\n')
    return new Map([...files.keys()].map((file) => [file, lines.filter((line) => line.includes(`/${file},line=`))]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const mistakes = new Map(planted.map(([layer, source], index) => [`src/${layer}/planted-${index}.ts`, source]))
const said = [...lint(mistakes).values()].map((lines) => lines.join('\n'))

test.each(planted.map((item, index) => [...item, index] as const))(
  'a mistake planted in %s fails the linter, and the message says the remedy: %j',
  (_layer, _source, remedy, index) => {
    if (remedy === null) expect(said[index]).toBe('')
    else expect(said[index]).toContain(remedy)
  },
)

const table = houseTable(readFileSync(`${root}src/README.md`, 'utf8'), 'folder')

/** In every folder of `src/`, however deep: an import of each folder, package and module that the table does not name for it. */
function forbidden(): ReadonlyMap<string, readonly string[]> {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  const packages = Object.keys({ ...dependencies, ...devDependencies })
  const modules = builtinModules
    .filter((name) => !name.startsWith('_'))
    .map((name) => `node:${name.replace('node:', '')}`)
  const places = new Set(files('src').map((file) => dirname(file)))
  return new Map(
    [...places].map((place) => {
      const [, layer = ''] = place.split('/')
      const may = table.get(layer) ?? new Set()
      const others = [...table.keys()].filter((other) => other !== layer && !may.has(other))
      const up = '../'.repeat(place.split('/').length - 1)
      const wanted = [
        ...others.flatMap((other) => [`${up}${other}/x.ts`, `${up}${other}/room/x.ts`]),
        ...[...packages, ...modules].filter((name) => !may.has(name)),
      ]
      return [`${place}/planted.ts`, wanted]
    }),
  )
}

test('the linter knows the table of the house: it refuses every import that is not in it, also one of types', () => {
  const all = forbidden()
  expect(all.size).toBeGreaterThan(30)
  expect(all.get('src/audit/planted.ts')).toContain('../drill/x.ts')
  for (const line of ['', 'type ']) {
    const sources = new Map(
      [...all].map(([file, wanted]) => [
        file,
        wanted.map((name, n) => `import ${line}{ x${n} } from '${name}'\n`).join(''),
      ]),
    )
    for (const [file, lines] of lint(sources)) {
      const refused = new Set(
        lines.filter((one) => one.includes('noRestrictedImports')).map((one) => Number(/line=(\d+)/.exec(one)?.[1])),
      )
      const passed = all.get(file)?.filter((_name, index) => !refused.has(index + 1))
      expect(passed, `${file} ${line}`).toEqual([])
    }
  }
})

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
