import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { differences, houseOf, houseTable, roomsOf } from '../support/house.ts'
import { circlesIn, importsIn, importsOf, readSources } from '../support/imports.ts'

const sources = readSources()
const imports = importsOf(sources)
const readme = readFileSync(new URL('../../src/README.md', import.meta.url), 'utf8')

/** The imports with more files among the sources. */
function planted(files: Readonly<Record<string, string>>): ReturnType<typeof importsOf> {
  return new Map([...imports, ...importsOf(new Map(Object.entries(files)))])
}

test('every import is read, in whatever form it is written', () => {
  const source = `import a, { type B } from './a.ts'
import type { C } from '../core/c.ts'
import 'node:fs'
export { d } from './d.ts'
export type { E } from './e.ts'
export * from './f.ts'
export const g = async () => import('../g/g.ts')
export type H = import('./h.ts').H
export const i = new Map<string, typeof import('./i.ts')>()
// import './no.ts'
export const text = "import './no.ts'"
`
  expect(importsIn('src/audit/x.ts', source)).toEqual([
    { from: 'src/audit/a.ts', isOfTypes: false },
    { from: 'src/core/c.ts', isOfTypes: true },
    { from: 'node:fs', isOfTypes: false },
    { from: 'src/audit/d.ts', isOfTypes: false },
    { from: 'src/audit/e.ts', isOfTypes: true },
    { from: 'src/audit/f.ts', isOfTypes: false },
    { from: 'src/g/g.ts', isOfTypes: false },
    { from: 'src/audit/h.ts', isOfTypes: true },
    { from: 'src/audit/i.ts', isOfTypes: true },
  ])
  expect(() => importsIn('src/audit/x.ts', 'export const x = (name: string) => import(name)\n')).toThrow('computed')
})

test('each import leads to a file that is there', () => {
  const missing = [...imports].flatMap(([file, wanted]) =>
    wanted
      .filter(({ from }) => from.startsWith('src/') && from.endsWith('.ts') && !sources.has(from))
      .map(({ from }) => `${from} < ${file}`),
  )
  expect(missing).toEqual([])
  expect(imports.size).toBeGreaterThan(400)
})

test('no import leads back to where it began, nor do imports of types', () => {
  expect(circlesIn(imports)).toEqual([])
})

test('circles that are planted are found: of types, of three files, of an import that comes later', () => {
  const circles = circlesIn(
    planted({
      'src/core/one.ts': "import type { Two } from './two.ts'\nexport type One = Two\n",
      'src/core/two.ts': "import type { One } from './one.ts'\nexport type Two = One\n",
      'src/ui/a.ts': "import type { B } from './b.ts'\nexport type A = B\n",
      'src/ui/b.ts': "import type { C } from './c.ts'\nexport type B = C\n",
      'src/ui/c.ts': "export const c = () => import('./a.ts')\n",
      'src/drill/own.ts': "import type { Own } from './own.ts'\nexport type { Own }\n",
    }),
  )
  expect(circles).toEqual([
    ['src/core/one.ts', 'src/core/two.ts'],
    ['src/ui/a.ts', 'src/ui/b.ts', 'src/ui/c.ts'],
    ['src/drill/own.ts'],
  ])
})

test('the table of the house in src/README.md says what the folders import, no more and no less', () => {
  expect(differences(houseOf(imports), houseTable(readme, 'folder'))).toEqual([])
})

test.each(['adapters', 'cli'])('so does the table of the rooms of %s', (folder) => {
  expect(differences(roomsOf(imports, folder), houseTable(readme, `room of \`${folder}/\``))).toEqual([])
})

test('an import, a folder and a line of the table too many are told', () => {
  const table = houseTable(readme, 'folder')
  const more = planted({
    'src/audit/x.ts': "import type { Scenario } from '../drill/scenario.ts'\nexport type X = Scenario\n",
    'src/core/x.ts': "import { existsSync, readFileSync } from 'node:fs'\nreadFileSync('x')\n",
    'src/ui/x.ts': "import { html } from 'hono/html'\nhtml``\n",
    'src/attic/x.ts': 'export const x = 1\n',
  })
  expect(differences(houseOf(more), table)).toEqual([
    'audit imports drill, and the table does not say so',
    'core imports node:fs, and the table does not say so',
    'the table has no attic',
    'ui imports hono, and the table does not say so',
  ])
  const wider = new Map([...table, ['notify', new Set(['core', 'node:net'])], ['cellar', new Set<string>()]])
  expect(differences(houseOf(imports), wider)).toEqual([
    'the table says that notify imports node:net, and it does not',
    'there is no cellar',
  ])
})

test.each(['folder', 'room of `adapters/`', 'room of `cli/`'])(
  'in the table of each %s a line names only lines above it',
  (head) => {
    const known = new Set<string>()
    const table = houseTable(readme, head)
    for (const [name, others] of table) {
      for (const other of others)
        if (table.has(other)) expect(known, `${other} in the line of ${name}`).toContain(other)
      known.add(name)
    }
    expect(known.size).toBeGreaterThan(6)
  },
)

test('what src/README.md and test/README.md name is there', () => {
  const cited = [...readme.matchAll(/`((?:[a-z-]+\/)+[a-z-]+\.ts)`/g)].map((match) => match[1])
  const isInBin = (path: string): boolean =>
    path.startsWith('bin/') && existsSync(new URL(`../../${path}`, import.meta.url))
  expect(cited.filter((path = '') => !sources.has(`src/${path}`) && !isInBin(path))).toEqual([])
  expect(cited.length).toBeGreaterThan(60)
  const tests = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const named = [
    ...tests.matchAll(/`((?:arch|cli|contract|crash|docs|homes|matrix|pty|release|strangers|unit)\/[a-z/-]+)`/g),
  ].map((match) => match[1])
  const there = (path: string): boolean =>
    ['', '.ts', '.test.ts'].some((end) => existsSync(new URL(`../${path}${end}`, import.meta.url)))
  expect(named.filter((path) => !there(path ?? ''))).toEqual([])
  expect(named.length).toBeGreaterThan(150)
})
