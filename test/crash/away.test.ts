import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { realDisk } from '../../src/adapters/disk/disk.ts'
import { createLog } from '../../src/adapters/log/files.ts'
import { runCli } from '../../src/cli/program.ts'
import type { HostProcess } from '../../src/cli/wiring/host.ts'
import { compiledOnce } from '../support/compiled-once.ts'
import { note, temporaryFolder, testClock, testHost } from '../support/log-samples.ts'
import { lacks } from '../support/needs.ts'
import { cli, root, tempFolder } from '../support/run-cli.ts'

const noMount = lacks('the right to mount, for a disk that goes away', [
  'sh',
  '-c',
  'd=$(mktemp -d) && mount -t tmpfs -o size=64k none "$d" && umount "$d" && rmdir "$d"',
])
const noStrace = lacks('strace, for faults at system calls', ['strace', '-V'])
const small = join(root, 'fixtures/small')
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const answers = ['--answers', join(small, 'answers.yaml')]
const activate = ['--runbooks', small, 'activate', 'willebroek', '--plan', 'small', '--profile', profile, ...answers]

describe('a log whose disk went away while it was open', () => {
  const codes = ['ENOENT', 'EIO', 'ESTALE', 'ENOTCONN', 'ENODEV', 'EACCES'] as const
  it.each([...codes, 'another device'] as const)('is no work of somebody else: %s', async (what) => {
    const folder = temporaryFolder()
    const { clock, witness } = testClock()
    let away = false
    const disk = {
      ...realDisk,
      identify(at: string | number) {
        if (!away || typeof at === 'number') return realDisk.identify(at)
        if (what === 'another device') return { ...realDisk.identify(at), device: 4711 }
        throw Object.assign(new Error(what), { code: what })
      },
    }
    const log = await createLog(folder, testHost({ witness, disk }))
    await log.append([note('one')], 0)
    away = true
    clock.mono += 50_000_000n
    const fault = { code: 'log.away', exit: 5, message: expect.not.stringContaining('somebody') }
    await expect(log.append([note('two')], 1)).rejects.toMatchObject(fault)
    await log.close()
  })
})

interface Stick {
  /** Where it is plugged in: an empty folder of this disk while it is out. */
  readonly home: string
  pull(): void
  plug(): void
}

function stick(): Stick {
  const [home, itself] = [tempFolder(), tempFolder()]
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'none', itself])
  const plug = (): void => void execFileSync('mount', ['--bind', itself, home])
  // As a stick goes: whoever has a file of it open still has it, and no path leads there.
  const pull = (): void => void execFileSync('umount', ['-l', home])
  plug()
  onTestFinished(() => {
    execFileSync('sh', ['-c', `umount -l ${home} 2>/dev/null; umount -l ${itself}`])
  })
  return { home, pull, plug }
}

/** Runs a command line; `shown` is called with how many messages were shown so far, before the next thing is done. */
async function watched(home: string, line: readonly string[], shown: (messages: number) => void) {
  let err = ''
  let messages = 0
  const screen = { isTTY: false, columns: 80, on: () => screen, off: () => screen } as unknown as NodeJS.WriteStream
  const host: HostProcess = {
    env: { CYBER_RESPOND_HOME: home, LANG: 'C.UTF-8', USER: 'els', PATH: process.env.PATH },
    stdin: { isTTY: false } as NodeJS.ReadStream,
    stdout: screen,
    stderr: screen,
    print(to, text) {
      if (to !== 'stderr') return
      err += text
      messages += 1
      shown(messages)
    },
    cwd: () => root,
  }
  return { code: await runCli(line, host), err, messages }
}

describe.skipIf(noMount)('a home on a stick that goes away', () => {
  it('at each step of an activation, and comes back: no intruder, one incident, nothing acknowledged is lost', async () => {
    const whole = stick()
    const { code, messages } = await watched(whole.home, activate, () => {})
    expect([code, messages > 12]).toEqual([0, true])
    let stopped = 0
    for (let at = 1; at < messages; at += 1) {
      const { home, pull, plug } = stick()
      let lines = 0
      const run = await watched(home, activate, (shown) => {
        if (shown !== at) return
        const [incident] = readdirSync(home).includes('incidents') ? readdirSync(join(home, 'incidents')) : []
        if (incident !== undefined) lines = linesOf(home, incident)
        pull()
      })
      expect(run.err, String(at)).not.toMatch(/somebody|iemand|bug/)
      expect([0, 5], run.err).toContain(run.code)
      if (run.code === 5) stopped += 1
      // Nothing of the incident was left where the stick had been.
      expect(readdirSync(home), run.err).toEqual([])
      plug()
      const begun = readdirSync(join(home, 'incidents'))[0] as string
      const isOver = JSON.parse((await cli(home, '--json', 'verify', begun)).out).state === 'closed'
      const again = await watched(home, activate, () => {})
      // A step that was cut off between its intent and its outcome is left for a person to decide.
      expect([0, 4], again.err).toContain(again.code)
      const incidents = readdirSync(join(home, 'incidents'))
      // Who activates after the last line, which closes the incident, begins another one.
      expect(incidents, run.err).toEqual(isOver ? [begun, `${begun}-2`] : [begun])
      expect(linesOf(home, begun)).toBeGreaterThanOrEqual(lines)
      const verified = JSON.parse((await cli(home, '--json', 'verify', begun)).out)
      expect(verified).toMatchObject({ verdict: 'signed', firstBadLine: null })
    }
    expect(stopped).toBeGreaterThan(8)
  }, 240_000)

  it('and while it is away nobody says that there is none', async () => {
    const { home, pull } = stick()
    expect((await cli(home, ...activate, '--until', 'F3')).code).toBe(4)
    const [incident = ''] = readdirSync(join(home, 'incidents'))
    const linked = tempFolder()
    mkdirSync(join(linked, 'incidents'))
    symlinkSync(join(home, 'incidents', incident), join(linked, 'incidents', incident))
    const other = tempFolder()
    symlinkSync(join(home, 'incidents'), join(other, 'incidents'))
    const whole = tempFolder()
    rmSync(whole, { recursive: true })
    cpSync(join(home, 'incidents'), join(home, 'inner/incidents'), { recursive: true })
    symlinkSync(join(home, 'inner'), whole)
    expect((await cli(linked, 'status')).code).toBe(0)
    pull()
    for (const place of [linked, other, whole]) {
      for (const line of [
        activate,
        ['status'],
        ['status', incident],
        ['resume', 'willebroek', ...answers],
        ['note', 'willebroek', 'hello'],
        ['verify', incident],
        ['report', incident],
        ['evidence', 'list', incident],
        ['archive', incident],
        ['cloud', 'up', 'willebroek', '--yes'],
      ]) {
        const { code, err } = await cli(place, ...line)
        // 3: the configuration of a home that is not there can't be read.
        expect([3, 5], `${line.join(' ')}: ${err}`).toContain(code)
        expect(err).not.toMatch(/there is no|has no|holds no|unknown|activate <municipality>|bug/)
      }
    }
    expect(readdirSync(home)).toEqual([])
    expect(readdirSync(join(linked, 'incidents'))).toEqual([incident])
  })
})

function linesOf(home: string, incident: string): number {
  return readFileSync(join(home, 'incidents', incident, 'log.000000.jsonl'), 'utf8').split('\n').length - 1
}

describe.skipIf(noStrace)('a disk that answers with an error', () => {
  interface Ended {
    readonly code: number
    readonly err: string
  }
  function failing(home: string, path: string, error: string, line: readonly string[]): Promise<Ended> {
    const calls = 'openat,open,getdents64,statx,stat,lstat,newfstatat,readlink,access,read,pread64'
    const inject = ['-P', path, '-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`]
    const argv = ['-f', '-qq', '-o', '/dev/null', ...inject, process.execPath, join(root, 'src/cli/main.ts'), ...line]
    return new Promise((resolve) => {
      execFile(
        'strace',
        argv,
        { env: { ...process.env, ...compiledOnce, CYBER_RESPOND_HOME: home } },
        (failed, _out, stderr) => resolve({ code: Number(failed?.code ?? 0), err: stderr }),
      )
    })
  }

  const found = ['incidents', 'incident', 'log'] as const
  const cases = found.flatMap((what) => (['EIO', 'ESTALE', 'ENOTCONN'] as const).map((error) => [what, error] as const))
  it.concurrent.for(cases)(
    'of the %s, %s: nobody says that there is none, and nothing is begun',
    async ([what, error], { expect, onTestFinished: last }) => {
      const home = temporaryFolder(last)
      cpSync(await template(), home, { recursive: true })
      const [incident = ''] = readdirSync(join(home, 'incidents'))
      const folder = join(home, 'incidents', incident)
      const path = { incidents: join(home, 'incidents'), incident: folder, log: join(folder, 'log.000000.jsonl') }[what]
      for (const line of [activate, ['status'], ['note', 'willebroek', 'hello'], ['status', incident]]) {
        const { code, err } = await failing(home, path, error, line)
        expect(code, `${line.join(' ')}: ${err}`).toBe(5)
        expect(err).not.toMatch(/there is no|has no open|holds no|somebody|<municipality>|bug/)
      }
      expect(readdirSync(join(home, 'incidents'))).toEqual([incident])
    },
  )

  let made: Promise<string> | null = null
  function template(): Promise<string> {
    made ??= (async () => {
      const home = temporaryFolder(() => {})
      expect((await cli(home, ...activate, '--until', 'F3')).code).toBe(4)
      return home
    })()
    return made
  }
})
