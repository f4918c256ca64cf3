/**
 * Makes the homes that are kept of this version, into `fixtures/homes/<version>/`: once, before the version is changed.
 * Run it in a checkout whose place may be told (its path stands in the records), after `npm ci`:
 * `npx vitest run --config test/homes/make.config.ts`
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { playCivilServant } from '../../fixtures/civil-servant.js'
import { version } from '../../src/cli/wiring/version.ts'
import { beginEvening, eveningDrill } from '../support/evening-drill.ts'
import { incidentWithPeople } from '../support/incident-with-people.ts'
import { ownWitness } from '../support/own-witness.ts'
import { playedDrill } from '../support/played-drill.ts'
import { root } from '../support/run-cli.ts'
import { sshKey } from '../support/ssh-agent.ts'
import { answeringServer, timeStampAuthority } from '../support/time-stamp-server.ts'

const out = join(root, 'fixtures/homes', version)
/** Everything is made below it and goes at the end; what others are to read is kept beside the homes. */
const scratch = '/tmp/cyber-respond-homes'
const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile]
const answers = ['--answers', join(small, 'answers.yaml')]

beforeAll(() => mkdirSync(out, { recursive: true }))
beforeEach(() => rmSync(scratch, { recursive: true, force: true }))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function homeOf(name: string): string {
  const home = join(scratch, 'homes', name)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  return home
}

/** Packed by tar, which keeps what git does not: empty folders, and who may read what. A ballast is no part of a record. */
function keep(home: string): void {
  const [homes, name] = [join(scratch, 'homes'), basename(home)]
  execFileSync('tar', [
    '-C',
    homes,
    '--owner=0',
    '--group=0',
    '--exclude=ballast',
    '-czf',
    join(out, `${name}.tar.gz`),
    name,
  ])
}

function start(home: string, argv: readonly string[]): { readonly child: ChildProcess; readonly said: () => string } {
  const env = { ...process.env, CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', USER: 'els' }
  const child = spawn(process.execPath, [join(root, 'bin/cyber-respond.js'), ...argv], { env, stdio: 'pipe' })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes))
  return { child, said: () => said }
}

async function run(home: string, code: number, ...argv: readonly string[]): Promise<string> {
  const { child, said } = start(home, argv)
  const ended = await new Promise((resolve) => child.on('close', resolve))
  expect(ended, said()).toBe(code)
  return said()
}

/** The folder of the only incident of a home. */
function folderIn(home: string): string {
  const [name = ''] = readdirSync(join(home, 'incidents'))
  return join(home, 'incidents', name)
}

test('closed: the whole ransomware plan, with services that really ran', async () => {
  const home = homeOf('closed')
  const real = [
    'activate',
    'willebroek',
    '--profile',
    profile,
    '--answers',
    join(root, 'fixtures/answers/willebroek.yaml'),
  ]
  const night = await run(home, 4, ...real, '--until', 'emergency/real-case')
  await playCivilServant(JSON.parse(await run(home, 0, '--json', 'cloud', 'status', 'willebroek')), night)
  await run(home, 0, ...real)
  keep(home)
})

test('open, torn and tampered: stopped on the way, with a note, evidence and a hand-over', async () => {
  const home = homeOf('open')
  await run(home, 4, ...activate, ...answers, '--until', 'F3')
  await run(home, 0, 'note', 'willebroek', 'The mayor calls every ten minutes', '--redline', 'F2')
  await run(home, 0, 'evidence', 'add', 'willebroek', join(root, 'fixtures/evidence/scan-report.txt'))
  await run(home, 0, '--operator', 'Els Peeters', 'handover', 'willebroek', 'Bram Fictief', '--note', 'F3 comes next')
  await run(home, 0, 'note', 'willebroek', 'What stands behind the last seal')
  const torn = homeOf('torn')
  cpSync(home, torn, { recursive: true })
  appendFileSync(join(folderIn(torn), 'log.000000.jsonl'), '{"actor":"Els Pee')
  const tampered = homeOf('tampered')
  cpSync(home, tampered, { recursive: true })
  const log = join(folderIn(tampered), 'log.000000.jsonl')
  writeFileSync(log, readFileSync(log, 'utf8').replace('Cut it', 'Cut IT'))
  for (const one of [home, torn, tampered]) keep(one)
})

test('cut-off: killed while a command ran', async () => {
  const home = homeOf('cut-off')
  const mine = join(scratch, 'profile')
  mkdirSync(mine, { recursive: true })
  const wait = join(mine, 'wait')
  writeFileSync(wait, `#!/bin/sh\necho $$ >${mine}/began\nexec sleep 1000\n`)
  chmodSync(wait, 0o755)
  const hanging = join(mine, 'willebroek.yaml')
  writeFileSync(hanging, readFileSync(profile, 'utf8').replaceAll(/cut: .*/g, `cut: [${wait}]`))
  const line = [...activate.slice(0, -1), hanging, ...answers]
  const { child, said } = start(home, line)
  await expect.poll(() => existsSync(join(mine, 'began')), { timeout: 20_000, message: said() }).toBe(true)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.on('close', resolve))
  process.kill(Number(readFileSync(join(mine, 'began'), 'utf8')))
  keep(home)
})

test('signed: keys of people, a witness, a time stamp, and an archive', async () => {
  const home = homeOf('signed')
  const runbooks = join(scratch, 'runbooks')
  cpSync(small, runbooks, { recursive: true })
  const first = join(runbooks, 'first.yaml')
  writeFileSync(first, readFileSync(first, 'utf8').replace('approve: lead', 'approve: { by: lead, signed: true }'))
  const [own, key] = [sshKey(scratch, 'els'), sshKey(scratch, 'jan')]
  const said = readFileSync(join(small, 'answers.yaml'), 'utf8')
    .replace('../evidence', join(root, 'fixtures/evidence'))
    .replace('approver: { name: Jan Maes,', `approver: { name: Jan Maes, key: ${key},`)
  writeFileSync(join(runbooks, 'answers.yaml'), said)
  const as = ['--operator', 'Els Peeters', '--sign-with', own, '--runbooks', runbooks]
  await run(home, 0, ...as, ...activate.slice(2), '--answers', join(runbooks, 'answers.yaml'))
  const folder = folderIn(home)
  const witness = ownWitness('witness.example', [readFileSync(join(folder, 'keys/log.vkey'), 'utf8').trim()])
  const asked = join(scratch, 'asked')
  await run(home, 0, 'witness', 'export', 'willebroek', '--out', asked)
  writeFileSync(join(scratch, 'answered'), witness.addCheckpoint(readFileSync(asked, 'utf8')).body)
  await run(home, 0, 'witness', 'import', 'willebroek', join(scratch, 'answered'), '--witness', witness.vkey)
  const authority = timeStampAuthority(join(scratch, 'authority'))
  const url = await answeringServer((query, response) => response.end(authority.reply(query)))
  await run(home, 0, '--tsa', url, 'witness', 'stamp', 'willebroek')
  writeFileSync(join(out, 'witness.vkey'), `${witness.vkey}\n`)
  cpSync(authority.ca, join(out, 'tsa-ca.pem'))
  await archive(home, 'signed')
  keep(home)
})

/** `<name>.archive.tar.gz`, as an auditor gets it. */
async function archive(home: string, name: string, ...more: readonly string[]): Promise<void> {
  const file = join(out, `${name}.archive.tar.gz`)
  rmSync(file, { force: true })
  await run(home, 0, 'archive', 'willebroek', '--out', file, ...more)
}

test('erased: a personal value that was erased, and archives with and without the others', async () => {
  const made = await incidentWithPeople('en')
  const home = homeOf('erased')
  cpSync(made.home, home, { recursive: true })
  const lines = readFileSync(join(folderIn(home), 'log.000000.jsonl'), 'utf8').split('\n')
  const line = String(1 + lines.findIndex((text) => text.includes('"step.outcome"') && text.includes('only/declare')))
  const erase = ['--basis', 'GDPR, article 17', '--approver', 'Gust Nergens', '--reason', 'she asked for it']
  await run(home, 0, '--operator', 'Els Peeters', 'redact', 'willebroek', line, '/facts/lead', ...erase)
  await archive(home, 'erased')
  await archive(home, 'erased-disclosed', '--with-disclosures')
  keep(home)
})

test('cloud: acts outside of a runbook', async () => {
  const home = homeOf('cloud')
  const as = ['--operator', 'Els Peeters', '--yes', 'cloud']
  await run(home, 0, ...as, 'up', 'willebroek')
  await run(home, 0, ...as, 'page', 'set', 'willebroek', 'births', '--state', 'limited', '--where', 'Counter 3')
  await run(home, 0, ...as, 'access', 'willebroek')
  await run(home, 0, ...as, 'export', 'willebroek', '--out', join(home, 'export'))
  await run(home, 0, ...as, 'down', 'willebroek')
  keep(home)
})

test('drills: one that was played to its end, and one that was left', async () => {
  const home = homeOf('drills')
  await playedDrill(home)
  const forms = join(home, 'forms.yaml')
  writeFileSync(forms, 'format: cyber-respond/feedback@1\nforms:\n  - { useful: 4, learned: Call first }\n')
  const [name = ''] = readdirSync(join(home, 'drills')).filter((one) => one.startsWith('willebroek'))
  await run(home, 0, 'drill', 'feedback', name, '--answers', forms)
  await run(home, 0, 'drill', 'plan', name)
  const left = homeOf('drill-left')
  const session = await beginEvening(await eveningDrill(left, '2026-11-24T20:00'), 1)
  await session.close()
  for (const one of [home, left]) keep(one)
})
