import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { Validator } from '@cfworker/json-schema'
import { describe, expect, test } from 'vitest'
import { librariesBeside, noticesWithLibraries } from '../../bin/release/library-notices.ts'
import { billWithLibraries } from '../../bin/release/sbom.ts'
import { lacks } from '../support/needs.ts'
import { root } from '../support/run-cli.ts'

const text = (...path: readonly string[]): string => readFileSync(resolve(root, ...path), 'utf8')
const json = (...path: readonly string[]) => JSON.parse(text(...path))
const noLibraries = lacks('the libraries for the kit (npm run build:libraries)', [
  ...([
    'test',
    '-e',
    join(root, 'executable/NOTICES.txt'),
    '-a',
    '-d',
    join(root, 'executable/lib', process.arch),
  ] as const),
])
const bill = json('dist/sbom.cdx.json')
const notices = text('dist/NOTICES.txt')

/** Words that stand in a bundle only if a package does, by its name. */
const signs: Readonly<Record<string, readonly [file: string, sign: string]>> = {
  hono: ['counter-desk.cjs', 'hono-already-sent'],
  commander: ['program.cjs', 'commander.helpDisplayed'],
  nodemailer: ['mail-composer.cjs', 'Content-Transfer-Encoding'],
  yaml: ['yaml.cjs', 'tag:yaml.org,2002:'],
}

const arm64 = {
  ...{ file: 'libstdc++.so.6', name: 'libstdc++6', version: '12.2.0-14+deb12u1', sha256: 'a'.repeat(64) },
  source: { name: 'gcc-12', version: '12.2.0-14+deb12u2' },
}
const x64 = { ...arm64, file: 'libatomic.so.1', name: 'libatomic1' }
const beside = { x64: [x64], arm64: [arm64] }

describe('the bill of materials', () => {
  const library = createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')
  const schemas = join(dirname(library), 'res/schema')
  const schema = json(schemas, 'bom-1.7.SNAPSHOT.schema.json')
  // It asks for the others by the names of their files, which is not what they call themselves.
  const others = ['spdx', 'jsf-0.82', 'cryptography-defs'].map((name) => `${name}.SNAPSHOT.schema.json`)
  const check = (value: unknown) => {
    const validator = new Validator(schema, '7', false)
    for (const other of others) validator.addSchema(json(schemas, other), `http://cyclonedx.org/schema/${other}`)
    return validator.validate(value).errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`)
  }

  test('is what the schema of CycloneDX 1.7 says, which refuses another', () => {
    expect(bill.specVersion).toBe('1.7')
    expect(check(bill)).toEqual([])
    expect(check({ ...bill, components: [{ type: 'thing', name: 'a' }] })).not.toEqual([])
    expect(check({ ...bill, planted: 1 })).not.toEqual([])
    const [first, ...rest] = bill.components
    const licenses = [{ license: { id: 'Planted-1.0' } }]
    expect(check({ ...bill, components: [{ ...first, licenses }, ...rest] })).not.toEqual([])
  })

  test('names what is in the bundles, and what comes along beside them, with licence, address and hash', () => {
    const named = new Map(bill.components.map((one: { purl: string }) => [one.purl, one]))
    const packages = json('package-lock.json').packages
    for (const name of [...Object.keys(signs), 'fs-native-extensions', 'bare-semver']) {
      const { version, integrity } = packages[`node_modules/${name}`]
      expect(named.get(`pkg:npm/${name}@${version}`), name).toMatchObject({
        type: 'library',
        name,
        version,
        hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') }],
        licenses: [{ license: { id: json('node_modules', name, 'package.json').license } }],
      })
    }
    for (const [name, [file, sign]] of Object.entries(signs)) expect(text('dist', file), name).toContain(sign)
    // What is used to build and to test is no part.
    for (const name of ['esbuild', 'vitest', 'typescript', 'fast-check', '@cyclonedx/cyclonedx-library']) {
      expect(JSON.stringify(bill.components)).not.toContain(`/${name}@`)
    }
  })

  test('names Node, and what Node holds', () => {
    const node = bill.components.find((one: { name: string }) => one.name === 'node')
    expect(node.version).toBe(process.versions.node)
    const parts = node.components.map((one: { name: string; version: string }) => [one.name, one.version])
    for (const name of ['openssl', 'v8', 'icu', 'sqlite', 'uv', 'zlib'] as const) {
      expect(parts).toContainEqual([name, process.versions[name]])
    }
  })

  test('names the libraries that go along beside the executable, by their package of Debian', () => {
    const whole = JSON.parse(billWithLibraries(JSON.stringify(bill), beside))
    expect(check(whole)).toEqual([])
    expect(whole.components).toHaveLength(bill.components.length + 2)
    expect(whole.components.at(-1)).toMatchObject({
      name: 'libstdc++6',
      version: '12.2.0-14+deb12u1',
      description: expect.stringMatching(/^lib\/arm64\/libstdc\+\+\.so\.6, /),
      hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
      licenses: [{ expression: 'GPL-3.0-or-later WITH GCC-exception-3.1' }],
      purl: 'pkg:deb/debian/libstdc%2B%2B6@12.2.0-14%2Bdeb12u1?arch=arm64',
    })
    expect(whole.dependencies[0].dependsOn).toContain('pkg:deb/debian/libatomic1@12.2.0-14%2Bdeb12u1?arch=amd64')
    expect(whole.serialNumber).not.toBe(bill.serialNumber)
  })

  test('says who uses whom, and everything that it names is reached', () => {
    const uses = new Map<string, readonly string[]>(
      bill.dependencies.map((one: { ref: string; dependsOn: readonly string[] }) => [one.ref, one.dependsOn]),
    )
    const { version } = json('node_modules/ora/package.json')
    expect(uses.get(`pkg:npm/ora@${version}`)?.some((ref) => ref.startsWith('pkg:npm/chalk@'))).toBe(true)
    const reached = new Set<string>()
    const reach = (ref: string): void => {
      if (reached.has(ref)) return
      reached.add(ref)
      for (const next of uses.get(ref) ?? []) reach(next)
    }
    reach(bill.metadata.component['bom-ref'])
    const known = bill.components.map((one: { 'bom-ref': string }) => one['bom-ref'])
    expect([...reached].toSorted()).toEqual([bill.metadata.component['bom-ref'], ...known].toSorted())
  })
})

describe('the notices', () => {
  test('hold the licence of the program, of each package of the bill, and of Node with what it holds', () => {
    expect(notices).toContain('The cyber-respond authors')
    for (const { group, name, version, type } of bill.components) {
      if (type === 'platform') continue
      expect(notices).toContain(`\n${group === undefined ? '' : `${group}/`}${name} ${version}\nLicence: `)
    }
    expect(notices).toContain('Copyright (c) 2021 - present, Yusuke Wada and Hono contributors')
    expect(notices).toContain(`Node.js ${process.versions.node}, in the executable`)
    for (const held of ['OpenSSL', 'ICU', 'V8', 'libuv', 'zlib', 'undici']) {
      expect(notices.slice(notices.indexOf('\nNode.js '))).toMatch(new RegExp(`^- ${held},? `, 'm'))
    }
  })

  test('name the runtime libraries of GCC where these go along: licence, exception, source package and version', () => {
    expect(notices).not.toContain('GCC')
    const whole = noticesWithLibraries(notices, beside)
    const [, list = ''] = whole.split('\nPackages of others')
    expect(list.slice(0, list.indexOf('===='))).toContain('The folder lib holds runtime libraries of GCC. All their')
    const own = whole.slice(whole.lastIndexOf('='.repeat(80)))
    expect(own).toContain('\nLicence: GPL-3.0-or-later WITH GCC-exception-3.1\n')
    expect(own).toContain(
      "  lib/arm64/libstdc++.so.6\n    of Debian's package libstdc++6 12.2.0-14+deb12u1, from its source package gcc-12 12.2.0-14+deb12u2\n",
    )
    expect(own).toContain('Both texts stand beside them, in lib/x64 and lib/arm64 (copyright.txt, GPL-3.txt)')
    expect(noticesWithLibraries(notices, {})).toBe(notices)
  })

  test.skipIf(noLibraries)('so those of the folder that a kit is made of, with texts that are there', () => {
    const said = text('executable/NOTICES.txt')
    const there = librariesBeside(join(root, 'executable'))
    expect(Object.keys(there)).toContain(process.arch)
    for (const [processor, libraries] of Object.entries(there)) {
      expect(libraries.map(({ file }) => file)).toEqual(['libatomic.so.1', 'libstdc++.so.6', 'libgcc_s.so.1'])
      for (const { file, name, version, source } of libraries) {
        expect(said).toContain(
          `lib/${processor}/${file}\n    of Debian's package ${name} ${version}, from its source package`,
        )
        expect([source.name, source.version]).toEqual([
          expect.stringMatching(/^gcc-\d+$/),
          expect.stringMatching(/^\d/),
        ])
        const bytes = readFileSync(join(root, 'executable/lib', processor, file, file))
        expect(bytes.readUInt16LE(18)).toBe(processor === 'arm64' ? 183 : 62)
      }
      expect(text('executable/lib', processor, 'copyright.txt')).toContain('GCC RUNTIME LIBRARY EXCEPTION')
      expect(text('executable/lib', processor, 'GPL-3.txt')).toContain('GNU GENERAL PUBLIC LICENSE')
    }
  })
})
