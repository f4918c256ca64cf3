import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { supervisorLock } from '../../src/adapters/cloud/embedded/cloud-folder.ts'
import { lockHolder } from '../../src/services/kernel-lock.ts'
import { writeBigLog } from '../support/big-log.ts'
import { executableFolder } from '../support/executable.ts'
import { fourCommands } from '../support/four-commands.ts'
import { note } from '../support/log-samples.ts'
import { lacks } from '../support/needs.ts'
import { root } from '../support/run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-executable-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let executable = ''
beforeAll(async () => {
  executable = join(await executableFolder(), 'cyber-respond')
})

const noMount = lacks('mount, as root', ['sh', '-c', `mount -t tmpfs tmpfs ${folder} && umount ${folder}`])
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const profile = join(root, 'fixtures/profiles/willebroek.yaml')
const small = [
  ...['--runbooks', join(root, 'fixtures/small'), 'activate', 'willebroek', '--plan', 'small'],
  ...['--profile', profile, '--answers', join(root, 'fixtures/small/answers.yaml')],
]
let homes = 0

function newHome(): string {
  homes += 1
  return join(folder, `home-${homes}`)
}

interface How {
  readonly file?: string
  readonly home?: string
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

function run(line: readonly string[], { file = executable, home = newHome(), env = {}, cwd = folder }: How = {}) {
  const all = { PATH: process.env.PATH ?? '', HOME: home, CYBER_RESPOND_HOME: home, ...env }
  const { status, signal, stdout, stderr } = spawnSync(file, line, { encoding: 'utf8', env: all, cwd })
  return { code: status ?? signal, out: stdout, err: stderr }
}

describe('the executable alone', () => {
  test('says its version, and nothing else', () => {
    expect(run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
    const { commit, node } = JSON.parse(run(['--version', '--json']).out)
    expect([commit, node]).toEqual([expect.any(String), process.versions.node])
  })

  test('has its runbooks, plans, scenarios and the register in it', () => {
    expect(run(['runbook', 'lint'])).toMatchObject({ code: 0, out: expect.stringMatching(/^19 files, no errors/) })
    expect(run(['drill', 'lint']).code).toBe(0)
    expect(run(['municipality', 'show', 'willebroek']).out).toContain('12040')
    const inFolder = spawnSync(process.execPath, [join(root, 'bin/cyber-respond.js'), 'runbook', 'print'], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    })
    expect(run(['runbook', 'print']).out).toBe(inFolder.stdout)
  })

  test('leads an incident in an empty home, whose record verifies', () => {
    const home = newHome()
    expect(run(small, { home }).code).toBe(0)
    const [incident = ''] = readdirSync(join(home, 'incidents'))
    expect(JSON.parse(run(['--json', 'verify', incident], { home }).out)).toMatchObject({
      verdict: 'signed',
      state: 'closed',
    })
    // What went on is no change of the runbooks that are in it.
    expect(run(['status', incident], { home }).code).toBe(0)
    expect(run(['doctor'], { home }).out).not.toContain('DAMAGED')
  })

  test('checks the signatures of many seals in a thread of its own', () => {
    const record = join(folder, 'sealed')
    writeBigLog(record, 64 * 40, (line) => note(`note ${line}`, 10))
    const verdict = () => JSON.parse(run(['--json', 'verify', record]).out)
    expect(verdict()).toMatchObject({ verdict: 'signed', firstBadLine: null })
    const seal = join(record, 'checkpoints/1280.note')
    const other = readFileSync(join(record, 'checkpoints/1344.note'), 'utf8')
    writeFileSync(seal, readFileSync(seal, 'utf8').replace(/— .*\n/, /— .*\n/.exec(other)?.[0] ?? ''))
    expect(verdict()).toMatchObject({ verdict: 'tampered' })
  })

  test('starts through a link, from another folder, and without an environment', () => {
    const link = join(folder, 'link')
    symlinkSync(executable, link)
    expect(run(['runbook', 'lint'], { file: link, cwd: '/' }).code).toBe(0)
    const { status, stdout } = spawnSync(executable, ['runbook', 'lint'], { encoding: 'utf8', env: {}, cwd: '/' })
    expect([status, stdout]).toEqual([0, expect.stringContaining('no errors')])
  })

  test.each([
    ['NODE_OPTIONS', '--require /nowhere.js'],
    ['NODE_OPTIONS', '--no-such-option'],
    ['NODE_OPTIONS', '--throw-deprecation --trace-warnings --inspect=127.0.0.1:0'],
  ])('%s=%s neither changes it nor makes it warn', (name, value) => {
    expect(run(['--version'], { env: { [name]: value } })).toEqual({ code: 0, out: `${version}\n`, err: '' })
    const home = newHome()
    const { code, err } = run(small, { home, env: { [name]: value } })
    expect([code, err]).toEqual([0, expect.not.stringMatching(/^\(node|^warning:|debugger|inspector/im)])
  })

  test('options of Node are words of the program like others', () => {
    expect(run(['--inspect']).code).toBe(2)
    expect(run(['--build-sea', 'x']).code).toBe(2)
  })

  test('a home that can not be written is said, and nothing is done', () => {
    const { code, err } = run(small, { home: '/proc/nowhere' })
    expect([code, err]).toEqual([5, expect.stringMatching(/^cyber-respond: error: /m)])
  })

  test('the lock of a log keeps a second process out, whatever folders the addon may not be put in', async () => {
    const home = newHome()
    expect(run([...small, '--until', 'F3'], { home }).code).toBe(4)
    const [incident = ''] = readdirSync(join(home, 'incidents'))
    const env = { PATH: process.env.PATH, CYBER_RESPOND_HOME: home }
    const holder = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { openSync } from 'node:fs'
        import { tryLock } from 'fs-native-extensions'
        if (tryLock(openSync(process.argv[1], 'a'))) console.log('held')
        setInterval(() => {}, 1000)`,
        join(home, 'incidents', incident, 'log.000000.jsonl'),
      ],
      { env, cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(holder.stdout, 'data')
    try {
      const nowhere = { XDG_RUNTIME_DIR: '/nowhere', XDG_CACHE_HOME: '/proc', HOME: '', TMPDIR: '/nowhere' }
      const { code, err } = run(['--json', 'note', incident, 'x'], { home, env: nowhere })
      expect([code, JSON.parse(err).error.code]).toEqual([5, 'log.locked'])
    } finally {
      holder.kill()
    }
    expect(run(['note', incident, 'x'], { home }).code).toBe(0)
  })
})

describe.skipIf(noMount)('a laptop on which no folder lets code be loaded', () => {
  test('is told so, in both languages, and nothing is done', () => {
    const [own, empty] = [mkdtempSync(join(folder, 'read-only-')), mkdtempSync(join(folder, 'no-exec-'))]
    cpSync(executable, join(own, 'cyber-respond'))
    const script = `set -e
      mount --make-rprivate /; mount --bind ${own} ${own}; mount -o remount,bind,ro ${own}
      for place in /dev/shm /var/tmp ${empty}; do mount -t tmpfs -o noexec tmpfs $place; done
      exec ${own}/cyber-respond --yes cloud up willebroek`
    const start = (LANG: string) => {
      const env = { PATH: process.env.PATH, HOME: empty, TMPDIR: '/var/tmp', LANG }
      const { status, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', script], { encoding: 'utf8', env })
      return { status, stderr }
    }
    expect(start('C.UTF-8')).toEqual({
      status: 5,
      stderr: `cyber-respond: error: the locks that keep two processes apart can't be loaded here (EROFS), so nothing was done
cyber-respond: hint: set XDG_RUNTIME_DIR to a folder of yours in which programs may run
`,
    })
    expect(start('nl_BE.UTF-8').stderr).toContain('kunnen hier niet geladen worden (EROFS), dus er is niets gedaan')
  })
})

describe('an executable that is damaged', () => {
  let other = ''
  beforeAll(() => {
    other = join(folder, 'other')
  })
  function changed(change: (path: string) => void) {
    copyFileSync(executable, other)
    chmodSync(other, 0o755)
    change(other)
    return (line: readonly string[], env = {}) => run(line, { file: other, env })
  }
  /** Another byte where a text stands last in the file. */
  function flipAt(text: string, by = 0) {
    return (path: string): void => {
      const bytes = readFileSync(path)
      const at = bytes.lastIndexOf(text)
      expect(at).toBeGreaterThan(0)
      bytes[at + by] = (bytes[at + by] ?? 0) ^ 1
      writeFileSync(path, bytes)
    }
  }

  test.each([1, 1000, 200_000])('and lacks its last %i bytes says so before it does anything', (by) => {
    const run = changed((path) => truncateSync(path, statSync(path).size - by))
    const { code, err } = run(small)
    // What the system itself can't load ends with a signal.
    if (by > 100_000) expect(['SIGBUS', 5]).toContain(code)
    else expect([code, err]).toEqual([5, expect.stringContaining('error: this program is damaged')])
  })

  test.each([
    ['a bundle', 'refuseHalfProgram', 3],
    ['a runbook', 'id: isolate', 4],
    ['the register', '"nis":"12040"', 8],
  ])('in %s by one byte is not started by whoever needs that', (_what, text, by) => {
    const run = changed(flipAt(text, by))
    for (const line of [small, ['municipality', 'show', 'willebroek']]) {
      const { code, out, err } = run(line)
      if (code === 0) continue
      expect(code).toBe(5)
      expect(err).toContain('this program is damaged')
      expect(out).toBe('')
    }
    expect(run(small).code).not.toBe(0)
    expect(run(small, { LANG: 'nl_BE.UTF-8' }).err).toContain('dit programma is beschadigd')
  })

  test('in Node itself is noticed before the first line of a record, and by doctor', () => {
    const run = changed(flipAt('Usage: node [options]', 2))
    const { code, err } = run(small)
    expect([code, err]).toEqual([5, expect.stringContaining(`this program is damaged, so nothing was done: ${other}`)])
    expect(run(['doctor']).out.replaceAll(/\s+/g, ' ')).toContain(`this program is DAMAGED: ${other} is not the file`)
    expect(run(['--version']).code).toBe(0)
  })

  test('and longer than it was is no other', () => {
    const run = changed((path) => writeFileSync(path, 'x', { flag: 'a' }))
    expect(run(['--version']).code).toBe(5)
  })
})

test('commands are started by the executable itself, as a small process', () => {
  const the = fourCommands('readlink /proc/$PPID/exe', [executable])
  const { status, stderr } = the.run()
  expect([status, stderr]).toEqual([0, expect.any(String)])
  expect(the.outputs()[2]).toBe(`${executable}\n`)
})

describe('the services of the emergency cloud', () => {
  test('start from it, go on without it, and end', () => {
    const home = newHome()
    const up = run(['--yes', 'cloud', 'up', 'willebroek'], { home })
    expect([up.code, up.err]).toEqual([0, expect.stringContaining('2 of 2 services healthy')])
    const folderOfCloud = join(home, 'cloud', readdirSync(join(home, 'cloud'))[0] ?? '')
    const state = JSON.parse(readFileSync(join(folderOfCloud, 'state.json'), 'utf8'))
    expect(state.program).toEqual([executable])
    expect(readFileSync(`/proc/${state.supervisor}/cmdline`, 'utf8')).toContain('\0process:supervisor\0')
    expect(run(['cloud', 'status', 'willebroek'], { home }).code).toBe(0)
    expect(run(['--yes', 'cloud', 'down', 'willebroek'], { home }).code).toBe(0)
    expect(lockHolder(supervisorLock(folderOfCloud))).toBe(null)
  })

  test('do all that the demo asks of them, in the whole of an incident', () => {
    mkdirSync(join(folder, 'demo'), { recursive: true })
    const env = { ...process.env, TMPDIR: join(folder, 'demo'), NODE_OPTIONS: '' }
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'bin/demo.js'), executable], {
      encoding: 'utf8',
      env,
    })
    expect([status, stdout.slice(-9000)]).toEqual([0, expect.stringContaining('$ cyber-respond verify ')])
  })
})
