import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { manifestLine, readManifest } from '../../../src/core/manifest.ts'
import { tempFolder } from '../../support/run-cli.ts'

const hash = 'ab'.repeat(32)

test('every name comes back as it was', () => {
  const name = fc.string({ unit: 'binary', minLength: 1 })
  fc.assert(
    fc.property(fc.uniqueArray(name), (names) => {
      const text = names.map((one) => manifestLine(hash, one)).join('')
      expect([...(readManifest(text)?.keys() ?? [])]).toEqual(names)
    }),
  )
})

test('what is no manifest is none', () => {
  const line = manifestLine(hash, 'a')
  for (const text of ['x', 'x\n', `${hash}\n`, line.trimEnd(), line + line, `${line}\n`, line.toUpperCase()]) {
    expect(readManifest(text), text).toBeNull()
  }
  expect(readManifest('')).toEqual(new Map())
})

test('sha256sum reads it, names with backslashes and line breaks too', () => {
  const folder = tempFolder()
  mkdirSync(join(folder, 'sub'))
  const lines = ['plain', 'a b', 'back\\slash', 'line\nfeed', 'sub/één', ' lead', '*star'].map((name) => {
    writeFileSync(join(folder, name), name)
    return manifestLine(createHash('sha256').update(name).digest('hex'), name)
  })
  writeFileSync(join(folder, 'MANIFEST.sha256'), lines.join(''))
  const said = execFileSync('sha256sum', ['--check', '--strict', 'MANIFEST.sha256'], { cwd: folder, encoding: 'utf8' })
  expect(said.match(/: OK$/gm)).toHaveLength(lines.length)
})
