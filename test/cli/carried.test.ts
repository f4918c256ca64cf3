import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownWitness } from '../support/own-witness.ts'
import { cli, keptFolder, root, tempFolder } from '../support/run-cli.ts'
import { noOpenssl, timeStampAuthority } from '../support/time-stamp-server.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile]

let home = ''
let incident = ''
let folder = ''

beforeAll(async () => {
  home = keptFolder()
  await cli(home, ...activate, '--answers', join(small, 'answers.yaml'), '--until', 'F3')
  incident = readdirSync(join(home, 'incidents'))[0] ?? ''
  folder = join(home, 'incidents', incident)
}, 60_000)

/** What mail programs, editors and sticks do to a text. */
const ways: readonly (readonly [name: string, change: (text: string) => string])[] = [
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', (text) => `\ufeff${text}`],
  ['no last line feed', (text) => text.replace(/\n$/, '')],
  ['a doubled last line feed', (text) => `${text}\n`],
  ['all of it', (text) => `\ufeff${text.replaceAll('\n', '\r\n')}\r\n`],
]

describe.each(ways)('what travelled with %s is read', (_way, change) => {
  const carried = (text: string): string => {
    const file = join(tempFolder(), 'carried')
    writeFileSync(file, change(text))
    return file
  }

  test('a proof of a line', async () => {
    const proof = (await cli(home, 'prove', incident, '4')).out
    const file = carried(proof)
    expect((await cli(tempFolder(), 'verify', '--proof', file)).code).toBe(0)
    const key = carried(readFileSync(join(folder, 'keys/log.vkey'), 'utf8'))
    expect((await cli(tempFolder(), 'verify', '--proof', file, '--log-key', key)).code).toBe(0)
    // The signature still decides.
    const wrong = carried(proof.replace(/^index 3$/m, 'index 2'))
    expect((await cli(tempFolder(), 'verify', '--proof', wrong)).code).toBe(5)
  })

  test('the answer of a witness, its key, and what lies beside the head', async () => {
    const copy = join(tempFolder(), incident)
    cpSync(folder, copy, { recursive: true })
    const [logKey = ''] = readFileSync(join(copy, 'keys/log.vkey'), 'utf8').split('\n')
    const witness = ownWitness('w', [logKey])
    const body = (await cli(home, 'witness', 'export', copy)).out
    const answer = carried(witness.addCheckpoint(body).body)
    const key = carried(`${witness.vkey}\n`)
    expect((await cli(home, 'witness', 'import', copy, answer, '--witness', key)).code).toBe(0)
    const name = readdirSync(join(copy, 'checkpoints')).find((one) => one.endsWith('.cosig')) ?? ''
    const beside = join(copy, 'checkpoints', name)
    for (const file of [beside, join(copy, 'keys/log.vkey')]) writeFileSync(file, change(readFileSync(file, 'utf8')))
    const { code, out } = await cli(tempFolder(), '--json', 'verify', copy, '--witness', key)
    expect([code, JSON.parse(out).verdict]).toEqual([0, 'witnessed'])
  })

  test.skipIf(noOpenssl)('the certificate of a time stamp authority', async () => {
    const copy = join(tempFolder(), incident)
    cpSync(folder, copy, { recursive: true })
    const authority = timeStampAuthority(tempFolder())
    const sizes = readdirSync(join(copy, 'checkpoints')).map((one) => Number.parseInt(one, 10))
    const note = join(copy, 'checkpoints', `${Math.max(...sizes)}.note`)
    const query = execFileSync('openssl', ['ts', '-query', '-data', note, '-sha256', '-cert'], { stdio: 'pipe' })
    writeFileSync(note.replace(/note$/, 'tsr'), authority.reply(query))
    const ca = carried(readFileSync(authority.ca, 'utf8'))
    const { code, out } = await cli(tempFolder(), '--json', 'verify', copy, '--tsa-ca', ca)
    expect([code, JSON.parse(out).verdict]).toEqual([0, 'witnessed'])
  })
})

test('a slip in a head that was read out says so, and accuses nobody', async () => {
  const { head } = JSON.parse((await cli(home, '--json', 'witness', 'print', incident)).out)
  expect(head).toMatch(/^\d+(-[0-9A-HJKMNP-TV-Z]{4}){8}-[0-9A-HJKMNP-TV-Z]{2}$/)
  expect((await cli(home, 'verify', incident, '--known-head', head)).code).toBe(0)
  // A head on an old paper has no letters to check it.
  expect((await cli(home, 'verify', incident, '--known-head', head.slice(0, -3))).code).toBe(0)
  const at = head.indexOf('-') + 2
  const slip = head.slice(0, at) + (head[at] === '7' ? '8' : '7') + head.slice(at + 1)
  const en = await cli(home, 'verify', incident, '--known-head', slip)
  expect([en.code, en.out, en.err]).toEqual([2, '', expect.stringContaining('compare what you typed with the paper')])
  const nl = await cli(home, '--lang', 'nl', 'verify', incident, '--known-head', slip)
  expect(nl.err).toContain('vergelijk wat u typte met het papier')
})
