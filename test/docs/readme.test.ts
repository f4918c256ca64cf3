import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../support/run-cli.ts'
import { blocksOf, byName, documentText, type Exception, linksIn, runBlock } from './document.ts'

/** The commands of the README that are not run as they stand. */
const exceptions: Readonly<Record<string, Exception>> = {
  'npm ci && npm run demo': {
    instead: 'npm run demo',
    why: 'npm ci would replace the packages under the running tests',
  },
  'npm ci && npm test': { instead: null, why: 'this is npm test' },
  'npm start -- activate willebroek': {
    instead: 'npm start -- activate willebroek # exit 6',
    why: 'there is no terminal here, and it must say so; test/pty sits at one',
  },
  [byName[0]]: { instead: null, why: 'a test of its own runs it' },
  [byName[1]]: { instead: null, why: 'every shell of these tests has it' },
  'cyber-respond doctor': {
    instead: 'cyber-respond doctor # exit 1',
    why: 'the profile that the README wrote is not filled in, and doctor says so',
  },
  'npm run check': {
    instead: null,
    why: 'CI runs it before the tests; types and lint of every file take too long here',
  },
  'npm run bench': { instead: null, why: 'CI runs it alone: other tests would disturb its numbers' },
  'npm run build:executable': { instead: null, why: 'it builds the program, too; test/executable runs what it makes' },
  'npm run build': { instead: null, why: 'it would replace the program under the other tests; npm ci has run it' },
}

const readme = documentText('README.md')
const home = mkdtempSync(join(tmpdir(), 'cyber-respond-readme-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('the commands of the README', () => {
  const used = new Set<string>()
  test.each(blocksOf(readme, 'sh').map((block, index) => ({ ...block, index })))(
    '$index, under "$heading"',
    { timeout: 120_000 },
    async (block) => {
      await runBlock({ home }, block, exceptions, used)
    },
  )

  test('an exception is one of a command that is there', () => {
    expect([...used].toSorted()).toEqual(Object.keys(exceptions).toSorted())
  })
})

test('the program answers to its name in every folder, and no npx is in between', () => {
  const script = [...byName, 'npx() { echo npx; }', 'npm() { echo npm; }', `cd '${home}'`, 'cyber-respond --version']
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8' }
  const said = execFileSync('bash', ['-c', script.join('\n')], { cwd: root, env, encoding: 'utf8' })
  expect(byName[1]).toContain('node_modules/.bin/node')
  expect(said).toBe(`${JSON.parse(documentText('package.json')).version}\n`)
})

test('it is short, and shows three pictures of at most 60 kB, each with words for who does not see it', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
  const pictures = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, words = '', path = '']) => ({
    words,
    path,
  }))
  expect(pictures).toHaveLength(3)
  for (const { words, path } of pictures) {
    expect(words.length, path).toBeGreaterThan(40)
    expect(statSync(join(root, path)).size, path).toBeLessThanOrEqual(60_000)
  }
})

test('every file and script that it names is there', () => {
  const links = linksIn(readme)
    .filter((target) => !target.startsWith('http'))
    .map((target) => target.replace(/#.*$/, ''))
  const named = [...readme.matchAll(/`((?:fixtures|runbooks|src|test|bin)\/[\w./-]+)`/g)].map(([, path = '']) => path)
  expect(links.length + named.length).toBeGreaterThan(15)
  expect([...links, ...named].filter((path) => !existsSync(join(root, path)))).toEqual([])
  const { scripts } = JSON.parse(documentText('package.json'))
  const asked = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
  expect(asked.filter((name) => !(name in scripts))).toEqual([])
})
