import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../support/run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'cyber respond, a package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const installed = join(folder, 'prefix/lib/node_modules/cyber-respond')
// A registry that nobody answers for: what the package needs, it brings along.
const env = {
  PATH: process.env.PATH,
  HOME: folder,
  npm_config_registry: 'http://127.0.0.1:9/',
  npm_config_cache: join(folder, 'cache'),
}
let saidByNpm = ''

beforeAll(() => {
  // Not built anew: other tests run the program meanwhile.
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root, env, stdio: 'pipe' })
  const archive = join(folder, `cyber-respond-${version}.tgz`)
  const made = spawnSync('npm', ['install', '--global', '--prefix', join(folder, 'prefix'), archive], {
    env,
    encoding: 'utf8',
  })
  expect(made.status, made.stderr).toBe(0)
  saidByNpm = made.stderr
})

function files(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))
    .toSorted()
}

/** Starts the installed program by its name, with the Node of these tests, or with one that says it is older. */
function run(line: readonly string[], older: string | null = null, more: Readonly<Record<string, string>> = {}) {
  const lie = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${older}' } })`
  const argv = older === null ? [] : ['--import', `data:text/javascript,${encodeURIComponent(lie)}`]
  const path = join(folder, 'prefix/bin/cyber-respond')
  const { status, stdout, stderr } = spawnSync(process.execPath, [...argv, path, ...line], {
    env: { ...env, ...more },
    cwd: folder,
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}

describe('what the package holds', () => {
  test('is the program, the runbooks, the guides, and the papers', () => {
    const own = files(installed).filter((path) => !path.startsWith('node_modules/'))
    const kinds = [
      /^bin\/cyber-respond\.js$/,
      /^dist\/[a-z-]+\.(cjs|json)$/,
      /^dist\/[a-z-]+\.cjs\.[a-z]+\.code$/,
      /^dist\/(NOTICES\.txt|sbom\.cdx\.json)$/,
      /^runbooks\/[a-z-]+(\.plan)?\.yaml$/,
      /^runbooks\/drills\/[a-z0-9-]+\.(yaml|json)$/,
      /^runbooks\/schema\/[a-z-]+\.schema\.json$/,
      /^runbooks\/(drills\/)?README\.md$/,
      /^runbooks\/guides\/[a-z-]+\.(en|nl)\.(md|cast)$/,
      /^runbooks\/guides\/pictures\/[a-z-]+(\.(en|nl))?\.(png|svg)$/,
      /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
    ]
    expect(own.filter((path) => !kinds.some((kind) => kind.test(path)))).toEqual([])
    for (const kind of kinds)
      expect(
        own.some((path) => kind.test(path)),
        String(kind),
      ).toBe(true)
    for (const made of Object.keys(JSON.parse(readFileSync(join(root, 'dist/files.json'), 'utf8')))) {
      expect(own).toContain(`dist/${made}`)
    }
    for (const shipped of files(join(root, 'runbooks'))) expect(own).toContain(`runbooks/${shipped}`)
  })

  test('brings along one package, and what that one needs', () => {
    expect(
      readdirSync(join(installed, 'node_modules'))
        .filter((name) => !name.startsWith('.'))
        .toSorted(),
    ).toEqual([
      'bare-addon-resolve',
      'bare-module-resolve',
      'bare-semver',
      'fs-native-extensions',
      'require-addon',
      'which-runtime',
    ])
  })

  test('names no folder of the machine that built it, and has no source maps', () => {
    for (const path of files(installed)) {
      const bytes = readFileSync(join(installed, path))
      expect(bytes.includes(root.replace(/\/$/, '')), path).toBe(false)
      expect(bytes.includes(`${'//# source'}MappingURL=`) || path.endsWith('.map'), path).toBe(false)
    }
  })

  test('asks npm for nothing: no scripts of its own run, and none is warned of', () => {
    expect(saidByNpm).not.toMatch(/script/)
    const { scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare']) expect(scripts).not.toHaveProperty(name)
  })
})

describe('the installed program', () => {
  test('says which one it is, for a person and for a machine', () => {
    expect(run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
    const { code, out } = run(['--version', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ version, form: 'bundle', node: process.versions.node })
  })

  test('finds its runbooks, takes the lock of a log, and sends nothing to ask for more', () => {
    expect(run(['runbook', 'lint']).code).toBe(0)
    const profile = join(root, 'fixtures/profiles/willebroek.yaml')
    const answers = join(root, 'fixtures/answers/willebroek.yaml')
    const night = ['activate', 'willebroek', '--profile', profile, '--answers', answers, '--until', 'isolate/scope']
    expect(run(night)).toMatchObject({ code: 4 })
    expect(run(['verify', 'willebroek'])).toMatchObject({ code: 0 })
  })

  test.each(['0.1.0', '0.2.0'])('goes on with the homes that %s left', (kept) => {
    for (const [name, code, verdict] of [
      ['open', 0, 'signed'],
      ['tampered', 5, 'tampered'],
    ] as const) {
      const home = mkdtempSync(join(folder, `${name}-`))
      execFileSync('tar', ['-xzf', join(root, `fixtures/homes/${kept}/${name}.tar.gz`), '-C', home])
      const [record = ''] = readdirSync(join(home, name, 'incidents'))
      const said = run(['--home', join(home, name), '--json', 'verify', record])
      expect([said.code, JSON.parse(said.out).verdict], name).toEqual([code, verdict])
    }
  })

  test.each(['20.20.2', '24.11.0', '18.0.0'])('says on Node %s what to do, and does nothing', (older) => {
    expect(run(['status'], older)).toEqual({
      code: 2,
      out: '',
      err: `cyber-respond: error: this is Node ${older}, cyber-respond needs Node 26 or newer
cyber-respond: hint: install Node 26 (https://nodejs.org) and start it again; its executable and its Debian package need no Node
`,
    })
  })

  test('says it in Dutch to who speaks it', () => {
    for (const more of [{ LANG: 'nl_BE.UTF-8' }, { LANG: 'C', LC_ALL: 'nl_BE' }, { CYBER_RESPOND_LANG: 'nl' }]) {
      expect(run(['status'], '20.20.2', more).err).toContain(
        'fout: dit is Node 20.20.2, cyber-respond heeft Node 26 of nieuwer nodig',
      )
    }
  })
})
