import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { incidentWithPeople } from '../support/incident-with-people.ts'
import { cli, tempFolder } from '../support/run-cli.ts'

let home = ''
let path = ''
beforeEach(async () => {
  ;({ home, path } = await incidentWithPeople())
})

async function accessOf(lang = 'en'): Promise<readonly string[]> {
  const { out } = await cli(home, '--lang', lang, '--json', 'doctor')
  const { findings } = JSON.parse(out) as { findings: readonly { id: string; state: string; said: string }[] }
  return findings.filter(({ id }) => id.startsWith('access')).map(({ state, said }) => `${state}: ${said}`)
}

test('a home as this program makes it is for its user alone', async () => {
  expect(await accessOf()).toEqual(['well: home, keys and personal values are for this user alone'])
  expect(await accessOf('nl')).toEqual(['well: home, sleutels en persoonsgegevens zijn alleen voor deze gebruiker'])
})

describe('what others may', () => {
  test.each([
    ['the home', '', 0o777, 'OTHERS MAY WRITE HOME: chmod 700 HOME'],
    ['the home', '', 0o755, 'OTHERS MAY READ HOME: chmod 700 HOME'],
    ['the home', '', 0o711, 'OTHERS MAY READ HOME: chmod 700 HOME'],
    ['the key', 'keys/log.key', 0o644, 'OTHERS MAY READ HOME/keys/log.key: chmod 600 HOME/keys/log.key'],
    ['the key', 'keys/log.key', 0o620, 'OTHERS MAY WRITE HOME/keys/log.key: chmod 600 HOME/keys/log.key'],
    ['the keys', 'keys', 0o750, 'OTHERS MAY READ HOME/keys: chmod 700 HOME/keys'],
    ['the configuration', 'config.yaml', 0o664, 'OTHERS MAY WRITE HOME/config.yaml: chmod 644 HOME/config.yaml'],
    ['the profiles', 'profiles', 0o777, 'OTHERS MAY WRITE HOME/profiles: chmod 755 HOME/profiles'],
  ])('%s (%s, %o): said, with what to do', async (_what, name, mode, said) => {
    if (name === 'config.yaml') writeFileSync(join(home, name), 'format: cyber-respond/config@1\n')
    if (name === 'profiles') mkdirSync(join(home, name), { recursive: true })
    chmodSync(join(home, name), mode)
    expect(await accessOf()).toEqual([`attention: ${said}`])
    expect((await cli(home, 'doctor')).code).toBe(1)
    expect((await accessOf('nl')).join()).toMatch(/^attention: ANDEREN MOGEN .*chmod/)
    // What is proposed is enough.
    const [, proposed = '', target = ''] = /chmod (\d+) (\S+)$/.exec(said) ?? []
    chmodSync(target.replace('HOME', home), Number.parseInt(proposed, 8))
    expect(await accessOf()).toEqual(['well: home, keys and personal values are for this user alone'])
  })

  test('personal values of an incident', async () => {
    const file = join(path, 'disclosures.jsonl')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    chmodSync(file, 0o644)
    expect(await accessOf()).toEqual([
      expect.stringMatching(/^attention: OTHERS MAY READ HOME\/incidents\/\S+\/disclosures\.jsonl: chmod 600 HOME\S+$/),
    ])
  })

  test('a configuration that others may read says no secret', async () => {
    writeFileSync(join(home, 'config.yaml'), 'format: cyber-respond/config@1\n')
    chmodSync(join(home, 'config.yaml'), 0o644)
    expect(await accessOf()).toEqual(['well: home, keys and personal values are for this user alone'])
  })

  test('each of many, up to eight', async () => {
    for (let number = 0; number < 12; number += 1) {
      writeFileSync(join(home, 'keys', `old-${number}`), '')
      chmodSync(join(home, 'keys', `old-${number}`), 0o644)
    }
    const said = await accessOf()
    expect([said.length, said.at(-1)]).toEqual([9, 'attention: 4 more places are open to others'])
  })

  test('to put another home in its place', async () => {
    const above = tempFolder()
    chmodSync(above, 0o777)
    const inner = join(above, 'home')
    mkdirSync(inner, { mode: 0o700 })
    const { out } = await cli(inner, '--json', 'doctor')
    expect(out).toContain('ANYBODY MAY REPLACE the home, because the folder above it is open: chmod 755')
    chmodSync(above, 0o1777)
    expect((await cli(inner, '--json', 'doctor')).out).not.toContain('ANYBODY MAY REPLACE')
  })

  test.skipIf(process.getuid?.() !== 0)('what another user owns', async () => {
    chownSync(join(home, 'keys/log.key'), 12_345, 12_345)
    expect(await accessOf()).toEqual([
      'attention: HOME/keys/log.key BELONGS TO ANOTHER USER, who may read and replace it: chown it to yourself, or use another home',
    ])
  })
})
