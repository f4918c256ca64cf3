import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { incidentNames } from '../../src/adapters/home/incident-files.ts'
import { readLog } from '../../src/adapters/log/files.ts'
import { smallRunbooks } from '../support/evening-drill.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const small = ['--runbooks', smallRunbooks]

/** An incident of which only the first step is done. */
async function begun(): Promise<string> {
  const home = tempFolder()
  const answers = ['--answers', join(smallRunbooks, 'answers.yaml'), '--until', 'F2']
  const { code, err } = await cli(
    home,
    ...small,
    'activate',
    'willebroek',
    '--plan',
    'small',
    '--profile',
    profile,
    ...answers,
  )
  expect(code, err).toBe(4)
  return home
}

async function lastData(home: string): Promise<{ readonly [member: string]: unknown }> {
  const [name = ''] = incidentNames(home)
  const { events } = await readLog(join(home, 'incidents', name))
  return { ...events.at(-1), ...events.at(-1)?.data }
}

test('a step that a paper says was done, before its turn: marked everywhere, with both times, in a record that verifies', async () => {
  const home = await begun()
  const own = [
    '--at',
    '2 hours ago',
    '--by',
    'Bram Fictief',
    '--words',
    'the port is down',
    '--approved-by',
    'An Voorbeeld',
  ]
  const cut = await cli(home, ...small, 'paper', 'willebroek', 'f2', '--item', 'vpn', ...own)
  expect(cut.code, cut.err).toBe(0)
  expect(cut.err.replaceAll(/\s+/g, ' ')).toContain('ON PAPER, entered afterwards: done by Bram Fictief')
  expect(await lastData(home)).toMatchObject({
    ...{ type: 'step.transcribed', step: 'first/cut[vpn]', needs: '0.3.0', result: 'done', said: '2 hours ago' },
    ...{ by: 'Bram Fictief', words: 'the port is down', approval: { approver: 'An Voorbeeld', role: 'lead' } },
    proof: { kind: 'word', person: 'Bram Fictief', statement: 'the port is down' },
  })
  // F3 waits for F2, and is entered all the same.
  const scope = await cli(
    home,
    ...small,
    '--lang',
    'nl',
    'paper',
    'willebroek',
    'F3',
    '--at',
    'onbekend',
    '--by',
    'An',
    '--answer',
    'scope=many',
  )
  expect(scope.code, scope.err).toBe(0)
  expect(scope.err).toContain('F3: volgens het plan wacht ze op F2')
  expect(scope.err).toContain('F3: niemand weet wanneer')
  expect(scope.err.replaceAll(/\s+/g, ' ')).toContain(
    'OP PAPIER, achteraf ingevoerd: gedaan door An, niemand weet wanneer',
  )
  expect(await lastData(home)).toMatchObject({ at: 'unknown', said: 'onbekend', facts: { scope: 'many' } })
  const status = (await cli(home, ...small, 'status', 'willebroek', '--all')).out.replaceAll(/\s+/g, ' ')
  expect(status).toContain('ON PAPER, entered afterwards: done by Bram Fictief')
  expect(status).toContain('approved on paper by An Voorbeeld, as stated')
  for (const [lang, mark, later] of [
    ['en', 'ON PAPER, entered afterwards', /F2 Cut [^|\n[]+, done on paper/],
    ['nl', 'OP PAPIER, achteraf ingevoerd', /F2 Sluit [^|\n[]+ af, gedaan op papier/],
  ] as const) {
    const report = (await cli(home, ...small, '--lang', lang, 'report', 'willebroek')).out
    expect(report).toContain(mark)
    expect(report).toMatch(later)
    expect(report).not.toMatch(/first\/cut\\?\[vpn\\?\], /)
  }
  expect((await cli(home, 'verify', 'willebroek')).code).toBe(0)
  const replay = await cli(home, 'replay', 'willebroek', '--speed', '1000')
  expect(replay.code, replay.err).toBe(0)
})

test('a notice that went out on paper ends its clock when the paper says', async () => {
  const home = await begun()
  const sent = await cli(
    home,
    ...small,
    'paper',
    'willebroek',
    'S1',
    '--at',
    '5 minutes ago',
    '--by',
    'An',
    '--reference',
    'CCB-7',
  )
  expect(sent.code, sent.err).toBe(0)
  const status = JSON.parse((await cli(home, '--json', ...small, 'status', 'willebroek')).out)
  expect(JSON.stringify(status.clocks)).toContain('CCB-7')
  expect((await cli(home, 'replay', 'willebroek', '--speed', '1000')).code).toBe(0)
})

test('many from a file, in any order; one that can not be stops all of them', async () => {
  const home = await begun()
  const file = join(home, 'sheets.yaml')
  const entries = (more: string): string => `format: cyber-respond/paper@1
entries:
  - { code: F3, at: 1 minute ago, by: An Voorbeeld, answers: { scope: one } }
  - { code: F2, item: internet, at: 20 min ago, by: Bram Fictief, approved_by: An Voorbeeld }
${more}`
  writeFileSync(
    file,
    entries('  - { code: F2, item: vpn, at: now, by: An Voorbeeld, approved_by: An Voorbeeld (mayor) }\n'),
  )
  const own = await cli(home, ...small, 'paper', 'willebroek', '--from', file)
  expect([own.code, own.err]).toEqual([2, expect.stringContaining("can't have approved it")])
  writeFileSync(file, entries('  - { code: F2, item: vpn, at: now, by: An Voorbeeld, approved_by: "VOORBEELD, An" }\n'))
  const wrong = await cli(home, ...small, 'paper', 'willebroek', '--from', file)
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("can't have approved it")])
  expect(await lastData(home)).not.toMatchObject({ type: 'step.transcribed' })
  writeFileSync(
    file,
    entries('  - { code: F2, item: vpn, at: now, by: Cato Denkbeeld, result: skipped, words: there is no VPN }\n'),
  )
  const all = await cli(home, ...small, 'paper', 'willebroek', '--from', file)
  expect(all.code, all.err).toBe(0)
  expect(all.err.match(/ON PAPER/g)).toHaveLength(3)
  expect((await cli(home, ...small, 'status', 'willebroek', '--all')).out).toContain('there is no VPN')
  const again = await cli(home, ...small, 'paper', 'willebroek', '--from', file)
  expect([again.code, again.err]).toEqual([2, expect.stringContaining('it is settled on record already')])
  expect((await cli(home, 'replay', 'willebroek', '--speed', '1000')).code).toBe(0)
})

test.each([
  [['F2', '--item', 'vpn', '--at', 'tomorrow 09:00', '--by', 'An'], 'is in the future'],
  [['F2', '--item', 'vpn', '--at', 'soon', '--by', 'An'], 'not a time that can be read'],
  [['F2', '--item', 'gas', '--at', 'now', '--by', 'An'], 'nothing that it is done for is called "gas": internet, vpn'],
  [['F2', '--at', 'now', '--by', 'An'], 'it is done for several: internet, vpn'],
  [['F3', '--at', 'now', '--by', 'An', '--approved-by', 'Bram'], 'it takes no approval'],
  [['F3', '--at', 'now', '--by', 'An', '--answer', 'lead=Bram'], 'it does not ask "lead"'],
  [['F3', '--at', 'now', '--by', '\u200b'], 'is no name'],
  [['F3', '--at', 'now', '--by', 'An', '--answer', 'scope'], 'write FIELD=VALUE'],
  [['F3', '--at', 'now', '--by', 'An', '--answer', 'scope=one', '--answer', 'scope=many'], 'it is answered twice'],
  [['F3', '--from', 'sheets.yaml'], 'nothing stands beside --from'],
  [['--from', 'sheets.yaml', '--by', 'An'], 'nothing stands beside --from'],
])('%j is refused, and nothing is recorded', async (args, why) => {
  const home = await begun()
  const { code, err } = await cli(home, ...small, 'paper', 'willebroek', ...args)
  expect([code, err]).toEqual([2, expect.stringContaining(why)])
  expect(await lastData(home)).not.toMatchObject({ type: 'step.transcribed' })
})

test('a file proves it, and is in custody with its hash; not beside a reference, no folder, and nothing is taken then', async () => {
  const home = await begun()
  const photo = join(home, 'photo.jpg')
  writeFileSync(photo, 'the paper')
  const own = ['--item', 'vpn', '--at', '2 hours ago', '--by', 'Bram Fictief', '--approved-by', 'An Voorbeeld']
  const line = [...small, '--json', '--operator', 'Els Peeters', 'paper', 'willebroek', 'F2', ...own]
  const before = (await lastData(home)).seq
  for (const [wrong, code] of [
    [['--file', photo, '--reference', 'B-1'], 'paper.impossible'],
    [['--file', home], 'evidence.not-a-file'],
    [['--file', join(home, 'gone.jpg')], 'evidence.not-found'],
  ] as const) {
    const said = await cli(home, ...line, ...wrong)
    expect(JSON.parse(said.err).error.code).toBe(code)
  }
  expect((await lastData(home)).seq).toBe(before)
  const done = await cli(home, ...line, '--file', photo)
  expect(done.code, done.err).toBe(0)
  // SHA-256 of "the paper".
  const sha256 = createHash('sha256').update('the paper').digest('hex')
  expect(await lastData(home)).toMatchObject({ proof: { kind: 'file', name: 'photo.jpg', sha256, size: 9 } })
  const listed = await cli(home, 'evidence', 'list', 'willebroek')
  expect(listed.out).toContain('photo.jpg')
  expect((await cli(home, 'evidence', 'verify', 'willebroek')).code).toBe(0)
  expect((await cli(home, 'verify', 'willebroek')).code).toBe(0)
  expect((await cli(home, ...small, 'replay', 'willebroek', '--speed', '1000')).code).toBe(0)
})

test('of a list each part is an item, and what is empty is none', async () => {
  const home = tempFolder()
  const whole = [
    'activate',
    'willebroek',
    '--profile',
    profile,
    '--answers',
    join(root, 'fixtures/answers/willebroek.yaml'),
  ]
  expect((await cli(home, ...whole, '--until', 'isolate/team')).code).toBe(4)
  const line = ['paper', 'willebroek', 'I11', '--at', 'now', '--by', 'An Voorbeeld', '--answer']
  const said = await cli(home, ...line, 'powered_off= laptop 1: lost ; ; \u200b;')
  expect(said.code, said.err).toBe(0)
  expect(await lastData(home)).toMatchObject({ facts: { powered_off: ['laptop 1: lost'] } })
})

test('an answer that stood on paper can be put right, as one that was given at the keyboard', async () => {
  const home = await begun()
  const entered = ['paper', 'willebroek', 'F3', '--at', 'now', '--by', 'An', '--answer', 'scope=many']
  expect((await cli(home, ...small, ...entered)).code).toBe(0)
  const correct = ['--operator', 'An', 'correct', 'willebroek', 'F3.scope', 'one', '--reason', 'the paper was misread']
  const said = await cli(home, ...small, ...correct)
  expect(said.code, said.err).toBe(0)
  const { corrections } = JSON.parse((await cli(home, '--json', 'status', 'willebroek')).out)
  expect(corrections).toMatchObject([{ fact: 'scope', was: 'many', value: 'one', by: 'An' }])
  expect((await cli(home, 'verify', 'willebroek')).code).toBe(0)
  const replay = await cli(home, 'replay', 'willebroek', '--speed', '1000')
  expect(replay.code, replay.err).toBe(0)
})
