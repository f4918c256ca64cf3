import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer as createHttp, type RequestListener } from 'node:http'
import { type AddressInfo, connect, createServer as createTcp, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createChecks } from '../../src/adapters/checks/check.ts'
import { createCheckAction } from '../../src/adapters/checks/check-action.ts'
import { probeHttp } from '../../src/adapters/checks/http-probe.ts'
import { probeTcp } from '../../src/adapters/checks/tcp-probe.ts'
import { monotonicClock } from '../../src/adapters/clock/monotonic-clock.ts'
import { runKept } from '../../src/adapters/commands/kept-command.ts'
import type { CheckSpec } from '../../src/core/model.ts'
import type { ActionContext } from '../../src/core/ports.ts'
import { acting, expectGroupGone, freshFolder, jsExpressions, tiny } from '../support/acting.ts'

let folder: ReturnType<typeof freshFolder>
const servers: Server[] = []
beforeEach(() => {
  folder = freshFolder()
})
afterEach(() => {
  folder[Symbol.dispose]()
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) (server.closeAllConnections as () => void)()
    server.close()
  }
})

async function listen(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** A port that nobody listens on, because somebody just stopped listening on it. */
async function freePort(): Promise<number> {
  const server = createTcp()
  const port = await listen(server)
  await new Promise((done) => server.close(done))
  return port
}

function checks() {
  return createChecks({ cwd: folder.path, expressions: jsExpressions, clock: monotonicClock, runKept })
}

function look(
  probe: CheckSpec['probe'],
  expect: string,
  more: Partial<CheckSpec> = {},
  part: Partial<ActionContext> = {},
) {
  return checks().check({ probe, expect, ...more }, acting(part))
}

describe('tcp', () => {
  const tcp = (address: string, expect: string, more: Partial<CheckSpec> = {}) =>
    look({ kind: 'tcp', address }, expect, more)

  test('open and refused', async () => {
    const open = await listen(createTcp((socket) => socket.destroy()))
    const closed = await freePort()
    expect(await tcp(`127.0.0.1:${open}`, 'open')).toEqual({ verdict: 'pass', seen: `127.0.0.1:${open} is open` })
    expect(await tcp(`127.0.0.1:${open}`, 'closed')).toMatchObject({ verdict: 'fail' })
    const refused = `127.0.0.1:${closed} is closed (refused)`
    expect(await tcp(`127.0.0.1:${closed}`, 'closed')).toEqual({ verdict: 'pass', seen: refused })
    expect(await tcp(`127.0.0.1:${closed}`, 'open')).toMatchObject({ verdict: 'fail' })
    expect((await tcp(`localhost:${closed}`, 'closed')).seen).toContain('127.0.0.1 refused')
  })

  test('silence is closed too, and is told apart from a refusal', async () => {
    // A stopped program whose queue of connections is full drops what comes next, as a firewall does.
    const code = `const server = require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      console.log(server.address().port); setTimeout(() => process.kill(process.pid, 'SIGSTOP'), 0) })`
    const silent = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    const fillers: ReturnType<typeof connect>[] = []
    try {
      const [said] = await once(silent.stdout, 'data')
      const port = Number(said)
      const address = `127.0.0.1:${port}`
      const { signal } = new AbortController()
      const knock = () => probeTcp({ address, expect: 'closed', signal, timeoutMs: 200 })
      await expect
        .poll(async () => {
          fillers.push(connect(port, '127.0.0.1').on('error', () => {}))
          return (await knock()).seen
        })
        .toBe(`${address} is closed (no answer in 200 ms)`)
      const abort = new AbortController()
      const began = performance.now()
      setTimeout(() => abort.abort(), 50)
      expect(await probeTcp({ address, expect: 'closed', signal: abort.signal })).toMatchObject({ kind: 'error' })
      expect(performance.now() - began).toBeLessThan(2000)
    } finally {
      for (const filler of fillers) filler.destroy()
      silent.kill('SIGKILL')
    }
  })

  test('a name that does not exist and an address that is none are errors, never "closed"', async () => {
    expect(await tcp('no-such-host.invalid:443', 'closed')).toMatchObject({
      verdict: 'error',
      seen: expect.stringContaining("no-such-host.invalid can't be resolved"),
    })
    for (const address of [
      '',
      'host',
      'host:',
      ':443',
      'host:0',
      'host:70000',
      'a b:1',
      'u@h:1',
      '::1:80',
      'http://h:1',
    ]) {
      const { verdict, seen } = await tcp(address, 'closed', { within: '1h' })
      expect([address, verdict, seen]).toEqual([address, 'error', expect.stringContaining('write host:port')])
    }
    expect(await tcp('127.0.0.1:1', 'ok')).toMatchObject({ verdict: 'error' })
  })

  test('within: waits for a service that comes up', async () => {
    const port = await freePort()
    const server = createTcp((socket) => socket.destroy())
    const shown = acting()
    const spec = {
      probe: { kind: 'tcp', address: `127.0.0.1:${port}` },
      expect: 'open',
      within: '20s',
      every: '100ms',
    } as const
    const progress = (line: string) => {
      shown.progress(line)
      if (!servers.includes(server)) servers.push(server.listen(port, '127.0.0.1'))
    }
    expect(await checks().check(spec, { ...shown, progress })).toMatchObject({ verdict: 'pass' })
    expect(shown.shown[0]).toMatch(/^127\.0\.0\.1:\d+ is closed \(refused\); looking for another /)
  })

  test('for: a break is noticed', async () => {
    const server = createTcp((socket) => socket.destroy())
    const port = await freePort()
    const progress = () => {
      if (!servers.includes(server)) servers.push(server.listen(port, '127.0.0.1'))
    }
    const spec = {
      probe: { kind: 'tcp', address: `127.0.0.1:${port}` },
      expect: 'closed',
      for: '20s',
      every: '100ms',
    } as const
    const { verdict, seen } = await checks().check(spec, acting({ progress }))
    expect(verdict).toBe('fail')
    expect(seen).toMatch(/is open, after \d+ ms of 20 s$/)
  })
})

describe('http', () => {
  const serve = async (listener: RequestListener) => `http://127.0.0.1:${await listen(createHttp(listener))}`
  const http = (url: string, expect = 'ok', part: Partial<ActionContext> = {}) =>
    look({ kind: 'http', url }, expect, {}, part)

  test('ok is a 2xx; a redirect is not followed and a portal does not pass', async () => {
    const base = await serve((request, response) => {
      const status = Number(request.url?.slice(1))
      response.writeHead(status, status === 302 ? { location: '/200' } : {}).end('x')
    })
    expect(await http(`${base}/204`)).toEqual({ verdict: 'pass', seen: `${base}/204 answers 204` })
    expect(await http(`${base}/302`)).toEqual({ verdict: 'fail', seen: `${base}/302 answers 302, to /200` })
    expect(await http(`${base}/503`)).toMatchObject({ verdict: 'fail' })
    expect(await http(`${base}/503`, 'status == 503')).toMatchObject({ verdict: 'pass' })
  })

  test('an expression sees status, body, headers and what the runbook knows', async () => {
    const url = await serve((_request, response) => response.setHeader('X-Town', 'Diest').end('{"healthy":true}'))
    const part = { scope: { town: 'Diest' } }
    expect(await http(url, 'headers["x-town"] == town && body.includes("true")', part)).toMatchObject({
      verdict: 'pass',
    })
    expect(await http(url, 'body == ""')).toMatchObject({ verdict: 'fail' })
    expect(await http(url, 'status')).toMatchObject({
      verdict: 'error',
      seen: expect.stringContaining('gives 200 and not yes'),
    })
    expect(await http(url, 'nonsense')).toMatchObject({ verdict: 'error', seen: expect.stringContaining('not known') })
  })

  test('of an endless body, 256 KiB are read', async () => {
    const url = await serve((_request, response) => {
      const more = () => {
        while (response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    })
    const { verdict, seen } = await http(url, 'body.length == 256 * 1024')
    expect({ verdict, seen }).toMatchObject({ verdict: 'pass', seen: expect.stringContaining('first 256 KiB') })
    expect(await http(url)).toMatchObject({ verdict: 'pass' })
  })

  test('no answer fails', async () => {
    const port = await freePort()
    expect(await http(`http://127.0.0.1:${port}/`)).toEqual({
      verdict: 'fail',
      seen: `http://127.0.0.1:${port}/ gives no answer (refused)`,
    })
    const mute = await listen(createTcp())
    const url = `http://127.0.0.1:${mute}/`
    const parts = { url, expect: 'ok', expressions: jsExpressions, scope: {} }
    const { signal } = new AbortController()
    expect(await probeHttp({ ...parts, signal, timeoutMs: 150 })).toEqual({
      kind: 'fails',
      seen: `${url} gives no answer in 150 ms`,
    })
    expect(await probeHttp({ ...parts, signal: AbortSignal.timeout(50) })).toMatchObject({
      kind: 'error',
      seen: 'interrupted',
    })
    const other = await listen(createTcp((socket) => socket.end('SSH-2.0-OpenSSH\r\n')))
    expect((await http(`http://127.0.0.1:${other}/`)).seen).toContain('does not speak HTTP')
    expect(await http(`https://127.0.0.1:${other}/`)).toMatchObject({ verdict: 'fail' })
  })

  test('what says nothing about the service is an error', async () => {
    expect(await http('http://no-such-host.invalid/')).toMatchObject({ verdict: 'error' })
    for (const url of ['', 'x', 'file:///etc/passwd', 'ftp://h/', 'http://u:p@h/']) {
      expect(await http(url)).toMatchObject({ verdict: 'error', seen: expect.not.stringContaining('u:p') })
    }
  })
})

describe('command', () => {
  const command = (argv: readonly string[], expect = 'ok', timeout = '30s') =>
    look({ kind: 'command', command: argv, timeout }, expect)

  test('the exit code, or what it printed', async () => {
    expect(await command(['true'])).toEqual({ verdict: 'pass', seen: 'true gives exit 0' })
    expect(await command(['false'])).toMatchObject({ verdict: 'fail' })
    const speak = ['sh', '-c', 'echo out; echo err >&2; exit 3']
    expect(await command(speak, 'code == 3 && stdout == "out\\n" && stderr == "err\\n"')).toMatchObject({
      verdict: 'pass',
    })
  })

  test('one that hangs fails and leaves nothing; one that is missing is an error', async () => {
    const pids = join(folder.path, 'pids')
    const argv = ['sh', '-c', `exec '${tiny('hang')}' >pids`]
    expect((await command(argv, 'ok', '300ms')).seen).toMatch(/gives no answer in 300 ms$/)
    await expectGroupGone(readFileSync(pids, 'utf8'))
    expect(await command(['no-such-program'])).toMatchObject({
      verdict: 'error',
      seen: expect.stringContaining('not installed'),
    })
  })
})

describe('file', () => {
  const file = (path: string, expect = 'ok') => look({ kind: 'file', path }, expect)

  test('whether it exists, and its size', async () => {
    writeFileSync(join(folder.path, 'backup.tar'), 'x'.repeat(10))
    mkdirSync(join(folder.path, 'sub'))
    expect(await file('backup.tar')).toEqual({ verdict: 'pass', seen: `${folder.path}/backup.tar exists (10 bytes)` })
    expect(await file('backup.tar', 'exists && size > 9')).toMatchObject({ verdict: 'pass' })
    expect(await file('backup.tar', 'size > 10')).toMatchObject({ verdict: 'fail' })
    expect(await file('sub')).toMatchObject({ verdict: 'pass', seen: expect.stringContaining('a folder') })
    expect(await file('gone')).toMatchObject({ verdict: 'fail' })
    expect(await file('gone', '!exists && size == 0')).toMatchObject({ verdict: 'pass' })
    expect(await file('backup.tar/below')).toMatchObject({ verdict: 'fail' })
    expect(await file('a\0b')).toMatchObject({ verdict: 'error' })
  })

  test('what can not be looked at is an error', async () => {
    symlinkSync('loop', join(folder.path, 'loop'))
    expect(await file('loop')).toMatchObject({ verdict: 'error', seen: expect.stringContaining('ELOOP') })
  })
})

test('a value or a duration that is wrong is an error that says so', async () => {
  const probe = { kind: 'file', path: '{{ link.probe }}' } as const
  expect(await look(probe, 'ok')).toEqual({ verdict: 'error', seen: 'link.probe is not known' })
  const here = { kind: 'file', path: '.' } as const
  expect(await look(here, 'ok', { for: '{{ "soon" }}' })).toMatchObject({ verdict: 'error' })
  expect(await look(here, 'ok', { for: '{{ watch }}' }, { scope: { watch: '1ms' } })).toMatchObject({ verdict: 'pass' })
})

test('what is seen holds no control code, whatever the world answers', async () => {
  const { seen } = await look({ kind: 'file', path: 'a\x1b[2J\nb\u202e' }, 'ok')
  expect(seen).toContain('a\\x1b[2J\\nb\\u{202e} does not exist')
})

test('a check is a step: its verdict is its proof', async () => {
  const action = createCheckAction(checks(), jsExpressions)
  const step = (path: string) => ({ kind: 'check', check: { probe: { kind: 'file', path }, expect: 'ok' } }) as const
  expect(await action.perform(step('.'), acting())).toMatchObject({
    result: 'done',
    proof: { kind: 'check', verdict: 'pass' },
  })
  expect(await action.perform(step('gone'), acting())).toMatchObject({
    result: 'failed',
    summary: {
      en: expect.stringMatching(/^fail: .*gone does not exist$/),
      nl: expect.stringMatching(/^niet geslaagd: /),
    },
    proof: { verdict: 'fail' },
  })
  const tcp = { probe: { kind: 'tcp', address: '{{ link }}' }, expect: 'closed', for: '15m', every: '30s' } as const
  const describeCheck = (scope: ActionContext['scope']) => action.describe({ kind: 'check', check: tcp }, scope)
  expect(describeCheck({ link: 'vpn:443' })).toEqual({
    en: 'checks that vpn:443 is closed, for 15m, every 30s',
    nl: 'kijkt of vpn:443 dicht is, 15m lang, elke 30s',
  })
  expect(describeCheck({})).toMatchObject({ en: 'checks that {{ link }} is closed, for 15m, every 30s' })
})
