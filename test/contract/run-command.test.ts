import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { monotonicClock } from '../../src/adapters/clock/monotonic-clock.ts'
import { groupRuns } from '../../src/adapters/commands/process-group.ts'
import { createRunAction } from '../../src/adapters/commands/run-action.ts'
import { createBlobs } from '../../src/adapters/evidence/blob-files.ts'
import type { RunSpec } from '../../src/core/model.ts'
import type { ActionContext } from '../../src/core/ports.ts'
import { pick } from '../../src/core/text.ts'
import { acting, expectGroupGone, freshFolder, jsExpressions, tiny } from '../support/acting.ts'
import { bySmallProcess, ways } from '../support/started-by.ts'

let folder: ReturnType<typeof freshFolder>
beforeEach(() => {
  folder = freshFolder('blobs')
})
afterEach(() => folder[Symbol.dispose]())

/** A file of the project, as code that imports it writes it. */
const source = (file: string): string => JSON.stringify(new URL(`../../${file}`, import.meta.url))

describe.each(ways)('a command started %s', (_way, runKept) => {
  const name = runKept === bySmallProcess ? 'bySmallProcess' : 'hereInThisProcess'
  function action() {
    const blobs = createBlobs(join(folder.path, 'blobs'))
    return createRunAction({
      runKept,
      cwd: folder.path,
      folder: folder.path,
      blobs,
      expressions: jsExpressions,
      now: monotonicClock.now,
    })
  }

  async function run(command: readonly string[], spec: Partial<RunSpec> = {}, part: Partial<ActionContext> = {}) {
    const context = acting(part)
    const outcome = await action().perform({ kind: 'run', run: { command, changes: true, ...spec } }, context)
    return {
      ...outcome,
      summary: pick(outcome.summary, 'en'),
      detail: outcome.detail as Record<string, unknown>,
      shown: context.shown,
    }
  }

  describe('what the command is given', () => {
    test('arguments arrive as they are: no shell, no splitting, no expansion', async () => {
      const hostile = ['$(id)', '`id`', 'a b', '', "it's", '*', '; rm -rf /', 'één\n文', '--', '-n']
      const outcome = await run(
        [tiny('echo-args'), '{{ name }}', '{{ list }}'],
        {},
        { scope: { name: 'x y', list: hostile } },
      )
      expect(outcome).toMatchObject({ result: 'done', summary: expect.stringMatching(/^exit 0 in \d+ ms$/) })
      expect(JSON.parse(String(outcome.detail.output)).args).toEqual(['x y', ...hostile])
    })

    test('the environment holds what is declared, and none of the secrets that the program happens to have', async () => {
      process.env.SOME_CLOUD_TOKEN = 'secret'
      try {
        const outcome = await run([tiny('echo-args')], { env: { LINK: '{{ 1 + 1 }}' }, stdin: 'in {{ 2 }}' })
        const seen = JSON.parse(String(outcome.detail.output))
        expect(seen.env).toEqual(expect.arrayContaining(['LINK', 'PATH', 'TERM']))
        expect(seen.env).not.toContain('SOME_CLOUD_TOKEN')
        expect(seen.stdin).toBe('in 2')
      } finally {
        delete process.env.SOME_CLOUD_TOKEN
      }
    })

    test('input that the command never reads hurts nobody', async () => {
      expect((await run(['true'], { stdin: 'x'.repeat(1_000_000) })).result).toBe('done')
    })
  })

  describe('a command that can not be started fails, and says why', () => {
    test('whatever the reason', async () => {
      writeFileSync(join(folder.path, 'data'), 'x')
      writeFileSync(join(folder.path, 'orphan'), '#!/no/such/interpreter\n')
      chmodSync(join(folder.path, 'orphan'), 0o755)
      const reasons: readonly (readonly [readonly string[], string])[] = [
        [['no-such-program'], 'no-such-program is not installed: no folder of the PATH has it'],
        [['./no-such-file'], './no-such-file does not exist'],
        [['./data'], './data is not executable'],
        [['./blobs'], './blobs is a folder'],
        [['./orphan'], 'the interpreter that ./orphan names does not exist'],
        [['echo', 'a\0b'], 'NUL character'],
        [['echo', 'x'.repeat(3_000_000)], 'too long'],
        [[], 'no program is named'],
      ]
      for (const [command, why] of reasons) {
        const outcome = await run(command)
        expect(outcome).toMatchObject({ result: 'failed', detail: { end: 'not-started' } })
        expect(outcome.summary).toContain(why)
        expect(outcome.summary).toMatch(/^not started: [^\n]+$/)
      }
    })

    test('a value that the profile does not have', async () => {
      const outcome = await run(['echo', '{{ link.ruleset }}'])
      expect(outcome).toMatchObject({ result: 'failed', summary: 'not run: link.ruleset is not known' })
    })

    test('a folder that is gone', async () => {
      const blobs = createBlobs(folder.path)
      const gone = join(folder.path, 'gone')
      const lost = createRunAction({
        runKept,
        cwd: gone,
        folder: folder.path,
        blobs,
        expressions: jsExpressions,
        now: monotonicClock.now,
      })
      const outcome = await lost.perform({ kind: 'run', run: { command: ['true'], changes: true } }, acting())
      expect(pick(outcome.summary, 'en')).toBe(`not started: the folder to run it in does not exist: ${gone}`)
    })
  })

  describe('how it ends', () => {
    test('an exit code, and the same command again', async () => {
      const command = [tiny('fail-once'), 'marker']
      const first = await run(command)
      expect(first).toMatchObject({ result: 'failed', detail: { exit: 7, output: 'not yet\n' } })
      expect(first.summary).toMatch(/^exit 7 in \d+ ms; last line: not yet$/)
      expect(await run(command)).toMatchObject({ result: 'done', detail: { exit: 0, output: 'worked\n' } })
    })

    test('a signal', async () => {
      expect((await run(['sh', '-c', 'kill -SEGV $$'])).summary).toMatch(/^ended by SIGSEGV after \d+ ms$/)
    })

    test('a command that hangs is ended with everything it started when its time is out', async () => {
      const outcome = await run([tiny('hang')], { timeout: '300ms' })
      expect(outcome).toMatchObject({ result: 'failed', detail: { end: 'timed-out' } })
      expect(outcome.summary).toMatch(/^timed out after [\d.]+ m?s; ended by SIGTERM; last line: /)
      await expectGroupGone(outcome.detail.output)
    })

    test('one that ignores SIGTERM is killed five seconds later', async () => {
      const outcome = await run([tiny('ignore-term')], { timeout: '200ms' })
      expect(outcome.summary).toMatch(
        /^timed out after ([5-9]|\d\d)[\d.]* s; it ignored SIGTERM and was killed; last line: /,
      )
      await expectGroupGone(outcome.detail.output)
    })

    test('an abort ends it at once', async () => {
      const abort = new AbortController()
      const context = acting({ signal: abort.signal, progress: () => abort.abort() })
      const spec = { command: [tiny('hang')], changes: true }
      const outcome = await action().perform({ kind: 'run', run: spec }, context)
      expect(pick(outcome.summary, 'en')).toMatch(/^interrupted after \d+ ms; ended by SIGTERM; last line: /)
      await expectGroupGone((outcome.detail as { output: string }).output)
    })

    test('with an abort that came before, it never starts', async () => {
      const outcome = await run([tiny('fail-once'), 'marker'], {}, { signal: AbortSignal.abort() })
      expect(outcome.summary).toMatch(/^interrupted/)
      expect(readdirSync(folder.path)).toEqual(['blobs'])
    })

    test('what it leaves behind is ended, and that is told', async () => {
      const outcome = await run([tiny('leave-behind')])
      expect(outcome).toMatchObject({ result: 'done' })
      expect(outcome.summary).toContain('processes that it left behind were ended')
      await expectGroupGone(outcome.detail.output)
    })
  })

  describe('what it prints', () => {
    test('control codes are made visible, in the record and on the screen', async () => {
      const outcome = await run(['sh', '-c', `'${tiny('control-codes')}'; sleep 0.3`])
      const output = String(outcome.detail.output)
      expect(output).toContain('\\x1b[2J\\x1b]0;owned\\x07before\\rafter\\x08\n')
      expect(output).toContain('invoice\\u{202e}gpj.exe \\x9b31m \ufffd zero\\u{200b}width\n')
      expect(outcome.shown.length).toBeGreaterThan(0)
      for (const line of [output.replaceAll('\n', ''), ...outcome.shown]) expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    })

    test('more than 4 KiB goes to a file that the record knows by its hash', async () => {
      const outcome = await run([tiny('flood'), '5000'])
      const [blob] = outcome.blobs ?? []
      expect(outcome.detail).toEqual({ end: 'exited', exit: 0, ms: expect.any(Number), bytes: 5000 })
      expect(blob).toMatchObject({ name: 'T1-1-output.txt', size: 5000 })
      expect(readFileSync(join(folder.path, 'blobs', String(blob?.sha256)), 'utf8')).toHaveLength(5000)
    })

    test('a flood is drained to its end in flat memory, and its beginning and end are kept', async () => {
      const before = process.memoryUsage().rss
      let ticks = 0
      const ticking = setInterval(() => ticks++, 10)
      const outcome = await run([tiny('flood'), '400000000'])
      clearInterval(ticking)
      expect(outcome).toMatchObject({
        result: 'done',
        detail: { bytes: 400_000_000, dropped: 400_000_000 - 1024 * 1024 },
      })
      expect(outcome.blobs?.[0]?.size).toBeLessThan(1024 * 1024 + 100)
      expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
      expect(ticks).toBeGreaterThan(3)
    })

    test('a flood without end is stopped by its timeout', async () => {
      const outcome = await run([tiny('flood')], { timeout: '300ms' })
      expect(outcome.summary).toMatch(/^timed out after [\d.]+ m?s; ended by SIGTERM; last line: /)
    })
  })

  test('a command that a crash cut off can not be judged, unless it only reads', async () => {
    const { probe } = action()
    const judge = (changes: boolean) => probe?.({ kind: 'run', run: { command: ['true'], changes } }, acting())
    expect(await judge(true)).toBe('cannot-tell')
    expect(await judge(false)).toBe('not-done')
  })

  test('what a killed program leaves running of a step is found, with all that it started, and nothing of another step', async () => {
    const code = `
    const { createRunAction } = await import(${source('src/adapters/commands/run-action.ts')})
    const { ${name} } = await import(${source('test/support/started-by.ts')})
    const action = createRunAction({ runKept: ${name}, cwd: '/', folder: ${JSON.stringify(folder.path)}, expressions: { render: (text) => text, renderArgs: (args) => args }, now: () => 0 })
    const context = { instance: 'isolate/cut[vpn]', scope: {}, signal: new AbortController().signal, progress: (line) => console.log(line) }
    await action.perform({ kind: 'run', run: { command: [${JSON.stringify(tiny('hang'))}], changes: true } }, context)`
    const program = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said] = await once(program.stdout, 'data')
    const [leader = '', child = ''] = String(said).trim().split(' ')
    const leftovers = async (instance: string) => action().leftovers?.({ instance })
    const nothing = { running: false, seen: { en: expect.stringContaining('no process of it was found here') } }
    try {
      program.kill('SIGKILL')
      await once(program, 'exit')
      const found = await leftovers('isolate/cut[vpn]')
      for (const text of [found?.seen.en, found?.seen.nl]) {
        expect(text).toContain(`${leader} (hang), ${child} (sleep); `)
        expect(text).toContain(`ps -fp ${leader},${child}`)
      }
      expect(found?.running).toBe(true)
      expect(found?.seen.en).toContain('IT STILL RUNS on this machine')
      expect(found?.seen.nl).toContain('HET LOOPT NOG op deze machine')
      expect(await leftovers('isolate/cut[internet]')).toMatchObject(nothing)
    } finally {
      process.kill(-Number(leader), 'SIGKILL')
    }
    await expect.poll(() => leftovers('isolate/cut[vpn]')).toMatchObject(nothing)
  })

  test('the description shows the values, or the templates when there are none', () => {
    const describeRun = (command: readonly string[], scope: ActionContext['scope']) =>
      action().describe({ kind: 'run', run: { command, changes: true } }, scope)
    const command = ['nft', '--file', '{{ file }}']
    expect(describeRun(command, { file: 'my rules\x1b' })).toEqual({
      en: "runs nft --file 'my rules\\x1b'",
      nl: "voert nft --file 'my rules\\x1b' uit",
    })
    expect(describeRun(command, {})).toMatchObject({ en: "runs nft --file '{{ file }}'" })
  })

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'when the program itself ends by %s, its command ends too',
    async (signal) => {
      const code = `
    const { ${name} } = await import(${source('test/support/started-by.ts')})
    const latest = (line) => process.stdout.write(line)
    const signal = new AbortController().signal
    const keep = { bytes: 100, apart: false }
    await ${name}([${JSON.stringify(tiny('hang'))}], { cwd: '/', env: process.env, timeoutMs: 60000, signal, keep, latest })`
      const program = spawn(process.execPath, ['--input-type=module', '-e', code], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [said] = await once(program.stdout, 'data')
      program.kill(signal)
      await once(program, 'exit')
      await expect.poll(() => groupRuns(Number.parseInt(String(said), 10)), { timeout: 5000 }).toBe(false)
    },
  )

  test('a step costs little more than starting its process', async () => {
    const timed = async (act: () => Promise<unknown>) => {
      const began = performance.now()
      await act()
      return performance.now() - began
    }
    const bare = () => new Promise((done) => spawn('true', { stdio: ['ignore', 'pipe', 'pipe'] }).once('close', done))
    const times = { ours: [] as number[], bare: [] as number[] }
    for (let index = 0; index < 40; index += 1) {
      times.ours.push(await timed(() => run(['true'])))
      times.bare.push(await timed(bare))
    }
    const median = (list: number[]) => list.sort((a, b) => a - b)[20] ?? 0
    // Generous, for a busy machine: the bench holds the real number.
    expect(median(times.ours)).toBeLessThan(3 * median(times.bare))
  })
})
