import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { serviceLock, supervisorLock } from '../../src/adapters/cloud/embedded/cloud-folder.ts'
import { incidentNames } from '../../src/adapters/home/incident-files.ts'
import { openLog, readLog } from '../../src/adapters/log/files.ts'
import { logHost } from '../../src/adapters/log/host.ts'
import type { LogEvent } from '../../src/core/event.ts'
import { lockHolder, takeLock } from '../../src/services/kernel-lock.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

// The acts of the emergency cloud as commands, with the embedded provider and real processes.

interface Town {
  readonly home: string
  cr(...argv: readonly string[]): ReturnType<typeof cli>
  folder(): string
  events(): Promise<readonly LogEvent[]>
  /** The lines about the cloud, and the sessions around them, in a few words. */
  told(): Promise<readonly string[]>
  running(): readonly string[]
}

function town(): Town {
  const home = tempFolder()
  const cr: Town['cr'] = (...argv) => cli(home, ...argv)
  const name = (): string => incidentNames(home)[0] ?? ''
  const folder = (): string => join(home, 'incidents', name())
  const events: Town['events'] = async () => (await readLog(folder())).events
  onTestFinished(async () => {
    if (name() !== '') await cr('cloud', 'down', 'willebroek', '--yes')
  })
  const cloud = (): string => join(home, 'cloud', name())
  return {
    ...{ home, cr, folder, events },
    told: async () => (await events()).flatMap(inWords),
    running: () =>
      (['status-page', 'counter-desk'] as const).filter(
        (service) => lockHolder(serviceLock(cloud(), service)) !== null,
      ),
  }
}

function inWords(event: LogEvent): readonly string[] {
  switch (event.type) {
    case 'cloud.intent':
      return [`${event.data.act} begins`]
    case 'cloud.outcome':
      return [`${event.data.act} ${event.data.result}`]
    case 'cloud.decided':
      return [`${event.data.act} decided ${event.data.decision}`]
    case 'session.started':
      return [event.data.mode]
    case 'session.ended':
      return [event.data.why]
    default:
      return []
  }
}

/** A process that began an act was killed: its intent is the last that the record says. */
async function cutOff(folder: string, data: Extract<LogEvent, { type: 'cloud.intent' }>['data']): Promise<void> {
  const host = logHost()
  // The commands of this test are one process, and that one was another.
  const { log } = await openLog(folder, { ...host, witness: () => ({ ...host.witness(), run: 'killed' }) })
  await log.append([{ type: 'session.started', actor: 'els', data: { version: '0.2.0', mode: 'command' } }], log.size)
  await log.append([{ type: 'cloud.intent', actor: 'els', data }], log.size)
  await log.close()
}

const names = ['status-page', 'counter-desk']

test('each act is an intent, then an outcome, in a session; what it made is not in the record', async () => {
  const { cr, told, events, folder, running } = town()
  const up = await cr('cloud', 'up', 'willebroek', '--yes')
  expect(up.code, up.err).toBe(0)
  expect(up.err).toContain('No incident was open for Willebroek: one was opened, with the plan ransomware, in HOME')
  expect(running()).toEqual(names)
  expect((await cr('cloud', 'page', 'set', 'willebroek', 'births', '--state', 'limited')).code).toBe(0)
  const access = await cr('cloud', 'access', 'willebroek')
  expect((await cr('cloud', 'export', 'willebroek')).code).toBe(0)
  expect((await cr('cloud', 'down', 'willebroek', '--yes')).code).toBe(0)
  expect(running()).toEqual([])
  expect(await told()).toEqual([
    ...['command', 'up begins', 'up done', 'left'],
    ...['command', 'page-set begins', 'page-set done', 'left'],
    ...['command', 'access-renew begins', 'access-renew done', 'left'],
    ...['command', 'export begins', 'export done', 'left'],
    ...['command', 'down begins', 'down done', 'left'],
  ])
  const all = await events()
  const healthy = names.map((name) => ({ name, state: 'healthy' }))
  expect(all.find(({ type }) => type === 'cloud.outcome')?.data).toMatchObject({ result: 'done', services: healthy })
  expect(all.findLast(({ type }) => type === 'cloud.outcome')?.data).toMatchObject({
    services: names.map((name) => ({ name, state: 'stopped' })),
  })
  const codes = [up.err, access.err].map((text) => /: ((?:\w{4}-){2}\w{4})/.exec(text)?.[1] ?? '')
  expect(codes.map((code) => code.length)).toEqual([14, 14])
  const record = readFileSync(join(folder(), 'log.000000.jsonl'), 'utf8')
  for (const code of codes) expect(record).not.toContain(code)
  expect((await cr('verify', 'willebroek')).code).toBe(0)
  const replay = await cr('replay', 'willebroek', '--json')
  expect(replay.code, replay.err).toBe(0)
  for (const lang of ['en', 'nl']) {
    const report = (await cr('--lang', lang, 'report', 'willebroek')).out
    expect(report).toContain(lang === 'nl' ? 'noodcloud, stoppen: gedaan' : 'emergency cloud, stop: done')
  }
  const ocsf = (await cr('report', 'willebroek', '--format', 'ocsf')).out
  expect(ocsf).toContain('"message":"emergency cloud, start: done, 2 of 2 services healthy"')
})

test('a change that makes no sense is refused before anything is on record', async () => {
  const { cr, told } = town()
  await cr('cloud', 'up', 'willebroek', '--yes')
  expect((await cr('cloud', 'page', 'set', 'willebroek', 'birth', '--state', 'limited')).code).toBe(2)
  expect(await told()).toEqual(['command', 'up begins', 'up done', 'left'])
})

test('an act that fails has its outcome too, with the reason', async () => {
  const { cr, told, events } = town()
  await cr('cloud', 'up', 'willebroek', '--yes')
  await cr('cloud', 'down', 'willebroek', '--yes')
  const before = (await told()).length
  const refused = await cr('cloud', 'export', 'willebroek', '--out', '/proc/nowhere')
  expect(refused.code).toBe(1)
  expect((await told()).slice(before)).toEqual(['command', 'export begins', 'export failed', 'stopped'])
  expect(JSON.stringify((await events()).findLast(({ type }) => type === 'cloud.outcome')?.data)).toContain(
    "can't keep its data",
  )
  const report = JSON.parse((await cr('report', 'willebroek', '--format', 'json')).out)
  expect(report.setbacks).toMatchObject([{ type: 'cloud.outcome', said: { nl: expect.stringContaining('MISLUKT') } }])
  const ocsf = (await cr('report', 'willebroek', '--format', 'ocsf')).out.trim().split('\n')
  const found = ocsf.map((line) => JSON.parse(line)).filter(({ message }) => message.includes('export: FAILED'))
  expect(found).toMatchObject([{ severity: 'Medium', metadata: { event_code: 'cloud.outcome' } }])
})

test.each([
  ['down', 'services run', 'not-done', '2 of 2 services healthy'],
  ['up', 'services run', 'done', '2 of 2 services healthy'],
  ['up', 'nothing runs', 'not-done', 'no service runs'],
  ['down', 'nothing runs', 'done', 'no service runs'],
  ['access-renew', 'services run', 'cannot-tell', 'cloud access makes a new one'],
  ['export', 'services run', 'cannot-tell', 'exporting again changes nothing'],
] as const)('%s was cut off, and %s: the next command looks, and says %s', async (act, present, decision, seen) => {
  const { cr, told, folder, running } = town()
  await cr('cloud', 'up', 'willebroek', '--yes')
  if (present === 'nothing runs') await cr('cloud', 'down', 'willebroek', '--yes')
  await cutOff(folder(), { act, what: 'x', services: names })
  // Who only looks says what is open, and settles nothing.
  const before = await told()
  for (const [lang, said] of [
    ['en', 'BEGUN, ITS END IS NOT ON RECORD'],
    ['nl', 'BEGONNEN, HET EINDE STAAT NIET IN HET LOGBOEK'],
  ] as const) {
    expect((await cr('--lang', lang, 'cloud', 'status', 'willebroek')).err).toContain(said)
    expect((await cr('--lang', lang, 'status', 'willebroek')).out.replaceAll(/\s+/g, ' ')).toContain(said)
  }
  expect(await told()).toEqual(before)
  const next = await cr('cloud', 'page', 'set', 'willebroek', '--message', 'Op papier')
  expect(next.code, next.err).toBe(0)
  expect(next.err.replaceAll(/\s+/g, ' ')).toContain(seen)
  expect((await told()).slice(before.length)).toEqual([
    ...['command', `${act} decided ${decision}`, 'page-set begins', 'page-set done', 'left'],
  ])
  expect((await cr('status', 'willebroek')).out).not.toContain('NOT ON RECORD')
  const report = JSON.parse((await cr('report', 'willebroek', '--format', 'json')).out)
  expect(report.disturbances).toMatchObject([
    { type: 'cloud.decided', said: { en: expect.stringContaining('cut off') } },
  ])
  expect(running()).toEqual(present === 'nothing runs' ? [] : names)
  expect((await cr('replay', 'willebroek', '--json')).code).toBe(0)
})

test.each([
  ['Op papier', 'done', 'the status page says it'],
  ['Morgen open', 'not-done', 'the status page does not say it'],
] as const)('a page change that was cut off, to "%s": %s', async (message, decision, seen) => {
  const { cr, told, folder } = town()
  await cr('cloud', 'up', 'willebroek', '--yes')
  await cr('cloud', 'page', 'set', 'willebroek', '--message', 'Op papier')
  await cutOff(folder(), { act: 'page-set', what: 'x', services: names, change: { message, lang: 'nl' } })
  const next = await cr('cloud', 'up', 'willebroek', '--yes')
  expect(next.err.replaceAll(/\s+/g, ' ')).toContain(seen)
  expect((await told()).slice(-5)).toEqual(['command', `page-set decided ${decision}`, 'up begins', 'up done', 'left'])
})

test('supervisor and services are dead: what is so now stands beside what the record says, wherever that is shown', async () => {
  const { home, cr, folder, running, told } = town()
  const small = join(root, 'fixtures/small')
  const options = ['--runbooks', small, '--yes', '--plan', 'small']
  expect((await cr('cloud', 'up', 'willebroek', ...options)).code).toBe(0)
  const cloud = join(home, 'cloud', incidentNames(home)[0] ?? '')
  const healthy = await cr('status', 'willebroek')
  expect(healthy.out).toContain('now, on this machine: 2 of 2 services healthy')
  for (const lock of [
    supervisorLock(cloud),
    ...(['status-page', 'counter-desk'] as const).map((name) => serviceLock(cloud, name)),
  ]) {
    process.kill(lockHolder(lock)?.pid ?? 0, 'SIGKILL')
    await vi.waitFor(() => expect(lockHolder(lock)).toBeNull(), { timeout: 10_000, interval: 20 })
  }
  expect(running()).toEqual([])
  const words = {
    en: [/the record says \(.*, els\): 2 of 2 services healthy/, 'NOW, ON THIS MACHINE: no service runs'],
    nl: [/het logboek zegt \(.*, els\): 2 van 2 diensten gezond/, 'NU, OP DIT TOESTEL: er draait geen dienst'],
  } as const
  for (const lang of ['en', 'nl'] as const) {
    const [recorded, now] = words[lang]
    const status = (await cr('--lang', lang, 'status', 'willebroek')).out.replaceAll(/\s+/g, ' ')
    expect(status).toMatch(recorded)
    expect(status).toContain(now)
    const own = await cr('--lang', lang, 'cloud', 'status', 'willebroek')
    expect([own.code, own.err]).toEqual([1, expect.stringMatching(recorded)])
    expect(own.out).toContain(lang === 'en' ? 'stopped' : 'gestopt')
  }
  expect((await cr('cloud', 'status', 'willebroek', '--json')).err).toBe('')
  const json = JSON.parse((await cr('status', 'willebroek', '--json')).out)
  expect(json.cloud).toMatchObject({
    record: { services: names.map((name) => ({ name, state: 'healthy' })), open: null },
    now: { services: names.map((name) => ({ name, pid: null, healthy: false })) },
  })
  const answers = join(small, 'answers.yaml')
  const resumed = await cr('--runbooks', small, 'resume', 'willebroek', '--answers', answers, '--until', 'F1')
  expect(resumed.code, resumed.err).toBe(4)
  expect(resumed.err.replaceAll(/\s+/g, ' ')).toContain('NOW, ON THIS MACHINE: no service runs')
  // Resuming settles what a command left open, as any act does.
  await cutOff(folder(), { act: 'down', what: 'x', services: names })
  await cr('--runbooks', small, 'resume', 'willebroek', '--answers', answers, '--until', 'F1')
  expect((await told()).slice(-4)).toEqual(['down begins', 'unattended', 'down decided done', 'left'])
  const agreed = await cr('status', 'willebroek')
  expect(agreed.out).toContain('now, on this machine: no service runs')
})

test('the record is open in another process: nothing is started or stopped, and that is said', async () => {
  const { cr, told, folder, running } = town()
  await cr('cloud', 'up', 'willebroek', '--yes')
  const before = await told()
  const { log } = await openLog(folder())
  try {
    for (const [lang, said] of [
      ['en', 'nothing was started, stopped or changed'],
      ['nl', 'er is niets gestart, gestopt of gewijzigd'],
    ] as const) {
      for (const act of [['down'], ['access'], ['export'], ['up'], ['page', 'set']]) {
        const refused = await cr('--lang', lang, 'cloud', ...act, 'willebroek', '--yes')
        expect([refused.code, refused.err.includes(said)], refused.err).toEqual([5, true])
      }
    }
    const json = await cr('cloud', 'down', 'willebroek', '--yes', '--json')
    expect(JSON.parse(json.err)).toMatchObject({ error: { code: 'cloud.busy' } })
    expect(running()).toEqual(names)
  } finally {
    await log.close()
  }
  expect(await told()).toEqual(before)
})

test('the log can not be written: nothing is started', async () => {
  const { cr, running, folder, home } = town()
  await cr('cloud', 'up', 'willebroek', '--yes')
  await cr('cloud', 'down', 'willebroek', '--yes')
  // A folder in the place of the next head: the seal of the session can't be made durable.
  const size = readFileSync(join(folder(), 'log.000000.jsonl'), 'utf8').split('\n').length
  mkdirSync(join(folder(), 'checkpoints', `${size}.note`))
  const refused = await cr('cloud', 'up', 'willebroek', '--yes')
  expect(refused.code, refused.err).toBe(5)
  expect(running()).toEqual([])
  expect(lockHolder(supervisorLock(join(home, 'cloud', incidentNames(home)[0] ?? '')))).toBeNull()
})

test('two at once open one incident, and one cloud', async () => {
  const { home, cr, running } = town()
  const both = await Promise.all([cr('cloud', 'up', 'willebroek', '--yes'), cr('cloud', 'up', 'willebroek', '--yes')])
  expect(incidentNames(home)).toHaveLength(1)
  // The one that came later went on, or was told that the other one is at it.
  expect(both.map(({ code }) => code).toSorted()).toSatisfy(
    (codes: readonly number[]) => codes[0] === 0 && (codes[1] === 0 || codes[1] === 5),
  )
  expect(running()).toEqual(names)
})

test('while somebody else opens the incident, this waits; not for ever', async () => {
  const { home, cr } = town()
  mkdirSync(join(home, 'incidents'), { recursive: true })
  const lock = takeLock(join(home, 'incidents', '.opening-willebroek'))
  const refused = await cr('cloud', 'up', 'willebroek', '--yes', '--json')
  lock?.release()
  expect([refused.code, JSON.parse(refused.err).error.code]).toEqual([1, 'cloud.being-opened'])
  expect(readdirSync(join(home, 'incidents'))).toEqual(['.opening-willebroek'])
})

test('the plan: the only one that starts a cloud, or the one that was named', async () => {
  const { home, cr, folder } = town()
  const runbooks = join(home, 'runbooks')
  mkdirSync(runbooks)
  const plan = (id: string, runbook: string): string =>
    `format: cyber-respond/plan@1\nid: ${id}\ntitle: { en: ${id}, nl: ${id} }\nrunbooks: [${runbook}]\n`
  const step = (id: string, code: string, act: string): string =>
    `format: cyber-respond/runbook@1\nid: ${id}\ntitle: { en: x, nl: x }\nsteps:\n  - id: one\n    code: ${code}\n    title: { en: x, nl: x }\n    done_when: { en: x, nl: x }\n    role: lead\n${act}`
  writeFileSync(
    join(runbooks, 'obligations.yaml'),
    'format: cyber-respond/obligations@1\nchannels: []\nobligations: []\n',
  )
  writeFileSync(join(runbooks, 'flood.plan.yaml'), plan('flood', 'water'))
  writeFileSync(join(runbooks, 'water.yaml'), step('water', 'W1', '    confirm: true\n'))
  writeFileSync(join(runbooks, 'storm.plan.yaml'), plan('storm', 'wind'))
  writeFileSync(join(runbooks, 'wind.yaml'), step('wind', 'S1', '    cloud: up\n'))
  const up = await cr('--runbooks', runbooks, 'cloud', 'up', 'willebroek', '--yes')
  expect(up.code, up.err).toBe(0)
  expect(up.err).toContain('with the plan storm')
  expect((await readLog(folder())).events[0]?.data).toMatchObject({ plan: 'storm' })
  const kept = await cr('--runbooks', runbooks, 'cloud', 'up', 'willebroek', '--yes', '--plan', 'flood')
  expect(kept.err).toContain('The incident that is open follows the plan storm, and keeps it.')
  const other = await cr('--runbooks', runbooks, 'cloud', 'up', 'diest', '--yes', '--plan', 'flood')
  expect(other.err).toContain('with the plan flood')
  await cr('cloud', 'down', 'diest', '--yes')
})
