import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createChecks } from '../../src/adapters/checks/check.ts'
import { monotonicClock } from '../../src/adapters/clock/monotonic-clock.ts'
import { createCommands, runCommands, starterWords } from '../../src/adapters/commands/commands.ts'
import type { KeptOptions, RunKept } from '../../src/adapters/commands/kept-command.ts'
import { groupRuns } from '../../src/adapters/commands/process-group.ts'
import { startStarter } from '../../src/adapters/commands/starter.ts'
import { starterTitle } from '../../src/adapters/commands/starter-words.ts'
import { stepLeftovers, stepMark } from '../../src/adapters/commands/step-processes.ts'
import { acting, freshFolder, jsExpressions } from '../support/acting.ts'

let folder: ReturnType<typeof freshFolder>
beforeEach(() => {
  folder = freshFolder()
})
afterEach(() => folder[Symbol.dispose]())

function given(part: Partial<KeptOptions> = {}): KeptOptions {
  return {
    cwd: folder.path,
    env: { PATH: process.env.PATH ?? '', ...stepMark(folder.path, 'test/step') },
    timeoutMs: 60_000,
    signal: new AbortController().signal,
    keep: { bytes: 4096, apart: false },
    ...part,
  }
}

/** Leaves a mark that it was run, and says who started it; one that stays says nothing, because nobody may listen any more. */
const script = (stays: boolean) => ['sh', '-c', `echo x >> ran; ${stays ? 'exec sleep 600' : 'echo $PPID'}`]
const howOften = (): number => {
  const path = join(folder.path, 'ran')
  return existsSync(path) ? readFileSync(path, 'utf8').length / 2 : 0
}
const leftovers = () => stepLeftovers(folder.path, 'test/step')

async function endLeftovers(): Promise<void> {
  const { seen } = await leftovers()
  for (const pid of /kill ([\d ]+)$/.exec(seen.en)?.[1]?.split(' ') ?? []) process.kill(Number(pid), 'SIGKILL')
  await expect.poll(async () => (await leftovers()).running).toBe(false)
}

/** The small process that ends itself at a point (test/crash/kill-starter.js). */
function killedAt(point: string): readonly string[] {
  const [node = '', ...rest] = starterWords()
  return [node, '--import', new URL(`../crash/kill-starter.js?at=${point}`, import.meta.url).href, ...rest]
}

const cutOff = { code: 'command.cut-off', exit: 4 }

describe('the small process is killed', () => {
  test.each(['start', 'begins'])(
    'at %s, before the command began: then it did not begin, and that is known',
    async (point) => {
      expect(await startStarter(killedAt(point)).run(script(true), given())).toBeNull()
      expect([howOften(), (await leftovers()).running]).toEqual([0, false])
    },
  )

  test('at begun, when it was said to begin: nobody knows how it came out', async () => {
    await expect(startStarter(killedAt('begun')).run(script(true), given())).rejects.toMatchObject(cutOff)
    expect((await leftovers()).running).toBe(false)
  })

  test('at started, when it was started: nobody knows, it runs on and is found', async () => {
    await expect(startStarter(killedAt('started')).run(script(true), given())).rejects.toMatchObject(cutOff)
    expect(await leftovers()).toMatchObject({ running: true, seen: { en: expect.stringContaining('IT STILL RUNS') } })
    await endLeftovers()
  })

  test('at ended, when it has ended and nobody was told: nobody knows', async () => {
    await expect(startStarter(killedAt('ended')).run(script(false), given())).rejects.toMatchObject(cutOff)
    expect(howOften()).toBe(1)
  })

  test('at told, when its end was told: the end counts', async () => {
    const ran = await startStarter(killedAt('told')).run(script(false), given())
    expect(ran).toMatchObject({ end: { kind: 'exited', code: 0 }, stdout: { dropped: 0 } })
  })

  test('by the command itself, in the middle', async () => {
    const starter = startStarter(starterWords())
    const murder = ['sh', '-c', 'kill -9 $PPID; exec sleep 600']
    await expect(starter.run(murder, given())).rejects.toMatchObject(cutOff)
    expect(starter.state()).toBe('failed')
    await endLeftovers()
  })

  test('because it hangs: a command that is to be ended is waited for, but not for ever', async () => {
    const stop = new AbortController()
    const stopped = ['sh', '-c', 'kill -STOP $PPID; echo stopped; exec sleep 600']
    // What it says is not passed on any more: what is seen is that the small process stands still.
    const running = startStarter(starterWords(), 300).run(stopped, given({ signal: stop.signal }))
    await expect.poll(leftovers).toMatchObject({ running: true })
    stop.abort()
    await expect(running).rejects.toMatchObject(cutOff)
    await endLeftovers()
  })
})

test('a check whose command was cut off has seen nothing', async () => {
  const starter = startStarter(starterWords())
  const runKept: RunKept = async (argv, options) => {
    const ran = await starter.run(argv, options)
    if (ran === null) throw new Error('it never began')
    return ran
  }
  const checks = createChecks({ cwd: folder.path, expressions: jsExpressions, clock: monotonicClock, runKept })
  const probe = { kind: 'command', command: ['sh', '-c', 'kill -9 $PPID'] } as const
  expect(await checks.check({ probe, expect: 'ok' }, acting())).toEqual({
    verdict: 'error',
    seen: "nobody knows what sh -c 'kill -9 $PPID' gives: the process that started it was ended",
  })
})

test.each(['start', 'begins'])(
  'a session whose small process is always killed at %s does each command once, from itself',
  async (point) => {
    const run = createCommands(killedAt(point))
    for (let command = 1; command <= 5; command += 1) {
      const { stdout } = await run(script(false), given())
      expect(stdout.text.trim()).toBe(String(process.pid))
      expect(howOften()).toBe(command)
    }
  },
)

describe('a session', () => {
  /** The process that started a command. */
  const parentOf = async (run: ReturnType<typeof createCommands>): Promise<number> =>
    Number((await run(script(false), given())).stdout.text)

  /** The first process other than this one that starts a command. */
  const smallOne = async (run: ReturnType<typeof createCommands>): Promise<number> => {
    for (;;) {
      const parent = await parentOf(run)
      if (parent !== process.pid) return parent
    }
  }

  test('starts its first commands itself, then by the small process, and by a new one when that was killed', async () => {
    const run = createCommands()
    expect([await parentOf(run), await parentOf(run)]).toEqual([process.pid, process.pid])
    const first = await smallOne(run)
    expect(await parentOf(run)).toBe(first)
    expect(readFileSync(`/proc/${first}/cmdline`, 'utf8')).toContain(starterTitle)
    process.kill(first, 'SIGKILL')
    await expect.poll(() => groupRuns(first)).toBe(false)
    expect(await smallOne(run)).not.toBe(first)
  })

  test('has a second one when several commands run at once, no third, and gives each half of them', async () => {
    const run = createCommands()
    await smallOne(run)
    let round = 0
    /** Eight commands that all run at once: each ends when all have begun. */
    const eight = async (): Promise<readonly number[]> => {
      round += 1
      const together = `echo >> all${round}; until [ "$(wc -l < all${round})" = 8 ]; do sleep 0.01; done; echo $PPID`
      const ran = await Promise.all(Array.from({ length: 8 }, () => run(['sh', '-c', together], given())))
      return ran.map(({ stdout }) => Number(stdout.text))
    }
    let parents = await eight()
    while (new Set(parents).size < 2) parents = await eight()
    const halves = (await eight()).toSorted()
    expect(new Set(halves).size).toBe(2)
    expect(new Set(halves.slice(0, 4)).size).toBe(1)
    expect(halves).not.toContain(process.pid)
  })

  test('goes on by itself where no small process can be started, and does not try for ever', async () => {
    const run = createCommands(['sh', '-c', `echo x >> '${folder.path}/tried'`])
    const tries = (): number => {
      const path = join(folder.path, 'tried')
      return existsSync(path) ? readFileSync(path, 'utf8').length / 2 : 0
    }
    while (tries() < 3) expect(await parentOf(run)).toBe(process.pid)
    for (let more = 0; more < 5; more += 1) expect(await parentOf(run)).toBe(process.pid)
    expect(tries()).toBe(3)
  })
})

test('sessions of one process have the same small process', async () => {
  const parent = async (): Promise<number> => Number((await runCommands(script(false), given())).stdout.text)
  let first = process.pid
  while (first === process.pid) first = await parent()
  expect(await parent()).toBe(first)
})

test('no secret of the program and no value of a command stands where others can read it', async () => {
  process.env.SOME_CLOUD_TOKEN = 'secret-of-the-program'
  try {
    const starter = startStarter(starterWords())
    const env = { ...given().env, PASSWORD: 'secret-of-a-step' }
    const ran = await starter.run(['sh', '-c', 'echo $PPID; cat'], given({ env, stdin: 'secret-of-a-step' }))
    const [pid = ''] = ran?.stdout.text.split('\n') ?? []
    expect(ran?.stdout.text).toContain('secret-of-a-step')
    for (const file of ['cmdline', 'environ'])
      expect(readFileSync(`/proc/${pid}/${file}`, 'utf8')).not.toContain('secret')
  } finally {
    delete process.env.SOME_CLOUD_TOKEN
  }
})

describe('a program that ends', () => {
  const url = (file: string): string => JSON.stringify(new URL(`../../${file}`, import.meta.url))
  /** A program that has a command running, which said the process that started it and its own. */
  async function program(then: string) {
    const code = `
      const { starterWords } = await import(${url('src/adapters/commands/commands.ts')})
      const { startStarter } = await import(${url('src/adapters/commands/starter.ts')})
      const latest = (line) => { process.stdout.write(line); ${then} }
      const given = { ...${JSON.stringify({ ...given(), signal: undefined })}, signal: new AbortController().signal, latest }
      await startStarter(starterWords()).run(['sh', '-c', 'echo $PPID; exec sleep 600'], given)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(child.stdout, 'data')
    return { child, starter: Number(String(said)) }
  }
  const gone = (pid: number) => expect.poll(() => groupRuns(pid)).toBe(false)

  test('by itself, with a command that runs: the command ends, and the small process', async () => {
    const { child, starter } = await program('process.exit(0)')
    await once(child, 'exit')
    await expect.poll(async () => (await leftovers()).running).toBe(false)
    await gone(starter)
  })

  test('by kill -9: the small process ends with it, and the command runs on and is found', async () => {
    const { child, starter } = await program('')
    child.kill('SIGKILL')
    await gone(starter)
    expect((await leftovers()).running).toBe(true)
    await endLeftovers()
  })

  test('by kill -9 while it stands still', async () => {
    const { child, starter } = await program('')
    child.kill('SIGSTOP')
    child.kill('SIGKILL')
    await gone(starter)
    await endLeftovers()
  })
})

test('what is typed at the terminal reaches neither the small process nor its commands', async () => {
  const starter = startStarter(starterWords())
  const ran = await starter.run(['sh', '-c', 'cat /proc/$PPID/stat; cat /proc/$$/stat'], given())
  const stats =
    ran?.stdout.text
      .trim()
      .split('\n')
      .map((line) => line.slice(line.lastIndexOf(')') + 2).split(' ')) ?? []
  // state, parent, group, session, terminal
  expect(stats.map(([, , , , terminal]) => terminal)).toEqual(['0', '0'])
  const own = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ')
  for (const [, , group] of stats) expect(group).not.toBe(own?.[2])
})
