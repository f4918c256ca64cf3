import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { completionFrom } from '../../../../src/cli/complete/answer.ts'
import type { Shipped } from '../../../../src/cli/complete/shipped.ts'
import { root, tempFolder } from '../../../support/run-cli.ts'
import { offered, shippedForCompletion } from '../../../support/shipped-completion.ts'

let shipped: Shipped
beforeAll(async () => {
  shipped = await shippedForCompletion()
})

/** The values of an answer, without what kind it is and what they are. */
async function values(home: string, ...words: readonly string[]): Promise<readonly string[]> {
  return (await offered(shipped, home, ...words)).slice(1).map((line) => line.replace(/\t.*/, ''))
}

/** A home with records that were begun and closed on these days, by names of folders. */
function homeWith(records: Readonly<Record<string, 'open' | 'closed'>>, kind = 'incidents'): string {
  const home = tempFolder()
  for (const [name, standing] of Object.entries(records)) {
    const folder = join(home, kind, name)
    mkdirSync(join(folder, 'pinned'), { recursive: true })
    const types = ['incident.opened', ...(standing === 'closed' ? ['incident.closed', 'note.added'] : [])]
    writeFileSync(
      join(folder, 'log.000000.jsonl'),
      types.map((type) => `${JSON.stringify({ actor: 'Greet Schrijver', type })}\n`).join(''),
    )
  }
  return home
}

test('commands, those of a group, and options of a command before those of every command', async () => {
  const home = tempFolder()
  expect(await values(home, 'act')).toEqual(['activate'])
  expect(await values(home, 'cloud', 'page', '')).toEqual(['set'])
  expect(await values(home, '--home', 'x', '--lang=nl', 'evidence', 'ma')).toEqual(['manifest'])
  const options = await values(home, 'activate', 'willebroek', '--')
  expect(options.slice(0, 3)).toEqual(['--profile', '--plan', '--answers'])
  expect(options).toContain('--operator')
  // What was given once is not offered again; what may be given often is.
  expect(await values(home, 'activate', '--dry-run', '--d')).toEqual([])
  expect(await values(home, 'verify', 'x', '--witness', 'a', '--wit')).toEqual(['--witness'])
  expect(await offered(shipped, home, 'sta')).toEqual(['words', 'status\twhere an incident stands'])
  expect(await offered(shipped, home, '--lang', 'nl', 'sta')).toEqual([
    'words',
    'status\thoe een incident ervoor staat',
  ])
  // Behind -- nothing is an option.
  expect(await values(home, 'note', 'x', '--', '--re')).toEqual([])
})

test('choices, also joined to their option; files and folders are the business of the shell', async () => {
  const home = tempFolder()
  expect(await values(home, 'report', 'x', '--format', 'o')).toEqual(['ocsf'])
  expect(await values(home, 'report', 'x', '--format=h')).toEqual(['--format=html'])
  expect(await values(home, 'completion', '')).toEqual(['bash', 'zsh', 'fish'])
  expect(await offered(shipped, home, 'runbook', 'lint', 'a.yaml', '')).toEqual(['files'])
  expect(await offered(shipped, home, '--home', '')).toEqual(['folders'])
  expect(await offered(shipped, home, 'evidence', 'copy', 'x', '/m')).toEqual(['folders'])
  expect(await offered(shipped, home, 'verify', './w')).toEqual(['files'])
  expect(await offered(shipped, home, 'note', 'x', 'wor')).toEqual(['words'])
})

test('municipalities: as they are typed, by a part of them, by a code; those with a profile here first', async () => {
  const home = tempFolder()
  mkdirSync(join(home, 'profiles'))
  writeFileSync(join(home, 'profiles/willebroek.yaml'), '')
  expect((await values(home, 'activate', ''))[0]).toBe('willebroek')
  expect(await offered(shipped, home, 'activate', 'wille')).toEqual(['words', 'willebroek\tWillebroek, Antwerpen'])
  expect(await values(home, 'activate', 'WILLE')).toEqual(['Willebroek'])
  expect(await values(home, 'activate', 'sintni')).toEqual(['sint-niklaas'])
  expect(await offered(shipped, home, 'activate', 'blaasv')).toEqual(['words', 'blaasveld\tWillebroek'])
  expect(await values(home, 'activate', '2830')).toEqual(['2830'])
  expect(await values(home, 'runbook', 'print', '--municipality', 'Aals')).toEqual(['Aalst'])
  expect(await values(home, 'municipality', 'list', '--province', 'lim')).toEqual(['Limburg'])
  expect(await values(home, 'municipality', 'check', '')).toEqual(['willebroek'])
})

test('incidents by their folders, open ones first, and drills where no incident fits', async () => {
  const home = homeWith({
    'aalst-2026-11-20': 'closed',
    'willebroek-2026-11-21': 'open',
    'willebroek-2026-11-24': 'closed',
    'willebroek-2026-11-25': 'open',
  })
  mkdirSync(join(home, 'drills/willebroek-2026-05-01'), { recursive: true })
  writeFileSync(join(home, 'drills/willebroek-2026-05-01/log.000000.jsonl'), '{"type":"drill.ended"}\n')
  mkdirSync(join(home, 'incidents/.new-1'))
  symlinkSync('nowhere', join(home, 'incidents/gone'))
  expect(await offered(shipped, home, 'status', '')).toEqual([
    'words',
    'willebroek-2026-11-25\topen',
    'willebroek-2026-11-21\topen',
    'willebroek-2026-11-24\tclosed',
    'aalst-2026-11-20\tclosed',
  ])
  expect(await values('/nowhere', '--home', home, 'note', 'aa')).toEqual(['aalst-2026-11-20'])
  expect(await values(home, 'verify', 'willebroek-2026-05')).toEqual(['willebroek-2026-05-01'])
  expect(await values(home, 'drill', 'resume', '')).toEqual(['willebroek-2026-05-01'])
})

test('steps by code and title, answers, runbooks, plans, scenarios with their levels, services, guides', async () => {
  const home = tempFolder()
  expect((await offered(shipped, home, 'note', 'x', 'y', '--redline', 'i1')).slice(0, 2)).toEqual([
    'words',
    'I1\tDeclare the incident',
  ])
  expect(await values(home, 'paper', 'x', 'declare')).toContain('I1')
  expect(await offered(shipped, home, '--lang', 'nl', 'ratify', 'x', 'I1')).toContain('I1\tKondig het incident af')
  expect(await values(home, 'correct', 'x', 'i1.aw')).toEqual(['I1.aware_at'])
  expect(await values(home, 'status', '--track', 'iso')).toEqual(['isolate'])
  expect(await values(home, 'activate', 'x', '--plan', 'dd')).toEqual(['ddos'])
  expect(await values(home, 'drill', 'run', 'x', '--scenario', 'so')).toEqual(['solo'])
  expect(await values(home, 'drill', 'run', 'x', '--scenario', 'solo', '--level', '')).toEqual(['basic', 'hard'])
  expect(await values(home, 'cloud', 'page', 'set', 'x', 'status')).toEqual(['status-page'])
  expect(await values(home, 'help', 'resp')).toEqual(['responder'])
  expect(await values(home, 'help', 'drill', 'reh')).toEqual(['rehearse'])
})

test('steps and answers of an incident are those of the runbooks that it keeps', async () => {
  const home = homeWith({ 'willebroek-2026-11-25': 'open' })
  const pinned = join(home, 'incidents/willebroek-2026-11-25/pinned')
  cpSync(join(root, 'fixtures/small/first.yaml'), join(pinned, 'first.yaml'))
  cpSync(join(root, 'runbooks/isolate.yaml'), join(pinned, 'isolate.yaml'))
  writeFileSync(join(pinned, 'broken.yaml'), 'steps: [')
  for (const name of ['willebroek', 'Willebroek', 'willebroek-2026-11-25']) {
    expect(await values(home, 'paper', name, 'F')).toEqual(['F1', 'F2', 'F3', 'F4', 'F5'])
  }
  expect(await values(home, 'correct', 'willebroek', 'F1.aw')).toEqual(['F1.aware_at'])
  // One file is as it ships, and changed it is another.
  expect(await values(home, 'paper', 'willebroek', 'I1')).toContain('I1')
  const isolate = readFileSync(join(pinned, 'isolate.yaml'), 'utf8')
  writeFileSync(join(pinned, 'isolate.yaml'), isolate.replace('code: I1\n', 'code: X1\n'))
  expect(await values(home, 'paper', 'willebroek', 'X')).toEqual(['X1'])
})

test('people of the profile and of the record, also by their roles', async () => {
  const home = homeWith({ 'willebroek-2026-11-25': 'open' })
  mkdirSync(join(home, 'profiles'))
  cpSync(join(root, 'fixtures/profiles/willebroek.yaml'), join(home, 'profiles/willebroek.yaml'))
  expect(await offered(shipped, home, '--operator', 'fien')).toEqual(['words', 'Fien Niemand\tmayor'])
  expect(await values(home, 'activate', 'willebroek', '--operator', 'ciso')).toEqual(['Ivo Bijvoorbeeld'])
  expect(await values(home, 'handover', 'willebroek', 'lena')).toEqual(['Lena Nietecht'])
  expect(await values(home, 'resume', 'willebroek', '--operator', 'greet')).toEqual(['Greet Schrijver'])
  expect(await values(home, 'activate', 'aalst', '--operator', 'fien')).toEqual([])
  const other = join(home, 'other.yaml')
  writeFileSync(other, '{ "contacts": [{ "role": "lead", "name": "Zoë O\'Neill-D\'hondt" }] }')
  expect(await values(home, 'activate', 'aalst', '--profile', other, '--operator', 'zoe')).toEqual([
    "Zoë O'Neill-D'hondt",
  ])
  expect(await values(home, '--operator', 'cyber')).toEqual([])
  // What a list of steps goes over is of the profile too.
  expect(await offered(shipped, home, 'paper', 'willebroek', 'I3', '--item', 'vp')).toEqual([
    'words',
    'vpn\tVPN for telework',
  ])
  expect(await values(home, 'paper', 'willebroek', 'I3', '--item', 'tapes')).toEqual(['tape'])
})

test.each(['erased', 'withheld'])(
  'a record out of which somebody was %s names nobody, nor does its profile',
  async (what) => {
    const home = homeWith({ 'willebroek-2026-11-25': 'open' })
    const folder = join(home, 'incidents/willebroek-2026-11-25')
    writeFileSync(join(folder, 'pinned/profile.yaml'), 'contacts:\n  - { role: lead, name: Greta Gewist }\n')
    const asked = ['resume', 'willebroek', '--operator', 'gre'] as const
    expect(await values(home, ...asked)).toEqual(['Greta Gewist', 'Greet Schrijver'])
    if (what === 'erased')
      appendFileSync(join(folder, 'log.000000.jsonl'), '{"actor":"Greet Schrijver","type":"redaction"}\n')
    else writeFileSync(join(folder, 'WITHHELD.json'), '{}')
    expect(await values(home, ...asked)).toEqual([])
  },
)

test('nothing is written, and nothing goes wrong, whatever stands in the home', async () => {
  const home = homeWith({
    'willebroek-2026-11-25': 'open',
    'a\nb-2026-11-25': 'open',
    'x\u001b[31m-2026-01-01': 'open',
    '--yes': 'open',
    '-rf-2026-01-01': 'open',
  })
  mkdirSync(join(home, 'profiles'))
  writeFileSync(join(home, 'profiles/aalst.yaml'), 'contacts: [\u0000')
  mkdirSync(join(home, 'profiles/diest.yaml'))
  writeFileSync(join(home, 'drills'), 'no folder')
  const before = readdirSync(home, { recursive: true })
  expect(await values(home, 'status', '')).toEqual(['willebroek-2026-11-25'])
  for (const words of [
    ['drill', 'resume', ''],
    ['--operator', ''],
    ['activate', 'diest', '--operator', ''],
    ['a\u0000', ''],
    [''],
  ]) {
    expect((await offered(shipped, home, ...words))[0]).toMatch(/^(?:words|files)$/)
  }
  expect(readdirSync(home, { recursive: true })).toEqual(before)
})

test('bash gets what it can put into its line, behind its own breaks and inside the quote that is open', async () => {
  const home = tempFolder()
  mkdirSync(join(home, 'profiles'))
  writeFileSync(join(home, 'profiles/aalst.yaml'), 'contacts:\n  - { role: "a:b", name: "Zoë D\'hondt (nacht)" }\n')
  const env = { CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8' }
  const bash = async (line: string, type = '9'): Promise<readonly string[]> =>
    (await completionFrom(shipped, ['--bash', type, ' \t\n"\'><=;|&(:', line], env, home)).trimEnd().split('\n')
  expect(await bash('cyber-respond --operator Z')).toEqual(['words', "Zoë\\ D\\'hondt\\ \\(nacht\\)"])
  expect(await bash("cyber-respond --operator 'Z")).toEqual(['words', "Zoë D'\\''hondt (nacht)"])
  expect(await bash('cyber-respond --operator "Zoë D\'')).toEqual(['words', "Zoë D'hondt (nacht)"])
  expect(await bash('cyber-respond --operator=zoe')).toEqual(['words', "Zoë\\ D\\'hondt\\ \\(nacht\\)"])
  expect(await bash('cyber-respond report x --format=h')).toEqual(['words', 'html'])
  expect(await bash('cyber-respond report x --format=')).toEqual(['words', 'md', 'html', 'json', 'ocsf', 'csv'])
  // Several are listed with what they are, but for menu-complete, which writes what it lists.
  expect(await bash('cyber-respond re')).toContain('redact    erase a personal value for good'.padEnd(41))
  expect(await bash('cyber-respond re', '37')).toContain('redact')
  // Found by their titles, they have nothing in common with what was typed, and nothing may take its place.
  expect((await bash('cyber-respond note x y --redline cut'))[1]).toBe(' ')
})
