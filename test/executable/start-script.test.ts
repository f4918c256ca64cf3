import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executableFolder } from '../support/executable.ts'
import { lacks } from '../support/needs.ts'
import { root } from '../support/run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-start-'))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const noBusybox = lacks('busybox', ['busybox', 'true'])
const noZsh = lacks('zsh', ['zsh', '--version'])
const noMount = lacks('mount, as root', ['sh', '-c', `mount -t tmpfs tmpfs ${folder} && umount ${folder}`])
const shells: readonly (readonly [string, ...string[]])[] = [
  ['dash'],
  ...(noBusybox ? [] : [['busybox', 'sh'] as const]),
]

let kit = ''
beforeAll(async () => {
  kit = join(folder, 'a kit')
  const made = await executableFolder()
  mkdirSync(kit)
  for (const name of ['cyber-respond', 'start.sh', 'SHA256SUMS']) cpSync(join(made, name), join(kit, name))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface How {
  readonly shell?: readonly [string, ...string[]]
  readonly script?: string
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

function start(line: readonly string[], how: How = {}) {
  const { shell = ['dash'], script = join(kit, 'start.sh'), env = {}, cwd = folder } = how
  const [command, ...before] = shell
  const all = { PATH: process.env.PATH ?? '', HOME: join(folder, 'home'), ...env }
  const { status, stdout, stderr } = spawnSync(command, [...before, script, ...line], {
    encoding: 'utf8',
    env: all,
    cwd,
  })
  return { code: status, out: stdout, err: stderr }
}

/** A folder whose programs are found before those of the machine. */
function before(programs: Readonly<Record<string, string>>): string {
  const place = mkdtempSync(join(folder, 'before-'))
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(place, name), `#!/bin/sh\n${text}\n`)
    chmodSync(join(place, name), 0o755)
  }
  return `${place}:${process.env.PATH}`
}

// Zsh is not asked for, and typed all the same.
const more: typeof shells = [['bash', '--posix'], ...(noZsh ? [] : [['zsh'] as const])]
test.each([...shells, ...more].map((shell) => [shell.join(' '), shell] as const))(
  'starts from where it is, whatever other folder of that name CDPATH knows (%s)',
  (_name, shell) => {
    // A script of that name there would be another program's.
    const other = mkdtempSync(join(folder, 'other-'))
    mkdirSync(join(other, 'a kit'))
    for (const CDPATH of [other, `.:${other}`, folder]) {
      const how = { shell, script: 'a kit/start.sh', env: { CDPATH } }
      expect(start(['--version'], how)).toEqual({ code: 0, out: `${version}\n`, err: '' })
    }
  },
)

describe.each(shells.map((shell) => [shell.join(' '), shell] as const))('start.sh, read by %s', (_name, shell) => {
  test('starts the program with what stands behind it, unchanged', () => {
    expect(start(['--version'], { shell })).toEqual({ code: 0, out: `${version}\n`, err: '' })
    const odd = ['municipality', 'show', 'Sint-Gillis * $HOME \'x\' "y"\\', '']
    const [direct, through] = [
      spawnSync(join(kit, 'cyber-respond'), odd, { encoding: 'utf8', env: { HOME: folder } }),
      start(odd, { shell }),
    ]
    expect(through.code).toBe(direct.status)
    expect(through.err.split('\n')[0]).toBe(direct.stderr.split('\n')[0])
  })

  test('from any folder, by any path, and through a link', () => {
    symlinkSync(join(kit, 'start.sh'), join(folder, `link-${shell.length}`))
    for (const how of [
      { script: 'start.sh', cwd: kit },
      { script: './start.sh', cwd: kit },
      { script: 'a kit/start.sh' },
      { script: join(folder, `link-${shell.length}`), cwd: '/' },
    ]) {
      expect(start(['--version'], { shell, ...how })).toEqual({ code: 0, out: `${version}\n`, err: '' })
    }
  })

  test('refuses a program that is cut short or changed by a byte, before it runs', () => {
    const other = join(folder, `other-${shell.length}`)
    mkdirSync(other)
    for (const name of ['start.sh', 'SHA256SUMS']) copyFileSync(join(kit, name), join(other, name))
    const bytes = readFileSync(join(kit, 'cyber-respond'))
    const program = join(other, 'cyber-respond')
    for (const changed of [bytes.subarray(0, 40_000_000), bytes.subarray(0, bytes.length - 1), flipped(bytes)]) {
      writeFileSync(program, changed, { mode: 0o755 })
      const { code, out, err } = start(['--version'], { shell, script: join(other, 'start.sh') })
      expect([code, out, err]).toEqual([70, '', expect.stringContaining(`this program is damaged: ${program} is not`)])
    }
    const inDutch = start([], { shell, script: join(other, 'start.sh'), env: { LANG: 'nl_BE.UTF-8' } })
    expect(inDutch.err).toContain(`dit programma is beschadigd: ${program}`)
  })

  test('says so where nobody can look whether it is whole, and starts it', () => {
    const other = join(folder, `unlisted-${shell.length}`)
    mkdirSync(other)
    for (const name of ['start.sh', 'cyber-respond']) cpSync(join(kit, name), join(other, name))
    expect(start(['--version'], { shell, script: join(other, 'start.sh') })).toEqual({
      ...{ code: 0, out: `${version}\n` },
      err: 'cyber-respond: warning: SHA256SUMS has no hash of cyber-respond, so nobody looked whether it is whole\n',
    })
    rmSync(join(other, 'cyber-respond'))
    expect(start([], { shell, script: join(other, 'start.sh') }).err).toContain('the program is not beside start.sh')
  })

  test('hints name this file', () => {
    const { code, err } = start(['activate', 'nowhere-at-all'], { shell })
    expect(code).not.toBe(0)
    expect(err).not.toMatch(/a kit\/cyber-respond/)
    expect(start(['status'], { shell }).err).toContain("sh 'a kit/start.sh'")
  })
})

function flipped(bytes: Buffer): Buffer {
  const other = Buffer.from(bytes)
  const at = 60_000_000
  other[at] = (other[at] ?? 0) ^ 1
  return other
}

describe('another laptop', () => {
  test.each([
    ['Darwin', 'arm64', /made for Linux, and this is Darwin/, /gemaakt voor Linux, en dit is Darwin/],
    ['Linux', 'i686', /processor \(i686\) can't run it/, /processor van deze laptop \(i686\) kan het niet/],
    ['Linux', 'aarch64', /has an arm64 processor, and here is only/, /heeft een arm64-processor, en hier staat alleen/],
  ])('on %s of %s says what it needs, in both languages', (system, machine, en, nl) => {
    const PATH = before({ uname: `case $1 in -s) echo ${system} ;; *) echo ${machine} ;; esac` })
    expect(start(['--version'], { env: { PATH, LANG: 'fr_BE.UTF-8' } })).toEqual({
      ...{ code: 2, out: '' },
      err: expect.stringMatching(en),
    })
    for (const [line, env] of [
      [['--version'], { LANG: 'nl_BE.UTF-8' }],
      [['--version'], { CYBER_RESPOND_LANG: 'nl', LANG: 'en_GB.UTF-8' }],
      [['--lang', 'nl', '--version'], {}],
      [['--lang=nl', '--version'], {}],
    ] as const) {
      expect(start(line, { env: { PATH, ...env } }).err).toMatch(nl)
    }
  })
})

test.each([
  [
    'x86_64',
    'cyber-respond-arm64',
    /has an Intel or AMD processor, and here is only the program for arm64/,
    /damaged: \S+\/cyber-respond is/,
  ],
  [
    'aarch64',
    'cyber-respond',
    /has an arm64 processor, and here is only the program for x64/,
    /there is no \/lib\/ld-linux-aarch64/,
  ],
])('a stick for the other processor says so on %s, and a whole one takes its own', (machine, other, words, its) => {
  const place = mkdtempSync(join(folder, 'stick-'))
  copyFileSync(join(root, 'bin/start.sh'), join(place, 'start.sh'))
  const PATH = before({ uname: `case $1 in -s) echo Linux ;; *) echo ${machine} ;; esac` })
  writeFileSync(join(place, other), '')
  const script = join(place, 'start.sh')
  expect(start(['--version'], { script, env: { PATH } })).toEqual({
    code: 2,
    out: '',
    err: expect.stringMatching(words),
  })
  // With both it looks at its own: whether that is whole, and whether this system can load it.
  for (const name of ['cyber-respond', 'cyber-respond-arm64']) writeFileSync(join(place, name), 'cut short')
  writeFileSync(join(place, 'SHA256SUMS'), sumOf('cyber-respond') + sumOf('cyber-respond-arm64'))
  expect(start(['--version'], { script, env: { PATH } }).err).toMatch(its)
})

const sumOf = (name: string): string => `${'0'.repeat(64)}  ${name}\n`

describe.skipIf(noMount || noBusybox)('a Linux that lacks what the program needs', () => {
  /** A root with nothing but busybox, the kit, and a loader that says this. */
  function startIn(loader: string | null, libraries: boolean, extra: readonly string[] = []) {
    const place = mkdtempSync(join(folder, 'root-'))
    for (const name of ['bin', 'dev', 'lib64', 'lib', 'kit', 'proc', 'tmp']) mkdirSync(join(place, name))
    copyFileSync(execFileSync('which', ['busybox'], { encoding: 'utf8' }).trim(), join(place, 'bin/busybox'))
    for (const name of ['sh', 'uname', 'readlink', 'sha256sum', 'cat', 'id', 'ls', 'mkdir', 'rm']) {
      symlinkSync('busybox', join(place, 'bin', name))
    }
    copyFileSync(join(root, 'bin/start.sh'), join(place, 'kit/start.sh'))
    writeFileSync(join(place, 'dev/null'), '')
    // What it is given, instead of a program of 160 MB.
    writeFileSync(join(place, 'kit/cyber-respond'), '#!/bin/sh\necho "$LD_LIBRARY_PATH $*"\n', { mode: 0o755 })
    if (loader !== null)
      writeFileSync(join(place, 'lib64/ld-linux-x86-64.so.2'), `#!/bin/sh\n${loader}\n`, { mode: 0o755 })
    for (const name of extra) writeFileSync(join(place, name), '')
    for (const library of libraries ? ['libatomic.so.1', 'libstdc++.so.6', 'libgcc_s.so.1'] : []) {
      mkdirSync(join(place, 'kit/lib/x64', library), { recursive: true })
      writeFileSync(join(place, 'kit/lib/x64', library, library), '')
    }
    const said = (lang: string) => {
      const env = { PATH: '/bin', LANG: lang, HOME: '/tmp' }
      const { status, stdout, stderr } = spawnSync(
        '/usr/sbin/chroot',
        [place, '/bin/sh', '/kit/start.sh', 'x y', 'z'],
        {
          encoding: 'utf8',
          env,
        },
      )
      return { code: status, out: stdout, err: stderr.replaceAll(/^.*SHA256SUMS.*\n/gm, '') }
    }
    return { en: said('en_GB.UTF-8'), nl: said('nl_BE.UTF-8') }
  }

  const lacking = (...names: readonly string[]) => `for one in ${names.join(' ')}; do
    case $LD_LIBRARY_PATH in *$one*) echo "$one => $one" ;; *) echo "	$one => not found" ;; esac
  done`

  test('musl', () => {
    const { en, nl } = startIn(null, true, ['lib/ld-musl-x86_64.so.1'])
    expect([en.code, en.err]).toEqual([2, expect.stringContaining('this Linux has musl (Alpine, for one)')])
    expect(nl.err).toContain('deze Linux heeft musl (zoals Alpine)')
  })

  test('no loader for 64 bits', () => {
    const { en, nl } = startIn(null, true)
    expect([en.code, en.err]).toEqual([2, expect.stringContaining('there is no /lib64/ld-linux-x86-64.so.2')])
    expect(nl.err).toContain("kan geen programma's van 64 bits starten")
  })

  test('an old glibc', () => {
    const { en, nl } = startIn('echo "/kit/cyber-respond: /lib/libc.so.6: version \\`GLIBC_2.28\' not found"', true)
    expect([en.code, en.err]).toEqual([2, expect.stringContaining('and the program needs glibc 2.28 or newer')])
    expect(nl.err).toContain('deze Linux is te oud')
  })

  test('libatomic: named with what to do, or taken from the kit for the program alone', () => {
    const without = startIn(lacking('libatomic.so.1'), false)
    expect(without.en).toEqual({
      ...{ code: 2, out: '' },
      err: `cyber-respond: error: this Linux lacks libraries that the program needs: libatomic.so.1
cyber-respond: hint: put the folder lib of the kit beside start.sh; with a network: apt install libatomic1 libstdc++6 (Fedora: dnf install libatomic libstdc++)
`,
    })
    expect(without.nl.err).toContain('deze Linux mist bibliotheken die het programma nodig heeft: libatomic.so.1')
    expect(startIn(lacking('libatomic.so.1'), true).en).toEqual({
      ...{ code: 0, err: '' },
      out: '/kit/lib/x64/libatomic.so.1 x y z\n',
    })
  })

  test('all three, one of them too old', () => {
    const old =
      'case $LD_LIBRARY_PATH in *libstdc*) ;; *) echo "/lib/libstdc++.so.6: version \\`GLIBCXX_3.4.21\' not found" ;; esac'
    const loader = `${lacking('libatomic.so.1', 'libgcc_s.so.1')}\n${old}`
    expect(startIn(loader, true).en.out).toBe(
      '/kit/lib/x64/libatomic.so.1:/kit/lib/x64/libstdc++.so.6:/kit/lib/x64/libgcc_s.so.1 x y z\n',
    )
    expect(startIn(loader, false).en.err).toContain('needs: libatomic.so.1, libstdc++.so.6, libgcc_s.so.1\n')
  })
})

describe.skipIf(noMount || noBusybox)('a Linux with all libraries but libatomic', () => {
  const place = join(folder, 'no-libatomic')
  const inPlace = (...line: readonly string[]) => {
    const env = { PATH: '/bin', HOME: '/tmp', CYBER_RESPOND_LANG: 'en' }
    const argv = [place, '/bin/sh', '/kit/start.sh', ...line]
    const { status, stdout, stderr } = spawnSync('/usr/sbin/chroot', argv, { encoding: 'utf8', env })
    return { code: status, out: stdout, err: stderr }
  }
  beforeAll(() => {
    for (const name of ['bin', 'dev', 'tmp', 'proc']) mkdirSync(join(place, name), { recursive: true })
    writeFileSync(join(place, 'dev/null'), '')
    copyFileSync(execFileSync('which', ['busybox'], { encoding: 'utf8' }).trim(), join(place, 'bin/busybox'))
    for (const name of ['sh', 'uname', 'readlink', 'sha256sum', 'id', 'ls', 'mkdir', 'rm', 'env']) {
      symlinkSync('busybox', join(place, 'bin', name))
    }
    const needed = execFileSync('ldd', [join(kit, 'cyber-respond')], { encoding: 'utf8' }).matchAll(/(\/\S+) \(/g)
    for (const [, path = ''] of needed) {
      const own = path.endsWith('/libatomic.so.1') ? 'kit/lib/x64/libatomic.so.1/libatomic.so.1' : path
      mkdirSync(dirname(join(place, own)), { recursive: true })
      copyFileSync(path, join(place, own))
    }
    for (const name of ['start.sh', 'SHA256SUMS', 'cyber-respond'])
      copyFileSync(join(kit, name), join(place, 'kit', name))
    execFileSync('mount', ['--bind', '/proc', join(place, 'proc')])
  })
  afterAll(() => execFileSync('umount', ['-l', join(place, 'proc')]))

  test('has that of the kit for the program and its services', () => {
    expect(inPlace('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' })
    expect(inPlace('--yes', 'cloud', 'up', 'willebroek')).toMatchObject({ code: 0 })
    expect(inPlace('--yes', 'cloud', 'down', 'willebroek')).toMatchObject({ code: 0 })
  })

  test('says so without the kit’s', () => {
    renameSync(join(place, 'kit/lib'), join(place, 'kit/away'))
    expect(inPlace('--version')).toMatchObject({ code: 2, err: expect.stringContaining('needs: libatomic.so.1\n') })
    renameSync(join(place, 'kit/away'), join(place, 'kit/lib'))
  })
})

describe.skipIf(noMount)('a stick from which nothing may be started', () => {
  const stick = join(folder, 'stick')
  beforeAll(() => {
    mkdirSync(stick)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'noexec,size=200m', 'tmpfs', stick])
    cpSync(kit, stick, { recursive: true })
  })
  afterAll(() => execFileSync('umount', ['-l', stick]))
  const script = join(stick, 'start.sh')

  test('is copied once to a folder of the laptop that is its user’s alone, and started there', () => {
    const HOME = mkdtempSync(join(folder, 'own-'))
    const first = start(['--version'], { script, env: { HOME } })
    const [place = ''] = readdirSync(join(HOME, '.cache/cyber-respond'))
    const copy = join(HOME, '.cache/cyber-respond', place)
    expect(first).toEqual({
      ...{ code: 0, out: `${version}\n` },
      err: `cyber-respond: copying the program to ${copy}, because it can't be started where it is\n`,
    })
    expect(readdirSync(copy)).toEqual(['cyber-respond'])
    for (const path of [join(HOME, '.cache/cyber-respond'), copy, join(copy, 'cyber-respond')]) {
      expect(statSync(path).mode & 0o777).toBe(0o700)
    }
    // A second time it is there; one that was changed meanwhile is copied anew; that of another kit goes.
    expect(start(['--version'], { script, env: { HOME } }).err).toBe('')
    writeFileSync(join(copy, 'cyber-respond'), 'something else', { flag: 'a' })
    mkdirSync(join(HOME, '.cache/cyber-respond/kit-000000000000'))
    const again = start(['--version'], { script, env: { HOME } })
    expect([again.out, again.err]).toEqual([`${version}\n`, expect.stringContaining('copying')])
    expect(readdirSync(join(HOME, '.cache/cyber-respond'))).toEqual([place])
    expect(start(['status'], { script, env: { HOME } }).err).toContain('sh stick/start.sh')
  })

  test('a folder that others may look into, and one that forbids it as well, are passed over', () => {
    const HOME = mkdtempSync(join(folder, 'own-'))
    mkdirSync(join(HOME, '.cache/cyber-respond'), { recursive: true })
    chmodSync(join(HOME, '.cache/cyber-respond'), 0o755)
    const [XDG_RUNTIME_DIR, TMPDIR] = [stick, mkdtempSync(join(folder, 'tmp-'))]
    const { code, err } = start(['--version'], { script, env: { HOME, XDG_RUNTIME_DIR, TMPDIR } })
    expect([code, err]).toEqual([0, expect.stringContaining(`copying the program to ${TMPDIR}/cyber-respond-`)])
    expect(readdirSync(join(HOME, '.cache/cyber-respond'))).toEqual([])
    expect(existsSync(join(stick, 'cyber-respond/.try'))).toBe(false)
  })

  test('a laptop on which this user may start nothing at all is told so, in both languages', () => {
    const own = { PATH: process.env.PATH ?? '', HOME: stick, TMPDIR: stick, XDG_RUNTIME_DIR: stick }
    const nowhere = (lang: string) => {
      const then = `mount -t tmpfs -o noexec,mode=1777 tmpfs /var/tmp && exec sh "${script}" --version`
      const argv = ['--mount', '--propagation', 'private', 'sh', '-c', then]
      const { status, stdout, stderr } = spawnSync('unshare', argv, { encoding: 'utf8', env: { ...own, LANG: lang } })
      return { code: status, out: stdout, err: stderr }
    }
    expect(nowhere('en_GB.UTF-8')).toEqual({
      ...{ code: 2, out: '' },
      err: `cyber-respond: error: nothing can be started from this stick, nor from any folder of yours on this laptop
cyber-respond: hint: it needs 170 MB in a folder in which programs may run: set TMPDIR to one, or take another laptop
`,
    })
    expect(nowhere('nl_BE.UTF-8').err).toContain(
      'van deze stick kan niets gestart worden, en ook niet vanuit een map van u',
    )
  })

  test('services that it starts run from the copy, which stays', () => {
    const HOME = mkdtempSync(join(folder, 'own-'))
    const home = join(HOME, 'home')
    const run = (...line: readonly string[]) => start(['--home', home, '--yes', ...line], { script, env: { HOME } })
    expect(run('cloud', 'up', 'willebroek').code).toBe(0)
    const [cloud = ''] = readdirSync(join(home, 'cloud'))
    const { program } = JSON.parse(readFileSync(join(home, 'cloud', cloud, 'state.json'), 'utf8'))
    expect(program).toEqual([
      expect.stringMatching(new RegExp(`^${HOME}/\\.cache/cyber-respond/kit-[0-9a-f]{12}/cyber-respond$`)),
    ])
    expect(run('cloud', 'down', 'willebroek').code).toBe(0)
  })
})
