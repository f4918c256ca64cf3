import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog } from '../../src/adapters/log/files.ts'
import type { Draft } from '../../src/core/event.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const answers = join(small, 'answers.yaml')
const plan = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile] as const

function activate(home: string, ...more: readonly string[]) {
  return cli(home, ...plan, '--answers', answers, ...more)
}

/** The lines of the only incident. */
function recorded(home: string) {
  const [incident = ''] = incidents(home)
  const lines = readFileSync(join(home, 'incidents', incident, 'log.000000.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line) => JSON.parse(line))
}

/** A changed copy of the answers, in the folder where their relative paths hold. */
function changedAnswers(folder: string, from: string, to: string): string {
  const text = readFileSync(answers, 'utf8')
  expect(text).toContain(from)
  const path = join(folder, 'answers.yaml')
  writeFileSync(path, text.replace(from, to).replace('../evidence', join(root, 'fixtures/evidence')))
  return path
}

function incidents(home: string): readonly string[] {
  const folder = join(home, 'incidents')
  return existsSync(folder) ? readdirSync(folder) : []
}

test('an unattended run does every step, is closed, and its record verifies', async () => {
  const home = tempFolder()
  const said = await activate(home)
  expect(said.err).toContain('Incident willebroek-')
  expect(said.code).toBe(0)
  const [incident = ''] = incidents(home)
  const verified = await cli(home, '--json', 'verify', incident)
  expect(JSON.parse(verified.out)).toMatchObject({ verdict: 'signed', state: 'closed', firstBadLine: null })
  expect(readdirSync(join(home, 'incidents', incident, 'outbox')).sort()).toEqual([
    'early-warning.eml',
    'early-warning.txt',
  ])
  const status = JSON.parse((await cli(home, '--json', 'status', incident)).out)
  expect(JSON.stringify(status)).toContain('CASE-1')
})

test('it stops before a step and goes on with the same incident, doing nothing twice', async () => {
  const home = tempFolder()
  expect((await activate(home, '--until', 'F3')).code).toBe(4)
  const again = await activate(home)
  expect(again.code).toBe(0)
  expect(again.err).toContain('An incident is already open for Willebroek')
  expect(incidents(home)).toHaveLength(1)
  const log = readFileSync(join(home, 'incidents', incidents(home)[0] as string, 'log.000000.jsonl'), 'utf8')
  expect(log.match(/"type":"step.intent"/g)).toHaveLength(4)
})

test('in Dutch every line that a person reads is Dutch', async () => {
  const home = tempFolder()
  const said = await activate(home, '--lang', 'nl')
  expect(said.code).toBe(0)
  expect(said.err).toContain('sessie gestart')
  expect(said.err).toContain('is afgesloten')
  expect(said.err).not.toMatch(/\b(session|started|approved by|answered|sent|chose|custody|settled)\b/)
})

test('without a terminal and without answers: exit 6, a hint, and nothing is made', async () => {
  const home = tempFolder()
  const said = await cli(home, 'activate', 'willebroek')
  expect(said.code).toBe(6)
  expect(said.err).toMatch(/error: a person must answer.*\n.*hint: .*--answers/)
  expect(incidents(home)).toEqual([])
})

test.each([
  ['a missing answer', '  first/scope: { choose: one }\n', '', 'answers.missing', 'first/scope'],
  ['an unknown step', 'first/scope', 'first/scoop', 'answers.unknown-step', 'did you mean "first/scope"'],
  ['no approver', 'approver: { name: Jan Maes, reason: Cut it }', 'note: cut', 'answers.missing', 'second person'],
  ['a file that is not there', 'ransom-note.txt', 'nothing.txt', 'evidence.missing', 'nothing.txt'],
  ['a moment in the future', '-20m', '+20m', 'answers.missing', 'in the future'],
  [
    'a moment that is none',
    '-20m',
    '2026-02-30T10:00',
    'answers.missing',
    '2026-02-30T10:00: there is no such day or hour',
  ],
  ['a moment before the attack', '-20m', '-50m', 'answers.missing', 'before detected_at'],
  ['a choice that is none', 'choose: one', 'choose: two', 'answers.missing', 'one of one, many'],
  ['an unknown key', 'choose: one', 'chose: one', 'decode', 'chose'],
])('%s in the answers is an error before anything happens', async (_name, from, to, _code, words) => {
  const home = tempFolder()
  const path = changedAnswers(tempFolder(), from, to)
  const said = await cli(home, ...plan, '--answers', path)
  expect(said.code, said.err).toBe(3)
  expect(said.err).toContain(words)
  expect(incidents(home)).toEqual([])
})

test('all that the answers lack is told at once, with the line of the answers that are no use', async () => {
  const home = tempFolder()
  const path = join(tempFolder(), 'gaps.yaml')
  writeFileSync(
    path,
    [
      'format: cyber-respond/answers@1',
      'plan: small',
      'operator: Els Peeters',
      'steps:',
      '  first/declare:',
      '    answers:',
      '      detected_at: tomorrow',
      '  first/cut: { approver: { name: els peeters, reason: Cut it } }',
      '  first/scope: { choose: two }',
      '  first/note: { files: [gone.txt] }',
      '',
    ].join('\n'),
  )
  for (const lang of ['en', 'nl']) {
    const said = await cli(home, '--lang', lang, ...plan, '--answers', path)
    expect(said.code, said.err).toBe(3)
    const places = said.err.split('\n').filter((line) => /\[[a-z.-]+\]$/.test(line))
    expect(
      places.map((line) => /gaps\.yaml:(\d+):/.exec(line)?.[1] ?? line.replace(/^.*(second\/\w+).*$/, '$1')),
    ).toEqual([
      '7', // tomorrow
      '7', // aware_at is missing below answers
      '8', // approves her own step, once for all links
      '9', // two
      '10', // gone.txt
      ...['second/warn', 'second/warn', 'second/warn', 'second/warn'], // malicious, how, at, reference
      'second/mayor',
    ])
    expect(said.err).toContain('7 |       detected_at: tomorrow')
  }
  expect(incidents(home)).toEqual([])
})

test('a run that stops before a step wants no answers for what comes behind it', async () => {
  const home = tempFolder()
  const path = changedAnswers(tempFolder(), '  first/scope: { choose: one }\n', '')
  const lacking = await cli(home, ...plan, '--answers', path, '--until', 'F5')
  expect(lacking.err).toContain('no usable answer for first/scope')
  expect(lacking.code).toBe(3)
  expect(incidents(home)).toEqual([])
  const said = await cli(home, ...plan, '--answers', path, '--until', 'F3')
  expect(said.code, said.err).toBe(4)
  const dry = await cli(home, ...plan, '--dry-run', '--answers', path, '--until', 'F3')
  expect(dry.code, dry.err).toBe(0)
  const resumed = await cli(home, 'resume', '--answers', path, '--until', 'F3')
  expect(resumed.code, resumed.err).toBe(4)
})

test('the approver can not be who acts', async () => {
  const home = tempFolder()
  const path = changedAnswers(tempFolder(), 'name: Jan Maes', 'name: "peeters ELS"')
  const said = await cli(home, ...plan, '--answers', path)
  expect(said.code).toBe(2)
  expect(said.err).toContain("can't approve it")
  expect(incidents(home)).toEqual([])
})

test('a dry run shows every step and does nothing', async () => {
  const home = tempFolder()
  const said = await cli(home, ...plan, '--dry-run')
  expect(said.code).toBe(0)
  for (const code of ['F1', 'F2', 'F3', 'F4', 'F5', 'S1', 'S2']) expect(said.out).toContain(code)
  expect(said.out).toContain('../bin/cut-link internet')
  expect(readdirSync(home)).toEqual([])
})

test('two processes on one incident: the second is told who holds it', async () => {
  const home = tempFolder()
  await activate(home, '--until', 'F3')
  const [incident = ''] = incidents(home)
  const { log } = await openLog(join(home, 'incidents', incident))
  try {
    const said = await cli(home, 'note', incident, 'hello')
    expect(said.code).toBe(5)
    expect(said.err).toContain(String(process.pid))
    // Looking is always possible.
    expect((await cli(home, 'status', incident)).code).toBe(0)
    expect((await cli(home, 'verify', incident)).code).toBe(0)
  } finally {
    await log.close()
  }
  expect((await cli(home, 'note', incident, 'hello')).code).toBe(0)
})

test('a step that was being done is unknown as soon as nobody does it any more', async () => {
  const home = tempFolder()
  await activate(home, '--until', 'F2')
  const [incident = ''] = incidents(home)
  const folder = join(home, 'incidents', incident)
  const { log, events } = await openLog(folder)
  const intent: Draft = {
    type: 'step.intent',
    actor: 'Els Peeters',
    step: 'first/cut[internet]',
    data: { attempt: 1, what: 'cuts' },
  }
  await log.append([intent], events.length)
  const counts = async () => JSON.parse((await cli(home, '--json', 'status', incident)).out).counts
  expect(await counts()).toMatchObject({ doing: 1, unknown: 0 })
  await log.close()
  expect(await counts()).toMatchObject({ doing: 0, unknown: 1 })
  expect((await cli(home, '--lang', 'nl', 'status', incident)).out).toMatch(/F2 .* ONBEKEND/)
})

test('an incident copied while it runs can be verified and looked at elsewhere', async () => {
  const home = tempFolder()
  await activate(home, '--until', 'F3')
  const [incident = ''] = incidents(home)
  const { log } = await openLog(join(home, 'incidents', incident))
  const elsewhere = tempFolder()
  cpSync(join(home, 'incidents', incident), join(elsewhere, 'copy'), { recursive: true })
  await log.close()
  const said = await cli(elsewhere, '--json', 'verify', join(elsewhere, 'copy'))
  expect(JSON.parse(said.out)).toMatchObject({ verdict: 'signed', state: 'open' })
})

test('runbooks that changed since: the incident goes on with its own, and says so with the difference', async () => {
  const home = tempFolder()
  const runbooks = join(tempFolder(), 'runbooks')
  cpSync(small, runbooks, { recursive: true })
  const path = changedAnswers(tempFolder(), '-20m', '-20m')
  const own = [
    '--runbooks',
    runbooks,
    'activate',
    'willebroek',
    '--plan',
    'small',
    '--profile',
    profile,
    '--answers',
    path,
  ]
  expect((await cli(home, ...own, '--until', 'F3')).code).toBe(4)
  const file = join(runbooks, 'first.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('How bad is it?', 'How many systems?'))
  const said = await cli(home, ...own)
  expect(said.code).toBe(0)
  expect(said.err).toContain('Changed since this incident began')
  expect(said.err).toContain('diff -u HOME/incidents/')
  expect(said.err).toContain('How bad is it?')
  expect(said.err).not.toContain('How many systems?')
  // It is on record too, with the session in which it was seen; the profile did not change.
  const [incident = ''] = incidents(home)
  const kept = recorded(home).filter(({ type }) => type === 'drift.seen' || type === 'session.started')
  expect(kept.map(({ type, actor, data }) => [type, actor, type === 'drift.seen' ? data : null])).toEqual([
    ['session.started', 'Els Peeters', null],
    ['session.started', 'Els Peeters', null],
    ['drift.seen', 'Els Peeters', { files: ['first.yaml'] }],
  ])
  expect((await cli(home, 'verify', incident)).code).toBe(0)
})

test('what changed since is on record once, and again when something else did', async () => {
  const home = tempFolder()
  const runbooks = join(tempFolder(), 'runbooks')
  cpSync(small, runbooks, { recursive: true })
  const own = ['--runbooks', runbooks] as const
  expect((await cli(home, ...own, ...plan.slice(2), '--answers', answers, '--until', 'F3')).code).toBe(4)
  const change = (name: string) => writeFileSync(join(runbooks, name), `${readFileSync(join(runbooks, name))}\n# new`)
  const resume = () => cli(home, ...own, 'resume', '--answers', answers, '--until', 'F3')
  change('first.yaml')
  for (let time = 0; time < 2; time += 1) expect((await resume()).code).toBe(4)
  change('second.yaml')
  expect((await resume()).code).toBe(4)
  const drifts = recorded(home).flatMap(({ type, data }) => (type === 'drift.seen' ? [data.files] : []))
  expect(drifts).toEqual([['first.yaml'], ['first.yaml', 'second.yaml']])
})

test('who goes on with answers that lack something is told before anything is done or written', async () => {
  const home = tempFolder()
  expect((await activate(home, '--until', 'F2')).code).toBe(4)
  const before = recorded(home)
  const path = changedAnswers(tempFolder(), '  first/scope: { choose: one }\n', '')
  const said = await cli(home, '--json', 'resume', '--answers', path)
  expect(said.code).toBe(3)
  expect(said.err).toContain('first/scope')
  expect(recorded(home)).toEqual(before)
  const stranger = changedAnswers(tempFolder(), '  first/scope:', '  first/scoop:')
  expect((await cli(home, 'resume', '--answers', stranger)).code).toBe(3)
  expect(recorded(home)).toEqual(before)
})

test('what is done already needs no answer when the incident goes on', async () => {
  const home = tempFolder()
  // Everything is cut and declared, and it is more than one system: so help is called for.
  const many = changedAnswers(tempFolder(), '{ choose: one }', '{ choose: many }')
  expect((await cli(home, ...plan, '--answers', many, '--until', 'F4')).code).toBe(4)
  const text = readFileSync(many, 'utf8')
  const rest = join(tempFolder(), 'rest.yaml')
  const from = text.indexOf('  first/declare')
  // Only what comes behind it.
  writeFileSync(rest, `${text.slice(0, from)}${text.slice(text.indexOf('  first/note'))}`)
  const said = await cli(home, 'resume', '--answers', rest)
  expect(said.code, said.err).toBe(3)
  expect(said.err).toContain('first/only-many')
  for (const settled of ['first/declare', 'first/cut', 'first/scope']) expect(said.err).not.toContain(settled)
  writeFileSync(rest, `${readFileSync(rest, 'utf8')}  first/only-many: { note: they come }\n`)
  const done = await cli(home, 'resume', '--answers', rest)
  expect(done.code, done.err).toBe(0)
  expect(done.err).toContain('is closed')
})

test('pinned bytes that were changed are refused', async () => {
  const home = tempFolder()
  await activate(home, '--until', 'F3')
  const [incident = ''] = incidents(home)
  writeFileSync(join(home, 'incidents', incident, 'pinned/first.yaml'), 'something else')
  const said = await activate(home)
  expect(said.code).toBe(5)
  expect(said.err).toContain('is not what this incident recorded')
})

test('a record that was tampered with is told, left alone, and does not stop a new incident', async () => {
  const home = tempFolder()
  await activate(home, '--until', 'F3')
  const [incident = ''] = incidents(home)
  const log = join(home, 'incidents', incident, 'log.000000.jsonl')
  const tampered = readFileSync(log, 'utf8').replace('Els', 'Elz')
  writeFileSync(log, tampered)
  const said = await activate(home)
  expect(said.code).toBe(0)
  // As it can be run: with the runbooks that this call was given.
  expect(said.err).toContain(`: cyber-respond --runbooks fixtures/small verify ${incident}\n`)
  expect(readFileSync(log, 'utf8')).toBe(tampered)
  expect(incidents(home)).toHaveLength(2)
  expect((await cli(home, 'verify', incident)).code).toBe(5)
})

test('a home where nothing can be written: nothing is done, exit 5', async () => {
  const said = await cli('/dev/null/home', ...plan, '--answers', answers)
  expect(said.code).toBe(5)
  expect(said.err).toContain('nothing was done')
})

test('notes and evidence are recorded; an empty note is not', async () => {
  const home = tempFolder()
  await activate(home, '--until', 'F3')
  expect((await cli(home, 'note', 'willebroek', 'the mayor\x1b[31m called')).code).toBe(0)
  expect((await cli(home, 'note', 'willebroek', '  ')).code).toBe(2)
  const added = await cli(home, 'evidence', 'add', 'willebroek', join(root, 'fixtures/evidence/ransom-note.txt'))
  expect(added.out).toMatch(/^[0-9a-f]{64} {2}ransom-note.txt\n$/)
  const status = await cli(home, 'status', '--all')
  expect(status.out).toContain('\\x1b[31m')
  expect(status.out).not.toContain('\x1b')
})

test.each([
  ['status', 'incident.none'],
  ['resume', 'incident.none'],
])('%s without an incident says how to start one', async (command) => {
  const said = await cli(tempFolder(), command)
  expect(said.code).toBe(2)
  expect(said.err).toContain('cyber-respond activate')
})
