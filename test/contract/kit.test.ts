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
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Validator } from '@cfworker/json-schema'
import { beforeEach, describe, expect, test } from 'vitest'
import { logKey } from '../../src/adapters/keys/log-key.ts'
import { readKitManifest } from '../../src/adapters/kit/kit-manifest.ts'
import { checkKits } from '../../src/cli/kit/check.ts'
import { gatherKit } from '../../src/cli/kit/gather.ts'
import type { Host } from '../../src/cli/wiring/host.ts'
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

describe('which program goes along', () => {
  /** A file that is an executable for a processor, as far as anybody looks: 62 is x64, 183 arm64. */
  function executable(path: string, machine: 62 | 183): string {
    const head = Buffer.alloc(64, `${path} `)
    head.write('\x7fELF\x02\x01', 'latin1')
    head.writeUInt16LE(machine, 18)
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), head)
    return at(path)
  }
  const program = (name: string): string => readFileSync(at(`stick/${name}`), 'latin1').slice(20)
  const named = (): readonly string[] => readdirSync(at('stick')).filter((name) => name.startsWith('cyber-respond'))

  test.each(['cyber-respond', 'cyber-respond-arm64'])(
    'made by %s, it has the one beside it too, each under its name',
    async (name) => {
      executable('built/cyber-respond', 62)
      executable('built/cyber-respond-arm64', 183)
      mkdirSync(at('built/lib/x64/libatomic.so.1'), { recursive: true })
      writeFileSync(at('built/lib/x64/libatomic.so.1/libatomic.so.1'), 'library')
      const { code, err } = await make(at('stick'), '--executable', at(`built/${name}`))
      expect(code).toBe(0)
      expect(named()).toEqual(['cyber-respond', 'cyber-respond-arm64'])
      expect(program('cyber-respond')).toContain('built/cyber-respond built/')
      expect(program('cyber-respond-arm64')).toContain('built/cyber-respond-arm64 built/')
      expect(readdirSync(at('stick/lib'))).toEqual(['x64'])
      expect(err).toContain('has no libatomic and libstdc++ of its own for arm64: a minimal')
      const readme = readFileSync(at('stick/README.txt'), 'utf8')
      expect(readme).toContain('  cyber-respond     the program, for Linux on a PC (x64)\r\n')
      expect(readme).toContain('  cyber-respond-arm64 the program, for Linux on an arm64 processor\r\n')
    },
  )

  test('that of an arm64 laptop, installed under the plain name, gets the name by which start.sh looks for it', async () => {
    const { code, err } = await make(at('stick'), '--executable', executable('usr/bin/cyber-respond', 183))
    expect(code).toBe(0)
    expect(named()).toEqual(['cyber-respond-arm64'])
    expect(err).toContain('of its own for arm64: a minimal')
    expect(readFileSync(at('stick/README.txt'), 'utf8')).not.toContain('(x64)')
    // They are in the program, where nothing lies beside it.
    expect(readFileSync(at('stick/start.sh'), 'utf8')).toBe(readFileSync(join(root, 'bin/start.sh'), 'utf8'))
    expect(readFileSync(at('stick/NOTICES.txt'), 'utf8')).toContain('Node.js')
  })

  test('one beside it that is for another processor than its name says stays behind', async () => {
    executable('built/cyber-respond-arm64', 62)
    expect((await make(at('stick'), '--executable', executable('built/cyber-respond', 62))).code).toBe(0)
    expect(named()).toEqual(['cyber-respond'])
  })
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
      states: {
        ...{ whole: 'well', signature: 'well', age: 'well', runbooks: 'well', channels: 'well', keys: 'well' },
        ...{ 'willebroek.profile.day': 'well', 'willebroek.profile': 'well', paper: 'well', forms: 'well' },
      },
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
  mkdirSync(at('elsewhere'))
  await make(at('elsewhere/kit'))
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
  expect(flat).toMatch(/the paper copy \(2 files\) is of 2020-02-29, and runbooks or profile here are OTHERS now/)
})

test('a clock that stands before the day of the kit is said once, and not of every number', async () => {
  mkdirSync(join(home, 'forms'))
  writeFileSync(join(home, 'forms/new.pdf'), 'form')
  const tomorrow = new Date(Date.now() + 24 * 3_600_000)
  utimesSync(join(home, 'forms/new.pdf'), tomorrow, tomorrow)
  await make(at('stick'))
  const text = readFileSync(at('stick/kit.json'), 'utf8')
  const soon = Temporal.Now.plainDateISO().add({ days: 2 })
  writeFileSync(at('stick/kit.json'), text.replace(/"made_at": "[^"]+"/, `"made_at": "${soon}T10:00:00Z"`))
  const { out } = await told('kit', 'check', at('stick'))
  expect(out.match(/WHICH IS STILL TO COME/g)).toHaveLength(1)
  expect(out).toContain('and one of the two is wrong')
})

/** What `kit check` says, each finding in one line. */
async function told(...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const { code, out } = await cli(home, '--runbooks', small, ...argv)
  return { code, out: out.replaceAll(/\n {2}/g, ' ') }
}

test('the day of the profile and of the oldest form, and what is half a year old', async () => {
  mkdirSync(join(home, 'forms'))
  writeFileSync(join(home, 'forms/new.pdf'), 'form')
  writeFileSync(join(home, 'forms/old.pdf'), 'form')
  const [day, old] = [new Date('2026-11-20T12:00:00Z'), new Date('2025-03-01T12:00:00Z')]
  utimesSync(join(home, 'forms/new.pdf'), day, day)
  utimesSync(join(home, 'profiles/willebroek.yaml'), day, day)
  await make(at('stick'))
  const { out } = await told('kit', 'check', at('stick'))
  expect(out).toContain('Willebroek: profile last changed on 2026-11-20')
  expect(out).toMatch(/2 forms of authorities, the oldest file of \d{4}-\d\d-\d\d\n/)
  utimesSync(join(home, 'forms/old.pdf'), old, old)
  await make(at('stick'), '--renew')
  expect((await told('kit', 'check', at('stick'))).out).toContain(
    '2 forms of authorities, the oldest file of 2025-03-01, MORE THAN 6 MONTHS AGO: look whether the authority has a newer',
  )
  expect((await told('--lang', 'nl', 'kit', 'check', at('stick'))).out).toContain(
    'het oudste bestand van 2025-03-01, MEER DAN 6 MAANDEN GELEDEN: ga na of de overheid een nieuwer heeft',
  )
})

test('addresses of authorities in its runbooks that nobody looked at for half a year', async () => {
  const old = at('old runbooks')
  cpSync(small, old, { recursive: true })
  for (const name of readdirSync(old).filter((one) => one.endsWith('.yaml'))) {
    const text = readFileSync(join(old, name), 'utf8')
    writeFileSync(join(old, name), text.replaceAll(/checked: [\d-]+/g, 'checked: 2025-01-31'))
  }
  await make(at('stick'), '--runbooks', old)
  const { out } = await told('--runbooks', old, 'kit', 'check', at('stick'))
  expect(out).toMatch(
    /addresses of authorities in the runbooks that are too old to trust: .*2025-01-31, MORE THAN 6 MONTHS AGO/,
  )
})

test('keys: since when, and whether they are those with which this home seals', async () => {
  const made = () =>
    cli(home, ...['--runbooks', small, 'kit', 'make', at('stick'), '--executable', '/bin/true', '--renew'], ...withKeys)
  writeFileSync(at('words'), 'four words of a stick', { mode: 0o600 })
  const withKeys = ['--passphrase-file', at('words')]
  logKey(home)
  const day = new Date('2026-10-05T12:00:00Z')
  utimesSync(join(home, 'keys/log.key'), day, day)
  expect((await made()).code).toBe(0)
  expect((await told('kit', 'check', at('stick'))).out).toMatch(
    /closed with a passphrase on \d{4}-\d\d-\d\d: keys\/log\.key; its key is of 2026-10-05\n/,
  )
  rmSync(join(home, 'keys'), { recursive: true })
  logKey(home)
  const { code, out } = await told('kit', 'check', at('stick'))
  expect(out).toMatch(/the key that seals records here \(of \d{4}-\d\d-\d\d\) is ANOTHER ONE than that on the stick/)
  expect(code).toBe(1)
})

test('of two kits the newer one is named, also when it only lies beside the other', async () => {
  await make(at('a'))
  await make(at('b'))
  const text = readFileSync(at('a/kit.json'), 'utf8')
  writeFileSync(at('a/kit.json'), text.replace(/"made_at": "[^"]+"/, '"made_at": "2026-11-01T10:00:00Z"'))
  const id = readKitManifest(readFileSync(at('b/kit.json'), 'utf8'))?.id ?? ''
  rmSync(join(home, 'kits.json'))
  expect((await told('kit', 'check', at('a'))).out).toContain(`beside it lies a NEWER kit: ${id} in b, made on `)
  expect((await told('kit', 'check', at('b'))).out).not.toContain('NEWER')
  const both = await told('kit', 'check', at('a'), at('b'))
  expect(both.out).toMatch(new RegExp(`the NEWEST is kit ${id} in ${at('b')}, made [-0-9 :]+ UTC: take that one\n$`))
  // The older one was changed after it was made.
  expect(both.code).toBe(5)
  const lines = (await cli(home, '--json', 'kit', 'check', at('a'), at('b'))).out.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).kit.folder)).toEqual([at('a'), at('b')])
})

test('without a folder: the kit where one stands, or it is said how to name one', async () => {
  const { code, err } = await cli(home, 'kit', 'check')
  expect(code).toBe(2)
  expect(err).toContain('this program was not started from one, and here is none')
  await make(at('stick'))
  const from = (CYBER_RESPOND_START_SCRIPT: string | undefined, cwd: string) => {
    const told: string[] = []
    const { host } = hostOf(home)
    const own: Host = Object.create(host, {
      process: { value: { ...host.process, env: { CYBER_RESPOND_START_SCRIPT }, cwd: () => cwd } },
      stdout: { value: (said: string) => void told.push(said) },
    })
    return checkKits(own, [], {}).then(() => told.join('').replaceAll(/\n {2}/g, ' '))
  }
  expect(await from(at('stick/start.sh'), '/')).toMatch(/all \d+ files are there/)
  expect(await from(undefined, at('stick'))).toMatch(/all \d+ files are there/)
  // One that is damaged is told as that, and not as none.
  writeFileSync(at('stick/kit.json'), '{')
  await expect(from(at('stick/start.sh'), '/')).rejects.toMatchObject({ code: 'kit.manifest' })
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
