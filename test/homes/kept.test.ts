import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { version } from '../../src/cli/wiring/version.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'
import { holds } from './golden.ts'

const versions = join(root, 'fixtures/homes')

/** Looked at in the morning after the homes were made, always: what is left of a clock depends on it. */
const morning = Temporal.Instant.from('2026-11-30T06:00:00Z')

const both = (name: string, ...argv: readonly string[]) => [
  [`${name}.en.txt`, ...argv],
  [`${name}.nl.txt`, '--lang', 'nl', ...argv],
]
const verdict = [...both('verify', 'verify'), ['verify.json', '--json', 'verify']]
const screens = [...both('status', 'status', '--all'), ['status.json', '--json', 'status'], ...both('replay', 'replay')]
const reports = [...both('report', 'report'), ['report.json', 'report', '--format', 'json']]
const details = [
  ['replay.jsonl', 'replay', '--format', 'json'],
  ['report.ocsf.jsonl', 'report', '--format', 'ocsf'],
]
const custody = [
  ['evidence.json', '--json', 'evidence', 'list'],
  ['evidence-verify.txt', 'evidence', 'verify'],
]
const exercise = [
  ...both('drill-report', 'drill', 'report'),
  ['drill-report.json', 'drill', 'report', '--format', 'json'],
]
/** Stands for the folder of the version that wrote the home. */
const there = '<kept>'
const trusting = [
  ...['verify.trusting.json', '--json', 'verify'],
  ...['--witness', `${there}/witness.vkey`, '--tsa-ca', `${there}/tsa-ca.pem`],
]

/** What is asked of each home; the name of its record comes last. */
const looks: Readonly<Record<string, readonly (readonly string[])[]>> = {
  closed: [...verdict, ...screens, ...reports],
  open: [...verdict, ...screens, ...reports, ...details, ...custody],
  torn: [...verdict, ...screens, ...reports],
  tampered: [...verdict, ...reports],
  'cut-off': [...verdict, ...screens, ...reports],
  signed: [
    ...verdict,
    trusting,
    ...screens,
    ...reports,
    ...details,
    ...custody,
    ['report.html', 'report', '--format', 'html'],
  ],
  erased: [...verdict, ...screens, ...reports, ...details],
  cloud: [...verdict, ...screens, ...reports, ...details],
  drills: [...verdict, ...screens, ...exercise, ['drill-report.html', 'drill', 'report', '--format', 'html']],
  'drill-left': [...verdict, ...screens, ...exercise],
}

beforeEach(() => {
  vi.spyOn(Temporal.Now, 'instant').mockReturnValue(morning)
  return () => void vi.restoreAllMocks()
})

describe.each(readdirSync(versions).filter((name) => /^\d/.test(name)))('what %s wrote', (wrote) => {
  const kept = join(versions, wrote)
  const golden = (name: string): string => join(kept, 'golden', name)

  test('is all looked at', () => {
    const packed = readdirSync(kept).filter((name) => name.endsWith('.tar.gz') && !name.endsWith('.archive.tar.gz'))
    expect(packed.map((name) => name.slice(0, -'.tar.gz'.length)).sort()).toEqual(Object.keys(looks).sort())
  })

  describe.each(Object.entries(looks))('a home: %s', (name, asked) => {
    let home = ''
    let record = ''
    beforeAll(() => {
      const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-kept-'))
      execFileSync('tar', ['-C', folder, '-xzf', join(kept, `${name}.tar.gz`)])
      home = join(folder, name)
      const place = name.startsWith('drill') ? 'drills' : 'incidents'
      record = readdirSync(join(home, place)).find((one) => one.startsWith('willebroek')) ?? ''
    })
    afterAll(() => rmSync(join(home, '..'), { recursive: true, force: true }))

    test.each(asked)('%s', async (file = '', ...argv) => {
      const said = await cli(home, ...argv.map((word) => word.replace(there, kept)), record)
      holds(golden(`${name}.${file}`), shown(said, wrote))
    })

    test('for somebody who gets the folder alone', async () => {
      const [place] = name.startsWith('drill') ? ['drills'] : ['incidents']
      const folder = join(home, place ?? '', record)
      const [own, other] = [
        await cli(home, '--json', 'verify', record),
        await cli(tempFolder(), '--json', 'verify', folder),
      ]
      expect(verdictOf(other)).toEqual(verdictOf(own))
    })
  })

  test.each(readdirSync(kept).filter((name) => name.endsWith('.archive.tar.gz')))('an archive: %s', async (file) => {
    for (const [look = '', ...argv] of [...verdict, ...both('report', 'report')]) {
      const said = await cli(tempFolder(), ...argv, join(kept, file))
      holds(golden(`${file.slice(0, -'.tar.gz'.length)}.${look}`), shown(said, wrote))
    }
  })
})

describe.each(['0.1.0', '0.2.0'])('what %s left', (wrote) => {
  const kept = join(versions, wrote)
  const unpacked = (name: string): string => {
    const folder = tempFolder()
    execFileSync('tar', ['-C', folder, '-xzf', join(kept, `${name}.tar.gz`)])
    return join(folder, name)
  }

  test('open goes on to its end', async () => {
    const home = unpacked('open')
    const said = await cli(home, 'resume', 'willebroek', '--answers', join(kept, 'answers.yaml'))
    expect(said.code, said.err).toBe(0)
    const verified = await cli(home, '--json', 'verify', 'willebroek')
    expect(verdictOf(verified)).toMatchObject({ code: 0, verdict: 'signed', state: 'closed' })
  })

  test('torn is mended when somebody writes in it', async () => {
    const home = unpacked('torn')
    expect((await cli(home, 'note', 'willebroek', 'It goes on')).code).toBe(0)
    expect(verdictOf(await cli(home, '--json', 'verify', 'willebroek'))).toMatchObject({ code: 0, verdict: 'signed' })
  })

  test('tampered is never written in', async () => {
    const home = unpacked('tampered')
    const [record = ''] = readdirSync(join(home, 'incidents'))
    const said = await cli(home, 'note', record, 'It goes on')
    expect([said.code, said.out]).toEqual([5, ''])
    for (const argv of [
      ['note', 'willebroek', 'It goes on'],
      ['status', 'willebroek'],
    ]) {
      const unnamed = await cli(home, ...argv)
      expect([unnamed.code, unnamed.err]).toEqual([2, expect.stringContaining(`cyber-respond verify ${record}`)])
    }
  })
})

function verdictOf({ code, out }: { readonly code: number; readonly out: string }) {
  const { verdict, state, lines, root: head, firstBadLine } = JSON.parse(out)
  return { code, verdict, state, lines, head, firstBadLine }
}

/**
 * A report says which version made it: read by any version, as the one that is kept made it. How far a long act is, which a
 * slow machine tells after a second, is no part of what is said.
 */
function shown({ code, out, err }: Awaited<ReturnType<typeof cli>>, wrote: string): string {
  const messages = err.replace(/^.*\d+ %\n/gm, '')
  const said = `exit code ${code}\n${out}${messages === '' ? '' : `--- messages\n${messages}`}`
  return said.replaceAll(version, wrote)
}
