import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { cli, cliAt, root, tempFolder } from '../support/run-cli.ts'
import { typingTerminal } from '../support/typing-terminal.ts'

const small = join(root, 'fixtures/small')
const answers = ['--answers', join(small, 'answers.yaml')]
const plan = ['activate', 'willebroek', '--plan', 'small', '--profile', join(root, 'fixtures/profiles/willebroek.yaml')]

let home = ''
let incident = ''
let folder = ''

beforeEach(async () => {
  home = tempFolder()
  await cli(home, '--runbooks', small, '--operator', 'Els Peeters', ...plan, ...answers)
  incident = readdirSync(join(home, 'incidents')).find((name) => name.startsWith('willebroek-')) ?? ''
  folder = join(home, 'incidents', incident)
})

interface List {
  readonly format: string
  readonly files: readonly {
    readonly path: string
    readonly sha256: string
    readonly size: number
    readonly why: string
  }[]
}

const listIn = (unpacked: string): List => JSON.parse(readFileSync(join(unpacked, 'WITHHELD.json'), 'utf8'))
const place = () => tempFolder()

async function archived(...options: readonly string[]): Promise<{ readonly file: string; readonly err: string }> {
  const file = join(place(), 'a.tar.gz')
  const { code, err } = await cli(home, ...options, 'archive', incident, '--out', file)
  expect(code, err).toBe(0)
  return { file, err }
}

function unpack(file: string): string {
  const into = place()
  execFileSync('tar', ['-xzf', file, '-C', into])
  return join(into, incident)
}

/** The files of the record that hold persons, as the folder has them. */
function personal(): readonly string[] {
  const lines = readFileSync(join(folder, 'log.000000.jsonl'), 'utf8').trimEnd().split('\n')
  const notices = lines
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'notice.prepared')
    .flatMap(({ data }) => data.files.map(({ sha256 }: { readonly sha256: string }) => `blobs/${sha256}`))
  return ['pinned/profile.yaml', ...notices, ...readdirSync(join(folder, 'outbox')).map((name) => `outbox/${name}`)]
}

test('an archive leaves out what holds persons, names it with hash and reason, and says what goes along', async () => {
  const { file, err } = await archived()
  const inside = unpack(file)
  const withheld = personal()
  expect(withheld.length).toBeGreaterThan(4)
  const list = listIn(inside)
  expect(list.format).toBe('cyber-respond/withheld@1')
  expect(list.files.map(({ path }) => path)).toEqual([...withheld].sort())
  for (const { path, sha256, size } of list.files) {
    const bytes = readFileSync(join(folder, path))
    expect(execFileSync('sha256sum', [], { input: bytes, encoding: 'utf8' }).slice(0, 64)).toBe(sha256)
    expect(bytes.length).toBe(size)
  }
  // Neither mail address nor number of the profile is left, but in the lines themselves and where a runbook names it.
  const holding = (of: string): string =>
    spawnSync('grep', ['-rlE', 'press.willebroek@example.org|555 01 (0[1-46-9]|20|40)', '.'], {
      cwd: of,
      encoding: 'utf8',
    }).stdout
  expect(holding(folder)).toContain('pinned/profile.yaml')
  expect(holding(inside)).toBe('')
  expect(err).toMatch(/^goes along: \d+ names? under which somebody acted or approved; /m)
  expect(err).toMatch(
    /^withheld, named with hash and reason in WITHHELD\.json \(--with-personal takes it along\): 1 profile with contacts, \d+ notices$/m,
  )
  const nl = await archived('--lang', 'nl')
  expect(nl.err).toMatch(
    /^weggelaten, met hash en reden in WITHHELD\.json .*: 1 profiel met contacten, \d+ meldingen$/m,
  )
})

test('verify and evidence verify call it withheld, of the archive and of what was unpacked; report and replay tell the same steps', async () => {
  const { file } = await archived()
  const elsewhere = place()
  for (const copy of [file, unpack(file)]) {
    const verified = await cli(elsewhere, 'verify', copy)
    expect(verified.code, verified.out).toBe(0)
    expect(verified.out.replaceAll(/\s+/g, ' ')).toContain(
      '- what is withheld from this copy (1 profile with contacts, ',
    )
    const files = await cli(elsewhere, 'evidence', 'verify', copy)
    expect([files.code, files.out]).toEqual([0, expect.stringContaining(' WITHHELD: ')])
    const steps = async (of: string) =>
      JSON.parse((await cli(elsewhere, 'report', of, '--format', 'json')).out).steps.map(
        ({ id, status }: { readonly id: string; readonly status: string }) => `${id} ${status}`,
      )
    expect(await steps(copy)).toEqual(await steps(folder))
    expect((await cli(elsewhere, 'replay', copy)).code).toBe(0)
    const report = await cli(elsewhere, '--lang', 'nl', 'report', copy)
    expect(report.out).toContain('Wat uit deze kopie is weggelaten')
  }
})

test('what is missing without that stays missing, and a list that claims it does not hide it', async () => {
  const inside = unpack((await archived()).file)
  const list = listIn(inside)
  const claimed = new Set(list.files.map(({ path }) => path))
  const kept = readdirSync(join(inside, 'blobs')).map((name) => `blobs/${name}`)
  const [gone = ''] = kept.filter((path) => !claimed.has(path))
  const bytes = readFileSync(join(inside, gone))
  rmSync(join(inside, gone))
  const elsewhere = place()
  const missing = async () => {
    const { code, out } = await cli(elsewhere, '--json', 'evidence', 'verify', inside)
    return { code, missing: JSON.parse(out).missing.map(({ path }: { readonly path: string }) => path) }
  }
  expect(await missing()).toEqual({ code: 5, missing: [gone] })
  for (const why of ['citizens', 'notice', 'contacts', 'unrecorded']) {
    const claim = { path: gone, sha256: gone.slice('blobs/'.length), size: bytes.length, why }
    writeFileSync(join(inside, 'WITHHELD.json'), JSON.stringify({ ...list, files: [...list.files, claim] }))
    expect(await missing(), why).toEqual({ code: 5, missing: [gone] })
    const verified = await cli(elsewhere, 'verify', inside)
    expect(verified.code).toBe(0)
    expect(verified.out.replaceAll(/\s+/g, ' ')).toContain(`they hold no persons, or are other files: ${gone}`)
  }
  // Without its list nothing is withheld.
  rmSync(join(inside, 'WITHHELD.json'))
  expect((await missing()).missing).toContain('pinned/profile.yaml')
  writeFileSync(join(inside, 'WITHHELD.json'), 'no list')
  expect((await missing()).code).toBe(5)
  expect((await cli(elsewhere, 'verify', inside)).out).toContain('WITHHELD.json is no list')
})

test('in the record’s own place a list hides nothing', async () => {
  const inside = unpack((await archived()).file)
  cpSync(join(inside, 'WITHHELD.json'), join(folder, 'WITHHELD.json'))
  cpSync(join(inside, 'profile.shared.json'), join(folder, 'profile.shared.json'))
  rmSync(join(folder, 'pinned/profile.yaml'))
  const { code, out } = await cli(home, '--json', 'evidence', 'verify', incident)
  expect([code, JSON.parse(out).missing]).toEqual([5, [expect.objectContaining({ path: 'pinned/profile.yaml' })]])
  expect((await cli(home, 'report', incident)).code).toBe(5)
})

test('packed again it is the same; with everything it withholds nothing, and only when somebody says so', async () => {
  const { file } = await archived()
  const again = join(place(), 'b.tar.gz')
  expect((await cli(place(), 'archive', unpack(file), '--out', again)).code).toBe(0)
  expect(readFileSync(again).equals(readFileSync(file))).toBe(true)
  const all = join(place(), 'all.tar.gz')
  const unsaid = await cli(home, 'archive', incident, '--with-personal', '--out', all)
  expect([unsaid.code, unsaid.out]).toEqual([6, ''])
  expect((await cli(home, '--yes', 'archive', incident, '--with-personal', '--out', all)).code).toBe(0)
  const inside = unpack(all)
  expect(readdirSync(inside)).not.toContain('WITHHELD.json')
  for (const path of personal())
    expect(readFileSync(join(inside, path)).equals(readFileSync(join(folder, path)))).toBe(true)
})

test('at a terminal it is asked whether persons may go along, and nothing is written before', async () => {
  const all = join(place(), 'all.tar.gz')
  const words = ['--plain', 'archive', incident, '--with-personal', '--out', all]
  const no = typingTerminal(['1'])
  expect(await cliAt(no, home, ...words)).toBe(4)
  const asked = no.shown().replaceAll(/\s+/g, ' ')
  expect(asked).toContain('Is the one who gets it allowed to have them? 1. No, leave them out 2. Yes, take them along')
  expect(asked).toContain('nobody said that persons may go along, so nothing was written')
  expect(existsSync(all)).toBe(false)
  expect(await cliAt(typingTerminal(['2']), home, '--lang', 'nl', ...words)).toBe(0)
  expect(readdirSync(unpack(all))).not.toContain('WITHHELD.json')
})

test('verify tells of links beside the record, in both languages, and its verdict stays', async () => {
  const copy = join(place(), incident)
  cpSync(folder, copy, { recursive: true })
  const elsewhere = join(place(), 'elsewhere')
  mkdirSync(elsewhere)
  symlinkSync('/etc/hostname', join(copy, 'blobs', 'f'.repeat(64)))
  rmSync(join(copy, 'outbox'), { recursive: true })
  symlinkSync(elsewhere, join(copy, 'outbox'))
  symlinkSync('/etc/hostname', join(copy, 'pinned', 'more.yaml'))
  const { code, out } = await cli(place(), 'verify', copy)
  expect(code).toBe(0)
  const said = out.replaceAll(/\s+/g, ' ')
  for (const name of [`blobs/${'f'.repeat(64)}`, 'outbox', 'pinned/more.yaml']) {
    expect(said).toContain(`- ${name} is a link or the like, which this program never puts there`)
  }
  const json = JSON.parse((await cli(place(), '--json', 'verify', copy)).out)
  expect(json.remarks.filter(({ kind }: { readonly kind: string }) => kind === 'beside')).toHaveLength(3)
  expect((await cli(place(), '--lang', 'nl', 'verify', copy)).out).toContain('is een koppeling')
})
