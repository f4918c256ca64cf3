import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile]
const answers = ['--answers', join(small, 'answers.yaml'), '--until', 'F3']

/** What a terminal obeys: C0, DEL and C1, bidirectional overrides, separators of lines and paragraphs. */
const obeyed = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u
const hostile = 'clear \x1b[2J red \x9b31m, \u202egpj.exe, a \u2028 line, a tag \u{e0041}'

test('what was recorded stays as it was in JSON, and does nothing to a screen', async () => {
  const home = tempFolder()
  await cli(home, ...activate, ...answers)
  const noted = await cli(home, '--operator', 'Els', 'note', 'willebroek', hostile)
  expect(noted.code).toBe(0)
  const asSomebody = await cli(home, '--operator', `Els ${hostile}`, 'note', 'willebroek', 'x')
  expect([asSomebody.code, asSomebody.err]).toEqual([2, expect.not.stringMatching(obeyed)])
  const json = (await cli(home, '--json', 'status')).out
  expect(JSON.stringify(JSON.parse(json))).toContain(JSON.stringify(hostile).slice(1, -1))
  const text = (await cli(home, 'status')).out
  for (const said of [noted.err, json, text]) expect(said).not.toMatch(obeyed)
  const replayed = await cli(home, '--json', 'replay', 'willebroek')
  expect(JSON.parse(replayed.out.trimEnd().split('\n').at(-1) ?? '').data.text).toBe(hostile)
  for (const format of ['text', 'json', 'cast']) {
    expect((await cli(home, 'replay', 'willebroek', '--format', format)).out).not.toMatch(obeyed)
  }
})

test('an error about a hostile word, as words and as JSON', async () => {
  for (const line of [
    ['municipality', 'show', hostile],
    ['activate', 'diest', '--plan', hostile, '--dry-run'],
    ['runbook', 'lint', hostile],
    ['runbook', 'show', hostile],
    [hostile],
    [`--${hostile}`],
    ['status', '--lang', hostile],
    ['status', hostile],
    ['verify', hostile],
    ['replay', hostile],
    ['replay', hostile, '--at', hostile],
    ['cloud', 'page', 'set', hostile],
    ['municipality', 'list', '--province', hostile],
    ['municipality', 'init', 'diest', '--out', `/dev/null/${hostile}`],
    ['--runbooks', hostile, 'runbook', 'list'],
    ['activate', 'diest', '--dry-run', '--answers', hostile],
    ['--home', `/dev/null/${hostile}`, ...activate, ...answers],
  ]) {
    for (const options of [[], ['--json'], ['--lang', 'nl']]) {
      const { code, out, err } = await cli(tempFolder(), ...options, ...line)
      expect(code, line.join(' ')).not.toBe(0)
      expect(code, line.join(' ')).not.toBe(70)
      expect(out + err).not.toMatch(obeyed)
    }
  }
})

test('a record in a folder with a hostile name', async () => {
  const home = tempFolder()
  await cli(home, ...activate, ...answers)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  const copy = join(tempFolder(), hostile)
  mkdirSync(copy)
  cpSync(join(home, 'incidents', incident), copy, { recursive: true })
  for (const options of [[], ['--json']]) {
    const { code, out } = await cli(home, ...options, 'verify', copy)
    expect(code).toBe(0)
    expect(out).not.toMatch(obeyed)
  }
})
