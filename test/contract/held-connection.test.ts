import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createChecks } from '../../src/adapters/checks/check.ts'
import { holdConnection } from '../../src/adapters/checks/held-connection.ts'
import { monotonicClock } from '../../src/adapters/clock/monotonic-clock.ts'
import { runKept } from '../../src/adapters/commands/kept-command.ts'
import { expressions } from '../../src/runbook/template.ts'

const { signal } = new AbortController()

/** Something that listens on this machine, with the connections that it took. */
async function door() {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}).resume())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const close = (how: 'reset' | 'end') => {
    server.close()
    for (const socket of sockets) how === 'reset' ? socket.resetAndDestroy() : socket.end()
  }
  onTestFinished(() => close('reset'))
  return { port, server, sockets, close }
}

async function held(port: number) {
  const connection = await holdConnection('127.0.0.1', port, 1000, signal)
  if (connection === null) throw new Error('nothing listens there')
  onTestFinished(() => connection.close())
  return connection
}

test('nothing is held where nothing listens', async () => {
  const { port, close, server } = await door()
  close('end')
  await once(server, 'close')
  expect(await holdConnection('127.0.0.1', port, 1000, signal)).toBeNull()
})

test.each([
  ['reset', 'it was reset'],
  ['end', 'the other side closed it'],
] as const)('one that the act ends is gone: %s', async (how, seen) => {
  const { port, close } = await door()
  const connection = await held(port)
  connection.actBegins()
  close(how)
  expect(await connection.end(signal)).toEqual({ end: 'ended', seen })
})

test('one that ended before the act was not ended by it', async () => {
  const { port, close, sockets, server } = await door()
  const connection = await held(port)
  if (sockets.length === 0) await once(server, 'connection')
  close('reset')
  // What is heard of another connection was sent after the end of this one.
  const later = createServer((socket) => socket.end('later')).listen(0, '127.0.0.1')
  await once(later, 'listening')
  await once(connect((later.address() as { port: number }).port, '127.0.0.1'), 'data')
  later.close()
  connection.actBegins()
  expect((await connection.end(signal)).end).toBe('lost')
})

test('one that still answers goes on, though nobody listens any more', async () => {
  const { port, server } = await door()
  const connection = await held(port)
  connection.actBegins()
  server.close()
  expect(await connection.end(signal)).toEqual({ end: 'alive', seen: 'the other side still answers' })
})

test('a cut that failed is looked at with the same old connection the next time', async () => {
  const { port, server, close } = await door()
  const checks = createChecks({ cwd: '/', expressions, clock: monotonicClock, runKept })
  const spec = { probe: { kind: 'tcp', address: `127.0.0.1:${port}` }, expect: 'closed' } as const
  const context = { scope: {}, signal, progress: () => {} }
  const first = await checks.before?.(spec, context)
  first?.actBegins()
  server.close()
  expect((await first?.after(signal))?.held?.end).toBe('alive')
  first?.release()
  // A new connection is refused by now.
  const second = await checks.before?.(spec, context)
  expect(second?.before).toMatchObject({ there: 'yes' })
  second?.actBegins()
  close('reset')
  expect((await second?.after(signal))?.held?.end).toBe('ended')
  second?.release()
  const third = await checks.before?.(spec, context)
  expect(third?.before.there).toBe('no')
  third?.release()
})

test('what several acts on one port held at once is kept together, and let go of together', async () => {
  const { port, server, sockets, close } = await door()
  const checks = createChecks({ cwd: '/', expressions, clock: monotonicClock, runKept })
  const spec = { probe: { kind: 'tcp', address: `127.0.0.1:${port}` }, expect: 'closed' } as const
  const context = { scope: {}, signal, progress: () => {} }
  const looks = await Promise.all([1, 2, 3].map(() => checks.before?.(spec, context)))
  // A look and a connection that is held, of each.
  while (sockets.length < 6) await once(server, 'connection')
  for (const look of looks) look?.actBegins()
  server.close()
  const seen = await Promise.all(looks.map((look) => look?.after(signal)))
  expect(seen.map((one) => one?.held?.end)).toEqual(['alive', 'alive', 'alive'])
  for (const look of looks) look?.release()
  const open = () => sockets.filter((socket) => !socket.destroyed && !socket.readableEnded).length
  expect(open()).toBe(3)
  const next = await checks.before?.(spec, context)
  next?.actBegins()
  // One of the three ends; two go on.
  sockets.findLast((socket) => !socket.destroyed)?.resetAndDestroy()
  expect((await next?.after(signal))?.held?.end).toBe('alive')
  next?.release()
  const last = await checks.before?.(spec, context)
  last?.actBegins()
  close('reset')
  expect((await last?.after(signal))?.held?.end).toBe('ended')
  last?.release()
})

test('what is not there before is known to be not there, of every kind', async () => {
  const checks = createChecks({ cwd: '/', expressions, clock: monotonicClock, runKept })
  const context = { scope: {}, signal, progress: () => {} }
  const look = async (probe: Parameters<typeof checks.check>[0]['probe'], expected: string) =>
    (await checks.before?.({ probe, expect: expected }, context))?.before
  expect(await look({ kind: 'file', path: '/etc/hostname' }, '!exists')).toMatchObject({
    ...{ subject: 'file /etc/hostname', there: 'yes' },
  })
  expect(await look({ kind: 'file', path: '/no/such/file' }, '!exists')).toMatchObject({ there: 'no' })
  expect(await look({ kind: 'command', command: ['true'] }, 'code != 0')).toMatchObject({ there: 'yes' })
  expect(await look({ kind: 'command', command: ['no-such-program'] }, 'code != 0')).toMatchObject({ there: 'unknown' })
  expect(await look({ kind: 'tcp', address: 'nonsense' }, 'closed')).toMatchObject({ there: 'unknown' })
})
