import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LogEvent } from '../../src/core/event.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'
import { noSsh, sshKey } from '../support/ssh-agent.ts'

const small = join(root, 'fixtures/small')

/** The events of the only incident, as they stand in the file. */
function events(home: string): readonly LogEvent[] {
  const [name = ''] = readdirSync(join(home, 'incidents'))
  const text = readFileSync(join(home, 'incidents', name, 'log.000000.jsonl'), 'utf8')
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

function owners(home: string): readonly string[] {
  return events(home).flatMap((event) =>
    event.type === 'key.added' && event.data.use === 'operator' ? [event.data.person] : [],
  )
}

describe.skipIf(noSsh)('a key that signs along belongs to', () => {
  const profile = join(root, 'fixtures/profiles/willebroek.yaml')
  const activate = ['activate', 'willebroek', '--plan', 'small', '--profile', profile]
  const run = [...activate, '--answers', join(small, 'answers.yaml'), '--until', 'F2']

  test('the operator of the answers file, from the first line on', async () => {
    const home = tempFolder()
    const key = sshKey(home, 'key')
    const said = await cli(home, '--runbooks', small, '--sign-with', key, ...run)
    expect(said.code, said.err).toBe(4)
    expect(owners(home)).toEqual(['Els Peeters'])
    const actors = events(home).map(({ actor }) => actor)
    expect(new Set(actors)).toEqual(new Set(['Els Peeters', 'cyber-respond']))
    // She goes on under the same name, and may approve with that key what another does.
    const again = ['--runbooks', small, '--sign-with', key, 'resume', '--answers', join(small, 'answers.yaml')]
    expect((await cli(home, ...again, '--until', 'F2')).code).toBe(4)
    expect(owners(home)).toEqual(['Els Peeters'])
    expect(JSON.parse((await cli(home, '--json', 'verify', 'willebroek')).out).verdict).toBe('signed')
  })

  test('whom the record names, also when a crash left no list of signers and another goes on', async () => {
    const home = tempFolder()
    const key = sshKey(home, 'key')
    expect((await cli(home, '--runbooks', small, '--sign-with', key, ...run)).code).toBe(4)
    const [name = ''] = readdirSync(join(home, 'incidents'))
    const folder = join(home, 'incidents', name)
    // As after a crash between the line that names her key and the first head that she signs.
    rmSync(join(folder, 'keys/allowed_signers'))
    for (const file of readdirSync(join(folder, 'checkpoints')).filter((one) => one.endsWith('.sshsig')))
      rmSync(join(folder, 'checkpoints', file))
    const note = ['--operator', 'Jan Claes', '--sign-with', key, 'note', 'willebroek', 'the servers are off']
    expect((await cli(home, ...note)).code).toBe(0)
    expect(readFileSync(join(folder, 'keys/allowed_signers'), 'utf8')).toMatch(/^els\.peeters namespaces=.*\n$/)
    const { verdict, signatures } = JSON.parse((await cli(home, '--json', 'verify', 'willebroek')).out)
    expect(verdict).toBe('signed')
    expect(signatures).toMatchObject([{ kind: 'operator', who: expect.stringMatching(/^Els Peeters/), state: 'good' }])
  })

  test('one name of those that read it: who has nearly the name of another gets one that tells the two apart', async () => {
    const home = tempFolder()
    const [els, other] = [sshKey(home, 'els'), sshKey(home, 'other')]
    expect((await cli(home, '--runbooks', small, '--sign-with', els, ...run)).code).toBe(4)
    for (const [person, key] of [
      ['Éls Peeters', other],
      ['Els Peeters', els],
    ] as const) {
      const note = ['--operator', person, '--sign-with', key, 'note', 'willebroek', 'the servers are off']
      expect((await cli(home, ...note)).code).toBe(0)
    }
    const [name = ''] = readdirSync(join(home, 'incidents'))
    const signers = readFileSync(join(home, 'incidents', name, 'keys/allowed_signers'), 'utf8')
    const names = signers
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0])
    expect(names).toEqual(['els.peeters', expect.stringMatching(/^els\.peeters\.[0-9a-f]{8}$/)])
    expect(owners(home)).toEqual(['Els Peeters', 'Éls Peeters'])
    const { verdict, signatures } = JSON.parse((await cli(home, '--json', 'verify', 'willebroek')).out)
    expect(verdict).toBe('signed')
    for (const one of signatures) expect(one).toMatchObject({ kind: 'operator', state: 'good' })
  })

  test('whom --operator names, also beside an answers file', async () => {
    const home = tempFolder()
    const key = sshKey(home, 'key')
    const said = await cli(home, '--operator', 'Jan Claes', '--runbooks', small, '--sign-with', key, ...run)
    expect(said.code, said.err).toBe(4)
    expect(owners(home)).toEqual(['Jan Claes'])
  })
})
