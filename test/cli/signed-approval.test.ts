import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cli, root, tempFolder } from '../support/run-cli.ts'
import { noSsh, sshKey } from '../support/ssh-agent.ts'

const small = join(root, 'fixtures/small')

/** The small plan, whose dangerous step takes no typed name; `approver` is what the answers say of who approves. */
function place(approver: string) {
  const [home, runbooks] = [tempFolder(), tempFolder()]
  cpSync(small, runbooks, { recursive: true })
  const [first, answers] = [join(runbooks, 'first.yaml'), join(runbooks, 'answers.yaml')]
  writeFileSync(first, readFileSync(first, 'utf8').replace('approve: lead', 'approve: { by: lead, signed: true }'))
  const said = readFileSync(answers, 'utf8')
    .replace('../evidence', join(root, 'fixtures/evidence'))
    .replace('approver: { name: Jan Maes,', `approver: { ${approver},`)
  writeFileSync(answers, said)
  const profile = join(root, 'fixtures/profiles/willebroek.yaml')
  const words = ['--runbooks', runbooks, 'activate', 'willebroek', '--plan', 'small', '--profile', profile]
  return { home, runbooks, activate: [...words, '--answers', answers] }
}

describe.skipIf(noSsh)('a step that takes no typed name', () => {
  test.each([['activate'], ['dry run']])('asks for a key before anything happens: %s', async (mode) => {
    const rest = mode === 'dry run' ? ['--dry-run'] : []
    for (const [approver, exit, code] of [
      ['name: Jan Maes', 3, 'answers.missing'],
      ['name: Jan Maes, key: gone', 2, 'key.not-ssh'],
    ] as const) {
      const { home, activate } = place(approver)
      const said = await cli(home, '--json', ...activate, ...rest)
      expect([said.code, JSON.parse(said.err).error.code]).toEqual([exit, code])
      expect(existsSync(join(home, 'incidents'))).toBe(false)
    }
  })

  test.each([['in the answers'], ['in the configuration']])('is approved with a key that stands %s', async (where) => {
    const inAnswers = where === 'in the answers'
    const { home, runbooks, activate } = place(inAnswers ? 'name: Jan Maes, key: jan' : 'name: Jan Maes')
    const key = sshKey(inAnswers ? runbooks : home, 'jan')
    if (!inAnswers)
      writeFileSync(join(home, 'config.yaml'), `format: cyber-respond/config@1\napprovers: { Jan Maes: ${key} }\n`)
    expect((await cli(home, ...activate, '--dry-run')).code).toBe(0)
    const said = await cli(home, ...activate, '--until', 'F3')
    expect(said.code, said.err).toBe(4)
    const verified = await cli(home, '--json', 'verify', 'willebroek')
    const { verdict, signatures } = JSON.parse(verified.out)
    expect(verdict).toBe('signed')
    // One signature is for the four links, each of which was cut.
    expect(signatures).toHaveLength(1)
    const lines = (await cli(home, 'replay', 'willebroek', '--format', 'json')).out
      .split('\n')
      .filter((line) => line !== '')
    const events = lines.map((line) => JSON.parse(line))
    const [approved] = events.filter(({ type }) => type === 'step.approved')
    const acts = approved.data.bound.acts.map(({ act }: { readonly act: string }) => act)
    expect(acts).toHaveLength(4)
    expect(events.flatMap(({ type, step }) => (type === 'step.intent' ? [step] : []))).toEqual(acts)
    for (const one of signatures)
      expect(one).toMatchObject({ kind: 'approval', who: expect.stringMatching(/^Jan Maes/), state: 'good' })
    // Whoever approved with a key signs heads with it under that name only.
    const note = ['--json', '--sign-with', key, 'note', 'willebroek', 'the links are cut']
    const other = await cli(home, '--operator', 'root', ...note)
    expect([other.code, JSON.parse(other.err).error.code]).toEqual([2, 'key.of-another'])
    expect((await cli(home, '--operator', 'Maes, Jan', ...note)).code).toBe(0)
    expect(JSON.parse((await cli(home, '--json', 'verify', 'willebroek')).out).verdict).toBe('signed')
  })

  test.each([
    ['en', 'lead, with an SSH key of his own'],
    ['nl', ', met een eigen SSH-sleutel'],
  ] as const)('says so on paper and in a dry run: %s', async (lang, words) => {
    const { home, runbooks, activate } = place('name: Jan Maes, key: jan')
    sshKey(runbooks, 'jan')
    const paper = await cli(home, '--lang', lang, '--runbooks', runbooks, 'runbook', 'show', 'first')
    expect(paper.out, paper.err).toContain(words)
    expect((await cli(home, '--lang', lang, ...activate, '--dry-run')).out).toContain(words)
  })

  test('is not approved with the key of who signs along, and that is found before anything happens', async () => {
    const { home, runbooks, activate } = place('name: Jan Maes, key: jan')
    const own = ['--json', '--operator', 'Els Peeters', '--sign-with', sshKey(runbooks, 'jan')]
    const said = await cli(home, ...own, ...activate)
    expect([said.code, JSON.parse(said.err).error.code]).toEqual([2, 'key.of-another'])
    expect(existsSync(join(home, 'incidents'))).toBe(false)
  })
})
