import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logKey } from '../../src/adapters/keys/log-key.ts'
import { executableFolder } from '../support/executable.ts'
import { lacks } from '../support/needs.ts'
import { root } from '../support/run-cli.ts'

/** A folder with `12` and `13`: Debian as debootstrap --variant=minbase makes it (.ci/run shows how). */
const roots = process.env.CYBER_RESPOND_ROOTS ?? ''
const ready = ['12', '13'].map((one) => `test -x ${roots}/${one}/bin/sh`).join(' && ')
const noRoots = lacks('minimal roots of Debian 12 and 13 in CYBER_RESPOND_ROOTS, as root', ['sh', '-c', ready])
const noLibraries = lacks('the libraries for the kit (npm run build:libraries)', [
  ...(['test', '-d', join(root, 'executable/lib/x64')] as const),
])

const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-root-'))
const kit = join(folder, 'stick')
const fixtures = join(root, 'fixtures')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/**
 * Does `then` where a laptop is a root without a network, and the kit a stick in it that nobody can write: its loopback, its
 * /proc and its mounts are its own, and go with it. What the demo makes and reads lies at the same paths within and without.
 */
const within = `
set -eu
ip link set lo up
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
for path in "$FIXTURES" "$TMPDIR"; do
  mkdir -p "$ROOT$path"
  mount --bind "$path" "$ROOT$path"
done
mkdir -p "$ROOT/media/stick"
mount --bind "$KIT" "$ROOT/media/stick"
mount -o "remount,bind,ro,$OPTIONS" "$ROOT/media/stick"
`
/** Starts the program as somebody does who has the stick and its passphrase, and nothing else. */
const fromStick = `#!/bin/sh
stick() {
  chroot "$ROOT" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$TMPDIR" LANG=C.UTF-8 \\
    CYBER_RESPOND_HOME="$CYBER_RESPOND_HOME" CYBER_RESPOND_DEMO_WORLD="$CYBER_RESPOND_DEMO_WORLD" \\
    sh /media/stick/start.sh "$@"
}
if [ "$1" = activate ]; then stick kit open --passphrase-file "$TMPDIR/passphrase" >"$TMPDIR/opened" 2>&1 || cat "$TMPDIR/opened" >&2; fi
stick "$@"
`
const passphrase = 'four words of a stick'

function inRoot(debian: string, options: string, then: string) {
  const tmp = join(folder, `tmp-${debian}`)
  mkdirSync(tmp, { recursive: true })
  writeFileSync(join(tmp, 'passphrase'), passphrase, { mode: 0o600 })
  const starter = join(folder, 'from-stick')
  writeFileSync(starter, fromStick)
  chmodSync(starter, 0o755)
  const own = {
    ROOT: join(roots, debian),
    KIT: kit,
    FIXTURES: fixtures,
    TMPDIR: tmp,
    OPTIONS: options,
    STARTER: starter,
  }
  const env = { ...process.env, ...own, NODE: process.execPath, DEMO: join(root, 'bin/demo.js'), NODE_OPTIONS: '' }
  const argv = ['--net', '--mount', '--propagation', 'private', 'sh', '-c', `${within}${then}`]
  const { status, stdout, stderr } = spawnSync('unshare', argv, { encoding: 'utf8', env, maxBuffer: 1 << 26 })
  return { code: status, out: stdout, err: stderr }
}

describe.skipIf(noRoots || noLibraries)('in a minimal Debian, with the stick alone', () => {
  beforeAll(async () => {
    const made = await executableFolder()
    const profile = join(fixtures, 'profiles/willebroek.yaml')
    const line = ['kit', 'make', kit, '--municipality', 'willebroek', '--profile', profile]
    const env = { PATH: process.env.PATH ?? '', HOME: folder, CYBER_RESPOND_HOME: join(folder, 'home') }
    logKey(env.CYBER_RESPOND_HOME)
    const closed = [...line, '--passphrase-file', '-']
    const own = { encoding: 'utf8', env, input: passphrase } as const
    const { status, stderr } = spawnSync(join(made, 'cyber-respond'), closed, own)
    expect([status, stderr]).toEqual([0, expect.anything()])
  })

  test.each([
    ['12', 'exec'],
    ['13', 'noexec'],
  ])('Debian %s has no Node, no libatomic and no network, and the stick (%s) needs none', (debian, options) => {
    const look = 'chroot "$ROOT" sh -c "command -v node; ldconfig -p | grep -c libatomic; cat /proc/net/route | wc -l"'
    expect(inRoot(debian, options, look).out).toBe('0\n1\n')
    const started = inRoot(debian, options, '"$STARTER" --version --json')
    expect([started.code, started.err]).toEqual([0, expect.anything()])
    expect(JSON.parse(started.out)).toMatchObject({ version: expect.any(String) })
  })

  test.each([
    ['12', 'exec'],
    ['13', 'noexec'],
  ])('Debian %s, a stick mounted %s: from start.sh to a verified archive', { timeout: 600_000 }, (debian, options) => {
    const { code, out, err } = inRoot(debian, options, 'exec "$NODE" "$DEMO" "$STARTER"')
    expect([code, err.slice(-2000), out.slice(-3000)]).toEqual([0, expect.anything(), expect.anything()])
    expect(out).toMatch(/\$ cyber-respond verify \S+\.tar\.gz\n[^$]*(?:SIGNED|WITNESSED)/i)
  })
})
