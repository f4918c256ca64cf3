import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  cannotStart,
  notHealthy,
  programMissing,
  refusedFault,
  stillRunning,
} from '../../src/adapters/cloud/embedded/cloud-faults.ts'
import { createLog, openLog } from '../../src/adapters/log/files.ts'
import { createNotifyAction } from '../../src/adapters/notices/notify-action.ts'
import { loadAddonBytes } from '../../src/adapters/program/load-addon.ts'
import { tarEnd, tarHeader } from '../../src/adapters/record/tar-format.ts'
import { giveOrder } from '../../src/adapters/simulated/drill-orders.ts'
import { formatVerifierKey, signatureLine, signatureType, verifierKey } from '../../src/audit/note.ts'
import { type ScenarioHost, scenarioNamed } from '../../src/cli/drill/files.ts'
import { newScenario } from '../../src/cli/drill/new.ts'
import { prepareDrill } from '../../src/cli/drill/prepare.ts'
import { whichScenario } from '../../src/cli/drill/which-scenario.ts'
import { reportError } from '../../src/cli/report-error.ts'
import { createHost, type Host } from '../../src/cli/wiring/host.ts'
import { wantedServices } from '../../src/cloud/embedded-services.ts'
import { notAlone } from '../../src/core/act-alone.ts'
import { parseDuration } from '../../src/core/duration.ts'
import { run } from '../../src/core/engine.ts'
import { type FaultCode, faultCodes } from '../../src/core/fault-codes.ts'
import { empty } from '../../src/core/fold.ts'
import { municipalityOf } from '../../src/municipality/find-municipality.ts'
import { expressions } from '../../src/runbook/template.ts'
import { drillFolder } from '../support/drill-folder.ts'
import { beginEvening, eveningDrill } from '../support/evening-drill.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'
import { book, parts, step, willing } from '../support/world.ts'

const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const answers = join(small, 'answers.yaml')
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile]

/** A home with one open incident, made once and copied: a command that fails leaves it as it was. */
let template = ''
let port: Server
beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'cyber-respond-faults-'))
  expect((await cli(template, ...activate, '--answers', answers, '--until', 'F3')).code).toBe(4)
  port = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => port.once('listening', resolve))
})
afterAll(() => {
  rmSync(template, { recursive: true, force: true })
  port.close()
})

interface Place {
  readonly home: string
  /** Scratch space, outside the home. */
  readonly other: string
}

interface WithIncident extends Place {
  readonly incident: string
  readonly folder: string
}

type Line = readonly string[]

/** A command line that gives the fault; `end` undoes what `line` holds open. */
interface Case {
  readonly exit: number
  line(place: Place): Line | Promise<Line>
  end?(): Promise<void>
}

/** What a command line can't reach: the fault itself, told as the program tells it. */
interface Direct {
  readonly exit: number
  fault(place: Place): unknown
}

/** What another test gives for real: it takes a failing disk, a terminal, or two processes. */
interface Elsewhere {
  readonly test: string
}

const at = (exit: number, line: Case['line'], end?: Case['end']): Case =>
  end === undefined ? { exit, line } : { exit, line, end }
const direct = (exit: number, fault: Direct['fault']): Direct => ({ exit, fault })
const onPaper = ['--at', '1 minute ago', '--by', 'Bram Fictief']
const elsewhere = (path: string): Elsewhere => ({ test: path })

/** A line in a home that has an open incident. */
function within(exit: number, line: (place: WithIncident) => Line | Promise<Line>, end?: Case['end']): Case {
  return at(
    exit,
    ({ home, other }) => {
      cpSync(template, home, { recursive: true })
      const [incident = ''] = readdirSync(join(home, 'incidents'))
      return line({ home, other, incident, folder: join(home, 'incidents', incident) })
    },
    end,
  )
}

const passphrase = 'four words of a stick'

/** A file that only its owner may read. */
function secret(folder: string, text: string): string {
  const path = file(folder, 'secret', text)
  chmodSync(path, 0o600)
  return path
}

/** A kit with keys, in `stick`. */
async function closedKit(home: string, other: string): Promise<void> {
  const closed = ['--executable', '/bin/true', '--passphrase-file', secret(other, passphrase), '--renew']
  expect((await cli(home, '--runbooks', small, 'kit', 'make', join(other, 'stick'), ...closed)).code).toBe(0)
}

/** The same, opened in this home. */
async function openedKit(home: string, other: string): Promise<void> {
  await closedKit(home, other)
  const open = ['kit', 'open', join(other, 'stick'), '--passphrase-file', secret(other, passphrase)]
  expect((await cli(home, ...open)).code).toBe(0)
}

/** Another process began a step and died: a process of its own, because a process is a run. */
function cutOff(folder: string, step: string): void {
  const draft = { type: 'step.intent', actor: 'Els', step, data: { attempt: 1, what: 'something' } }
  const script = `import { openLog } from ${JSON.stringify(join(root, 'src/adapters/log/files.ts'))}
    const { log } = await openLog(${JSON.stringify(folder)})
    await log.append([${JSON.stringify(draft)}], log.size)`
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script])
  expect(status, String(stderr)).toBe(0)
}

/** Goes on without a second person so often, and gives the last line (seq) that says so. */
async function goAlone(folder: string, times: number): Promise<number> {
  const { log } = await openLog(folder)
  const act = { act: 'first/cut[internet]', title: 'Cut Internet', what: 'runs cut', attempts: 1 }
  const about = { actor: 'Els Peeters', step: act.act }
  for (let time = 0; time < times; time += 1) {
    const bound = { incident: basename(folder), after: log.size, actor: about.actor, acts: [act] }
    const data = { needs: '0.3.0', role: 'lead', reason: 'nobody answers', bound }
    await log.append([{ type: 'step.alone', ...about, data }], log.size)
  }
  await log.close()
  return log.size - 1
}

/** What a step left running. */
let left: ChildProcess | null = null

function file(folder: string, name: string, content: string | Buffer): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** A copy of a fixture with one change, in the folder where the relative paths of the answers hold. */
function changed(other: string, path: string, from: string, to: string): string {
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  return file(other, 'changed.yaml', text.replace(from, to).replace('../evidence', join(root, 'fixtures/evidence')))
}

function change(path: string, from: string, to: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
}

/** A witness that signs nothing that is right. */
const strangeWitness = verifierKey('witness.example', signatureType.witness, Buffer.alloc(32, 7))
const strangeKey = formatVerifierKey(strangeWitness)
const strange = signatureLine({ ...strangeWitness, bytes: Buffer.alloc(72, 1) })

function caught(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

let held: Awaited<ReturnType<typeof openLog>>['log'] | null = null
const broken = 'fixtures/broken/runbooks/unknown-key.yaml'
const minimal = `format: cyber-respond/profile@1\nmunicipality: "12040"\norganisation: { name: X }\n`
/** A .tar.gz with one file under this name. */
const packed = (name: string): Buffer =>
  gzipSync(
    Buffer.concat([tarHeader({ name, type: '0', size: 1 }), Buffer.alloc(512, 'x', 'latin1').fill(0, 1), tarEnd]),
  )
const withCloud = (other: string, settings: string): string =>
  file(other, 'cloud.yaml', `${minimal}cloud: { provider: embedded, services: [counter-desk], ${settings} }\n`)

const table: Readonly<Record<FaultCode, Case | Direct | Elsewhere>> = {
  usage: at(2, () => ['activate']),
  bug: direct(70, () => new Error('never seen')),
  'output.unwritable': elsewhere('test/cli/print.test.ts'),
  interrupted: elsewhere('test/pty/activate.test.ts'),
  'command.cut-off': elsewhere('test/contract/starter.test.ts'),
  'terminal.none': at(6, () => ['activate', 'willebroek']),
  'answers.until-alone': at(2, () => ['activate', 'willebroek', '--until', 'I3']),
  'terminal.closed': elsewhere('test/unit/prompts/operator.test.ts'),
  'help.unknown': at(2, () => ['help', 'respondr']),
  'home.unwritable': at(5, () => [...activate, '--home', '/dev/null/home', '--answers', answers]),

  'home.unreadable': at(5, ({ home }) => {
    file(home, 'incidents', '')
    return ['status']
  }),

  'incident.unreadable': at(5, ({ home, other }) => {
    mkdirSync(join(home, 'incidents'))
    symlinkSync(join(other, 'stick'), join(home, 'incidents/willebroek-2026-11-24'))
    return [...activate, '--answers', answers]
  }),
  'incident.gone': elsewhere('test/cli/memory.test.ts'),
  'place.unreadable': at(5, ({ other }) => {
    symlinkSync('loop', join(other, 'loop'))
    return ['verify', join(other, 'loop/record')]
  }),

  'municipality.unknown': at(2, () => ['municipality', 'show', 'wilebroek']),
  'municipality.ambiguous': at(2, () => ['municipality', 'show', 'Deurne']),
  'zone.unknown': at(2, () => ['municipality', 'list', '--zone', 'Rivierenlnd']),
  'province.unknown': at(2, () => ['municipality', 'list', '--province', 'Antwerpn']),
  'profile.missing': at(2, () => ['activate', 'diest', '--dry-run', '--profile', 'gone.yaml']),
  'profile.unreadable': at(3, ({ other }) => ['activate', 'diest', '--dry-run', '--profile', other]),
  'profile.other-municipality': at(3, () => ['activate', 'diest', '--dry-run', '--profile', profile]),
  'improvements.unreadable': at(3, ({ home }) => {
    mkdirSync(join(home, 'improvements/diest.yaml'), { recursive: true })
    return ['municipality', 'show', 'diest']
  }),
  'improvements.not-writable': elsewhere('test/cli/drill-after.test.ts'),
  'drill.level': at(2, () => ['drill', 'rehearse', 'willebroek-2020', '--level', 'impossible']),
  'drill.team': at(2, () => ['drill', 'rehearse', 'willebroek-2020', '--team', 'nobody']),
  'drill.no-teams': at(3, ({ other }) => {
    const written = readFileSync(join(root, 'fixtures/scenarios/small.yaml'), 'utf8')
    writeFileSync(join(other, 'small.yaml'), written.slice(0, written.indexOf('\nteams:') + 1))
    return ['drill', 'rehearse', join(other, 'small.yaml')]
  }),
  'drill.speed': at(2, () => ['drill', 'run', 'willebroek', '--speed', '0']),
  'drill.start': direct(2, async ({ home }) => {
    const host = { ...drillHost(root), home }
    const { scenario, bytes } = await scenarioNamed(host, 'solo')
    const [level, profile] = [undefined, undefined]
    const drill = {
      municipality: municipalityOf('12040'),
      scenario,
      scenarioBytes: bytes,
      level,
      profile,
      start: 'soon',
    }
    return faultOf(prepareDrill(host, drill))
  }),
  'drill.plan': direct(2, async ({ home }) => {
    const host = { ...drillHost(root), home }
    return faultOf(whichScenario(host, { plan: 'storm' }))
  }),
  'drill.incident': within(4, ({ folder }) => {
    // A process that has the log open holds it: this one.
    openSync(join(folder, 'log.000000.jsonl'), 'r')
    writeFileSync(join(folder, 'holder'), `${process.pid}\n`)
    return ['drill', 'run', 'willebroek']
  }),
  'drill.order': direct(5, ({ other }) => {
    writeFileSync(join(other, 'file'), '')
    try {
      return giveOrder(join(other, 'file'), { by: 'Tom', kind: 'pause' })
    } catch (error) {
      return error
    }
  }),
  'session.parallel': at(2, () => ['activate', 'willebroek', '--parallel', 'many']),
  'session.drill': at(2, async ({ home }) => {
    await drillFolder(home)
    return ['resume', 'willebroek-drill-2026-11-25', '--answers', answers]
  }),
  'tsa.drill': at(2, async ({ home }) => {
    const drill = await eveningDrill(home)
    await (await beginEvening(drill)).close()
    return ['witness', 'stamp', basename(drill.folder), '--tsa', 'http://127.0.0.1:9/']
  }),
  'drill.terminal': at(6, () => ['drill', 'run', 'willebroek', '--solo']),
  'drill.none': elsewhere('test/cli/drill-after.test.ts'),
  'drill.not-a-drill': elsewhere('test/cli/drill-after.test.ts'),
  'drill.compare-one': elsewhere('test/cli/drill-after.test.ts'),
  'drill.feedback-missing': elsewhere('test/cli/drill-after.test.ts'),
  'drill.feedback-terminal': elsewhere('test/cli/drill-after.test.ts'),
  'drill.feedback-unreadable': elsewhere('test/cli/drill-after.test.ts'),
  'profile.exists': at(2, ({ other }) => ['municipality', 'init', 'diest', '--out', file(other, 'mine', '')]),

  'program.damaged': elsewhere('test/cli/half-program.test.ts'),
  'program.no-locks': direct(5, () => {
    try {
      return loadAddonBytes(Buffer.from('no addon'), ['/nowhere'])
    } catch (error) {
      return error
    }
  }),
  'file.none': at(3, ({ other }) => ['--runbooks', other, 'runbook', 'lint']),
  'file.invalid': at(3, () => ['runbook', 'lint', broken]),
  'file.too-big': at(3, ({ other }) => ['runbook', 'lint', file(other, 'big.yaml', Buffer.alloc(2 ** 20 + 1, 'a'))]),
  'runbook.unknown': at(2, () => ['runbook', 'show', 'isolat']),
  'runbook.unreadable': at(3, () => ['runbook', 'lint', 'gone.yaml']),
  'runbook.unknown-argument': direct(3, () =>
    caught(() => expressions.renderArgs(['{{ profile.kbo }}'], nothingKnown)),
  ),
  'runbook.expression': direct(3, () => caught(() => expressions.evaluate('facts.', nothingKnown))),
  'runbook.template': direct(3, () => caught(() => expressions.render('who: {{ actor', nothingKnown))),
  'duration.invalid': direct(3, () => caught(() => parseDuration('1.5h'))),
  'scenario.unknown': direct(2, () => faultOf(scenarioNamed(drillHost(root), 'willebroek-2000'))),
  'scenario.no-id': direct(2, () => faultOf(newScenario(drillHost(root), 'Our Town', {}))),
  'scenario.out-name': direct(2, () => faultOf(newScenario(drillHost(root), 'mine', { out: 'sub/ours.yaml' }))),
  'scenario.exists': direct(2, ({ other }) => {
    file(other, 'mine.yaml', '')
    return faultOf(newScenario(drillHost(other), 'mine', {}))
  }),
  'timelines.invalid': direct(3, ({ other }) => {
    file(other, 'own.json', '{}')
    return faultOf(newScenario(drillHost(other), 'mine', { from: 'own.json' }))
  }),
  'timelines.moment': direct(3, ({ other }) => {
    file(other, 'own.json', '[{ "id": "mine", "timeline": [{ "at": "2022-02-31", "what": "x" }] }]')
    return faultOf(newScenario(drillHost(other), 'mine', { from: 'own.json' }))
  }),
  'timelines.unknown-case': direct(2, () => faultOf(newScenario(drillHost(root), 'mine', { case: 'diest' }))),
  'plan.unknown': at(3, () => ['activate', 'diest', '--dry-run', '--plan', 'ransomwar']),
  'plan.no-obligations': at(3, ({ other }) => {
    cpSync(small, other, { recursive: true })
    rmSync(join(other, 'obligations.yaml'))
    return ['--runbooks', other, 'activate', 'diest', '--dry-run', '--plan', 'small']
  }),
  'obligation.unknown': direct(3, unknownObligation),
  'step.unknown': direct(2, unknownStep),
  'step.unsigned-approval': elsewhere('test/unit/core/engine.test.ts'),
  'approval.not-alone': direct(3, () =>
    notAlone({ instance: 'first/cut[internet]', code: 'F2', title: { en: 'Cut', nl: 'Sluit af' } }, 'lead'),
  ),
  'approval.same-person': at(2, ({ other }) => [
    ...activate,
    '--answers',
    changed(other, answers, 'name: Jan Maes', 'name: "peeters ELS"'),
  ]),

  'answers.no-file': at(3, () => [...activate, '--answers', 'gone.yaml']),
  'answers.unreadable': at(3, ({ other }) => [...activate, '--answers', other]),
  'answers.unknown-step': at(3, ({ other }) => [
    ...activate,
    '--answers',
    changed(other, answers, 'first/scope', 'first/scoop'),
  ]),
  'answers.unknown-stop': at(2, () => [...activate, '--answers', answers, '--until', 'F33']),
  'answers.missing': at(3, ({ other }) => [
    ...activate,
    '--answers',
    changed(other, answers, '  first/scope: { choose: one }\n', ''),
  ]),
  'answers.undecided': within(4, ({ folder, other }) => {
    cutOff(folder, 'first/scope')
    return [...activate, '--answers', changed(other, answers, 'unknown: {', '# {')]
  }),
  'answers.not-closed': elsewhere('test/unit/adapters/answers-contradicted.test.ts'),
  'answers.still-running': within(
    4,
    ({ folder }) => {
      cutOff(folder, 'first/cut[internet]')
      const env = { ...process.env, CYBER_RESPOND_INCIDENT: folder, CYBER_RESPOND_STEP: 'first/cut[internet]' }
      left = spawn('sleep', ['600'], { env, stdio: 'ignore' })
      return [...activate, '--answers', answers]
    },
    async () => {
      left?.kill()
    },
  ),
  'evidence.missing': at(3, ({ other }) => [
    ...activate,
    '--answers',
    changed(other, answers, 'ransom-note.txt', 'nothing.txt'),
  ]),

  'incident.none': at(2, () => ['status']),
  'incident.unknown': within(2, () => ['status', 'willebroek-2020-11-01']),
  'incident.ambiguous': within(2, ({ home, folder }) => {
    cpSync(folder, join(home, 'incidents', 'diest-2026-11-24'), { recursive: true })
    return ['status']
  }),
  'incident.not-opened': at(5, async ({ home }) => {
    const folder = join(home, 'incidents', 'empty')
    mkdirSync(join(home, 'incidents'))
    await (await createLog(folder)).close()
    return ['status', 'empty']
  }),
  'incident.pinned-changed': within(5, ({ folder, incident }) => {
    file(join(folder, 'pinned'), 'first.yaml', 'something else')
    return ['status', incident]
  }),
  'replay.diverged': within(1, async ({ incident, folder }) => {
    const { log } = await openLog(folder)
    await log.append([{ type: 'session.ended', actor: 'Els', data: { why: 'left' } }], log.size)
    await log.close()
    return ['replay', incident]
  }),
  'replay.no-such-event': within(2, ({ incident }) => ['replay', incident, '--at', '99']),
  'replay.not-a-number': within(2, ({ incident }) => ['replay', incident, '--speed', 'fast']),
  'replay.backwards': within(2, ({ incident }) => ['replay', incident, '--from', '3', '--to', '2']),
  'replay.no-terminal': within(6, ({ incident }) => ['replay', incident, '--step']),
  'replay.not-writable': within(1, ({ incident, other }) => ['replay', incident, '--out', file(other, 'mine', '')]),
  'note.redline-step': within(2, ({ incident }) => ['note', incident, '--redline', 'Z99', 'too long']),
  'paper.answer': within(2, ({ incident }) => ['paper', incident, 'F3', ...onPaper, '--answer', 'scope=all']),
  'paper.drill': elsewhere('test/cli/drill-notes.test.ts'),
  'paper.impossible': within(2, ({ incident }) => ['paper', incident, 'F1', ...onPaper]),
  'paper.incomplete': within(2, ({ incident }) => ['paper', incident, 'F3', '--by', 'Bram Fictief']),
  'paper.no-file': within(3, ({ incident }) => ['paper', incident, '--from', 'gone.yaml']),
  'paper.nothing': within(6, ({ incident }) => ['paper', incident]),
  'paper.unknown-step': within(2, ({ incident }) => ['paper', incident, 'F99', ...onPaper]),
  'paper.which-item': within(2, ({ incident }) => ['paper', incident, 'F2', ...onPaper]),
  'note.at-drill': elsewhere('test/cli/drill-notes.test.ts'),
  'moment.unreadable': within(2, ({ incident }) => ['note', incident, '--at', 'soon', 'too long']),
  'note.empty': within(2, ({ incident }) => ['note', incident, ' ']),
  'evidence.not-found': within(2, ({ incident }) => ['evidence', 'add', incident, 'gone.txt']),
  'evidence.not-a-file': within(2, ({ incident, other }) => {
    spawnSync('mkfifo', [join(other, 'pipe')])
    return ['evidence', 'add', incident, join(other, 'pipe')]
  }),
  'evidence.unreadable': within(2, ({ incident, other }) => {
    symlinkSync('loop', join(other, 'loop'))
    return ['evidence', 'add', incident, join(other, 'loop')]
  }),
  'evidence.changed': elsewhere('test/contract/blob-files.test.ts'),
  'evidence.empty': within(2, ({ incident, other }) => ['evidence', 'add', incident, other]),
  'copy.not-writable': within(5, ({ incident, other }) => ['evidence', 'copy', incident, file(other, 'taken', '')]),
  'copy.disk-full': elsewhere('test/contract/copy-files.test.ts'),
  'copy.away': elsewhere('test/unit/adapters/kit/write-kit.test.ts'),
  // Files without content of 4 GB each, more than any disk holds.
  'copy.no-room': at(5, ({ other }) => {
    mkdirSync(join(other, 'forms'))
    for (let form = 0; form < 1000; form += 1) {
      file(other, `forms/${form}.pdf`, '')
      truncateSync(join(other, `forms/${form}.pdf`), 4 * 1024 ** 3 - 1)
    }
    return ['kit', 'make', join(other, 'stick'), '--forms', join(other, 'forms'), '--executable', '/bin/true']
  }),
  'copy.differs': elsewhere('test/contract/copy-files.test.ts'),

  'archive.exists': within(2, ({ incident, other }) => ['archive', incident, '--out', file(other, 'a.tar.gz', '')]),
  'archive.inside-incident': within(2, ({ incident, folder }) => [
    'archive',
    incident,
    '--out',
    join(folder, 'cloud/a.tar.gz'),
  ]),
  'archive.no-folder': within(2, ({ incident, other }) => ['archive', incident, '--out', join(other, 'gone/a.tar.gz')]),
  'archive.not-writable': within(5, ({ incident }) => ['archive', incident, '--out', '/proc/a.tar.gz']),
  'archive.personal': within(6, ({ incident, other }) => [
    'archive',
    incident,
    '--out',
    join(other, 'p.tar.gz'),
    '--with-personal',
  ]),
  'archive.disk-full': elsewhere('test/contract/archive.test.ts'),
  'archive.changed': elsewhere('test/contract/archive.test.ts'),
  'archive.garbage': at(5, ({ other }) => ['verify', file(other, 'a.tar.gz', 'no archive')]),
  'archive.truncated': at(5, ({ other }) => ['verify', file(other, 'a.tar.gz', packed('i/a').subarray(0, 40))]),
  'archive.damaged': at(5, ({ other }) => {
    const bytes = packed('i/a')
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 8) ^ 1, bytes.length - 8)
    return ['verify', file(other, 'a.tar.gz', bytes)]
  }),
  'archive.hostile': at(5, ({ other }) => ['evidence', 'verify', file(other, 'a.tar.gz', packed('i/../../a'))]),
  'archive.altered': at(5, ({ other }) => ['evidence', 'list', file(other, 'a.tar.gz', packed('i/MANIFEST.sha256'))]),
  'archive.unreadable': elsewhere('test/contract/archive.test.ts'),
  'blob.not-writable': within(5, ({ incident, folder }) => {
    rmSync(join(folder, 'blobs'), { recursive: true })
    file(folder, 'blobs', '')
    return ['evidence', 'add', incident, profile]
  }),
  'blob.disk-full': elsewhere('test/contract/blob-files.test.ts'),
  'outbox.not-writable': within(5, ({ folder }) => {
    rmSync(join(folder, 'outbox'), { recursive: true })
    file(folder, 'outbox', '')
    return [...activate, '--answers', answers]
  }),
  'outbox.disk-full': elsewhere('test/cli/hostile-disk.test.ts'),

  'log.missing': at(2, ({ other }) => ['verify', other]),
  'log.tampered': within(5, ({ incident, folder }) => {
    const path = join(folder, 'log.000000.jsonl')
    writeFileSync(path, readFileSync(path, 'utf8').replace('Els', 'Elz'))
    return ['note', incident, 'hello']
  }),
  'log.seal-unfit': within(5, ({ incident, folder }) => {
    const [note = ''] = readdirSync(join(folder, 'checkpoints'))
    file(folder, 'checkpoints/1000.note', readFileSync(join(folder, 'checkpoints', note)))
    return ['note', incident, 'hello']
  }),
  'log.forked': within(5, ({ incident, folder }) => {
    const path = join(folder, 'log.000000.jsonl')
    writeFileSync(path, readFileSync(path, 'utf8').split('\n').slice(0, 3).join('\n').concat('\n'))
    rmSync(join(folder, 'checkpoints'), { recursive: true })
    return ['note', incident, 'hello']
  }),
  'redact.no-part': elsewhere('test/cli/erasure-approval.test.ts'),
  'redact.nothing': within(2, ({ incident }) => [
    ...['redact', incident, '1', '/facts/x', '--basis', 'b', '--approver', 'Jan Maes', '--reason', 'r'],
  ]),
  'correct.unknown': within(2, ({ incident }) => ['correct', incident, 'I1.aware', '03:12', '--reason', 'x']),
  'correct.no-reason': within(2, ({ incident }) => ['correct', incident, 'aware_at', '03:12', '--reason', ' ']),
  'correct.value': within(2, ({ incident }) => ['correct', incident, 'aware_at', 'soon', '--reason', 'x']),
  'correct.same': within(2, async ({ home, incident }) => {
    const line = ['--operator', 'Els', 'correct', incident, 'F1.aware_at', '2026-11-01T03:12', '--reason', 'x']
    await cli(home, ...['--operator', 'Els', 'correct', incident, 'detected_at', '2026-11-01T03:00', '--reason', 'x'])
    expect((await cli(home, ...line)).code).toBe(0)
    return line
  }),
  'correct.closed': within(2, async ({ home, incident }) => {
    const close = ['--operator', 'Els Peeters', 'false-alarm', incident, '--reason', 'x', '--approver', 'Jan Maes']
    expect((await cli(home, ...close)).code).toBe(0)
    return ['correct', incident, 'aware_at', '03:12', '--reason', 'x']
  }),
  'false-alarm.empty': within(2, ({ incident }) => [
    'false-alarm',
    incident,
    '--reason',
    ' ',
    '--approver',
    'Jan Maes',
  ]),
  'false-alarm.same-person': within(2, ({ incident }) => [
    ...[
      '--operator',
      'Els Peeters',
      'false-alarm',
      incident,
      '--reason',
      'a broken screen',
      '--approver',
      'peeters ELS',
    ],
  ]),
  'false-alarm.drill': at(2, async ({ home }) => [
    ...['false-alarm', basename(await drillFolder(home)), '--reason', 'x', '--approver', 'Jan Maes'],
  ]),
  'false-alarm.closed': within(2, async ({ home, incident }) => {
    const close = ['--operator', 'Els Peeters', 'false-alarm', incident, '--reason', 'x', '--approver', 'Jan Maes']
    expect((await cli(home, ...close)).code).toBe(0)
    return close
  }),
  'ratify.unknown': within(2, ({ incident }) => ['ratify', incident, 'F2', '--reason', 'seen']),
  'ratify.no-reason': within(2, ({ incident }) => ['ratify', incident, 'F2', '--reason', ' ']),
  'ratify.same-person': within(2, async ({ incident, folder }) => {
    await goAlone(folder, 1)
    return ['--operator', 'PEETERS, Els', 'ratify', incident, 'first/cut[internet]', '--reason', 'mine']
  }),
  'ratify.several': within(2, async ({ incident, folder }) => {
    await goAlone(folder, 2)
    return ['--operator', 'Jan Maes', 'ratify', incident, 'first/cut[internet]', '--reason', 'both']
  }),
  'ratify.judged': within(2, async ({ home, incident, folder }) => {
    const line = String(1 + (await goAlone(folder, 1)))
    const judge = ['--operator', 'Jan Maes', 'ratify', incident, line, '--reason', 'seen']
    expect((await cli(home, ...judge)).code).toBe(0)
    return [...judge, '--refuse']
  }),
  'redact.empty': within(2, ({ incident }) => [
    ...['redact', incident, '1', '/x', '--basis', 'b', '--approver', ' ', '--reason', 'r'],
  ]),
  'name.unfit': within(2, ({ incident }) => [
    ...['--operator', 'Els', 'redact', incident, '1', '/x', '--basis', 'b', '--approver', 'El\u200bs', '--reason', 'r'],
  ]),
  'operator.empty': within(2, ({ incident }) => ['--operator', ' ', 'note', incident, 'hello']),
  'status.no-role': within(2, ({ incident }) => ['--operator', 'Niemand Gekend', 'status', incident, '--mine']),
  'status.unknown-track': within(2, ({ incident }) => ['status', incident, '--track', 'isolation']),
  'handover.from-nobody': within(2, ({ incident }) => ['handover', incident, 'Cato']),
  'handover.nobody': within(2, ({ incident }) => ['handover', incident, ' ']),
  'redact.same-person': within(2, ({ incident }) => [
    ...['--operator', 'Jan', 'redact', incident, '1', '/x', '--basis', 'b', '--approver', 'jan', '--reason', 'r'],
  ]),
  'handover.same-person': within(2, ({ incident }) => ['--operator', 'Els', 'handover', incident, 'els']),
  'key.unusable': within(5, ({ home, incident }) => {
    file(home, 'keys/log.key', 'no key')
    return ['note', incident, 'hello']
  }),
  'kit.folder': at(2, ({ other }) => ['kit', 'make', file(other, 'a file', ''), '--executable', '/bin/true']),
  'kit.not-empty': at(2, ({ other }) => {
    file(join(other, 'stick'), 'letter.txt', '')
    return ['kit', 'make', join(other, 'stick'), '--executable', '/bin/true']
  }),
  'kit.exists': at(2, ({ other }) => {
    file(join(other, 'stick'), 'kit.json', '{}')
    return ['kit', 'make', join(other, 'stick'), '--executable', '/bin/true']
  }),
  'kit.records': at(2, ({ other }) => {
    file(join(other, 'stick'), 'kit.json', '{}')
    mkdirSync(join(other, 'stick/records'))
    return ['kit', 'make', join(other, 'stick'), '--renew', '--executable', '/bin/true']
  }),
  'kit.file': at(2, ({ other }) => {
    file(join(other, 'forms'), 'form: breach.pdf', '')
    return ['kit', 'make', join(other, 'stick'), '--forms', join(other, 'forms'), '--executable', '/bin/true']
  }),
  'kit.no-executable': at(2, ({ other }) => [
    ...['kit', 'make', join(other, 'stick')],
    ...['--executable', file(other, 'no program', 'hello')],
  ]),
  'kit.no-passphrase': at(6, ({ other }) => ['kit', 'make', join(other, 'stick'), '--executable', '/bin/true']),
  'kit.passphrase': at(2, ({ other }) => {
    const weak = secret(other, 'short')
    return ['kit', 'make', join(other, 'stick'), '--executable', '/bin/true', '--passphrase-file', weak]
  }),
  'kit.wrong-key': at(1, async ({ home, other }) => {
    await closedKit(home, other)
    return ['kit', 'open', join(other, 'stick'), '--passphrase-file', secret(other, 'not this one, sorry')]
  }),
  'kit.damaged': at(5, async ({ home, other }) => {
    await closedKit(home, other)
    file(join(other, 'stick'), 'closed.age', 'age-encryption.org/v1')
    return ['kit', 'open', join(other, 'stick'), '--passphrase-file', secret(other, passphrase)]
  }),
  'kit.closed': at(6, async ({ home, other }) => {
    await closedKit(home, other)
    return ['kit', 'open', join(other, 'stick')]
  }),
  'kit.home-on-stick': at(2, async ({ home, other }) => {
    await closedKit(home, other)
    return ['--home', join(other, 'stick/home'), 'kit', 'open', join(other, 'stick')]
  }),
  'kit.no-copies': within(2, async ({ incident, home, other }) => {
    const plain = ['--executable', '/bin/true', '--without-keys', '--renew']
    await cli(home, '--runbooks', small, 'kit', 'make', join(other, 'stick'), ...plain)
    return ['kit', 'copy', incident, join(other, 'stick')]
  }),
  'kit.no-copy': at(2, async ({ home, other }) => {
    await openedKit(home, other)
    return ['kit', 'restore', 'gone', join(other, 'stick')]
  }),
  'kit.damaged-copy': at(5, async ({ home, other }) => {
    await openedKit(home, other)
    file(join(other, 'stick/records/broken'), 'SHA256SUMS', `${'0'.repeat(64)}  record-0001.tar.age\n`)
    return ['kit', 'restore', 'broken', join(other, 'stick')]
  }),
  'kit.record-there': within(2, async ({ incident, home, other }) => {
    await openedKit(home, other)
    return ['kit', 'restore', incident, join(other, 'stick')]
  }),
  'kit.none': at(2, ({ other }) => ['kit', 'check', other]),
  'kit.which': at(2, () => ['kit', 'check']),
  'kit.manifest': at(5, ({ other }) => {
    file(other, 'kit.json', '{"format":"cyber-respond/kit@9"}')
    return ['kit', 'check', other]
  }),
  'key.not-ssh': within(2, ({ incident }) => ['note', incident, 'hello', '--sign-with', 'gone']),
  'key.of-another': elsewhere('test/cli/signed-approval.test.ts'),
  'key.no-signature': elsewhere('test/contract/ssh-signature.test.ts'),
  'tsa.failed': elsewhere('test/contract/time-stamp.test.ts'),
  'verify.beyond': within(2, ({ incident }) => ['verify', incident, '--as-of', '999999']),
  'verify.as-of': within(2, ({ incident }) => ['verify', incident, '--as-of', 'all']),
  'verify.tsa-ca': within(2, ({ incident }) => ['verify', incident, '--tsa-ca', 'gone']),
  'verify.known-head': within(2, ({ incident }) => ['verify', incident, '--known-head', '12-ABCD']),
  'verify.one-thing': at(2, () => ['verify']),
  'verify.log-key': at(2, ({ other }) => ['verify', '--proof', file(other, 'x', ''), '--log-key', 'gone']),
  'key.unreadable': within(3, ({ incident, other }) => ['verify', incident, '--witness', other]),
  'head.none': within(1, ({ incident, folder }) => {
    rmSync(join(folder, 'checkpoints'), { recursive: true })
    return ['witness', 'export', incident]
  }),
  'prove.line': within(2, ({ incident }) => ['prove', incident, '0']),
  'prove.not-sealed': within(1, ({ incident }) => ['prove', incident, '999999']),
  'prove.unfit': within(5, ({ incident, folder }) => {
    change(join(folder, 'log.000000.jsonl'), 'Els', 'Elz')
    rmSync(join(folder, 'tree'), { recursive: true })
    return ['prove', incident, '1']
  }),
  'proof.missing': at(2, () => ['verify', '--proof', 'gone']),
  'proof.unreadable': at(3, ({ other }) => ['verify', '--proof', other]),
  'witness.old': within(2, ({ incident }) => ['witness', 'export', incident, '--old', '999999']),
  'witness.unfit': within(5, ({ incident, folder }) => {
    change(join(folder, 'log.000000.jsonl'), 'Els', 'Elz')
    rmSync(join(folder, 'tree'), { recursive: true })
    return ['witness', 'export', incident, '--old', '1']
  }),
  'witness.no-answer': within(3, ({ incident }) => ['witness', 'import', incident, 'gone']),
  'witness.unreadable': within(3, ({ incident, other }) => ['witness', 'import', incident, other]),
  'witness.unknown': within(2, ({ incident, other }) => ['witness', 'import', incident, file(other, 'a', strange)]),
  'witness.bad': within(1, ({ incident, other }) => [
    'witness',
    'import',
    incident,
    file(other, 'a', strange),
    '--witness',
    strangeKey,
  ]),
  'witness.no-folder': within(2, async ({ home, incident, other }) => {
    const archive = join(other, 'x.tar.gz')
    mkdirSync(other, { recursive: true })
    expect((await cli(home, 'archive', incident, '--out', archive)).code).toBe(0)
    return ['witness', 'import', archive, file(other, 'a', strange)]
  }),
  'tsa.none': within(2, ({ incident }) => ['witness', 'stamp', incident]),
  'witness.no-key': within(2, ({ incident }) => ['verify', incident, '--witness', 'gone']),
  'config.unreadable': within(3, ({ home, incident }) => {
    mkdirSync(join(home, 'config.yaml'))
    return ['note', incident, 'hello']
  }),
  'log.unusable': within(5, ({ incident, folder }) => {
    rmSync(join(folder, 'log.000000.jsonl'))
    mkdirSync(join(folder, 'log.000000.jsonl'))
    return ['note', incident, 'hello']
  }),
  'log.locked': within(
    5,
    async ({ incident, folder }) => {
      held = (await openLog(folder)).log
      return ['note', incident, 'hello']
    },
    async () => held?.close(),
  ),
  'log.line-too-long': within(5, ({ incident }) => ['note', incident, 'x'.repeat(70_000)]),
  'log.not-recordable': within(5, ({ incident }) => ['note', incident, 'half a sign: \ud83d']),
  'log.exists': elsewhere('test/crash/log-files.test.ts'),
  'log.wrong-size': elsewhere('test/contract/log.test.ts'),
  'log.newer': elsewhere('test/cli/newer-record.test.ts'),
  'log.away': elsewhere('test/crash/away.test.ts'),
  'log.changed': elsewhere('test/crash/log-files.test.ts'),
  'log.stopped': elsewhere('test/crash/log-files.test.ts'),
  'log.disk-full': elsewhere('test/cli/hostile-disk.test.ts'),

  'output.exists': within(2, ({ incident, other }) => ['report', incident, '--out', file(other, 'mine.md', '')]),
  'output.not-writable': within(1, ({ incident }) => ['report', incident, '--out', '/dev/null/mine.md']),
  'report.nothing-verifies': within(5, ({ incident, folder }) => {
    const path = join(folder, 'log.000000.jsonl')
    writeFileSync(path, readFileSync(path, 'utf8').replace('{', '{ '))
    return ['report', incident]
  }),

  'cloud.no-incident': at(2, () => ['cloud', 'status', 'diest']),
  'cloud.closes-counter': at(6, () => ['cloud', 'down', 'diest']),
  'cloud.not-confirmed': at(6, () => ['cloud', 'up', 'diest']),
  'cloud.busy': elsewhere('test/contract/cloud-acts.test.ts'),
  'cloud.taken': elsewhere('test/unit/core/perform-cloud-act.test.ts'),
  'session.lost': elsewhere('test/unit/core/journal.test.ts'),
  'cloud.being-opened': elsewhere('test/contract/cloud-acts.test.ts'),
  'cloud.which-plan': at(6, ({ other }) => {
    const used = ['obligations', 'isolate', 'notify', 'emergency', 'clean', 'restore', 'hand-back', 'close']
    for (const name of used)
      writeFileSync(join(other, `${name}.yaml`), readFileSync(join(root, `runbooks/${name}.yaml`)))
    const plan = readFileSync(join(root, 'runbooks/ransomware.plan.yaml'), 'utf8')
    file(other, 'flood.plan.yaml', plan.replace('id: ransomware', 'id: flood'))
    file(other, 'storm.plan.yaml', plan.replace('id: ransomware', 'id: storm'))
    return ['--runbooks', other, 'cloud', 'up', 'diest', '--yes']
  }),
  'cloud.no-plan': at(3, () => ['--runbooks', small, 'cloud', 'up', 'diest', '--yes']),
  'cloud.unknown-service': direct(3, () => caught(() => wantedServices(['status-pge']))),
  'cloud.port-taken': at(1, ({ other }) => {
    const address = port.address() as { readonly port: number }
    const taken = withCloud(other, `ports: { counter-desk: ${address.port} }`)
    return ['cloud', 'up', 'willebroek', '--yes', '--profile', taken]
  }),
  'cloud.no-such-address': at(1, ({ other }) => [
    'cloud',
    'up',
    'willebroek',
    '--yes',
    '--profile',
    withCloud(other, 'bind: 192.0.2.1'),
  ]),
  'cloud.unwritable': at(1, ({ home, other }) => {
    file(home, 'cloud', '')
    return ['cloud', 'up', 'willebroek', '--yes', '--profile', withCloud(other, 'ports: {}')]
  }),
  'cloud.no-data': within(1, () => ['cloud', 'export', 'willebroek']),
  'cloud.page-nothing': within(2, () => ['cloud', 'page', 'set', 'willebroek']),
  'cloud.page-service': within(2, () => ['cloud', 'page', 'set', 'willebroek', 'birth', '--state', 'limited']),
  'cloud.page-state': within(2, () => ['cloud', 'page', 'set', 'willebroek', 'births', '--where', 'Loket 3']),
  'cloud.page-text': within(2, () => ['cloud', 'page', 'set', 'willebroek', '--message', 'x'.repeat(1001)]),
  'cloud.not-healthy': direct(1, ({ other }) => notHealthy(other, ['counter-desk'], new Map())),
  'cloud.cannot-start': direct(1, () => cannotStart('Error: no room')),
  'cloud.program-gone': direct(1, () => programMissing(['/gone/supervisor.js'])),
  'cloud.still-running': direct(1, () => stillRunning(['counter-desk (pid 1)'])),
  // Root may have any port, so only the words are tried.
  'cloud.port-forbidden': direct(1, () =>
    refusedFault('port-forbidden', { service: 'status-page', bind: '127.0.0.1', port: 80 }),
  ),
}

const nothingKnown = { profile: { kbo: null }, facts: {}, steps: {} } as never

/** What the commands for scenarios need of a host. */
function drillHost(cwd: string): Host & ScenarioHost {
  const silent = (): void => {}
  const told = { stdout: silent, stderr: silent, lang: 'en', json: false } as const
  const here = { runbooks: null, interactive: false, yes: false, process: { cwd: () => cwd } }
  return { ...told, ...here } as unknown as Host
}

async function faultOf(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error: unknown) => error)
}

async function unknownStep(): Promise<unknown> {
  const choose = async () => ({ kind: 'do', instance: 'first/gone' }) as const
  const operator = willing({ choose })
  const given = parts({ book: book({ first: [step('one')] }), operator })
  return run(given, empty).catch((error: unknown) => error)
}

async function unknownObligation(): Promise<unknown> {
  const action = createNotifyAction({ obligations: { obligations: [], channels: [] } } as never)
  return action.perform({ kind: 'notify', obligation: 'gone' }, {} as never).catch((error: unknown) => error)
}

async function say(one: Case | Direct, options: readonly string[]) {
  const place = { home: tempFolder(), other: tempFolder() }
  if ('fault' in one) {
    let err = ''
    const print = (_to: string, text: string) => (err += text)
    const lang = options.includes('nl') ? 'nl' : 'en'
    const process = { env: {}, stdin: {}, stdout: {}, stderr: {}, print, cwd: () => root } as never
    const host = createHost(process, { home: place.home, lang, json: options.includes('--json') })
    const code = reportError(await one.fault(place), host)
    return { code, err }
  }
  const line = await one.line(place)
  try {
    return await cli(place.home, ...options, ...line)
  } finally {
    await one.end?.()
  }
}

const told = Object.entries(table).filter((entry): entry is [string, Case | Direct] => !('test' in entry[1]))

test.each(told)('%s: the words, the hint, the exit code, in two languages and as JSON', async (code, one) => {
  const [en, nl, json] = [await say(one, []), await say(one, ['--lang', 'nl']), await say(one, ['--json'])]
  const sentences = [en, nl].map(({ code: exitCode, err }) => {
    expect(exitCode, err).toBe(one.exit)
    expect(err).not.toMatch(/^ {4}at |node:internal|undefined|\[object/m)
    expect(err).not.toMatch(/[^\P{Cc}\n\t]/u)
    const [, message = '', hint = ''] =
      /^cyber-respond: (?:error|fout): (\S.*)\ncyber-respond: (?:hint|tip): (\S.*)\n$/m.exec(
        err.slice(Math.max(err.lastIndexOf('cyber-respond: error:'), err.lastIndexOf('cyber-respond: fout:'))),
      ) ?? []
    expect(message, err).toMatch(/[^.]$/)
    expect(hint, err).not.toBe('')
    return { message, hint }
  })
  expect(nl.err).not.toMatch(/\b(?:error|hint): /)
  expect(sentences[1]?.message).not.toBe(sentences[0]?.message)
  expect(sentences[1]?.hint).not.toBe(sentences[0]?.hint)
  const last = json.err.trimEnd().split('\n').at(-1) ?? ''
  expect(JSON.parse(last).error).toMatchObject({ code, exit: one.exit, hint: expect.stringMatching(/./) })
})

test.each(Object.entries(table).flatMap(([code, one]) => ('test' in one ? [[code, one.test] as const] : [])))(
  '%s is tried in %s',
  (code, path) => {
    expect(readFileSync(join(root, path), 'utf8')).toContain(`'${code}'`)
  },
)

test('the table has every fault of the program, and no other', () => {
  expect(Object.keys(table).toSorted()).toEqual([...faultCodes].toSorted())
})
