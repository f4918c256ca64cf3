import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readState, serviceLock, supervisorLock } from '../../src/adapters/cloud/embedded/cloud-folder.ts'
import { evict } from '../../src/adapters/cloud/embedded/evict.ts'
import { createEmbeddedCloud } from '../../src/adapters/cloud/embedded/provider.ts'
import { receiveEntries } from '../../src/adapters/cloud/embedded/receive-entries.ts'
import { sandboxCloud } from '../../src/cli/drill/sandbox-cloud.ts'
import { Fault } from '../../src/core/fault.ts'
import type { CloudProvider, ServiceStatus } from '../../src/core/ports.ts'
import { lockHolder } from '../../src/services/kernel-lock.ts'
import { type DeskClient, deskClient, lostCard } from '../support/desk-client.ts'

const quiet = () => {}
const never = new AbortController().signal
let home: string
let folder: string
let cloud: CloudProvider

function cloudWith(
  ports: Readonly<Record<string, number>> = {},
  services = ['status-page', 'counter-desk'],
): CloudProvider {
  return createEmbeddedCloud({
    folder,
    settings: { provider: 'embedded', services, bind: '127.0.0.1', ports },
    municipality: { nis: '12040', name: 'Willebroek', slug: 'willebroek' },
    exercise: false,
    lang: 'nl',
  })
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cloud-'))
  folder = join(home, 'cloud', 'willebroek-2026-11-24')
  cloud = cloudWith()
})
afterEach(async () => {
  await cloud.down(quiet)
  expect(processesOf(folder)).toEqual([])
  rmSync(home, { recursive: true, force: true })
})

/** Every process that was started for this folder, by its command line. */
function processesOf(name: string): number[] {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))
  return pids.map(Number).filter((pid) => pid !== process.pid && commandLine(pid).includes(name))
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** Waits for what other processes do; the only clock is the deadline. */
function until<T>(work: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(work, { timeout: 20_000, interval: 25 })
}

function named(services: readonly ServiceStatus[], name: string): ServiceStatus {
  const found = services.find((service) => service.name === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}

const pidsOf = (services: readonly ServiceStatus[]) => services.map((service) => service.pid)

function kill(pid: number | null, signal: NodeJS.Signals): void {
  if (pid === null) throw new Error('no process')
  process.kill(pid, signal)
}

const supervisorPid = () => lockHolder(supervisorLock(folder))?.pid ?? null

async function upWithClerk(): Promise<{ services: readonly ServiceStatus[]; desk: DeskClient; url: string }> {
  const { services, secrets } = await cloud.up(quiet, never)
  const { url } = named(services, 'counter-desk')
  const desk = deskClient(url, fetch)
  expect((await desk.login(secrets[0]?.value ?? '')).status).toBe(303)
  return { services, desk, url }
}

async function record(desk: DeskClient, fields: Readonly<Record<string, string>> = lostCard): Promise<string> {
  const form = await desk.openForm('/new/lost-document')
  const response = await desk.post('/new/lost-document', { form, ...fields })
  return (
    /\/entries\/([^?]+)\?said=recorded/.exec(response.headers.get('location') ?? '')?.[1] ??
    `no entry: ${response.status}`
  )
}

async function fault(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof Fault) return error
  throw error ?? new Error('nothing was refused')
}

async function listenSomewhere(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { server, port: typeof address === 'object' ? (address?.port ?? 0) : 0 }
}

describe('up', () => {
  test('starts what is not running, once, and shows the access code once', async () => {
    expect(await cloud.status()).toMatchObject([
      { pid: null, healthy: false },
      { pid: null, healthy: false },
    ])
    expect(existsSync(folder)).toBe(false)
    const lines: string[] = []
    const first = await cloud.up((line) => lines.push(line), never)
    expect(first.services).toMatchObject([
      { name: 'status-page', healthy: true, restarts: 0 },
      { name: 'counter-desk', healthy: true, restarts: 0 },
    ])
    for (const { url, name } of first.services) {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
      expect(lines.join('\n')).toContain(`${name}: gezond, ${url}`)
    }
    expect(first.secrets).toEqual([{ title: expect.anything(), value: expect.stringMatching(/^(\w{4}-){2}\w{4}$/) }])
    const again = await cloud.up(quiet, never)
    expect(again).toEqual({ services: first.services, secrets: [] })
    expect(await cloud.status()).toEqual(first.services)
    expect(processesOf(folder)).toHaveLength(3)
    // Nobody else can read what the citizens told, and the code stands nowhere.
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder)) {
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
      expect(readFileSync(join(folder, name), 'latin1')).not.toContain(first.secrets[0]?.value)
    }
  })

  test('twice at the same time is one cloud, with one code', async () => {
    const both = await Promise.all([cloud.up(quiet, never), cloudWith().up(quiet, never)])
    expect(both[0].services).toEqual(both[1].services)
    expect([...both[0].secrets, ...both[1].secrets]).toHaveLength(1)
    await until(() => expect(processesOf(folder)).toHaveLength(3))
  })

  test('keeps its addresses from one time to the next, and follows the profile when that changes', async () => {
    const { services } = await cloud.up(quiet, never)
    await cloud.down(quiet)
    expect((await cloud.up(quiet, never)).services.map(({ url }) => url)).toEqual(services.map(({ url }) => url))
    const { server, port } = await listenSomewhere()
    server.close()
    await once(server, 'close')
    const moved = await cloudWith({ 'status-page': port }).up(quiet, never)
    expect(named(moved.services, 'status-page').url).toBe(`http://127.0.0.1:${port}/`)
    expect(named(moved.services, 'counter-desk').url).toBe(named(services, 'counter-desk').url)
    expect(processesOf(folder)).toHaveLength(3)
  })

  test('says which port is taken, and has started nothing', async () => {
    const { server, port } = await listenSomewhere()
    const refused = await fault(cloudWith({ 'counter-desk': port }).up(quiet, never))
    expect(refused.code).toBe('cloud.port-taken')
    expect(refused.text.en).toContain(String(port))
    expect(refused.hint?.nl).toContain('cloud.ports')
    expect(processesOf(folder)).toEqual([])
    server.close()
  })

  test('takes another port when nobody chose the one that is taken now', async () => {
    const { services } = await cloud.up(quiet, never)
    const { url } = named(services, 'status-page')
    await cloud.down(quiet)
    const server = createServer().listen(Number(new URL(url).port), '127.0.0.1')
    await once(server, 'listening')
    const moved = named((await cloud.up(quiet, never)).services, 'status-page')
    expect(moved).toMatchObject({ healthy: true })
    expect(moved.url).not.toBe(url)
    server.close()
  })

  test('tells why a service does not get healthy, from its log, without control codes', async () => {
    await cloud.up(quiet, never)
    await cloud.down(quiet)
    writeFileSync(join(folder, 'status-page.sqlite'), '\u001b[31mno database')
    const refused = await fault(cloud.up(quiet, never))
    expect(refused.code).toBe('cloud.not-healthy')
    expect(refused.message).toContain('status-page')
    expect(refused.message).not.toContain('\u001b')
    expect(named(await cloud.status(), 'counter-desk').healthy).toBe(true)
  })

  test('refuses a service that does not ship, an address of another machine, a folder that can not be', async () => {
    expect(() => cloudWith({}, ['status-pge'])).toThrow('status-pge')
    const settings = { provider: 'embedded', services: ['status-page'], bind: '192.0.2.1', ports: {} } as const
    const municipality = { nis: '1', name: 'X', slug: 'x' }
    const elsewhere = createEmbeddedCloud({ folder, settings, municipality, exercise: false, lang: 'en' })
    expect((await fault(elsewhere.up(quiet, never))).code).toBe('cloud.no-such-address')
    writeFileSync(join(home, 'file'), '')
    const nowhere = createEmbeddedCloud({
      folder: join(home, 'file', 'x'),
      settings: { ...settings, bind: '127.0.0.1' },
      municipality,
      exercise: false,
      lang: 'en',
    })
    expect((await fault(nowhere.up(quiet, never))).code).toBe('cloud.unwritable')
  })
})

describe('in the sandbox of a drill', () => {
  test('runs at any free port of this machine, and says on every page, number and file that it is an exercise', async () => {
    const drill = join(home, 'drill', 'cloud')
    const sandbox = sandboxCloud({
      folder: drill,
      settings: { services: ['status-page', 'counter-desk'] },
      municipality: { nis: '12040', name: 'Willebroek', slug: 'willebroek' },
      lang: 'nl',
    })
    try {
      const { services, secrets } = await sandbox.up(quiet, never)
      const page = named(services, 'status-page').url
      for (const path of ['', 'nl', 'fr', 'en', 'de']) {
        expect(await (await fetch(`${page}${path}`)).text()).toContain('<p class="exercise" role="note">')
      }
      const { url } = named(services, 'counter-desk')
      for (const each of [page, url]) expect(new URL(each).hostname).toBe('127.0.0.1')
      const desk = deskClient(url, fetch)
      expect(await (await desk.get('/login')).text()).toContain('EXERCISE / OEFENING')
      await desk.login(secrets[0]?.value ?? '')
      for (const path of ['/', '/new/lost-document', '/nothing']) {
        expect(await (await desk.get(path)).text()).toContain('EXERCISE / OEFENING')
      }
      const number = await record(desk)
      expect(number).toMatch(/^OEF-12040-/)
      expect(await (await desk.get(`/entries/${number}`)).text()).toContain('EXERCISE / OEFENING')
      const back = await sandbox.handBack(join(drill, 'out'), quiet)
      expect([back.count, back.differences]).toEqual([1, []])
      expect(back.file).toContain('oefening-willebroek')
    } finally {
      await sandbox.down(quiet)
      expect(processesOf(drill)).toEqual([])
    }
  })
})

describe('what happens to the processes', () => {
  test('a service that is killed comes back at the same address, with its data and its sessions', async () => {
    const { services, desk, url } = await upWithClerk()
    const number = await record(desk)
    kill(named(services, 'counter-desk').pid, 'SIGKILL')
    const back = await until(async () => {
      const now = named(await cloud.status(), 'counter-desk')
      expect(now).toMatchObject({ healthy: true, url, restarts: 1 })
      return now
    })
    expect(back.pid).not.toBe(named(services, 'counter-desk').pid)
    expect(await (await desk.get(`/entries/${number}`)).text()).toContain(number)
    expect(named(await cloud.status(), 'status-page').pid).toBe(named(services, 'status-page').pid)
  })

  test('the end of the terminal is not theirs', async () => {
    const { services } = await cloud.up(quiet, never)
    for (const pid of [supervisorPid(), ...pidsOf(services)]) {
      kill(pid, 'SIGHUP')
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      const [, , , session, terminal] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      expect(session).toBe(String(supervisorPid()))
      expect(terminal).toBe('0')
    }
    expect(await cloud.status()).toEqual(services)
  })

  test('services outlive their supervisor, and the next up gives them a new one, never a second set', async () => {
    const { services, desk, url } = await upWithClerk()
    const first = supervisorPid()
    kill(first, 'SIGKILL')
    await until(() => expect(supervisorPid()).toBeNull())
    const number = await record(desk)
    expect(number).toMatch(/^12040-V-/)
    // Nobody watches the desk now, so the page makes no claim about it.
    await until(async () => {
      expect(await (await fetch(new URL('nl', named(services, 'status-page').url))).text()).not.toContain(
        'Het register werkt',
      )
    })
    const again = await cloud.up(quiet, never)
    expect(supervisorPid()).not.toBe(first)
    expect(named(again.services, 'counter-desk').url).toBe(url)
    for (const pid of pidsOf(again.services)) expect(pidsOf(services)).not.toContain(pid)
    await until(() => expect(processesOf(folder)).toHaveLength(3))
    expect(await (await desk.get(`/entries/${number}`)).text()).toContain(number)
  })

  test('down also ends services that lost their supervisor, and is content when nothing runs', async () => {
    await cloud.up(quiet, never)
    kill(supervisorPid(), 'SIGKILL')
    await until(() => expect(supervisorPid()).toBeNull())
    const lines: string[] = []
    const stopped = await cloud.down((line) => lines.push(line))
    expect(stopped).toMatchObject([
      { pid: null, healthy: false },
      { pid: null, healthy: false },
    ])
    expect(lines).toEqual(['status-page: gestopt', 'counter-desk: gestopt'])
    await until(() => expect(processesOf(folder)).toEqual([]))
    expect(await cloud.down(quiet)).toEqual(stopped)
    expect(existsSync(join(folder, 'counter-desk.sqlite'))).toBe(true)
  })

  test('a second copy of a service never runs on the same data', async () => {
    await cloud.up(quiet, never)
    const state = readState(folder)
    const settings = {
      folder,
      bind: '127.0.0.1',
      port: 0,
      identity: { cloud: 'x', generation: state.generation },
      municipality: { nis: '1', name: 'X', slug: 'x' },
    }
    const main = new URL('../../src/services/counter-desk/main.ts', import.meta.url).pathname
    const second = spawn(process.execPath, [main, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'pipe'] })
    const [code] = await once(second, 'exit')
    expect(code).toBe(1)
    expect(await cloud.status()).toMatchObject([{ healthy: true }, { healthy: true }])
  })

  test('who does not listen is ended by force, and only who really has the lock', async () => {
    const hold = `
      const { takeLock } = await import(${JSON.stringify(new URL('../../src/services/kernel-lock.ts', import.meta.url).href)})
      takeLock(process.argv[1]); console.log('held'); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`
    const lock = join(home, 'some.lock')
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', hold, lock], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const bystander: ChildProcess = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
    })
    await once(holder.stdout, 'data')
    writeFileSync(lock, `${bystander.pid}\n`)
    expect(await evict(lock)).toBe(false)
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
    writeFileSync(lock, `${holder.pid}\n`)
    expect(await evict(lock)).toBe(true)
    expect(lockHolder(lock)).toBeNull()
    bystander.kill('SIGKILL')
    await once(bystander, 'exit')
  })
})

test('a running page shows at once what the command line changed', async () => {
  await cloud.setPage({ service: 'deaths', state: 'limited', where: 'Loket <3>', lang: 'nl' })
  const { services } = await cloud.up(quiet, never)
  const { url } = named(services, 'status-page')
  const page = async () => (await fetch(new URL('nl', url))).text()
  expect(await page()).toContain('Loket &lt;3&gt;')
  await cloud.setPage({ message: 'Wij werken op papier.', lang: 'nl' })
  expect(await page()).toContain('Wij werken op papier.')
  await until(async () => expect(await page()).toContain('Het register werkt'))
  expect((await fault(cloud.setPage({ service: 'deths', lang: 'nl' }))).code).toBe('cloud.page-service')
})

test('what a citizen got a receipt for is kept, however often the desk is killed under load', async () => {
  const { desk, url } = await upWithClerk()
  const receipts = new Map<string, string>()
  let sent = 0
  const clerk = async () => {
    while (receipts.size < 120) {
      const name = `Burger ${++sent}`
      try {
        const number = await record(desk, { ...lostCard, family_name: name })
        if (number.startsWith('12040-')) receipts.set(number, name)
      } catch {
        // The connection broke: nothing was acknowledged.
        await until(async () => expect((await fetch(new URL('health', url))).status).toBe(200))
      }
    }
  }
  const killer = async () => {
    for (const after of [10, 45, 80]) {
      await until(() => expect(receipts.size).toBeGreaterThan(after))
      kill(lockHolder(serviceLock(folder, 'counter-desk'))?.pid ?? null, 'SIGKILL')
    }
  }
  await Promise.all([clerk(), clerk(), clerk(), clerk(), killer()])
  expect(named(await cloud.status(), 'counter-desk').restarts).toBe(3)
  const database = new DatabaseSync(join(folder, 'counter-desk.sqlite'), { readOnly: true })
  const rows = database.prepare("SELECT number, fields ->> 'family_name' AS name FROM versions").all()
  database.close()
  const kept = new Map(rows.map((row) => [String(row.number), String(row.name)]))
  for (const [number, name] of receipts) expect(kept.get(number)).toBe(name)
  expect(kept.size).toBeLessThanOrEqual(sent)
})

describe('hand-back', () => {
  test('gives every entry with every version, equal on both sides, and the desk stays closed', async () => {
    const { desk, services } = await upWithClerk()
    const numbers = [await record(desk), await record(desk, { ...lostCard, lost_place: 'Zoë "O\'Neil" <b> 𝒳' })]
    const path = `/entries/${numbers[0]}/correct`
    const form = await desk.openForm(path)
    await desk.post(path, { form, base: '1', ...lostCard, correction_reason: 'naam', first_names: 'Piet' })
    const early = await cloud.export(join(home, 'export'))
    expect(early.count).toBe(2)
    expect(await record(desk)).toMatch(/^12040-/)

    const result = await cloud.handBack(join(home, 'hand-back'), quiet)
    expect(result).toMatchObject({ count: 3, differences: [], received: { count: 3, sha256: result.sha256 } })
    expect(statSync(result.file).mode & 0o077).toBe(0)
    const lines = readFileSync(result.file, 'utf8').trimEnd().split('\n')
    const parsed = lines.map((line) => JSON.parse(line))
    expect(parsed.map(({ number }) => number)).toEqual(parsed.map(({ number }) => number).toSorted())
    expect(parsed[0].versions.map(({ fields }: { fields: { first_names: string } }) => fields.first_names)).toEqual([
      'Jan',
      'Piet',
    ])
    expect(readFileSync(early.file, 'utf8')).not.toBe(readFileSync(result.file, 'utf8'))

    expect(await record(desk)).toBe('no entry: 409')
    await until(async () => {
      expect(await (await fetch(new URL('nl', named(services, 'status-page').url))).text()).toContain('afgesloten')
    })
    await cloud.down(quiet)
    expect(await cloud.handBack(join(home, 'hand-back'), quiet)).toEqual(result)
    await cloud.up(quiet, never)
    expect(await record(desk)).toBe('no entry: 409')
  })

  test('that does not match says what differs, and the counter goes on', async () => {
    const { desk } = await upWithClerk()
    const number = await record(desk)
    const deskPath = join(folder, 'counter-desk.sqlite')
    const sent = await cloud.export(join(home, 'out'))
    expect(receiveEntries(sent.file, deskPath, sent).differences).toEqual([])

    const original = readFileSync(sent.file, 'utf8')
    writeFileSync(sent.file, original.replace('Verzinsel', 'Anders'))
    expect(receiveEntries(sent.file, deskPath, sent).differences).toEqual([
      expect.stringContaining('SHA-256'),
      expect.stringMatching(`${number} version 1: "(clerk|fields.family_name)" differs`),
    ])
    writeFileSync(sent.file, '')
    expect(receiveEntries(sent.file, deskPath, sent).differences.join('; ')).toContain(
      `${number} version 1 is in the database and not in the file`,
    )

    // A database that lost its safeguards and half an entry: the exporter alone would not notice.
    const database = new DatabaseSync(deskPath)
    database.exec('PRAGMA foreign_keys = OFF; DROP TRIGGER entries_stay; DELETE FROM entries')
    database.close()
    const result = await cloud.handBack(join(home, 'hand-back'), quiet)
    expect(result.count).toBe(0)
    expect(result.differences).toEqual([`${number} version 1 is in the database and not in the file`])
    await until(async () => expect(await (await desk.get('/')).text()).toContain('href="/new/birth"'))
  })

  test('without the data of a counter desk that should be there is refused; a cloud without one has none', async () => {
    expect((await fault(cloud.handBack(join(home, 'x'), quiet))).code).toBe('cloud.no-data')
    const pageOnly = cloudWith({}, ['status-page'])
    expect(await pageOnly.handBack(join(home, 'x'), quiet)).toMatchObject({ count: 0, differences: [] })
  })
})

test('a renewed access code replaces the old one', async () => {
  const { desk, url } = await upWithClerk()
  const { value } = await cloud.renewAccess()
  expect((await desk.get('/')).status).toBe(303)
  expect((await deskClient(url, fetch).login(value)).status).toBe(303)
})
