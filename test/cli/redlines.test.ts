import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const activate = [
  ...['--runbooks', small, 'activate', 'willebroek', '--plan', 'small'],
  ...['--profile', join(root, 'fixtures/profiles/willebroek.yaml')],
  ...['--answers', join(small, 'answers.yaml'), '--until', 'F1'],
]

async function incident(home: string): Promise<string> {
  expect((await cli(home, ...activate)).code).toBe(4)
  for (const [text, step] of [
    ['say who leads', 'F1'],
    ['the switch is in "rack B"', 'f2'],
  ] as const) {
    const said = await cli(home, '--operator', 'Els Verzinsel', 'note', 'willebroek', text, '--redline', step)
    expect([said.code, said.err]).toEqual([0, expect.any(String)])
  }
  await cli(home, 'note', 'willebroek', 'the mayor is on her way')
  return readdirSync(join(home, 'incidents'))[0] ?? ''
}

test('what was noted at the steps of an incident becomes a diff that applies to its runbooks', async () => {
  const home = tempFolder()
  const name = await incident(home)
  const { code, out, err } = await cli(home, 'redlines', 'willebroek')
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain(`+  # REDLINE `)
  expect(out).toMatch(new RegExp(`\\+  # REDLINE \\d{4}-\\d\\d-\\d\\d Els Verzinsel \\(${name}\\): say who leads\n`))
  expect(out).not.toContain('mayor')
  const folder = tempFolder()
  cpSync(small, join(folder, 'runbooks'), { recursive: true })
  execFileSync('patch', ['-p1', '--fuzz=0'], { cwd: folder, input: out, stdio: ['pipe', 'ignore', 'pipe'] })
  expect(readFileSync(join(folder, 'runbooks/first.yaml'), 'utf8')).toMatch(
    /steps:\n {2}# REDLINE .*: say who leads\n {2}- id: declare\n[\s\S]*# REDLINE .*"rack B"\n {2}- id: cut\n/,
  )
})

test('an archive gives the same, and --json the redlines beside it', async () => {
  const home = tempFolder()
  const name = await incident(home)
  const { out } = await cli(home, 'redlines', 'willebroek')
  const file = join(tempFolder(), 'record.tar.gz')
  expect((await cli(home, 'archive', name, '--out', file)).code).toBe(0)
  expect((await cli(tempFolder(), 'redlines', file)).out).toBe(out)
  const { redlines, patch } = JSON.parse((await cli(home, '--json', 'redlines', name)).out)
  expect(patch).toBe(out)
  expect(redlines).toMatchObject([
    { actor: 'Els Verzinsel', step: 'first/declare', text: 'say who leads' },
    { step: 'first/cut', text: 'the switch is in "rack B"' },
  ])
})

test('a record in which nobody asked for a change, and one that was tampered with, say so', async () => {
  const home = tempFolder()
  expect((await cli(home, ...activate)).code).toBe(4)
  const none = await cli(home, '--lang', 'nl', 'redlines', 'willebroek')
  expect(none).toEqual({ code: 0, out: '', err: 'Er zijn geen verbeteringen gevraagd.\n' })
  await cli(home, 'note', 'willebroek', 'say who leads', '--redline', 'F1')
  await cli(home, 'note', 'willebroek', 'and the last line')
  const [name = ''] = readdirSync(join(home, 'incidents'))
  const log = join(home, 'incidents', name, 'log.000000.jsonl')
  writeFileSync(log, readFileSync(log, 'utf8').replace('and the last line', 'and the lost line'))
  const changed = await cli(home, 'redlines', name)
  expect(changed.code).toBe(5)
  expect(changed.err).toMatch(/line/)
})
