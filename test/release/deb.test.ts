import { execFileSync, spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installedCompletion } from '../../bin/release/deb-completion.ts'
import { controlText, debianChangelog, debianCopyright } from '../../bin/release/deb-texts.ts'
import { writeDebTree } from '../../bin/release/deb-tree.ts'
import { root } from '../support/run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'cyber-respond-deb-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const text = (path: string): string => readFileSync(join(root, path), 'utf8')
const { version } = JSON.parse(text('package.json'))
const maintainer = { name: 'The cyber-respond authors', address: 'cyber-respond@localhost' }
const seconds = 1764547200
const facts = { version, architecture: 'amd64', maintainer } as const
const doc = 'usr/share/doc/cyber-respond'

/** Makes the package around a small program in the place of the executable, which is made and tried elsewhere. */
function make(name: string): string {
  const [tree, deb, man] = [join(folder, name), join(folder, `${name}.deb`), join(folder, `${name}.man`)]
  for (const lang of ['man1', 'nl/man1']) {
    mkdirSync(join(man, lang), { recursive: true })
    writeFileSync(join(man, lang, 'cyber-respond.1'), manPage)
  }
  const executable = '/usr/bin/true'
  const papers = { changes: text('CHANGELOG.md'), notices: text('dist/NOTICES.txt'), bill: text('dist/sbom.cdx.json') }
  const completion = { bash: '# bash\n', zsh: '#compdef cyber-respond\n', fish: '# fish\n' }
  writeDebTree(tree, { executable, man, completion, runbooks: join(root, 'runbooks'), ...papers }, facts, seconds)
  const env = { PATH: process.env.PATH, SOURCE_DATE_EPOCH: String(seconds) }
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z0', '--build', tree, deb], { env, stdio: 'pipe' })
  return deb
}
const manPage = '.TH CYBER-RESPOND 1\n.SH NAME\ncyber-respond \\- incident runbooks for municipalities under attack\n'

describe('the Debian package', () => {
  let deb = ''
  const unpacked = join(folder, 'unpacked')
  beforeAll(() => {
    deb = make('one')
    execFileSync('dpkg-deb', ['--extract', deb, unpacked])
  })

  test('is named and described as Debian wants it', () => {
    const [name, size] = ['Package', 'Installed-Size'].map((field) =>
      execFileSync('dpkg-deb', ['--field', deb, field], { encoding: 'utf8' }).trim(),
    )
    expect(name).toBe('cyber-respond')
    // In KiB: the guides and the papers alone are more than half a megabyte.
    expect(Number(size)).toBeGreaterThan(500)
  })

  test('everything in it belongs to root, and nobody else may write it', () => {
    const lines = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' }).trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(20)
    for (const line of lines) expect(line).toMatch(/^(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x) root\/root /)
    expect(lines.filter((line) => line.startsWith('-rwx')).map((line) => line.split(' ./')[1])).toEqual([
      'usr/bin/cyber-respond',
    ])
  })

  test('holds completion, manual, guides, notices, and the bill of materials', () => {
    const file = (path: string): Buffer => readFileSync(join(unpacked, path))
    expect(file('usr/share/bash-completion/completions/cyber-respond').toString()).toBe('# bash\n')
    expect(file('usr/share/zsh/vendor-completions/_cyber-respond').toString()).toContain('#compdef')
    expect(file('usr/share/fish/vendor_completions.d/cyber-respond.fish').toString()).toBe('# fish\n')
    for (const lang of ['', 'nl/']) {
      expect(gunzipSync(file(`usr/share/man/${lang}man1/cyber-respond.1.gz`)).toString()).toBe(manPage)
    }
    for (const lang of ['en', 'nl']) expect(file(`${doc}/guides/responder.${lang}.md`).length).toBeGreaterThan(1000)
    expect(file(`${doc}/copyright`).toString()).toContain('Node.js')
    expect(JSON.parse(file(`${doc}/sbom.cdx.json`).toString()).bomFormat).toBe('CycloneDX')
    expect(gunzipSync(file(`${doc}/CHANGELOG.md.gz`)).toString()).toBe(text('CHANGELOG.md'))
  })

  test.each([0o022, 0o077, 0o000])('made twice, it is the same bytes, whatever umask the maker has (%i)', (umask) => {
    const sum = (path: string): string => hash('sha256', readFileSync(path))
    const own = process.umask(umask)
    try {
      expect(sum(make(`another-${umask}`))).toBe(sum(deb))
    } finally {
      process.umask(own)
    }
  })

  test('each thing that lintian lets pass has its reason', () => {
    const overrides = readFileSync(join(unpacked, 'usr/share/lintian/overrides/cyber-respond'), 'utf8')
    // A line of its own says why, before each or before those that have it in common.
    expect(overrides).toMatch(/^(#.*\n(#.*\n)*(cyber-respond: .*\n)+)+$/)
  })
})

describe('its texts', () => {
  test.each(['bash', 'zsh', 'fish'] as const)(
    'the completion of %s asks the installed program, and names no other',
    (shell) => {
      const text = installedCompletion(root, shell)
      expect(text).toContain("'/usr/bin/cyber-respond'")
      expect(text).not.toContain(root.replace(/\/$/, ''))
      expect(text).not.toContain(process.execPath)
    },
  )

  test('it asks for the libraries that Node is linked to, as new as Node needs them', () => {
    const wanted = (name: string): string =>
      spawnSync('sh', ['-c', `grep -aoE '${name}_[0-9.]+[0-9]' "$0" | sort -uV | tail -n 1`, process.execPath], {
        encoding: 'utf8',
      }).stdout.trim()
    // GCC 7 brought CXXABI_1.3.11, GCC 5 GLIBCXX_3.4.21.
    expect(['GLIBC', 'GLIBCXX', 'CXXABI'].map(wanted)).toEqual(['GLIBC_2.28', 'GLIBCXX_3.4.21', 'CXXABI_1.3.11'])
    expect(controlText({ ...facts, installed: 1 })).toContain(
      '\nDepends: libatomic1 (>= 4.8), libc6 (>= 2.28), libgcc-s1 (>= 4.2), libstdc++6 (>= 7)\n',
    )
  })

  test('its changelog is the newest part of ours, in the form of Debian', () => {
    const changes = `# Changes\n\n## 0.3.0 — unreleased\n\nThe hour.\n\n### Less typing\n\n- One \`thing\` that is told in many words, so that the line has to be broken
  somewhere.\n- Another.\n\n## 0.2.0\n\n- Old.\n`
    expect(
      debianChangelog(changes, { ...facts, version: '0.3.0', installed: 1 }, seconds),
    ).toBe(`cyber-respond (0.3.0) unstable; urgency=medium

  * The hour.

  [ Less typing ]
  * One thing that is told in many words, so that the line has to be broken
    somewhere.
  * Another.

 -- The cyber-respond authors <cyber-respond@localhost>  Mon, 01 Dec 2025 00:00:00 +0000
`)
  })

  test('its copyright names the Apache License where the notices repeat it, and keeps all else', () => {
    const licence =
      '  Apache License\n  Version 2.0, January 2004\n\n  1. Definitions.\n\n  END OF TERMS AND CONDITIONS\n'
    expect(debianCopyright(`a 1.0.0\n\n${licence}\n  Copyright A\n${licence}`)).toBe(
      `a 1.0.0

  Apache License, Version 2.0: on Debian in /usr/share/common-licenses/Apache-2.0

  Copyright A
  Apache License, Version 2.0: on Debian in /usr/share/common-licenses/Apache-2.0
`,
    )
  })
})
