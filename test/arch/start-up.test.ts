import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'start-up-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Modules of Node that take milliseconds to load, and that neither help nor a check of runbooks needs. */
const dear = ['crypto', 'child_process', 'net', 'http', 'worker_threads', 'readline', 'sqlite', 'zlib', 'dns', 'tls']

function loadedBy(argv: readonly string[]): readonly string[] {
  const list = join(folder, 'loaded')
  const look = join(folder, 'look.cjs')
  const write = `require('node:fs').writeFileSync(${JSON.stringify(list)}, process.moduleLoadList.join('\\n'))`
  writeFileSync(look, `process.on('exit', () => ${write})`)
  execFileSync(process.execPath, ['--require', look, join(root, 'bin/cyber-respond.js'), ...argv], { stdio: 'ignore' })
  return readFileSync(list, 'utf8').split('\n')
}

test.each(['--version', '--help', `runbook lint ${join(root, 'runbooks/emergency.yaml')}`])(
  'nothing dear is loaded by %s',
  (line) => {
    const loaded = loadedBy(line.split(' '))
    expect(loaded).toContain('NativeModule fs')
    expect(dear.filter((name) => loaded.includes(`NativeModule ${name}`))).toEqual([])
  },
)
