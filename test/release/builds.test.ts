import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../support/run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-builds-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const places = [join(folder, 'one'), join(folder, 'another/place/of/its/own')] as const
const env = {
  PATH: process.env.PATH,
  HOME: folder,
  CYBER_RESPOND_COMMIT: 'abcdef0123',
  SOURCE_DATE_EPOCH: '1764547200',
}
/** Large packages of which nothing stands in a bundle. */
const tools = new Set([
  ...[
    '.bin',
    '.cache',
    '.package-lock.json',
    '@biomejs',
    '@cyclonedx',
    '@esbuild',
    '@oxc-parser',
    '@oxc-resolver',
    '@rolldown',
  ],
  ...[
    '@types',
    '@typescript',
    'esbuild',
    'knip',
    'lightningcss-linux-x64-gnu',
    'node',
    'oxc-parser',
    'typescript',
    'vite',
    'vitest',
  ],
])

beforeAll(() => {
  for (const place of places) {
    mkdirSync(join(place, 'node_modules'), { recursive: true })
    for (const part of ['bin', 'src', 'runbooks', 'fixtures', 'package.json', 'package-lock.json', 'LICENSE']) {
      cpSync(join(root, part), join(place, part), { recursive: true })
    }
    // What the bundler takes in is there in each: it looks through links, and both would lead to one place.
    for (const name of readdirSync(join(root, 'node_modules'))) {
      const [from, to] = [join(root, 'node_modules', name), join(place, 'node_modules', name)]
      if (tools.has(name)) symlinkSync(from, to)
      else cpSync(from, to, { recursive: true })
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/build.js'], {
      cwd: place,
      env,
      encoding: 'utf8',
    })
    // Warnings of the bundler would stand there, too.
    expect([status, stdout, stderr]).toEqual([0, '', ''])
  }
})

const made = (place: string, name: string): Buffer => readFileSync(join(place, 'dist', name))
const isKept = (name: string): boolean => name.endsWith('.code') || name === 'kept-code.json'

test('two builds of one commit, in two folders, give the same bytes but for the code that V8 kept', () => {
  const [one, other] = places
  const names = readdirSync(join(one, 'dist')).toSorted()
  expect(readdirSync(join(other, 'dist')).toSorted()).toEqual(names)
  expect(names.filter((name) => !isKept(name)).length).toBeGreaterThan(20)
  for (const name of names) {
    if (!isKept(name)) expect(made(one, name).equals(made(other, name)), name).toBe(true)
    for (const place of places) expect(made(place, name).includes(place), name).toBe(false)
  }
})

test('the lists of both name every file, what V8 kept apart from the rest', () => {
  for (const place of places) {
    const rest = Object.keys(JSON.parse(made(place, 'files.json').toString()))
    const kept = Object.keys(JSON.parse(made(place, 'kept-code.json').toString()))
    expect(rest.filter(isKept)).toEqual([])
    expect(kept).toEqual(
      readdirSync(join(place, 'dist'))
        .filter((name) => name.endsWith('.code'))
        .toSorted(),
    )
    const others = ['files.json', 'kept-code.json', 'NOTICES.txt', 'sbom.cdx.json']
    expect([...rest, ...kept, ...others].toSorted()).toEqual(readdirSync(join(place, 'dist')).toSorted())
  }
})

test('they say from which commit they were built', () => {
  expect(JSON.parse(made(places[0], 'build.json').toString())).toMatchObject({ commit: 'abcdef0123', changed: false })
})
