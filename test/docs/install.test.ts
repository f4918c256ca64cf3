import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signSums, writeSums } from '../../bin/release/seal.ts'
import { blocksOf, documentText } from './document.ts'

const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-release-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { version } = JSON.parse(documentText('package.json'))
const guide = (lang: 'en' | 'nl'): string => documentText(`runbooks/guides/install.${lang}.md`)
const artefact = `cyber-respond-${version}.tgz`
const key = join(folder, 'key')
let fingerprint = ''

function release(name: string): string {
  const place = join(folder, name)
  cpSync(join(folder, 'made'), place, { recursive: true })
  return place
}

beforeAll(() => {
  for (const name of ['key', 'stranger']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(folder, name)])
  }
  const made = mkdtempSync(join(folder, 'a-'))
  writeFileSync(join(made, artefact), 'a package')
  writeFileSync(join(made, 'NOTICES.txt'), 'notices')
  writeSums(made)
  fingerprint = signSums(made, key)
  cpSync(`${key}.pub`, join(made, 'release.pub'))
  cpSync(made, join(folder, 'made'), { recursive: true })
})

/** What a person does who checks a release as the guide says, line by line; what was said, and whether one line failed. */
function check(place: string, lang: 'en' | 'nl' = 'en') {
  const commands = blocksOf(guide(lang), 'sh').flatMap(({ text }) => text.split('\n'))
  expect(commands).toHaveLength(4)
  const ran = commands.map((command) => spawnSync('sh', ['-c', command], { cwd: place, encoding: 'utf8' }))
  return { said: ran.map(({ stdout, stderr }) => stdout + stderr).join(''), codes: ran.map(({ status }) => status) }
}

describe.each(['en', 'nl'] as const)('what the guide says of checking a release, %s', (lang) => {
  test('holds for one that is signed', () => {
    const { said, codes } = check(release(`good-${lang}`), lang)
    expect(codes).toEqual([0, 0, 0, 0])
    expect(said).toContain(fingerprint)
    expect(said).toContain('Good "cyber-respond-release" signature for release')
    expect(said).toContain(`${artefact}: OK\n`)
  })

  test('names the files of this version', () => {
    const named = [...guide(lang).matchAll(/cyber-respond[-_](\d+\.\d+\.\d+)/g)].map(([, its]) => its)
    expect(new Set(named)).toEqual(new Set([version]))
  })
})

describe('it is noticed', () => {
  test('that a file is another one', () => {
    const place = release('changed')
    appendFileSync(join(place, artefact), '!')
    const { said, codes } = check(place)
    expect(codes).toEqual([0, 0, 0, 1])
    expect(said).toContain(`${artefact}: FAILED`)
  })

  test('that the list is another one', () => {
    const place = release('listed')
    appendFileSync(join(place, artefact), '!')
    const signature = readFileSync(join(place, 'SHA256SUMS.sig'))
    writeSums(place)
    writeFileSync(join(place, 'SHA256SUMS.sig'), signature)
    expect(check(place).codes[2]).not.toBe(0)
  })

  test('that somebody else signed it', () => {
    const place = release('stranger-signed')
    rmSync(join(place, 'SHA256SUMS.sig'))
    signSums(place, join(folder, 'stranger'))
    expect(check(place).codes[2]).not.toBe(0)
  })

  test('that the key signed it for something else', () => {
    const place = release('for-something-else')
    rmSync(join(place, 'SHA256SUMS.sig'))
    const argv = ['-q', '-Y', 'sign', '-n', 'git', '-f', key, join(place, 'SHA256SUMS')]
    execFileSync('ssh-keygen', argv, { stdio: 'ignore' })
    expect(check(place).codes[2]).not.toBe(0)
  })

  test('that nobody signed it', () => {
    const place = release('unsigned')
    rmSync(join(place, 'SHA256SUMS.sig'))
    expect(check(place).codes[2]).not.toBe(0)
  })
})

test('a signature does not outlive the list that it was made for, and a key that is none is said', () => {
  const place = release('anew')
  writeSums(place)
  expect(readFileSync(join(place, 'SHA256SUMS'), 'utf8')).not.toContain('SHA256SUMS')
  expect(check(place).codes[2]).not.toBe(0)
  expect(() => signSums(place, join(folder, 'none'))).toThrow(
    /^the release is UNSIGNED: ssh-keygen could not sign with /,
  )
})
