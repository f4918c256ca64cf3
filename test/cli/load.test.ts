import { spawnSync } from 'node:child_process'
import { cpSync, globSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, tempFolder } from '../support/run-cli.ts'

/** A copy of the built program, and the code that V8 made of it at build time. */
function installed() {
  const folder = tempFolder()
  for (const part of ['bin', 'dist', 'runbooks', 'package.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const run = () => {
    const program = [join(folder, 'bin/cyber-respond.js'), 'runbook', 'lint', join(root, 'runbooks/emergency.yaml')]
    const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' })
    return { status, stdout, stderr }
  }
  return { run, code: globSync(join(folder, 'dist/*.code')) }
}

const fine = { status: 0, stdout: '1 file, no errors, 0 warnings\n', stderr: '' }

test('the build keeps code of the program and of what reads runbooks', () => {
  const names = installed().code.map((path) => path.slice(path.lastIndexOf('/') + 1))
  for (const file of ['main', 'program', 'yaml', 'cel']) expect(names).toContain(`${file}.cjs.runbook.code`)
  for (const file of ['main', 'program', 'inquirer']) expect(names).toContain(`${file}.cjs.incident.code`)
})

test.each([
  ['whole', () => {}],
  ['cut off', (path: string) => truncateSync(path, 1000)],
  ['empty', (path: string) => truncateSync(path, 0)],
  [
    'damaged',
    (path: string) => {
      const bytes = readFileSync(path)
      // V8 itself would crash on this, and not say why.
      for (let at = 100; at < bytes.length / 2; at += 50) bytes[at] = 0x55 ^ (bytes[at] ?? 0)
      writeFileSync(path, bytes)
    },
  ],
])('with kept code that is %s the program runs', (_how, change) => {
  const { run, code } = installed()
  for (const path of code) change(path)
  expect(run()).toEqual(fine)
})
