import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startWords } from '../../../../src/adapters/program/start-words.ts'

const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-words-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (...path: string[]) => join(folder, ...path)
for (const name of ['app/bin', 'found', 'with blank', 'stick']) mkdirSync(at(name), { recursive: true })
for (const file of ['app/bin/cyber-respond.js', 'app/node', 'stick/cyber-respond']) writeFileSync(at(file), '')
symlinkSync(at('app/bin/cyber-respond.js'), at('found/cyber-respond'))
symlinkSync(at('app/node'), at('with blank/node'))

const script = at('app/bin/cyber-respond.js')
const words = (file: string, env: Record<string, string> = {}, cwd = folder, execPath = at('app/node')) =>
  startWords({ argv: [execPath, file], execPath, env, cwd: () => cwd })

test('a name that the shell finds is enough', () => {
  expect(words(at('found/cyber-respond'), { PATH: at('found') })).toBe('cyber-respond')
})

test('another program of that name first on the path is not this one', () => {
  expect(words(script, { PATH: `${at('stick')}:${at('found')}` })).toBe('app/node app/bin/cyber-respond.js')
})

test('npm is asked as it was asked', () => {
  const env = { npm_lifecycle_event: 'start', npm_package_name: 'cyber-respond' }
  expect(words(script, env)).toBe('npm start --')
  expect(words(script, { ...env, npm_lifecycle_event: 'npx' })).toBe('npx cyber-respond')
  // The start of somebody else's package is not ours.
  expect(words(script, { ...env, npm_package_name: 'other' })).toBe('app/node app/bin/cyber-respond.js')
})

test('a file is named by its path, near or far, behind its Node', () => {
  expect(words(script, { PATH: at('with blank') })).toBe('node app/bin/cyber-respond.js')
  expect(words(script, {}, at('stick'))).toBe(`${at('app/node')} ${script}`)
  expect(words(script, {}, at('app/bin'), at('with blank/node'))).toBe(`'${at('with blank/node')}' ./cyber-respond.js`)
})

test('an executable is named by its path alone', () => {
  const file = at('stick/cyber-respond')
  expect(words(file, {}, at('stick'), file)).toBe('./cyber-respond')
  expect(words(file, {}, at('app'), file)).toBe(file)
})

test('a working folder that is gone is no reason to fail', () => {
  const gone = (): string => {
    throw new Error('ENOENT')
  }
  expect(startWords({ argv: [], execPath: script, env: {}, cwd: gone })).toBe(`${script} ${script}`)
})

test('start.sh is named where it started the program, near or far', () => {
  const env = { CYBER_RESPOND_START_SCRIPT: at('stick/start.sh') }
  expect(words(at('elsewhere/cyber-respond'), env)).toBe('sh stick/start.sh')
  expect(words(at('elsewhere/cyber-respond'), env, at('app'))).toBe(`sh ${at('stick/start.sh')}`)
  // What is no path was put there by somebody else.
  expect(words(script, { CYBER_RESPOND_START_SCRIPT: 'start.sh' })).toBe('app/node app/bin/cyber-respond.js')
})
