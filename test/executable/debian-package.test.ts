import { type ChildProcessByStdio, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTmux } from '../pty/tmux.ts'
import { executableFolder } from '../support/executable.ts'
import { lacks } from '../support/needs.ts'
import { root } from '../support/run-cli.ts'

/** Debian 13 as small as it comes, with the packages that are installed here already fetched (.ci/run shows how). */
const debian = join(process.env.CYBER_RESPOND_ROOTS ?? '', '13')
const fetched = `ls ${debian}/var/cache/apt/archives | grep -q ^libatomic1`
const noRoot = lacks('a minimal root of Debian 13 in CYBER_RESPOND_ROOTS, as root', ['sh', '-c', fetched])
const noLintian = lacks('dpkg-deb and lintian', ['sh', '-c', 'dpkg-deb --version && lintian --version'])

const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
// Whoever installs is another one than who uses it.
chmodSync(folder, 0o755)
let deb = ''

beforeAll(async () => {
  if (noRoot && noLintian) return
  const executable = join(await executableFolder(), 'cyber-respond')
  execFileSync(process.execPath, [join(root, 'bin/man.js')])
  // Packed less than what people get, which takes a minute.
  const env = { ...process.env, DPKG_DEB_COMPRESSOR_LEVEL: '0', DEBFULLNAME: undefined, DEBEMAIL: undefined }
  const build = [join(root, 'bin/build-deb.ts'), executable, folder]
  deb = execFileSync(process.execPath, build, { env, encoding: 'utf8' }).trim()
})

test.skipIf(noLintian)('lintian finds nothing in the whole package but what is let pass, and that is all there', () => {
  const argv = ['--fail-on', 'error', '--fail-on', 'warning', '--display-info', deb]
  const { status, stdout } = spawnSync('lintian', argv, { encoding: 'utf8' })
  // As information it spells what stands in Node.
  expect([status, stdout]).toEqual([0, expect.not.stringMatching(/^([EW]: |I: .*override)/m)])
})

/**
 * A laptop that lasts as long as a process waits: over the root, which nothing changes, lies a layer in memory with all that was
 * written. No network, and its mounts are its own.
 */
const laptop = `
set -eu
ip link set lo up
mount -t tmpfs tmpfs /mnt
mkdir /mnt/written /mnt/work /mnt/root
mount -t overlay overlay -o "lowerdir=$DEBIAN,upperdir=/mnt/written,workdir=/mnt/work" /mnt/root
mount -t proc proc /mnt/root/proc
mount --rbind /dev /mnt/root/dev
mkdir /mnt/root/media/package
mount --bind "$PACKAGE" /mnt/root/media/package
echo ready
exec cat
`

describe.skipIf(noRoot)('in a minimal Debian 13', () => {
  let holder: ChildProcessByStdio<Writable, Readable, null> | null = null
  afterAll(() => holder?.stdin.end())
  const within = (...line: readonly string[]): readonly string[] => [
    ...['nsenter', `--target=${holder?.pid}`, '--mount', '--net', 'chroot', '/mnt/root', '/usr/bin/env', '-i'],
    ...['PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'LANG=C.UTF-8', 'DEBIAN_FRONTEND=noninteractive', 'TERM=screen'],
    ...line,
  ]
  function run(...line: readonly string[]) {
    const [command = '', ...argv] = within(...line)
    const { status, stdout, stderr } = spawnSync(command, argv, { encoding: 'utf8' })
    return { code: status, out: stdout, err: stderr }
  }
  const els = (line: string) => run('su', '--login', 'els', '--command', line)
  const apt = (...line: readonly string[]) => run('apt-get', '--yes', '--quiet', '--no-install-recommends', ...line)
  /** Every file, but for what Debian's own tools note down of what they did. */
  const left = (): readonly string[] => {
    const { out } = run('find', '/', '-xdev', '-path', '/var/cache/man', '-prune', '-o', '-print')
    const isNoted = /^\/(var\/lib\/(dpkg|apt)|var\/log|var\/cache\/(apt|ldconfig))\//
    return out
      .split('\n')
      .filter((path) => !isNoted.test(path))
      .toSorted()
  }
  /** What the record and everything else in her home is, to the byte. */
  const home = (): string => els('find . -type f -exec sha256sum {} + | sort').out
  let before: readonly string[] = []

  beforeAll(async () => {
    holder = spawn('unshare', ['--net', '--mount', '--propagation', 'private', 'sh', '-c', laptop], {
      env: { ...process.env, DEBIAN: debian, PACKAGE: folder },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    expect(String(await once(holder.stdout, 'data'))).toBe('ready\n')
    // What somebody has on it anyway, and one who uses it.
    expect(apt('install', 'man-db', 'bash-completion', 'zsh', 'fish')).toMatchObject({ code: 0 })
    expect(run('useradd', '--create-home', '--shell', '/bin/bash', 'els').code).toBe(0)
    before = left()
    expect(before.length).toBeGreaterThan(5000)
    const installed = apt('install', `/media/package/${basename(deb)}`)
    expect([installed.code, installed.err]).toEqual([0, expect.not.stringMatching(/^(W|E): /m)])
  })

  test('it brings the library that is missing there, and says which program it is', () => {
    expect(run('dpkg', '--status', 'libatomic1').out).toContain('\nStatus: install ok installed\n')
    const { code, out, err } = els('cyber-respond --version --json')
    expect([code, err]).toEqual([0, ''])
    const facts = JSON.parse(out)
    expect(facts).toMatchObject({ form: 'executable', platform: `linux-${process.arch}`, node: process.versions.node })
    expect(run('dpkg', '--status', 'cyber-respond').out).toContain(`\nVersion: ${facts.version}\n`)
  })

  test.each([
    ['', 'cyber-respond', 'NAME\n       cyber-respond - '],
    ['', 'cyber-respond-kit', 'NAME\n       cyber-respond-kit - '],
    ['-L nl', 'cyber-respond', 'NAAM\n       cyber-respond - '],
  ])('man %s %s shows its page', (language, page, words) => {
    const { code, out, err } = els(`man ${language} ${page}`)
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(words)
  })

  test.each([
    ['bash', 'bash'],
    ['zsh', 'zsh -f'],
    ['fish', 'fish'],
  ] as const)('%s completes from the file that was installed', { retry: 1 }, async (shell, start) => {
    const terminal = startTmux({ command: within('su', '--login', 'els'), columns: 120, rows: 24 })
    try {
      await terminal.waitFor('$')
      const set = shell === 'zsh' ? "autoload -Uz compinit; compinit -D -u; PS1='$ '; " : ''
      terminal.paste(`exec ${start}\n`, false)
      // None of them has heard of the program but from its file.
      await terminal.waitFor(shell === 'zsh' ? '%' : /[$>]\s*$/)
      terminal.paste(`${set}clear; echo re''ady\n`, false)
      await terminal.waitFor('ready')
      for (const [typed, wanted] of [
        ['cyber-respond act', 'cyber-respond activate'],
        ['cyber-respond activate Wille', 'activate Willebroek'],
        ['cyber-respond report x --format=h', '--format=html'],
      ] as const) {
        await terminal.type('')
        terminal.paste(typed, false)
        await terminal.waitFor(typed)
        await terminal.press('Tab')
        await terminal.waitFor(wanted)
        await terminal.press('C-u')
      }
    } finally {
      terminal.stop()
    }
  })

  test('purged, it leaves what people recorded as it was, and nothing else', () => {
    for (const kind of ['profiles', 'answers', 'evidence', 'bin']) {
      cpSync(join(root, 'fixtures', kind), join(folder, kind), { recursive: true })
    }
    const files = '--profile /media/package/profiles/willebroek.yaml --answers /media/package/answers/willebroek.yaml'
    const night = els(`cyber-respond activate willebroek ${files} --until isolate/scope`)
    expect([night.code, night.err]).toEqual([4, expect.anything()])
    expect(els('cyber-respond verify willebroek').code).toBe(0)
    const recorded = home()
    expect(recorded).toMatch(/ \.\/\.local\/state\/cyber-respond\/incidents\/\S+\/log\.000000\.jsonl\n/)
    const purged = apt('purge', '--autoremove', 'cyber-respond')
    expect([purged.code, purged.err]).toEqual([0, expect.not.stringMatching(/^(W|E|dpkg: warning): ?/m)])
    expect(els('cyber-respond --version').code).toBe(127)
    expect(home()).toBe(recorded)
    const elsewhere = (paths: readonly string[]) => paths.filter((path) => !path.startsWith('/home/els/'))
    expect(elsewhere(left())).toEqual(elsewhere(before))
  })
})
