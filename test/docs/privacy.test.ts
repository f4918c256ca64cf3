import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deskClient, lostCard } from '../support/desk-client.ts'
import { documentText, shell } from './document.ts'

const home = mkdtempSync(join(tmpdir(), 'cyber-respond-privacy-'))
const at = (name: string): string => join(home, name)
let incident = ''

async function said(command: string, code = 0): Promise<string> {
  const ended = await shell({ home }, [command])
  expect(ended.code, ended.out + ended.err).toBe(code)
  return ended.out
}

/** One incident up to the open counter, where a civil servant made an entry, which was exported into its folder. */
beforeAll(async () => {
  const answers = '--answers fixtures/answers/willebroek.yaml --until emergency/real-case'
  const night = await said(
    `cyber-respond activate willebroek --profile fixtures/profiles/willebroek.yaml ${answers} 2>&1`,
    4,
  )
  const services: readonly { name: string; url: string }[] = JSON.parse(
    await said('cyber-respond --json cloud status willebroek'),
  )
  const desk = deskClient(services.find(({ name }) => name === 'counter-desk')?.url ?? '', fetch)
  await desk.login(/^Access code of the counter desk: (\S+)/m.exec(night)?.[1] ?? '')
  const form = await desk.openForm('/new/lost-document')
  const answer = await desk.post('/new/lost-document', { form, ...lostCard, family_name: marks.citizens })
  expect(answer.status).toBe(303)
  await said('cyber-respond cloud export willebroek')
  const incidents = at('.local/state/cyber-respond/incidents')
  incident = join(incidents, readdirSync(incidents)[0] ?? '')
})
afterAll(async () => {
  await shell({ home }, ['cyber-respond cloud down willebroek --yes'])
  rmSync(home, { recursive: true, force: true })
})

/** A text of each kind of data, found nowhere else. */
const marks = {
  // An answer that the runbook marks personal.
  personal: 'network: Bram Fictief',
  // The number of a neighbour, which no step tells.
  profile: '+32 3 555 01 40',
  called: 'Fien Niemand',
  evidence: 'Example Crew',
  // What a short command printed.
  output: 'link internet is cut',
  // An answer in the early warning that is not personal.
  notice: 'advice on the order of recovery',
  citizens: 'Aangeefster',
} as const

/** All that stands in a folder, personal values too: they are kept in base64. */
function textIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
  return files
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      if (!name.endsWith('disclosures.jsonl')) return [text]
      const values = text
        .trimEnd()
        .split('\n')
        .filter((line) => line !== '')
        .map((line): string => JSON.parse(line).disclosure)
      return values.map((value) => Buffer.from(value, 'base64url').toString('utf8'))
    })
    .join('\n')
}

async function archived(name: string, options = ''): Promise<string> {
  await said(`cyber-respond archive willebroek --out ~/${name}.tar.gz ${options}`)
  mkdirSync(at(name))
  execFileSync('tar', ['-xzf', at(`${name}.tar.gz`), '-C', at(name)])
  return textIn(at(name))
}

/** The line that holds the personal answer, counted from 1. */
function personalLine(): number {
  const lines = readFileSync(join(incident, 'log.000000.jsonl'), 'utf8').split('\n')
  return lines.findIndex((line) => line.includes('"team":{"digest"')) + 1
}

/** Each row of the guide's table: how that copy is made, and which marks stand in it, as the row says. */
const copies: readonly (readonly [row: string, made: () => Promise<string>, holds: readonly (keyof typeof marks)[]])[] =
  [
    [
      "the incident's folder",
      async () => textIn(incident),
      ['personal', 'profile', 'called', 'evidence', 'output', 'notice', 'citizens'],
    ],
    ['an archive', () => archived('plain'), ['called', 'evidence', 'output', 'notice']],
    [
      'an archive `--with-disclosures`',
      () => archived('whole', '--with-disclosures'),
      ['personal', 'called', 'evidence', 'output', 'notice'],
    ],
    [
      'an archive `--with-personal`',
      () => archived('persons', '--with-personal --yes'),
      ['profile', 'called', 'evidence', 'output', 'notice', 'citizens'],
    ],
    [
      '`report` (md, html, json), `status`',
      async () => {
        const reports = ['md', 'html', 'json'].map((format) =>
          said(`cyber-respond report willebroek --format ${format}`),
        )
        return (await Promise.all([...reports, said('cyber-respond status willebroek --all')])).join('\n')
      },
      ['personal', 'called'],
    ],
    [
      '`replay`, also as JSON or recording',
      async () =>
        `${await said('cyber-respond replay willebroek')}${await said('cyber-respond replay willebroek --format json')}`,
      ['personal', 'called', 'output', 'notice'],
    ],
    [
      '`report --format ocsf`',
      () => said('cyber-respond report willebroek --format ocsf'),
      ['called', 'output', 'notice'],
    ],
    [
      'a copy of the evidence (`evidence copy`)',
      async () => {
        await said('cyber-respond evidence copy willebroek ~/stick')
        return textIn(at('stick'))
      },
      ['evidence'],
    ],
    ['the proof of a line (`prove`)', () => said(`cyber-respond prove willebroek ${personalLine()}`), []],
    [
      'a head for a witness or for paper',
      async () =>
        `${await said('cyber-respond witness export willebroek')}${await said('cyber-respond witness print willebroek')}`,
      [],
    ],
  ]

test.each(copies)('%s holds what the guide says', async (_row, made, holds) => {
  const text = (await made()).replaceAll(/\n\s*/g, ' ')
  const found = Object.entries(marks).filter(([, mark]) => text.includes(mark))
  expect(found.map(([kind]) => kind)).toEqual(holds)
})

test('with `--disclose` the proof of a line holds its personal values', async () => {
  const proof = await said(`cyber-respond prove willebroek ${personalLine()} --disclose`)
  const [, extra = ''] = /^extra (\S+)$/m.exec(proof) ?? []
  expect(Buffer.from(extra, 'base64').toString('utf8')).toContain(
    Buffer.from('network: Bram').toString('base64url').slice(0, 8),
  )
})

test('the rows are those of the guide, in both languages as many', () => {
  const rows = (lang: string): readonly string[] => {
    const [, table = ''] =
      /^\| (?:copy|kopie) \|.*\n\|[-|]+\|\n((?:\|.*\n)+)/m.exec(documentText(`runbooks/guides/privacy.${lang}.md`)) ??
      []
    return table
      .trimEnd()
      .split('\n')
      .map((row) => row.split(' | ')[0]?.slice(2) ?? '')
  }
  expect(rows('en')).toEqual(copies.map(([row]) => row))
  expect(rows('nl')).toHaveLength(copies.length)
})
