import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noPython, script } from '../strangers/python.ts'
import { cli, root } from '../support/run-cli.ts'
import { noSsh, sshKey } from '../support/ssh-agent.ts'
import { noOpenssl, timeStampAuthority } from '../support/time-stamp-server.ts'
import { blocksOf, checked, commandsOf, documentText, shell } from './document.ts'

// The Dutch guide has the same commands: test/docs/guides.
const guide = documentText('runbooks/guides/auditor.en.md')
const commands = blocksOf(guide, 'sh').flatMap((block) => commandsOf(block).map((command) => ({ ...block, command })))
const byHand = commands.filter(({ heading }) => heading === 'By hand').map(({ command }) => command)

/** The command of the guide that does this, known by a word of it. */
function commandWith(word: string): string {
  const found = byHand.filter((command) => command.includes(word))
  expect(found, word).toHaveLength(1)
  return found[0] ?? ''
}

const places = mkdtempSync(join(tmpdir(), 'cyber-respond-auditor-'))
/** The home of an auditor who was given an archive, and the certificate of the time stamp authority. */
const auditor = join(places, 'auditor')

/**
 * The municipality's side: an incident of the small plan whose operator signs along and whose dangerous steps take a signed
 * approval, on two machines, with a time stamp over its newest head. Gives the path of its archive.
 */
async function archived(): Promise<string> {
  const [home, runbooks] = [join(places, 'home'), join(places, 'runbooks')]
  mkdirSync(home)
  cpSync(join(root, 'fixtures/small'), runbooks, { recursive: true })
  const rewrite = (name: string, ...changes: readonly (readonly [from: string, to: string])[]): void => {
    const path = join(runbooks, name)
    let text = readFileSync(path, 'utf8')
    for (const [from, to] of changes) {
      expect(text).toContain(from)
      text = text.replaceAll(from, to)
    }
    writeFileSync(path, text)
  }
  rewrite('first.yaml', ['approve: lead', 'approve: { by: lead, signed: true }'])
  rewrite(
    'answers.yaml',
    ['../evidence', join(root, 'fixtures/evidence')],
    ['Els Peeters', 'An Voorbeeld'],
    // What was signed is unpacked from JSON by hand: quotes and backslashes must survive that.
    ['{ name: Jan Maes, reason: Cut it }', `{ name: Cato Denkbeeld, reason: 'a \\ and a "quote"', key: cato }`],
  )
  sshKey(runbooks, 'cato')
  const who = ['--operator', 'An Voorbeeld', '--sign-with', sshKey(home, 'an'), '--runbooks', runbooks]
  const what = ['activate', 'willebroek', '--plan', 'small', '--profile', 'fixtures/profiles/willebroek.yaml']
  const { code, err } = await cli(home, ...who, ...what, '--answers', join(runbooks, 'answers.yaml'))
  expect(code, err).toBe(0)
  const [incident = ''] = readdirSync(join(home, 'incidents'))
  // A colleague's machine goes on with it, and seals with a key of its own.
  const other = join(places, 'other')
  cpSync(join(home, 'incidents'), join(other, 'incidents'), { recursive: true })
  const noted = await cli(other, '--operator', 'Cato Denkbeeld', 'note', incident, 'on another machine')
  expect(noted.code, noted.err).toBe(0)
  const folder = join(other, 'incidents', incident)
  expect(readFileSync(join(folder, 'keys/log.vkey'), 'utf8').trim().split('\n')).toHaveLength(2)
  const checkpoints = join(folder, 'checkpoints')
  const newest = Math.max(...readdirSync(checkpoints).map((name) => Number.parseInt(name, 10)))
  const note = join(checkpoints, `${newest}.note`)
  const authority = timeStampAuthority(join(places, 'authority'))
  const query = execFileSync('openssl', ['ts', '-query', '-data', note, '-sha256', '-cert'], { stdio: 'pipe' })
  writeFileSync(join(checkpoints, `${newest}.tsr`), authority.reply(query))
  cpSync(authority.ca, join(auditor, 'tsa-ca.pem'))
  const path = join(places, 'willebroek.tar.gz')
  expect((await cli(other, 'archive', incident, '--out', path)).code).toBe(0)
  return path
}

describe.skipIf(noOpenssl || noSsh || noPython)('the commands of the guide for auditors', () => {
  beforeAll(async () => {
    mkdirSync(auditor)
    cpSync(await archived(), join(auditor, 'willebroek.tar.gz'))
    cpSync(script, join(auditor, 'verify.py'))
  })
  afterAll(() => rmSync(places, { recursive: true, force: true }))

  const said = new Map<string, string>()
  test.each(commands)('end with 0 on a good archive, under "$heading": $command', async ({ command }) => {
    const { code, out, err } = await shell({ home: auditor }, [command])
    expect(code, out + err).toBe(0)
    said.set(command, out)
  })

  test('print what they found', () => {
    expect(said.get(commandWith('does not follow'))).toMatch(/^\d\d lines follow from each other\n$/)
    expect(said.get(commandWith('openssl pkeyutl'))).toContain('Signature Verified Successfully')
    const signed = said.get(commandWith('checkpoint@cyber-respond')) ?? ''
    expect(
      signed.match(/^Good "checkpoint@cyber-respond" signature for an\.voorbeeld with /gm)?.length,
    ).toBeGreaterThan(3)
    const approval = said.get(commandWith('approval@cyber-respond')) ?? ''
    expect(approval).toContain(
      '\nby: An Voorbeeld\napproved by: Cato Denkbeeld\nas: lead\nbecause: a \\ and a "quote"\n',
    )
    expect(approval).toMatch(/^Good "approval@cyber-respond" signature for approver with ED25519 key SHA256:/m)
    expect(said.get(commandWith('openssl ts'))).toMatch(/^Time stamp: .* GMT\n/)
  })

  /** Another place, and how each command ends there: all at once, because none of them gets far. */
  async function endsIn(home: string, list: readonly string[]): Promise<readonly (readonly [string, number])[]> {
    return Promise.all(list.map(async (command) => [command, (await shell({ home }, [command])).code] as const))
  }

  test('fail where there is nothing', async () => {
    const home = join(places, 'nothing')
    mkdirSync(home)
    const ends = await endsIn(
      home,
      commands.map(({ command }) => command),
    )
    expect(ends.filter(([, code]) => code === 0)).toEqual([])
  })

  test('fail in a wrong folder, and on a file that is no archive', async () => {
    const home = join(places, 'wrong')
    mkdirSync(join(home, 'audit/willebroek-of-something-else'), { recursive: true })
    writeFileSync(join(home, 'audit/willebroek-of-something-else/letter.txt'), 'Dear auditor\n')
    writeFileSync(join(home, 'willebroek.tar.gz'), 'no archive')
    cpSync(script, join(home, 'verify.py'))
    const hashes = 'sha256sum ~/willebroek.tar.gz'
    const ends = await endsIn(
      home,
      commands.map(({ command }) => command),
    )
    // A hash of any file is one: it is compared over the telephone.
    expect(ends.filter(([, code]) => code === 0).map(([command]) => command)).toEqual([hashes])
  })

  const log = 'log.000000.jsonl'
  const isIn =
    (folder: string, end: string) =>
    (name: string): boolean =>
      name.startsWith(folder) && name.endsWith(end)

  /** What is missing or changed, and a word of each command by hand that must notice it. */
  const harms: readonly (readonly [what: string, harm: (folder: string) => void, noticedBy: readonly string[]])[] = [
    [
      'no log',
      (folder) => rmSync(join(folder, log)),
      ['does not follow', 'wc -l', 'openssl pkeyutl', 'approval@', 'comm -13', 'sed -n 13p'],
    ],
    [
      'an empty log',
      (folder) => writeFileSync(join(folder, log), ''),
      ['verify.py', 'does not follow', 'wc -l', 'approval@', 'comm -13', 'sed -n 13p'],
    ],
    [
      'a byte of a line changed',
      (folder) => change(folder, log, (text) => text.replace('An Voorbeeld', 'An Voorbeelt')),
      ['does not follow', 'verify.py'],
    ],
    [
      'line 12 changed',
      (folder) => change(folder, log, (text) => text.split('\n').with(11, '{}').join('\n')),
      ['does not follow', 'sed -n 13p'],
    ],
    [
      'the end of the last line gone',
      (folder) => change(folder, log, (text) => text.slice(0, -5)),
      ['does not follow', 'wc -l'],
    ],
    [
      'the last lines cut off',
      (folder) => change(folder, log, (text) => `${text.split('\n').slice(0, -5).join('\n')}\n`),
      ['wc -l', 'verify.py'],
    ],
    ['no head', (folder) => rmSync(join(folder, 'checkpoint')), ['openssl pkeyutl', 'wc -l']],
    [
      'a head over other lines',
      (folder) => change(folder, 'checkpoint', (text) => text.replace(/^\d+$/m, '12')),
      ['openssl pkeyutl', 'verify.py'],
    ],
    ['no key of the log', (folder) => rmSync(join(folder, 'keys/log.vkey')), ['openssl pkeyutl']],
    [
      'another key of the log',
      (folder) => change(folder, 'keys/log.vkey', (text) => text.replace(/.{5}\n$/, 'AAAA=\n')),
      ['openssl pkeyutl'],
    ],
    [
      'a key of the log that no line names',
      (folder) => change(folder, log, (text) => text.replaceAll('"key":"cyber-respond', '"key":"')),
      ['openssl pkeyutl'],
    ],
    ['no keys of people', (folder) => rmSync(join(folder, 'keys/allowed_signers')), ['checkpoint@']],
    ['no signatures of people', (folder) => remove(folder, isIn('checkpoints/', '.sshsig')), ['checkpoint@']],
    [
      'no notes beside the signatures',
      (folder) => remove(folder, isIn('checkpoints/', '.note')),
      ['checkpoint@', 'openssl ts'],
    ],
    ['a signature under another head', (folder) => swapSignatures(folder), ['checkpoint@']],
    [
      'the approval is about something else',
      (folder) => change(folder, log, (text) => text.replaceAll(String.raw`a \\ and`, 'no')),
      ['approval@'],
    ],
    ['no time stamp', (folder) => remove(folder, isIn('checkpoints/', '.tsr')), ['openssl ts']],
    ['evidence missing', (folder) => remove(folder, isIn('blobs/', '')), ['comm -13']],
    ['evidence changed', (folder) => changeFirst(folder, 'blobs/'), ['comm -13']],
    ['no manifest', (folder) => rmSync(join(folder, 'MANIFEST.sha256')), ['--quiet MANIFEST', 'diff']],
    ['a file that nobody listed', (folder) => writeFileSync(join(folder, 'blobs/more'), ''), ['diff']],
    ['a file that is not as listed', (folder) => changeFirst(folder, 'pinned/'), ['--quiet MANIFEST', 'comm -13']],
  ]

  test.each(harms)('notice by hand: %s', async (what, harm, noticedBy) => {
    const home = join(places, what.replaceAll(' ', '-'))
    cpSync(join(auditor, 'audit'), join(home, 'audit'), { recursive: true })
    for (const name of ['tsa-ca.pem', 'verify.py']) cpSync(join(auditor, name), join(home, name))
    const [incident = ''] = readdirSync(join(home, 'audit')).filter((name) => name.startsWith('willebroek-'))
    harm(join(home, 'audit', incident))
    for (const command of noticedBy.map(commandWith))
      expect((await shell({ home }, [command])).code, command).not.toBe(0)
  })

  test('without the certificate of the authority a time stamp counts for nothing', async () => {
    const home = join(places, 'no-authority')
    cpSync(join(auditor, 'audit'), join(home, 'audit'), { recursive: true })
    expect((await shell({ home }, [commandWith('openssl ts')])).code).not.toBe(0)
  })

  test('end one after the other in one terminal as they do alone', async () => {
    const home = join(places, 'one-terminal')
    mkdirSync(home)
    for (const name of ['willebroek.tar.gz', 'tsa-ca.pem', 'verify.py']) cpSync(join(auditor, name), join(home, name))
    const { code, err } = await shell({ home }, byHand.map(checked))
    expect(code, err).toBe(0)
  })
})

function change(folder: string, name: string, how: (text: string) => string): void {
  const path = join(folder, name)
  const text = readFileSync(path, 'utf8')
  const other = how(text)
  expect(other).not.toBe(text)
  writeFileSync(path, other)
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted()
}

function remove(folder: string, which: (name: string) => boolean): void {
  const gone = filesIn(folder).filter(which)
  expect(gone).not.toEqual([])
  for (const name of gone) rmSync(join(folder, name))
}

function changeFirst(folder: string, under: string): void {
  change(folder, filesIn(folder).find((name) => name.startsWith(under)) ?? '', (text) => `${text}!`)
}

function swapSignatures(folder: string): void {
  const [one = '', other = ''] = filesIn(folder).filter((name) => name.endsWith('.sshsig'))
  writeFileSync(join(folder, one), readFileSync(join(folder, other)))
}
