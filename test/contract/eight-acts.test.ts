import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createChecks } from '../../src/adapters/checks/check.ts'
import { createCheckAction } from '../../src/adapters/checks/check-action.ts'
import { monotonicClock } from '../../src/adapters/clock/monotonic-clock.ts'
import type { RunKept } from '../../src/adapters/commands/kept-command.ts'
import { createRunAction } from '../../src/adapters/commands/run-action.ts'
import { createBlobs } from '../../src/adapters/evidence/blob-files.ts'
import { createOutbox } from '../../src/adapters/notices/outbox-files.ts'
import type { CheckSpec, RunSpec } from '../../src/core/model.ts'
import type { Outcome } from '../../src/core/ports.ts'
import { acting, freshFolder, jsExpressions, tiny } from '../support/acting.ts'
import { ways } from '../support/started-by.ts'

/** Of all kinds; `$N` is the number of the act. What is printed on two streams has no order. */
const commands: readonly Partial<RunSpec>[] = [
  { command: ['sh', '-c', 'echo "one $N"'] },
  { command: ['sh', '-c', 'echo "two $N" >&2; exit 3'] },
  { command: ['cat'], stdin: 'three\n'.repeat(20_000) },
  { command: [tiny('flood'), '3000000'] },
  { command: ['sh', '-c', 'echo "five $N"; exec sleep 600'], timeout: '300ms' },
  { command: ['no-such-program'] },
  { command: ['sh', '-c', 'echo "seven $N"; kill -SEGV $$'] },
  { command: ['sh', '-c', `printf '\\033[31mred\\n'; echo "eight $N"`] },
]

function world(runKept: RunKept) {
  const folder = freshFolder('blobs', 'outbox')
  onTestFinished(() => folder[Symbol.dispose]())
  const { path: cwd } = folder
  const blobs = createBlobs(join(cwd, 'blobs'))
  const parts = { cwd, expressions: jsExpressions, runKept }
  const checks = createChecks({ ...parts, clock: monotonicClock })
  return {
    cwd,
    run: createRunAction({ ...parts, folder: cwd, blobs, now: monotonicClock.now }),
    check: createCheckAction(checks, jsExpressions),
    outbox: createOutbox(join(cwd, 'outbox')),
  }
}

/** An outcome without what differs from time to time: how long it took. */
const alike = (outcome: Outcome): unknown =>
  JSON.parse(
    JSON.stringify(outcome)
      .replaceAll(/"ms":\d+/g, '"ms":0')
      .replaceAll(/[\d.]+ m?s\b/g, 'a while'),
  )

async function inTurn<T>(acts: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const done: T[] = []
  for (const act of acts) done.push(await act())
  return done
}

describe.each(ways)('eight acts at once, with commands started %s', (_way, runKept) => {
  test('of commands have the outcomes, the files and the marks that they have one after another', async () => {
    const done = async (how: typeof inTurn<Outcome>) => {
      const { cwd, run } = world(runKept)
      const acts = commands.map((spec, index) => {
        const context = acting({ instance: `test/s${index}`, code: `T${index}` })
        const command = spec.command?.map((word) => word.replace('$N', `act ${index}`)) ?? []
        return () => run.perform({ kind: 'run', run: { ...spec, command, changes: true } }, context)
      })
      const outcomes = await how(acts)
      const files = readdirSync(join(cwd, 'blobs')).sort()
      return {
        outcomes: outcomes.map(alike),
        files: files.map((name) => [name, readFileSync(join(cwd, 'blobs', name)).length]),
      }
    }
    const apart = await done(inTurn)
    expect(await done((acts) => Promise.all(acts.map((act) => act())))).toEqual(apart)
    expect(apart.files.length).toBe(2)
    expect(apart.outcomes).toMatchObject([
      { result: 'done', detail: { output: 'one act 0\n' } },
      { result: 'failed', detail: { exit: 3, output: 'two act 1\n' } },
      { result: 'done', detail: { bytes: 120_000 }, blobs: [{ name: 'T2-1-output.txt' }] },
      { result: 'done', detail: { bytes: 3_000_000 }, blobs: [{ name: 'T3-1-output.txt' }] },
      { result: 'failed', detail: { end: 'timed-out' } },
      { result: 'failed', detail: { end: 'not-started' } },
      { result: 'failed', detail: { end: 'signalled', output: 'seven act 6\n' } },
      { result: 'done', detail: { output: '\\x1b[31mred\neight act 7\n' } },
    ])
  })

  test('of one step for eight items have eight names for what they printed', async () => {
    const { run } = world(runKept)
    const items = ['vpn', 'internet', 'a/b', '../x', 'één link', 'x'.repeat(80), '', '1']
    const outcomes = await Promise.all(
      items.map((item, index) =>
        run.perform(
          { kind: 'run', run: { command: [tiny('flood'), String(5000 + index)], changes: true } },
          acting({ instance: `isolate/cut[${item}]`, code: 'I3' }),
        ),
      ),
    )
    expect(outcomes.map(({ blobs }) => blobs?.map(({ name, size }) => [name, size]))).toEqual([
      [['I3-vpn-1-output.txt', 5000]],
      [['I3-internet-1-output.txt', 5001]],
      [['I3-a-b-1-output.txt', 5002]],
      [['I3-..-x-1-output.txt', 5003]],
      [['I3-één-link-1-output.txt', 5004]],
      [[`I3-${'x'.repeat(60)}-1-output.txt`, 5005]],
      [['I3-1-output.txt', 5006]],
      [['I3-1-1-output.txt', 5007]],
    ])
  })

  test('one that is stopped does not stop the others', async () => {
    const { cwd, run } = world(runKept)
    const stop = new AbortController()
    const perform = (script: string, part: Parameters<typeof acting>[0] = {}) =>
      run.perform({ kind: 'run', run: { command: ['sh', '-c', script], changes: true } }, acting(part))
    const stopped = perform('echo begun; exec sleep 600', { signal: stop.signal, progress: () => stop.abort() })
    const others = Array.from({ length: 7 }, () => perform('until [ -e ended ]; do sleep 0.01; done'))
    expect(await stopped).toMatchObject({ result: 'failed', detail: { end: 'interrupted' } })
    writeFileSync(join(cwd, 'ended'), '')
    expect((await Promise.all(others)).map(({ result }) => result)).toEqual(Array.from({ length: 7 }, () => 'done'))
  })

  test('of checks say what they say one after another', async () => {
    let asked = 0
    const server = createServer((request, answer) => {
      asked += 1
      answer.statusCode = request.url === '/up' ? 200 : 503
      answer.end(request.url)
    }).listen(0, '127.0.0.1')
    await new Promise((listening) => server.once('listening', listening))
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    const specs: readonly CheckSpec[] = [
      { probe: { kind: 'tcp', address: `127.0.0.1:${port}` }, expect: 'open' },
      { probe: { kind: 'tcp', address: `127.0.0.1:${port}` }, expect: 'closed' },
      { probe: { kind: 'http', url: `http://127.0.0.1:${port}/up` }, expect: 'ok' },
      { probe: { kind: 'http', url: `http://127.0.0.1:${port}/down` }, expect: 'ok' },
      { probe: { kind: 'file', path: '/etc/hostname' }, expect: 'exists' },
      {
        probe: { kind: 'command', command: ['sh', '-c', 'echo out; echo err >&2; exit 4'] },
        expect: 'code == 4 && stdout == "out\\n" && stderr == "err\\n"',
      },
      { probe: { kind: 'command', command: [tiny('hang')], timeout: '200ms' }, expect: 'ok' },
      { probe: { kind: 'command', command: ['no-such-program'] }, expect: 'ok' },
    ]
    const { check } = world(runKept)
    const acts = specs.map(
      (spec, index) => () => check.perform({ kind: 'check', check: spec }, acting({ instance: `test/c${index}` })),
    )
    const apart = await inTurn(acts)
    expect(apart.map(({ proof }) => proof?.kind === 'check' && proof.verdict)).toEqual([
      ...['pass', 'fail', 'pass', 'fail', 'pass', 'pass', 'fail', 'error'],
    ])
    expect(await Promise.all(acts.map((act) => act()))).toEqual(apart)
    expect(asked).toBe(4)
  })

  test('of notices under one name leave eight files, and one text leaves one', async () => {
    const { cwd, outbox } = world(runKept)
    const paths = await Promise.all(
      Array.from({ length: 8 }, (_, index) => outbox.write('notice.txt', `text ${index}`)),
    )
    expect(new Set(paths).size).toBe(8)
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(
      Array.from({ length: 8 }, (_, index) => `text ${index}`),
    )
    await Promise.all(Array.from({ length: 8 }, () => outbox.write('same.txt', 'the same')))
    expect(readdirSync(join(cwd, 'outbox')).filter((name) => name.startsWith('same'))).toEqual(['same.txt'])
  })
})
