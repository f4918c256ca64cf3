import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openLog } from '../../src/adapters/log/files.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const answers = join(small, 'answers.yaml')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile] as const

let home = ''
let other = ''
let incident = ''
const at = (name: string) => join(other, name)
const own = (name: string) => join(home, 'incidents', incident, name)

/** A home with one open incident, made once and copied for each test. */
let template = ''
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'cyber-respond-evidence-'))
  expect((await cli(template, ...activate, '--answers', answers, '--until', 'F3')).code).toBe(4)
})
afterAll(() => rmSync(template, { recursive: true, force: true }))

beforeEach(() => {
  home = tempFolder()
  other = tempFolder()
  cpSync(template, home, { recursive: true })
  incident = readdirSync(join(home, 'incidents'))[0] ?? ''
  mkdirSync(at('disk/sub'), { recursive: true })
  writeFileSync(at('disk/a.log'), 'first')
  writeFileSync(at('disk/sub/b\x1b[2J.log'), 'second')
})

/** The evidence of the two files of `disk`, with hashes that anybody can compute. */
const hashes = ['first', 'second'].map((text) =>
  execFileSync('sha256sum', { input: text, encoding: 'utf8' }).slice(0, 64),
)
const add = (...more: readonly string[]) => cli(home, ...more, 'evidence', 'add', incident, at('disk'), '--note', 'usb')

test('what is in custody already is said and counted once; what changed or is new is taken', async () => {
  expect((await add()).err).not.toContain('already')
  const log = readFileSync(own('log.000000.jsonl'), 'utf8')
  const again = await add('--lang', 'nl')
  expect([again.code, again.out]).toEqual([0, `${hashes[0]}  disk/a.log\n${hashes[1]}  disk/sub/b\\x1b[2J.log\n`])
  expect(again.err.match(/al in bewaring sinds regel \d+, niet opnieuw geteld/g)).toHaveLength(2)
  expect(readFileSync(own('log.000000.jsonl'), 'utf8').match(/"evidence.added"/g)).toEqual(
    log.match(/"evidence.added"/g),
  )
  expect(JSON.parse((await cli(home, '--json', 'evidence', 'list', incident)).out)).toHaveLength(2)
  writeFileSync(at('disk/a.log'), 'first, and more')
  writeFileSync(at('disk/c.log'), 'third')
  const { known } = JSON.parse((await add('--json')).out)
  expect(known.map(({ name }: { name: string }) => name)).toEqual(['disk/sub/b\\x1b[2J.log'])
  const listed = JSON.parse((await cli(home, '--json', 'evidence', 'list', incident)).out)
  expect(listed.map(({ name }: { name: string }) => name)).toEqual([
    'disk/a.log',
    'disk/sub/b\\x1b[2J.log',
    'disk/a.log',
    'disk/c.log',
  ])
})

test('a folder is taken, listed, copied, and its copies are told everywhere', async () => {
  const added = await add()
  expect([added.code, added.out]).toEqual([0, `${hashes[0]}  disk/a.log\n${hashes[1]}  disk/sub/b\\x1b[2J.log\n`])
  expect(added.err).toContain('evidence in custody: disk/a.log')
  expect((await cli(home, 'status', incident, '--all')).out).toContain('disk/a.log, 5 B, SHA-256 a7937b64b8ca, 1 copy')

  const copied = await cli(home, '--lang', 'nl', 'evidence', 'copy', incident, at('stick'), '--offline')
  expect(copied.code, copied.err).toBe(0)
  expect(copied.err).toMatch(/tweede kopie van 2\s+bestanden, offline/)
  expect(readdirSync(at(`stick/${incident}/blobs`)).toSorted()).toEqual(hashes.toSorted())

  const listed = await cli(home, '--lang', 'nl', 'evidence', 'list', incident)
  expect(listed.out).toContain('2 bestanden, 11 B; elk heeft een tweede kopie die offline is')
  expect(listed.out).toContain(`disk/sub/b\\x1b[2J.log\n  ${hashes[1]}\n  6 B, 2 kopieën, 1 offline, door els,`)
  expect(listed.out.split('\n').filter((line) => line.length > 80 && !line.includes(other))).toEqual([])
  const json = JSON.parse((await cli(home, '--json', 'evidence', 'list', incident)).out)
  expect(json).toHaveLength(2)
  expect(json[0]).toMatchObject({
    name: 'disk/a.log',
    sha256: hashes[0],
    size: 5,
    actor: 'els',
    source: at('disk/a.log'),
    modified: expect.stringMatching(/^20\d\d-.*Z$/),
    copies: [{ where: at('stick'), offline: true, actor: 'els' }],
    safe: true,
  })
  const status = JSON.parse((await cli(home, '--json', 'status', incident)).out)
  expect(status.evidence[1].copies).toEqual(json[1].copies)
})

test('what is no file is told, recorded, and makes the exit code 1', async () => {
  symlinkSync('/etc/passwd', at('disk/pw'))
  const said = await add('--lang', 'nl')
  expect(said.code).toBe(1)
  expect(said.err).toContain('niet genomen: disk/pw (een koppeling naar /etc/passwd)\n')
  expect(readFileSync(own('log.000000.jsonl'), 'utf8')).toContain('"notTaken":[{"name":"disk/pw"')
  const json = JSON.parse((await add('--json')).out)
  expect(json.files).toHaveLength(2)
  expect(json.notTaken).toEqual([{ name: 'disk/pw', why: expect.objectContaining({ en: 'a link to /etc/passwd' }) }])
})

test('a thousand small files are recorded in lines that fit', async () => {
  for (let file = 0; file < 1000; file += 1) writeFileSync(at(`disk/${'n'.repeat(100)}-${file}`), String(file))
  expect((await add()).code).toBe(0)
  expect((await cli(home, 'verify', incident)).code).toBe(0)
  const { out } = await cli(home, 'status', incident, '--all')
  expect(out).toContain('1002 files')
  expect(out).toContain('and 982 more: cyber-respond evidence list')
})

test('the manifest is one that sha256sum reads, in the folder and under the old names', async () => {
  await add()
  const manifest = await cli(home, 'evidence', 'manifest', incident)
  expect(manifest.out).toBe(hashes.map((hash) => `${hash}  blobs/${hash}\n`).join(''))
  const check = (cwd: string, input: string): string =>
    execFileSync('sha256sum', ['--check', '--strict'], { cwd, input, encoding: 'utf8' })
  expect(check(own(''), manifest.out).match(/: OK$/gm)).toHaveLength(2)
  const names = (await cli(home, 'evidence', 'manifest', incident, '--names')).out.split('\n')
  expect(names.slice(0, 2)).toEqual([`${hashes[0]}  disk/a.log`, `\\${hashes[1]}  disk/sub/b\\\\x1b[2J.log`])
  expect(check(other, `${names[0]}\n`)).toBe('disk/a.log: OK\n')
})

test('verify names what is missing or changed, without the home, and exits 5', async () => {
  await add()
  const folder = join(other, 'handed-over')
  cpSync(own(''), folder, { recursive: true })
  const verify = (...more: readonly string[]) => cli(tempFolder(), ...more, 'evidence', 'verify', folder)
  const good = await verify()
  expect([good.code, good.out]).toEqual([
    0,
    expect.stringMatching(/^ALL THERE \d+ files, .*the SHA-256 that the record/),
  ])
  writeFileSync(join(folder, 'blobs', hashes[0] ?? ''), 'worse')
  rmSync(join(folder, 'blobs', hashes[1] ?? ''))
  writeFileSync(join(folder, 'pinned/first.yaml'), 'other')
  writeFileSync(join(folder, 'blobs/stray'), '')
  const bad = await verify('--lang', 'nl')
  expect(bad.code).toBe(5)
  expect(bad.out).toMatch(/^NIET ZOALS GENOTEERD 3 van \d+ bestanden\n/)
  const told = bad.out.replace(/\n {2}/g, ' ')
  expect(told).toContain(`- ontbreekt: blobs/${hashes[1]} (disk/sub/b\\x1b[2J.log)`)
  expect(told).toContain(`- gewijzigd: blobs/${hashes[0]} (disk/a.log)`)
  expect(told).toContain('- gewijzigd: pinned/first.yaml (first.yaml)')
  const json = JSON.parse((await verify('--json')).out)
  expect(json).toMatchObject({ missing: [{ sha256: hashes[1] }], unknown: ['blobs/stray'] })
})

test('verify does not say that all is there beside files that nobody recorded: it names them', async () => {
  await add()
  const strays = ['blobs/stray', 'outbox/never-prepared.txt', 'pinned/other.yaml', 'tool.sh']
  for (const name of strays) writeFileSync(own(name), `not on record: ${name}`)
  const said = await cli(home, 'evidence', 'verify', incident)
  expect(said.code).toBe(1)
  expect(said.out.replace(/\s+/g, ' ')).toMatch(
    /^MORE THAN RECORDED \d+ files have the SHA-256 that the record says, and 4 files beside them nobody recorded/,
  )
  for (const name of strays) expect(said.out.replace(/\n {2}/g, ' ')).toContain(`): ${name}\n`)
  expect(said.out).not.toContain('ALL THERE')
  const dutch = await cli(home, '--lang', 'nl', 'evidence', 'verify', incident)
  expect(dutch.out.replace(/\s+/g, ' ')).toContain('en 4 bestanden ernaast noteerde niemand')
  expect(JSON.parse((await cli(home, '--json', 'evidence', 'verify', incident)).out).unknown).toEqual(strays)
  for (const name of strays) rmSync(own(name))
  expect((await cli(home, 'evidence', 'verify', incident)).out).toContain('ALL THERE')
})

test('a damaged original is not copied, the rest is, and the exit code is 5', async () => {
  await add()
  writeFileSync(own(`blobs/${hashes[0]}`), 'worse')
  const said = await cli(home, '--lang', 'nl', 'evidence', 'copy', incident, at('stick'))
  expect(said.code).toBe(5)
  expect(said.err).toContain(`BESCHADIGD in bewaring, niet gekopieerd: ${hashes[0]}  disk/a.log\n`)
  const list = JSON.parse((await cli(home, '--json', 'evidence', 'list', incident)).out)
  expect(list.map(({ copies }: { readonly copies: readonly unknown[] }) => copies.length)).toEqual([0, 1])
  expect(list.map(({ safe }: { readonly safe: boolean }) => safe)).toEqual([false, false])
  expect((await cli(home, 'evidence', 'copy', incident, own('cloud'))).code).toBe(2)
})

test('the archive is read as it is: verified, its evidence too, and listed', async () => {
  await add()
  const made = await cli(home, 'archive', incident, '--out', at('a.tar.gz'))
  expect(made.code, made.err).toBe(0)
  expect(execFileSync('sha256sum', [at('a.tar.gz')], { encoding: 'utf8' })).toBe(made.out)
  const elsewhere = tempFolder()
  const inFolder = JSON.parse((await cli(home, '--json', 'verify', incident)).out)
  const inArchive = JSON.parse((await cli(elsewhere, '--json', 'verify', at('a.tar.gz'))).out)
  const { checked, limits } = inArchive
  expect(inArchive).toEqual({ ...inFolder, checked, limits })
  // Besides, it says of itself that the profile with its contacts is withheld.
  expect(checked.filter((one: string) => !inFolder.checked.includes(one))).toEqual([
    expect.stringContaining('what is withheld from this copy (1 profile with contacts)'),
  ])
  expect(limits.filter((one: string) => !inFolder.limits.includes(one))).toHaveLength(1)
  const files = await cli(elsewhere, 'evidence', 'verify', at('a.tar.gz'))
  expect([files.code, files.out]).toEqual([0, expect.stringContaining('AS RECORDED, 1 WITHHELD: ')])
  await cli(home, '--yes', 'archive', incident, '--with-personal', '--out', at('all.tar.gz'))
  expect(JSON.parse((await cli(elsewhere, '--json', 'verify', at('all.tar.gz'))).out)).toEqual(inFolder)
  expect((await cli(elsewhere, 'evidence', 'verify', at('all.tar.gz'))).out).toContain('ALL THERE')
  const list = await cli(elsewhere, '--json', 'evidence', 'list', at('a.tar.gz'))
  expect(JSON.parse(list.out)[0].sha256).toBe(hashes[0])
  const json = JSON.parse((await cli(home, '--json', 'archive', incident, '--out', at('b.tar.gz'))).out)
  expect(json).toMatchObject({ file: at('b.tar.gz'), sha256: made.out.slice(0, 64), leftOut: [], damaged: [] })
})

test('an archive of a damaged record is made, and says so in both languages', async () => {
  await add()
  writeFileSync(own(`blobs/${hashes[0]}`), 'worse')
  const said = await cli(home, '--lang', 'nl', 'archive', incident, '--out', at('a.tar.gz'))
  expect(said.code).toBe(1)
  expect(said.err).toContain(`BESCHADIGD, gearchiveerd zoals het is: blobs/${hashes[0]}\n`)
  expect((await cli(home, 'archive', incident, '--out', at('b.tar.gz'))).err).toContain('DAMAGED, archived as it is')
  expect((await cli(home, 'evidence', 'verify', at('a.tar.gz'))).code).toBe(5)
})

test('an archive of a record that was tampered with is made as it is, and says so in both languages', async () => {
  const whole = JSON.parse((await cli(home, '--json', 'archive', incident, '--out', at('whole.tar.gz'))).out)
  expect(whole.verdict).toBe('signed')
  const log = own('log.000000.jsonl')
  writeFileSync(log, readFileSync(log, 'utf8').replace('Els Peeters', 'Els Peters'))
  const said = await cli(home, '--lang', 'nl', 'archive', incident, '--out', at('a.tar.gz'))
  expect([said.code, said.out]).toEqual([1, expect.stringMatching(/^[0-9a-f]{64} /)])
  expect(said.err).toMatch(/^HET LOGBOEK KLOPT NIET, gearchiveerd zoals het is: regel \d+ /m)
  const again = await cli(home, '--json', 'archive', incident, '--out', at('b.tar.gz'))
  expect(again.err).toMatch(/^THE RECORD DOES NOT VERIFY, archived as it is: line \d+ /m)
  expect(JSON.parse(again.out)).toMatchObject({ verdict: 'tampered', damaged: [] })
  expect((await cli(home, 'verify', at('a.tar.gz'))).code).toBe(5)
})

test('where no folder can be made, that is said at once', async () => {
  await add()
  const copied = await cli(home, '--lang', 'nl', 'evidence', 'copy', incident, '/proc/stick')
  expect([copied.code, copied.err]).toEqual([5, expect.stringContaining('kan niet geschreven worden (ENOENT)')])
  const reported = await cli(home, 'report', incident, '--out', '/proc/stick/report.md')
  expect([reported.code, reported.err]).toEqual([1, expect.stringContaining("can't be written (ENOENT)")])
  const begun = await cli('/proc/home', ...activate, '--answers', answers)
  expect([begun.code, begun.err]).toEqual([5, expect.stringMatching(/can't write in HOME\s+\(ENOENT\)/)])
})

test('while somebody else writes in the log, reading and archiving work', async () => {
  await add()
  const { log } = await openLog(own(''))
  try {
    for (const line of [['list'], ['verify'], ['manifest']]) {
      expect((await cli(home, 'evidence', ...line, incident)).code, line[0]).toBe(0)
    }
    expect((await cli(home, 'archive', incident, '--out', at('a.tar.gz'))).code).toBe(0)
  } finally {
    await log.close()
  }
})

test('a step that takes evidence takes a folder too, and one hash proves it all', async () => {
  const text = readFileSync(answers, 'utf8').replace('../evidence/ransom-note.txt', at('disk'))
  writeFileSync(at('answers.yaml'), text)
  const said = await cli(home, ...activate, '--answers', at('answers.yaml'))
  expect(said.code, said.err).toBe(0)
  expect(said.err).toMatch(/done, 2 in custody\. Proof: file:\s+MANIFEST\.sha256, SHA-256/)
  const list = JSON.parse((await cli(home, '--json', 'evidence', 'list', incident)).out)
  expect(list.map(({ name }: { readonly name: string }) => name)).toEqual(['disk/a.log', 'disk/sub/b\\x1b[2J.log'])
  expect((await cli(home, 'evidence', 'verify', incident)).code).toBe(0)
})

test('nothing in custody is said', async () => {
  expect((await cli(home, '--lang', 'nl', 'evidence', 'list', incident)).out).toBe('er is niets in bewaring\n')
  expect((await cli(home, 'evidence', 'manifest', incident)).out).toBe('')
})
