import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Validator } from '@cfworker/json-schema'
import { beforeEach, describe, expect, test } from 'vitest'
import { readKitManifest } from '../../src/adapters/kit/kit-manifest.ts'
import { gatherKit } from '../../src/cli/kit/gather.ts'
import { lacks } from '../support/needs.ts'
import { hostOf } from '../support/quiet-host.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'
import { stick } from '../support/stick.ts'

let place = ''
let home = ''
const at = (name: string): string => join(place, name)
const small = join(root, 'fixtures/small')

beforeEach(() => {
  place = tempFolder()
  home = at('home')
  mkdirSync(join(home, 'profiles'), { recursive: true })
  cpSync(join(root, 'fixtures/profiles/willebroek.yaml'), join(home, 'profiles/willebroek.yaml'))
})

const make = (folder: string, ...more: string[]) =>
  cli(
    home,
    ...['--runbooks', small, 'kit', 'make', folder, '--municipality', 'willebroek', '--executable', '/bin/true'],
    '--without-keys',
    ...more,
  )

/** What `kit check` finds: state and id of each finding. */
async function checked(folder: string, ...more: string[]): Promise<{ code: number; states: Record<string, string> }> {
  const { code, out } = await cli(home, '--runbooks', small, '--json', 'kit', 'check', folder, ...more)
  const { findings } = JSON.parse(out) as { findings: { id: string; state: string }[] }
  return { code, states: Object.fromEntries(findings.map(({ id, state }) => [id, state])) }
}

const sums = (folder: string): string =>
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })

/** A pair of keys without a passphrase. */
function sshKey(name: string): string {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', at(name)])
  return at(name)
}

test('a kit holds what was promised, and sha256sum reads its list', async () => {
  mkdirSync(join(home, 'forms'))
  writeFileSync(join(home, 'forms/melding GBA.pdf'), 'form')
  const { code, out, err } = await make(at('stick'))
  expect(code).toBe(0)
  expect(out).toMatch(/^kit [0-9a-f]{16} in .*stick: \d+ files, \d+ MB, written and read back\n$/)
  expect(err).toContain('NOT SIGNED')
  expect(err).toContain('in clear on the stick: the profile and the paper copy')
  expect(err).toContain('NOT ON THE STICK, though the profile names it from its own folder: ../bin/cut-link')
  const manifest = readKitManifest(readFileSync(at('stick/kit.json'), 'utf8'))
  const paths = manifest?.files.map(({ path }) => path) ?? []
  expect(paths).toEqual(
    expect.arrayContaining([
      ...['README.txt', 'cyber-respond', 'forms/melding GBA.pdf', 'guides/responder.nl.md', 'runbooks/first.yaml'],
      ...['paper/small.en.html', 'paper/small.nl.html', 'profiles/willebroek.yaml'],
    ]),
  )
  expect(manifest?.municipality).toEqual({ nis: '12040', slug: 'willebroek', name: 'Willebroek' })
  expect(readFileSync(at('stick/paper/small.nl.html'), 'utf8')).toContain('Willebroek')
  expect(sums(at('stick'))).toBe('')
  const schema = JSON.parse(readFileSync(join(root, 'runbooks/schema/kit.schema.json'), 'utf8'))
  expect(new Validator(schema, '2020-12').validate(manifest)).toMatchObject({ valid: true, errors: [] })
  expect(existsSync(at('stick/UNFINISHED.txt'))).toBe(false)
  expect(await checked(at('stick'))).toMatchObject({ code: 1, states: { whole: 'well', signature: 'attention' } })
})

test('the paper in one language only', async () => {
  expect((await make(at('stick'), '--paper', 'nl')).code).toBe(0)
  expect(readdirSync(at('stick/paper'))).toEqual(['small.nl.html'])
})

test('a file that is gone, one changed by a byte, and one that came', async () => {
  await make(at('stick'))
  rmSync(at('stick/runbooks/first.yaml'))
  appendFileSync(at('stick/cyber-respond'), ' ')
  writeFileSync(at('stick/autorun.inf'), '')
  expect(await checked(at('stick'))).toMatchObject({
    code: 5,
    states: { missing: 'broken', changed: 'broken', strange: 'attention' },
  })
  const said = await cli(home, '--lang', 'nl', 'kit', 'check', at('stick'))
  expect(said.out).toContain('WEG: runbooks/first.yaml')
  expect(said.out).toContain('GEWIJZIGD sinds het gemaakt werd: cyber-respond')
})

test('a list for sha256sum that says something else than the manifest', async () => {
  await make(at('stick'))
  appendFileSync(at('stick/SHA256SUMS'), `${'0'.repeat(64)}  more\n`)
  expect(await checked(at('stick'))).toMatchObject({ code: 5, states: { changed: 'broken' } })
})

describe('a signature', { skip: lacks('ssh-keygen', ['which', 'ssh-keygen']) }, () => {
  test('of a key that this home knows, and of one that it does not', async () => {
    await make(at('stick'), '--sign-with', sshKey('els'))
    expect(await checked(at('stick'))).toEqual({
      code: 0,
      states: { whole: 'well', signature: 'well', age: 'well', runbooks: 'well', 'willebroek.profile': 'well' },
    })
    rmSync(join(home, 'kits.json'))
    expect(await checked(at('stick'))).toMatchObject({ code: 1, states: { signature: 'attention' } })
    rmSync(join(home, 'kits.json'))
    expect(await checked(at('stick'), '--signer', at('els.pub'))).toMatchObject({ code: 0 })
    sshKey('eve')
    expect(await checked(at('stick'), '--signer', at('eve.pub'))).toMatchObject({
      code: 5,
      states: { signature: 'broken' },
    })
  })

  test('no longer fits a manifest in which a hash was changed with its file', async () => {
    await make(at('stick'), '--sign-with', sshKey('els'))
    const text = readFileSync(at('stick/kit.json'), 'utf8')
    writeFileSync(at('stick/kit.json'), text.replace('"made_by": "els"', '"made_by": "eve"'))
    expect(await checked(at('stick'))).toMatchObject({ code: 5, states: { signature: 'broken' } })
  })

  test('is one that OpenSSH itself takes', async () => {
    const key = sshKey('els')
    await make(at('stick'), '--sign-with', key)
    const signers = at('allowed')
    writeFileSync(signers, `els ${readFileSync(`${key}.pub`, 'utf8')}`)
    const args = ['-Y', 'verify', '-f', signers, '-I', 'els', '-n', 'kit@cyber-respond', '-s', at('stick/kit.json.sig')]
    const said = execFileSync('ssh-keygen', args, { input: readFileSync(at('stick/kit.json')), encoding: 'utf8' })
    expect(said).toContain('Good "kit@cyber-respond" signature for els')
  })
})

test('an old kit, a newer one, another version, other runbooks, another profile', async () => {
  await make(at('stick'))
  await make(at('other'))
  const text = readFileSync(at('stick/kit.json'), 'utf8')
  const old = text
    .replace(/"made_at": "[^"]+"/, '"made_at": "2020-02-29T10:00:00Z"')
    .replace(/"version": "[^"]+"/, '"version": "0.1.0"')
  writeFileSync(at('stick/kit.json'), old)
  writeFileSync(join(home, 'profiles/willebroek.yaml'), `${readFileSync(join(home, 'profiles/willebroek.yaml'))}\n`)
  const { out } = await cli(home, 'kit', 'check', at('stick'))
  const flat = out.replaceAll(/\n {2}/g, ' ')
  expect(flat).toContain('made on 2020-02-29 by els with version 0.1.0; THIS PROGRAM IS VERSION')
  expect(flat).toContain('MORE THAN A QUARTER AGO: make it anew')
  expect(flat).toContain('there is a NEWER kit:')
  expect(flat).toContain('runbooks that are OTHERS than here:')
  expect(flat).toContain('the profile of this home is ANOTHER ONE than that on the stick')
})

test('a kit is renewed in its place, and what it no longer holds goes', async () => {
  mkdirSync(join(home, 'forms'))
  writeFileSync(join(home, 'forms/old.pdf'), 'form')
  await make(at('stick'))
  rmSync(join(home, 'forms'), { recursive: true })
  expect((await make(at('stick'))).code).toBe(2)
  expect((await make(at('stick'), '--renew')).code).toBe(0)
  expect(existsSync(at('stick/forms/old.pdf'))).toBe(false)
  expect(sums(at('stick'))).toBe('')
})

test('a kit with a link in it is not made anew: what lies behind the link is nobody else’s', async () => {
  await make(at('stick'))
  mkdirSync(at('letters'))
  for (const name of ['responder.nl.md', 'mine.txt']) writeFileSync(at(`letters/${name}`), 'precious')
  rmSync(at('stick/guides'), { recursive: true })
  symlinkSync(at('letters'), at('stick/guides'))
  for (const half of [false, true]) {
    // Also where the making of a kit was cut off.
    if (half) renameSync(at('stick/kit.json'), at('stick/UNFINISHED.txt'))
    const { code, err } = await make(at('stick'), '--renew')
    expect(err.replaceAll(/\s+/g, ' ')).toContain('guides in it is a link')
    expect(code).toBe(2)
  }
  expect(readdirSync(at('letters')).sort()).toEqual(['mine.txt', 'responder.nl.md'])
  expect(readFileSync(at('letters/responder.nl.md'), 'utf8')).toBe('precious')
})

test('a name of a stick that was mistyped makes no kit on the disk of the laptop', async () => {
  const { code, err } = await make(at('media/els/STIK/kit'))
  expect(code).toBe(2)
  expect(err).toContain('the folder above it is not there')
  expect(existsSync(at('media'))).toBe(false)
})

test('what a system left on a stick is no reason to refuse it', async () => {
  mkdirSync(at('stick/System Volume Information'), { recursive: true })
  mkdirSync(at('stick/.Trash-1000'))
  expect((await make(at('stick'))).code).toBe(0)
  expect(await checked(at('stick'))).toMatchObject({ states: { whole: 'well' } })
})

const noRoot = process.getuid?.() !== 0 && process.env.CI !== 'true'
if (noRoot) process.stderr.write('skipped, because only root can do it: real sticks\n')

describe.each(['vfat', 'exfat'] as const)('a stick with %s', { timeout: 60_000 }, (kind) => {
  const driver = kind === 'vfat' ? 'fusefat' : 'mount.exfat-fuse'
  const skip = noRoot || lacks(`a maker of ${kind}`, ['which', `mkfs.${kind}`]) || lacks(driver, ['which', driver])

  test('takes a kit, which is whole when it is read again', { skip }, async () => {
    const { folder, pull, isSound } = stick(at('usb'), kind)
    expect((await make(join(folder, 'kit'))).code).toBe(0)
    expect(await checked(join(folder, 'kit'))).toMatchObject({ states: { whole: 'well' } })
    expect(sums(join(folder, 'kit'))).toBe('')
    pull()
    expect(isSound()).toBe(true)
  })

  test('that has too little room is told so, and gets nothing', { skip }, async () => {
    const { folder } = stick(at('usb'), kind, kind === 'vfat' ? 2 : 4)
    const large = at('large')
    writeFileSync(large, Buffer.concat([readFileSync('/bin/true'), Buffer.alloc(6 * 1024 * 1024, 1)]))
    const { code, err } = await make(join(folder, 'kit'), '--executable', large)
    expect(err).toMatch(/there is too little room in \S+: 7\.\d MB are needed, and 2\.\d MB are free/)
    expect(code).toBe(5)
    expect(existsSync(join(folder, 'kit'))).toBe(false)
  })
})

test('a stick that is read-only, or pulled', { skip: noRoot }, async () => {
  mkdirSync(at('usb'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', at('usb')])
  try {
    expect((await make(at('usb/kit'))).code).toBe(0)
    execFileSync('mount', ['-o', 'remount,ro', at('usb')])
    const again = await make(at('usb/kit'), '--renew')
    expect(again.code).toBe(5)
    expect(again.err).toContain('can’t be written (EROFS)'.replace('’', "'"))
    expect(await checked(at('usb/kit'))).toMatchObject({ states: { whole: 'well' } })
  } finally {
    execFileSync('umount', [at('usb')])
  }
  const gone = await cli(home, 'kit', 'check', at('usb/kit'))
  expect(gone.code).toBe(2)
  expect(gone.err).toContain('there is no kit in')
})

test('what goes on a stick counts the program too, which is nearly all of it: so one sees how far it is', async () => {
  const big = at('big program')
  cpSync('/bin/true', big)
  truncateSync(big, 30_000_000)
  const { bytes } = await gatherKit(hostOf(home).host, null, { executable: big })
  expect(bytes).toBeGreaterThan(30_000_000)
  expect(bytes).toBeLessThan(45_000_000)
})
