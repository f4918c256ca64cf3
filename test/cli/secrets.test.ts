import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { lacks } from '../support/needs.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile())

/** A secret as it is, as a person types it, and as programs hide it. */
function formsOf(secret: string): readonly string[] {
  const plain = secret.replaceAll('-', '')
  return [secret, plain, plain.toLowerCase()].flatMap((form) => [
    form,
    Buffer.from(form).toString('base64').replaceAll('=', '').slice(0, -1),
    Buffer.from(form).toString('hex'),
  ])
}

test.skipIf(lacks('ssh-keygen', ['sh', '-c', 'command -v ssh-keygen']))(
  'secrets appear in no file of a run, but for the keys in their own folder',
  async () => {
    const [home, other] = [tempFolder(), tempFolder()]
    const key = join(other, 'id')

    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'els', '-f', key])
    const small = join(root, 'fixtures/small')
    const line = [
      '--runbooks',
      small,
      '--sign-with',
      key,
      '--operator',
      'Els',
      'activate',
      'willebroek',
      '--plan',
      'small',
    ]
    const rest = [
      '--profile',
      join(root, 'fixtures/profiles/willebroek.yaml'),
      '--answers',
      join(small, 'answers.yaml'),
    ]
    expect((await cli(home, ...line, ...rest, '--until', 'F3')).code).toBe(4)
    const [incident = ''] = readdirSync(join(home, 'incidents'))
    const up = await cli(home, 'cloud', 'up', 'willebroek', '--yes')
    const code = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2}/.exec(up.err)?.[0] ?? ''
    try {
      expect(code).not.toBe('')
      const renewed = await cli(home, 'cloud', 'access', 'willebroek')
      const second = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2}/.exec(renewed.err)?.[0] ?? ''
      expect(second).not.toBe(code)
      await cli(home, 'note', incident, 'nothing secret')
      for (const words of [
        ['archive', incident, '--with-disclosures', '--out', join(other, 'all.tar.gz')],
        ...['html', 'md', 'json', 'ocsf'].map((format) => [
          ...['report', incident, '--format', format, '--out', join(other, `report.${format}`)],
        ]),
        ['replay', incident, '--format', 'cast', '--out', join(other, 'replay.cast')],
        ['prove', incident, '3', '--disclose', '--out', join(other, 'proof')],
        ['witness', 'export', incident, '--out', join(other, 'head')],
      ])
        expect((await cli(home, ...words)).code, words.join(' ')).toBe(0)
      const privatePart = readFileSync(key, 'utf8').split('\n').slice(1, -2).join('').slice(-60)
      const logKey = readFileSync(join(home, 'keys/log.key'), 'utf8').split('\n')[1] ?? ''
      expect(logKey.length).toBeGreaterThan(40)
      const secrets = [...formsOf(code), ...formsOf(second), privatePart]
      const seen = filesIn(home)
      expect(seen.length).toBeGreaterThan(20)
      const handedOut = filesIn(other).filter((name) => name !== 'id')
      expect(handedOut).toHaveLength(9)
      const everywhere = [
        ...seen.map((name) => ({ in: home, name })),
        ...handedOut.map((name) => ({ in: other, name })),
      ]
      for (const { in: folder, name } of everywhere) {
        const bytes = readFileSync(join(folder, name))
        const content = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')
        for (const secret of secrets) expect(content.includes(secret), `${name} holds ${secret}`).toBe(false)
        const holdsKey = content.includes(logKey) || content.includes('PRIVATE KEY')
        expect(holdsKey, name).toBe(name === 'keys/log.key')
      }
      expect(statSync(join(home, 'keys/log.key')).mode & 0o077).toBe(0)
    } finally {
      expect((await cli(home, 'cloud', 'down', 'willebroek', '--yes')).code).toBe(0)
    }
  },
)
